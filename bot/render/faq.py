"""Cards around an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.asks import Verdict
from bot.core.codes import BUTTON, MENU, Action, encode
from bot.core.pack import Entry, Level, Pack, Source, topic_title
from bot.core.scope import Concern
from bot.core.settings import Language
from bot.render.card import LABEL, OPTION_TEXT, Button, Buttons, Card, Menu, Option, Part, Rule, Style, Text, Tone
from bot.render.dates import day
from bot.render.neutral import neutral, shorten, typed

LONGEST_ID = 2**63 - 1  # a snowflake keeps the sign bit of 64 free
LONGEST_AGO = 3599.0  # seconds
LAST_PAGE = 9999  # as many digits as a page number may have
RELATED = 3
NONE_OF_THESE = "-"  # not an entry id: those have at least two characters and no leading hyphen alone
ASKED_MARK, THANKS_MARK = 1001, 1002  # Discord numbers unmarked parts from 1 on
ASKED, READ = "You asked: ", "The message says: "
QUOTE = 300  # characters of a message that its pick list shows

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


DECLINED_MESSAGE = {
    Concern.SYMPTOMS: (
        "## That one is for their own doctor\n"
        "The message seems to be about somebody’s health. I know about training and careers in pain medicine, and "
        "cannot give advice on that; a doctor or a pharmacist can, and in an emergency the local emergency number.\n"
        "-# Only you see this. Nothing of the message was kept."
    ),
    Concern.CRISIS: (
        "## Somebody may need you more than an answer\n"
        "The message reads as if somebody could be in danger. If you can, write to them, listen, and tell a moderator. "
        "In the US and Canada they can call or text **988**, in the UK and Ireland call **116 123**; elsewhere "
        "[Find A Helpline](https://findahelpline.com) lists numbers by country. In immediate danger call the local "
        "emergency number.\n"
        "-# Only you see this. Nothing of the message was kept, and nobody here was told."
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, by its server (None in direct messages) and its id."""

    guild_id: int | None
    channel_id: int

    def message(self, message_id: int) -> str:
        """The address of a message in it."""
        return f"https://discord.com/channels/{self.guild_id or '@me'}/{self.channel_id}/{message_id}"


@dataclass(frozen=True, slots=True)
class Back:
    """The page of a topic's entries from which an answer was opened."""

    topic: str
    page: int


def answer(
    entry: Entry,
    pack: Pack,
    *,
    ask_id: int,
    verdict: Verdict | None = None,
    above: Sequence[str] = (),
    back: Back | None = None,
    language: Language = Language.ENGLISH,
) -> Card:
    """The entry with its sources, the day it was checked, and what a reader can do next.

    `above`: lines that say how it came here. `back`: a button leads to the list in whose place the answer stands.
    `language` is that of its dates.
    """
    parts: list[Part] = [Text("\n".join(above))] if above else []
    parts += [Text(f"## {entry.question}\n{entry.answer}"), Rule(), Text(_footing(entry, pack, language))]
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
    if back:
        code = encode(BUTTON, Action.TOPIC, back.topic, back.page)
        parts.append(Buttons((Button(f"◂ Back to {topic_title(back.topic)}", code),)))
    return Card(Tone.ANSWER, tuple(parts))


def in_answer_to(place: Place, message_id: int, *, member_id: int) -> str:
    """Above an answer to somebody's message: which one, and who had it answered. The mention pings nobody."""
    return f"-# <@{member_id}> asked me to answer [this message]({place.message(message_id)})"


def shown_before(place: Place, *, ago: float, message_id: int | None) -> str:
    """Above an answer that everybody in `place` saw `ago` seconds ago."""
    there = f": [go there]({place.message(message_id)})" if message_id is not None else ""
    return f"-# Everybody here was shown this {_ago(ago)}{there}. So that it is not posted twice, only you see it now."


def not_shown() -> str:
    """Above an answer that was meant for a channel in which the asker may not write."""
    return "-# Only you see this, because you cannot write in this channel."


