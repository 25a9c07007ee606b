"""What no single entry can be asked: whether everything that entries name exists, is unique, and is fit to be shown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from bot.content.explain import nearest
from bot.content.nodes import Node
from bot.content.places import Level as Severity
from bot.content.places import Notes, Steps, dotted
from bot.content.shapes import EntryShape, Shape, SourceShape
from bot.core.lookup.fold import key
from bot.core.pack import Level

STALE_MONTHS = 18

# What Discord turns into a mention, a timestamp, an emoji or a link of its own.
_TOKEN = re.compile(
    r"@(?:everyone|here)\b|<(?:@[!&]?|#|t:|/[^<>\n]{1,100}:|a?:\w{1,32}:)[^<>\n]{1,40}>|<id:[^<>\n]{1,40}>"
)
_PLAIN_HTTP = re.compile(r"http://[^\s)>\]]*")

S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True)
class Placed(Generic[S]):
    """A value that fits its shape, with the place it was read from."""

    id: str
    value: S
    path: Steps
    node: Node
    notes: Notes

    def note(self, where: Steps, message: str, hint: str = "", level: Severity = "error") -> None:
        """Note a problem of the part at `where`, a path from this value."""
        self.notes.add(self.node.at(where).place, (*self.path, *where), message, hint, level)

    def place(self, where: Steps) -> str:
        """`file:line:column path` of the part at `where`, for sentences about another place."""
        line, column = self.node.at(where).place
        return f"{self.notes.file}:{line}:{column} {dotted((*self.path, *where))}"


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that may be named. None where the files that hold them could not be read: then nothing is unknown."""

    entries: frozenset[str] | None
    sources: frozenset[str] | None


def check(
    entries: Sequence[Placed[EntryShape]], sources: Sequence[Placed[SourceShape]], *, known: Known, today: date
) -> None:
    """Note every problem that lies between entries and sources, or in their texts."""
    _repeated_questions(entries)
    for entry in entries:
        _names(entry, "sources", entry.value.sources, known.sources, "There is no such source in sources.yaml.")
        _names(entry, "related", entry.value.related, known.entries, "There is no entry with this id.")
        _names(entry, "tags", entry.value.tags, None, "")
        _names(entry, "audience", entry.value.audience, None, "")
        _texts(entry)
        _day(entry, today)
        _level(entry)
    for source in sources:
        _text(source, ("org",), source.value.org)
        _text(source, ("title",), source.value.title)


def _repeated_questions(entries: Iterable[Placed[EntryShape]]) -> None:
    seen: dict[str, tuple[Placed[EntryShape], Steps]] = {}
    for entry in entries:
        texts: list[tuple[Steps, str]] = [(("question",), entry.value.question)]
        texts += [(("phrasings", index), text) for index, text in enumerate(entry.value.phrasings)]
        for where, text in texts:
            first = seen.setdefault(key(text), (entry, where))
            if first != (entry, where):
                message = f"the same words stand in {first[0].place(first[1])}."
                entry.note(where, message, "Delete one of the two, or word it differently.")


def _names(
    entry: Placed[EntryShape], field: str, ids: Sequence[str], known: frozenset[str] | None, unknown: str
) -> None:
    """Note ids that stand twice in a list, name the entry itself or, where `known` is given, nothing at all."""
    seen: set[str] = set()
    for index, name in enumerate(ids):
        where = (field, index)
        if name in seen:
            entry.note(where, f'"{name}" stands twice in this list.', "Delete one of the two.")
        elif field == "related" and name == entry.id:
            entry.note(where, "the entry is related to itself.", "Delete it.")
        elif known is not None and name not in known:
            hint = "" if entry.notes.full else nearest(name, known)
            entry.note(where, f'"{name}" is unknown.', hint or unknown)
        seen.add(name)


def _texts(entry: Placed[EntryShape]) -> None:
    value = entry.value
    _text(entry, ("question",), value.question)
    for index, phrasing in enumerate(value.phrasings):
        _text(entry, ("phrasings", index), phrasing)
    _text(entry, ("answer",), value.answer)
    if value.answer.count("```") % 2:
        entry.note(("answer",), "a block of code is opened with ``` and never closed.", "Add ``` where it ends.")


def _text(holder: Placed[S], where: Steps, text: str) -> None:
    for token in sorted(set(_TOKEN.findall(text))):
        holder.note(where, f"{token} would not be shown as text by Discord.", "Write the name instead.")
    for address in sorted(set(_PLAIN_HTTP.findall(text))):
        holder.note(
            where, f"{address} is not an https address.", "Use https:// where the site has it, or leave it out."
        )


def _day(entry: Placed[EntryShape], today: date) -> None:
    checked = entry.value.checked
    months = (today.year - checked.year) * 12 + today.month - checked.month
    if checked > today:
        entry.note(("checked",), f"{_spoken(checked)} is in the future.", f"Today is {_spoken(today)}.")
    elif (months, today.day - checked.day) > (STALE_MONTHS, 0):
        message = f"last checked on {_spoken(checked)}, more than {STALE_MONTHS} months ago."
        entry.note(("checked",), message, "Compare it with its sources and write today's date.", "warning")


def _spoken(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _level(entry: Placed[EntryShape]) -> None:
    level, sources = entry.value.level, entry.value.sources
    if level in (Level.VERIFIED, Level.SECONDARY, Level.DATED) and not sources:
        message = f'the level "{level}" says that there is a source, but none is named.'
        entry.note(("level",), message, f'Name it, or write "{Level.UNVERIFIED}".', "warning")
    elif level is Level.SEED and len(sources) > 1:
        message = f'the level "{level}" says that only the guide states this, but {len(sources)} sources are named.'
        entry.note(("level",), message, f'Write "{Level.VERIFIED}" or "{Level.SECONDARY}".', "warning")


def check_unused(sources: Iterable[Placed[SourceShape]], entries: Iterable[Placed[EntryShape]]) -> None:
    """Note sources that no entry names."""
    used = {name for entry in entries for name in entry.value.sources}
    for source in sources:
        if source.id not in used:
            source.note((), "no entry names this source.", "Delete it, or name it where it is used.", "warning")
