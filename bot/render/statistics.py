"""Cards about what is asked most."""

from bot.core.statistics import By, Period, Top
from bot.render.card import Card, Text, Tone
from bot.render.neutral import neutral

PERIODS = {
    Period.WEEK: "the last 7 days",
    Period.MONTH: "the last 30 days",
    Period.QUARTER: "the last 90 days",
    Period.ALL: "all time",
}


def top(found: Top, by: By) -> Card:
    """A ranking with counts and shares, and how many asks found nothing."""
    what = "questions" if by is By.ENTRY else "topics"
    heading = f"## Most asked {what}, {PERIODS[found.period]}"
    if not found.total:
        nothing = "Nobody has asked anything yet."
        if found.period is not Period.ALL:
            nothing = f"Nobody asked anything in {PERIODS[found.period]}. Try the period *All time*."
        return Card(Tone.NOTICE, (Text(f"{heading}\n{nothing}"),))
    rows = [
        f"{place}. {neutral(row.title)} — **{row.count:,}** ({row.share:.0%})"
        for place, row in enumerate(found.rows, 1)
    ] or ["No question has been answered in this time."]
    asks = "1 ask" if found.total == 1 else f"{found.total:,} asks"
    footing = f"-# {asks} in all; {found.missed:,} found nothing. Counted without names."
    return Card(Tone.ANSWER, (Text("\n".join([heading, *rows])), Text(footing)))
