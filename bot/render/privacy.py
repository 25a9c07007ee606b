"""What `/privacy` says, and the page that lists every table."""

from collections.abc import Iterator, Mapping, Sequence

from bot.core.codes import FORM, Action, encode
from bot.core.privacy import REGISTRY, Fate, Holding, Spans
from bot.core.storage import Held
from bot.render.card import Attached, Card, Rule, Text, Tone
from bot.render.dates import Dates
from bot.render.form import Field, Form
from bot.render.neutral import neutral

FILE = "preceptor-about-you.json"


def account(held: Held, *, remembered: bool, spans: Spans, dates: Dates) -> Card:
    """What is kept of whoever asks, and what is kept without names."""
    yours = "\n".join(_yours(held, remembered=remembered, spans=spans, dates=dates))
    return Card(
        Tone.ANSWER,
        (
            Text(f"## What I keep about you\n{yours}"),
            Rule(),
            Text("\n".join(_nameless(spans))),
            Text(
                "-# `/privacy export` gives you all of this as a file, `/privacy delete` removes what is under your id."
            ),
        ),
    )


def _yours(held: Held, *, remembered: bool, spans: Spans, dates: Dates) -> Iterator[str]:
    by_table = {holding.table: holding for holding in REGISTRY}
    total = sum(len(rows) for rows in held.rows.values())
    yield f"In my database, under your id: **{_rows(total)}**{'.' if total else '; nothing there names you.'}"
    for table, rows in held.rows.items():
        holding = by_table[table]
        yield f"- {_rows(len(rows))}: {holding.what}. Why: {holding.why}. Until: {spans.said(holding.until)}."
    if held.erased_at:
        yield (
            f"That you had everything removed on {dates.moment(held.erased_at)}, as a hash made from your id. It "
            "stays, so that a restored backup does not bring anything back."
        )
    known = "is there now" if remembered else "is not there now"
    yield (
        f"In memory, never on disk: your id with a moment, to notice when somebody asks too fast. It {known}; it goes "
        "a few minutes after your last use, when the next member comes, and at the latest when I restart."
    )


def _nameless(spans: Spans) -> Iterator[str]:
    yield "### What I keep without names"
    yield f"- That something was asked, where and when, and whether it helped: {spans.asks} days; then only sums."
    yield (
        f"- Words that found no answer, without mentions, links, addresses and long numbers: {spans.gaps} days. I do "
        "not know whose they are, so I cannot find yours: leave names out."
    )
    yield "### What Discord keeps"
    yield (
        "Answers that I posted in a channel, with who asked for them, are messages at Discord: a moderator can delete "
        "them. What you do there is Discord’s to tell: User Settings → Data & Privacy."
    )


def exported(content: bytes) -> Card:
    """The file, to whoever asked for it."""
    told = "## All that I keep about you\nOnly you see this. JSON, to be read with any text editor."
    return Card(Tone.ANSWER, (Text(told), Attached(FILE, content)))


def confirmation(word: str) -> Form:
    """Asks for the word that says it is meant."""
    return Form(
        "Delete what is kept about you",
        encode(FORM, Action.ERASE),
        (Field(f"Type {word} to confirm", "It cannot be undone. Counts without names stay.", 20),),
    )


def erased(removed: Mapping[str, int]) -> Card:
    """What went, and what stays without a name."""
    by_table = {holding.table: holding for holding in REGISTRY}
    total = sum(removed.values())
    gone = [f"- {_rows(rows)}: {neutral(by_table[table].what)}" for table, rows in removed.items()]
    text = [
        "## Done",
        f"Removed from my database: **{_rows(total)}** under your id{'.' if total else '; there was nothing.'}",
        *gone,
        "Removed from memory: what I knew of how fast you asked.",
        "### What stays",
        "- Counts and words without names, as `/privacy show` tells. Nothing in them leads to you.",
        "- A hash made from your id, so that a restored backup removes you again.",
        "- What backups hold that exist already, until whoever runs me removes them.",
        "- For ten minutes, in memory, that you used `/privacy`.",
    ]
    return Card(Tone.ANSWER, (Text("\n".join(text)),))


def _rows(number: int) -> str:
    return "nothing" if number == 0 else "1 row" if number == 1 else f"{number:,} rows"


def page(registry: Sequence[Holding] = REGISTRY) -> str:
    """The tables and columns of docs/privacy.md, in Markdown."""
    default = Spans()
    spans = {
        "asks": f"{default.asks} days (`retention.asks`)",
        "gaps": f"{default.gaps} days (`retention.gaps`)",
        "guilds": f"{default.guilds} days (`retention.guilds`)",
        "suggestions": f"{default.suggestions} days (`retention.suggestions`)",
    }
    lines = [
        "| table | holds | personal | why | kept until | exported | erased |",
        "|---|---|---|---|---|---|---|",
    ]
    for holding in registry:
        personal = "yes" if holding.personal else "no"
        told = (holding.what, personal, holding.why, holding.until.format(**spans), holding.exported, holding.erased)
        lines.append(f"| `{holding.table}` | {' | '.join(told)} |")
    lines += ["", "| column | says |", "|---|---|"]
    for holding in registry:
        for column, holds in holding.columns.items():
            fate = holding.fates.get(column)
            lines.append(f"| `{holding.table}.{column}` | {holds.value}{_told(fate)} |")
    return "\n".join(lines) + "\n"


def _told(fate: Fate | None) -> str:
    return f"; when it is erased, {fate.value}" if fate else ""
