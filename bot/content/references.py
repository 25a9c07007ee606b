"""What no single value can be asked: whether everything that entries name exists, is unique, and is fit to be shown.

Each check takes what there is: an entry that does not fit its shape in one place is still checked in all the others.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.explain import nearest
from bot.content.placed import Placed, S
from bot.content.places import Steps, quoted
from bot.content.shapes import ID_PATTERN, EntryShape, SourceShape
from bot.content.texts import misshown, wrong_links
from bot.core.lookup.fold import key
from bot.core.pack import Level

STALE_MONTHS = 18

Entries = Sequence[Placed[EntryShape]]
Sources = Sequence[Placed[SourceShape]]


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that may be named. None where the files that hold them could not be read: then nothing is unknown."""

    entries: frozenset[str] | None
    sources: frozenset[str] | None


def check(entries: Entries, sources: Sources, *, known: Known, today: date) -> None:
    """Note every problem that lies between entries and sources, or in their texts."""
    _repeated_words(entries)
    for entry in entries:
        _names(entry, "sources", known.sources, "There is no such source in sources.yaml.")
        _names(entry, "related", known.entries, "There is no entry with this id.")
        _names(entry, "tags", None, "")
        _names(entry, "audience", None, "")
        _texts(entry, "question", "phrasings", "answer")
        _code(entry)
        _day(entry, today)
        _level(entry)
    for source in sources:
        _texts(source, "org", "title")
        _year_in_title(source)
    _unused(entries, sources, known)


def _repeated_words(entries: Entries) -> None:
    """Note words that stand twice, though not between two entries of one id: one of those has its problem already."""
    seen: dict[str, tuple[Placed[EntryShape], Steps]] = {}
    for entry in entries:
        for where, text in (*entry.texts("question"), *entry.texts("phrasings")):
            if not any(character.isalnum() for character in text):
                continue
            other, there = seen.setdefault(key(text), (entry, where))
            copied = other is not entry and other.id == entry.id != ""
            if (other, there) != (entry, where) and not copied:
                message = f"the same words stand in {other.place(there)}."
                entry.note(where, message, "Delete one of the two, or word it differently.")


def _names(entry: Placed[EntryShape], field: str, known: frozenset[str] | None, unknown: str) -> None:
    """Note ids that stand twice in a list, name the entry itself or, where `known` is given, nothing at all."""
    seen: set[str] = set()
    for where, name in entry.fitting(field):
        if name in seen:
            entry.note(where, f'"{name}" stands twice in this list.', "Delete one of the two.")
        elif field == "related" and name == entry.id:
            entry.note(where, "the entry is related to itself.", "Delete it.")
        elif known is not None and name not in known:
            hint = "" if entry.notes.full else nearest(name, known)
            entry.note(where, f'"{name}" is unknown.', hint or unknown)
        seen.add(name)


def _texts(holder: Placed[S], *fields: str) -> None:
    for where, text in (found for field in fields for found in holder.texts(field)):
        for token in misshown(text):
            holder.note(where, f"{token} would not be shown as text by Discord.", "Write the name instead.")
        for address in wrong_links(text):
            hint = "Use https:// where the site has it, or leave it out."
            holder.note(where, f"{address} is not an https address.", hint)


def _code(entry: Placed[EntryShape]) -> None:
    for where, text in entry.texts("answer"):
        if text.count("```") % 2:
            entry.note(where, "a block of code is opened with ``` and never closed.", "Add ``` where it ends.")


def _day(entry: Placed[EntryShape], today: date) -> None:
    for where, text in entry.fitting("checked"):
        checked = date.fromisoformat(text)
        months = (today.year - checked.year) * 12 + today.month - checked.month
        if checked > today:
            entry.note(where, f"{_spoken(checked)} is in the future.", f"Today is {_spoken(today)}.")
        elif (months, today.day - checked.day) > (STALE_MONTHS, 0):
            message = f"last checked on {_spoken(checked)}, more than {STALE_MONTHS} months ago."
            entry.note(where, message, "Compare it with its sources and write today's date.", "warning")


def _spoken(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _level(entry: Placed[EntryShape]) -> None:
    if ("sources",) in entry.fit.misfits:
        return
    count = len(entry.node.at(("sources",)).children)
    for where, level in entry.fitting("level"):
        if level in (Level.VERIFIED, Level.SECONDARY, Level.DATED) and not count:
            message = f'the level "{level}" says that there is a source, but none is named.'
            entry.note(where, message, f'Name it, or write "{Level.UNVERIFIED}".', "warning")
        elif level == Level.SEED and count > 1:
            message = f'the level "{level}" says that only the guide states this, but {count} sources are named.'
            entry.note(where, message, f'Write "{Level.VERIFIED}" or "{Level.SECONDARY}".', "warning")


def _year_in_title(source: Placed[SourceShape]) -> None:
    year = source.node.at(("year",)).value
    for where, title in source.fitting("title"):
        if isinstance(year, int) and (found := re.fullmatch(rf"(.*\w)\W+{year}\W*", title)):
            message = f"the title ends in its year {year}, which is shown after it anyway."
            source.note(where, message, f"Write {quoted(found[1], limit=200)}.", "warning")


def _unused(entries: Entries, sources: Sources, known: Known) -> None:
    """Note sources that no entry names, unless one might: where something cannot be read, or a name is misspelt."""
    if known.entries is None or known.sources is None or not entries:
        return
    used: set[str] = set()
    for entry in entries:
        if any(path[:1] in ((), ("sources",)) for path in entry.fit.misfits):
            return
        used.update(name for _, name in entry.fitting("sources"))
    if not used <= known.sources:
        return
    for source in sources:
        if source.id not in used and re.fullmatch(ID_PATTERN, source.id):
            source.note((), "no entry names this source.", "Delete it, or name it where it is used.", "warning")
