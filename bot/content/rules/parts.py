"""Checks of one part of a thing, the same whatever the thing is."""

from collections.abc import Iterable, Set
from datetime import date

from bot.content.explain import nearest
from bot.content.markdown import halves, torn_links, wrong_headings
from bot.content.nodes import Node
from bot.content.placed import Placed, S
from bot.content.places import Steps, quoted
from bot.content.shapes.base import ANSWER_LENGTH
from bot.core.history import Kind
from bot.core.levels import Level
from bot.core.problems import ProblemKind
from bot.core.texts import misshown, wrong_links

STALE_MONTHS = 18
UNFORMATTED = "This text is shown as it stands here, without formatting: leave the marks out."


def names(
    holder: Placed[S], field: str, known: frozenset[str] | None, unknown: str, *, said: Set[str] = frozenset()
) -> None:
    """Note ids that stand twice in the list `field` or, where `known` is given, name nothing at all.

    About those in `said` everything else has been said.
    """
    seen: set[str] = set()
    for where, name in holder.fitting(field):
        if name in seen:
            message = f'"{name}" stands twice in this list.'
            holder.note(where, ProblemKind.REPEATED_ITEM, message, "Delete one of the two.")
        elif known is not None and name not in known and name not in said:
            hint = "" if holder.notes.full else nearest(name, known)
            holder.note(where, ProblemKind.UNKNOWN_ID, f'"{name}" is unknown.', hint or unknown)
        seen.add(name)


def sources(holder: Placed[S], known: frozenset[str] | None) -> None:
    names(holder, "sources", known, "There is no such source in sources.yaml.")


def texts(holder: Placed[S], *fields: str) -> None:
    """Note what Discord would show as something else."""
    for where, text in (found for field in fields for found in holder.texts(field)):
        _text(holder, where, text)


def every_text(holder: Placed[S]) -> None:
    """`texts` for all that stands in a thing, however deep, and formatting, of which these texts have none."""
    nodes: list[tuple[Steps, Node]] = [((), holder.node)]
    while nodes:
        where, node = nodes.pop()
        nodes += [((*where, key), child) for key, child in node.children.items()]
        if isinstance(node.value, str):
            _text(holder, where, node.value)
            _formatting(holder, where, node.value, plain=True)


def _text(holder: Placed[S], where: Steps, text: str) -> None:
    for token in misshown(text):
        message = f"{token} would not be shown as text by Discord."
        holder.note(where, ProblemKind.MENTION, message, "Write the name instead.")
    for address in wrong_links(text):
        hint = "Use https:// where the site has it, or leave it out."
        holder.note(where, ProblemKind.UNSAFE_LINK, f"{address} is not an https address.", hint)


def formatting(holder: Placed[S], *fields: str) -> None:
    """Note formatting that Discord would not show as it was meant."""
    for where, text in (found for field in fields for found in holder.texts(field)):
        _formatting(holder, where, text)


def _formatting(holder: Placed[S], where: Steps, text: str, *, plain: bool = False) -> None:
    """`plain`: cards show the text as it stands, and formatting was a mistake in the first place."""

    def note(kind: ProblemKind, message: str, hint: str) -> None:
        holder.note(where, kind, message, UNFORMATTED if plain else hint)

    if text.count("```") % 2:
        note(ProblemKind.OPEN_CODE, "a block of code is opened with ``` and never closed.", "Add ``` where it ends.")
    if len(text) > ANSWER_LENGTH:  # more than any text may have: it is not looked through mark by mark
        return
    for mark, around in halves(text):
        escaped = "".join(f"\\{character}" for character in mark)
        message = f"there is a {mark} without its other half, at {quoted(around)}."
        note(ProblemKind.LONE_MARK, message, f"Add the other {mark}, or write {escaped} to show it.")
    for line in wrong_headings(text):
        hint = "Write one to three # and a space before a heading, -# and a space before small print."
        note(ProblemKind.WRONG_HEADING, f"{quoted(line)} would be shown as it is.", hint)
    for link in torn_links(text):
        hint = "Write [words](https://…) with nothing in between."
        note(ProblemKind.TORN_LINK, f"{quoted(link)} would not become a link.", hint)


def titles(holders: Iterable[Placed[S]], *fields: str) -> None:
    """Note what goes by a title, or by another of `fields`, that something else goes by."""
    seen: dict[str, tuple[str, str]] = {}
    for holder in holders:
        for where, text in (found for field in fields for found in holder.fitting(field)):
            place, owner = seen.setdefault(text.casefold(), (holder.place(where), holder.id))
            if place != holder.place(where) and (owner != holder.id or not owner or where[0] != "title"):
                message = f"the same title stands in {place}."
                hint = "Delete one of the two, or name them apart."
                holder.note(where, ProblemKind.DUPLICATE_TITLE, message, hint)


def checked(holder: Placed[S], today: date) -> None:
    """Note a day of checking that is to come, or long ago."""
    for where, text in holder.fitting("checked"):
        day = date.fromisoformat(text)
        months = (today.year - day.year) * 12 + today.month - day.month
        if day > today:
            message = f"{spoken(day)} is in the future."
            holder.note(where, ProblemKind.FUTURE_DATE, message, f"Today is {spoken(today)}.")
        elif (months, today.day - day.day) > (STALE_MONTHS, 0):
            message = f"last checked on {spoken(day)}, more than {STALE_MONTHS} months ago."
            hint = "Compare it with its sources and write today's date."
            holder.note(where, ProblemKind.STALE_CHECK, message, hint)


def level(holder: Placed[S]) -> None:
    """Note a level that the number of sources contradicts."""
    if ("sources",) in holder.fit.misfits:
        return
    count = len(holder.node.at(("sources",)).children)
    for where, word in holder.fitting("level"):
        if word in (Level.VERIFIED, Level.SECONDARY, Level.DATED) and not count:
            message = f'the level "{word}" says that there is a source, but none is named.'
            hint = f'Name it, or write "{Level.UNVERIFIED}".'
            holder.note(where, ProblemKind.CONTRADICTED_LEVEL, message, hint)
        elif word == Level.SEED and count > 1:
            message = f'the level "{word}" says that only the guide states this, but {count} sources are named.'
            hint = f'Write "{Level.VERIFIED}" or "{Level.SECONDARY}".'
            holder.note(where, ProblemKind.CONTRADICTED_LEVEL, message, hint)


def spoken(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def called(kind: Kind) -> str:
    """A thing of `kind` in a sentence: "the entry"."""
    return f"the {kind.value.replace('-', ' ')}"
