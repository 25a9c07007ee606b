"""Cards around an answer."""

from collections.abc import Sequence
from datetime import date

from bot.core.asks import Verdict
from bot.core.codes import BUTTON, MENU, Action, encode
from bot.core.pack import Entry, Level, Pack, Source
from bot.core.scope import Concern
from bot.render.card import LABEL, OPTION_TEXT, Button, Buttons, Card, Menu, Option, Part, Rule, Style, Text, Tone
from bot.render.neutral import neutral, shorten, typed

LONGEST_ASK_ID = 2**63 - 1  # a snowflake keeps the sign bit of 64 free
RELATED = 3
NONE_OF_THESE = "-"  # not an entry id: those have at least two characters and no leading hyphen alone
ASKED_MARK, THANKS_MARK = 1001, 1002  # Discord numbers unmarked parts from 1 on
ASKED = "You asked: "

LEVELS = {
    Level.SEED: "as our guide states it",
    Level.VERIFIED: "read at an official or primary source",
    Level.SECONDARY: "read on a third-party page",
    Level.DATED: "dated: check again before you rely on it",
    Level.DERIVED: "worked out from other facts",
    Level.UNVERIFIED: "general knowledge, no source read",
}

DECLINED = {
    Concern.SYMPTOMS: (
        "## This one is for your own doctor\n"
        "I know about training and careers in pain medicine, and I cannot give advice on anybody’s health. Please "
        "ask a doctor or a pharmacist; in an emergency call your local emergency number.\n"
        "-# Nothing of what you wrote was kept."
    ),
    Concern.CRISIS: (
        "## You matter, and you do not have to be alone with this\n"
        "Please talk to somebody now. In the US and Canada call or text **988**; in the UK and Ireland call "
        "**116 123**; elsewhere [Find A Helpline](https://findahelpline.com) lists numbers by country. In immediate "
        "danger call your local emergency number.\n"
        "-# Nothing of what you wrote was kept, and nobody here was told."
    ),
}


def day(when: date) -> str:
    """5 Mar 2031: the one way dates are written, understood the same everywhere."""
    return f"{when.day} {when:%b %Y}"


def answer(entry: Entry, pack: Pack, *, ask_id: int, verdict: Verdict | None = None) -> Card:
    """The entry with its sources, the day it was checked, and what a reader can do next."""
    parts: list[Part] = [Text(f"## {entry.question}\n{entry.answer}"), Rule(), Text(_footing(entry, pack))]
    if verdict is Verdict.HELPED:
        parts.append(Text("-# Good to know that it helped, thank you.", mark=THANKS_MARK))
    helped = Style.DONE if verdict is Verdict.HELPED else Style.PLAIN
    parts.append(
        Buttons(
            (
                Button("That helped", encode(BUTTON, Action.HELPED, ask_id, entry.id), helped),
                Button("Not what I meant", encode(BUTTON, Action.MISSED, ask_id, entry.id)),
            )
        )
    )
    related = [pack.entries[other] for other in entry.related[:RELATED] if other in pack.entries]
    if related:
        parts.append(
            Buttons(tuple(Button(shorten(e.question, LABEL), encode(BUTTON, Action.OPEN, e.id)) for e in related))
        )
    return Card(Tone.ANSWER, tuple(parts))


def offer(words: str, entries: Sequence[Entry], *, ask_id: int, share: bool) -> Card:
    """The pick list. The words stand on the card, because nothing is stored before the choice."""
    options = (*_options(entries), Option("None of these", NONE_OF_THESE))
    code = encode(MENU, Action.CHOOSE, ask_id, int(share))
    return Card(
        Tone.ASKING,
        (
            Text("## Did you mean one of these?" if len(entries) > 1 else "## Did you mean this one?"),
            Text(ASKED + neutral(words), mark=ASKED_MARK),
            Menu(code, "Pick the question that fits", options),
        ),
    )


def asked(shown: str) -> str:
    """The words of an `offer` card, out of its marked text."""
    return typed(shown.removeprefix(ASKED))


def posted(entry: Entry) -> Card:
    """In place of a pick list whose choice went to the channel."""
    return Card(Tone.NOTICE, (Text(f"“{entry.question}” is answered below, for everybody here."),))


def thanks() -> Card:
    """To a reader of an answer that everybody sees."""
    return Card(Tone.NOTICE, (Text("Good to know that it helped, thank you."),))


def missed(words: str) -> Card:
    return Card(
        Tone.NOTICE,
        (
            Text(
                "## Not in the FAQ\n"
                f"Nothing here answers “{neutral(words)}”, and I would rather say so than guess.\n"
                "Try it in other words, or start typing in `/faq ask` and pick a suggestion.\n"
                "-# Kept for the editors without your name: questions that had no answer."
            ),
        ),
    )


def sorry(entry: Entry, others: Sequence[Entry], *, ask_id: int) -> Card:
    """What opens under *Not what I meant*."""
    parts: list[Part] = [Text(f"## Sorry, that missed\n“{entry.question}” was not what you meant.")]
    if others:
        parts.append(Menu(encode(MENU, Action.OPEN), "Was it one of these?", _options(others)))
    parts.append(Buttons((Button("This is out of date", encode(BUTTON, Action.OUTDATED, ask_id, entry.id)),)))
    return Card(Tone.ASKING, tuple(parts))


def outdated(entry: Entry) -> Card:
    noted = f"It is noted, without your name, that “{entry.question}” may be out of date."
    return Card(Tone.NOTICE, (Text(f"## Thank you\n{noted}"),))


def declined(concern: Concern) -> Card:
    return Card(Tone.NOTICE, (Text(DECLINED[concern]),))


def excesses(entry: Entry, pack: Pack) -> list[str]:
    """What would make Discord refuse a card of `entry`, in its longest form; for the editor, before it is sent."""
    worst = answer(entry, pack, ask_id=LONGEST_ASK_ID, verdict=Verdict.HELPED)
    return [*worst.excesses(), *offer("m" * 100, [entry], ask_id=LONGEST_ASK_ID, share=True).excesses()]


def _options(entries: Sequence[Entry]) -> tuple[Option, ...]:
    return tuple(Option(shorten(entry.question, OPTION_TEXT), entry.id) for entry in entries)


def _footing(entry: Entry, pack: Pack) -> str:
    sources = [_source(pack.sources[source]) for source in entry.sources if source in pack.sources]
    lines = [f"-# Sources: {' · '.join(sources)}"] if sources else []
    if entry.checked is not None:
        lines.append(f"-# Checked {day(entry.checked)}, {LEVELS[entry.level]}")
    return "\n".join(lines) or "-# No source given"


def _source(source: Source) -> str:
    year = f" ({source.year})" if source.year and str(source.year) not in source.title else ""
    title = neutral(f"{source.org}, {source.title}") + year
    # A parenthesis in the address would end the link.
    return f"[{title}]({source.url.replace('(', '%28').replace(')', '%29')})" if source.url else title
