"""What no single value of an entry can be asked."""

from collections.abc import Sequence
from datetime import date

from bot.content.desk import Desk
from bot.content.placed import Placed
from bot.content.places import Steps
from bot.content.rules import parts
from bot.content.rules.history import Past
from bot.content.shapes.faq import EntryShape
from bot.core.history import Kind
from bot.core.lookup.fold import key
from bot.core.problems import ProblemKind


def check(desk: Desk, *, today: date) -> None:
    """Note every problem between entries, or in their texts."""
    entries = desk.items(Kind.ENTRY, EntryShape)
    _repeated_words(entries)
    known, known_sources = desk.known(Kind.ENTRY), desk.known_sources
    past = Past(desk.trays[Kind.ENTRY])
    for entry in entries:
        parts.sources(entry, known_sources)
        _related(entry, past, known)
        parts.names(entry, "tags", None, "")
        parts.names(entry, "audience", None, "")
        parts.texts(entry, "question", "phrasings", "answer")
        parts.formatting(entry, "question", "answer")
        parts.checked(entry, today)
        parts.level(entry)


def _repeated_words(entries: Sequence[Placed[EntryShape]]) -> None:
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
                hint = "Delete one of the two, or word it differently."
                entry.note(where, ProblemKind.DUPLICATE_WORDS, message, hint)


def _related(entry: Placed[EntryShape], past: Past, known: frozenset[str] | None) -> None:
    said = {entry.id}
    for where, name in entry.fitting("related"):
        if name == entry.id:
            entry.note(where, ProblemKind.RELATED_TO_ITSELF, "the entry is related to itself.", "Delete it.")
        elif (problem := past.about(name)) is not None:
            entry.note(where, *problem)
            said.add(name)
    parts.names(entry, "related", known, "There is no entry with this id.", said=said)