def _ago(seconds: float) -> str:
    minutes = int(seconds // 60)
    return "a moment ago" if minutes < 1 else "a minute ago" if minutes == 1 else f"{minutes} minutes ago"


def offer(words: str, entries: Sequence[Entry], *, ask_id: int, share: bool) -> Card:
    """The pick list. The words stand on the card, because nothing is stored before the choice."""
    return _offer(ASKED + neutral(words), entries, encode(MENU, Action.CHOOSE, ask_id, int(share)), "")


def offer_for_message(words: str, entries: Sequence[Entry], *, ask_id: int, message_id: int) -> Card:
    """The pick list for somebody's message: what is chosen is posted in answer to it."""
    shown = READ + neutral(shorten(words, QUOTE))
    hint = "-# What you pick is posted here for everybody, in answer to that message."
    return _offer(shown, entries, encode(MENU, Action.ANSWER, ask_id, message_id), hint)


def _offer(shown: str, entries: Sequence[Entry], code: str, hint: str) -> Card:
    heading = "## Did you mean one of these?" if len(entries) > 1 else "## Did you mean this one?"
    if shown.startswith(READ):
        heading = "## Does one of these answer it?" if len(entries) > 1 else "## Does this one answer it?"
    menu = Menu(code, "Pick the question that fits", (*_options(entries), Option("None of these", NONE_OF_THESE)))
    parts: tuple[Part, ...] = (Text(heading), Text(shown, mark=ASKED_MARK), menu)
    return Card(Tone.ASKING, (*parts, Text(hint)) if hint else parts)


def asked(shown: str) -> str:
    """The words of a pick list, out of its marked text."""
    return typed(shown.removeprefix(READ if shown.startswith(READ) else ASKED))


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
                "Try it in other words, or look through what there is with `/faq browse`.\n"
                "-# Kept for the editors without your name: questions that had no answer."
            ),
        ),
    )


def missed_message(words: str) -> Card:
    """Nothing answers somebody's message; only whoever tried sees this."""
    return Card(
        Tone.NOTICE,
        (
            Text(
                "## Not in the FAQ\n"
                f"Nothing here answers “{neutral(shorten(words, QUOTE))}”, and I would rather say so than guess.\n"
                "If the message asks something else, put that into `/faq ask` in a few words.\n"
                "-# Only you see this. The question is kept for the editors, without any name."
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


def declined_message(concern: Concern) -> Card:
    """The same about what somebody else wrote."""
    return Card(Tone.NOTICE, (Text(DECLINED_MESSAGE[concern]),))


def excesses(entry: Entry, pack: Pack) -> list[str]:
    """What would make Discord refuse a card of `entry`, in its longest form; for the editor, before it is sent."""
    somewhere = Place(LONGEST_ID, LONGEST_ID)
    above = (
        in_answer_to(somewhere, LONGEST_ID, member_id=LONGEST_ID),
        shown_before(somewhere, ago=LONGEST_AGO, message_id=LONGEST_ID),
    )
    back = Back(entry.topic, LAST_PAGE)
    offers = (
        offer("m" * 100, [entry], ask_id=LONGEST_ID, share=True),
        offer_for_message("m" * QUOTE, [entry], ask_id=LONGEST_ID, message_id=LONGEST_ID),
    )
    # More than any form has: where that fits, and nearly always it does, the forms themselves need not be made.
    most = answer(entry, pack, ask_id=LONGEST_ID, verdict=Verdict.HELPED, above=above, back=back)
    if not any(card.excesses() for card in (most, *offers)):
        return []
    forms = (
        *(answer(entry, pack, ask_id=LONGEST_ID, above=(line,)) for line in above),
        answer(entry, pack, ask_id=LONGEST_ID, verdict=Verdict.HELPED, back=back),
        *offers,
    )
    return max((form.excesses() for form in forms), key=len)


def _options(entries: Sequence[Entry]) -> tuple[Option, ...]:
    return tuple(Option(shorten(entry.question, OPTION_TEXT), entry.id) for entry in entries)


def _footing(entry: Entry, pack: Pack, language: Language) -> str:
    sources = [_source(pack.sources[source]) for source in entry.sources if source in pack.sources]
    lines = [f"-# Sources: {' · '.join(sources)}"] if sources else []
    if entry.checked is not None:
        # The level is that of the weakest part, so that beside sources this cannot stand for all of it.
        mixed = bool(sources) and entry.level is Level.UNVERIFIED
        level = "in part general knowledge, for which no source was read" if mixed else LEVELS[entry.level]
        lines.append(f"-# Checked {day(entry.checked, language)}, {level}")
    return "\n".join(lines) or "-# No source given"


def _source(source: Source) -> str:
    year = f" ({source.year})" if source.year and str(source.year) not in source.title else ""
    title = neutral(f"{source.org}, {source.title}") + year
    # A parenthesis in the address would end the link.
    return f"[{title}]({source.url.replace('(', '%28').replace(')', '%29')})" if source.url else title
