"""From a folder of YAML to a pack, or to a report of everything that is wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from bot.content import references
from bot.content.explain import fitted
from bot.content.files import ContentFile, Reading, read
from bot.content.nodes import Node, parse
from bot.content.places import WHOLE_FILE, Notes, Steps, quoted
from bot.content.references import Known, Placed
from bot.content.shapes import ID_HINT, ID_PATTERN, EntryShape, FaqShape, SourceShape, SourcesShape
from bot.core.pack import Entry, Pack, Source
from bot.core.problems import Problem, Report

SOURCES = "sources.yaml"
FAQ = "faq/"

Measure = Callable[[Entry, Pack], Sequence[str]]
"""What keeps an entry's answer from being shown, one sentence each; empty where it fits. `Pack` resolves its ids."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """`pack` is None exactly where `report` holds an error. `counts`: files, entries, sources, errors, warnings."""

    pack: Pack | None
    report: Report
    counts: Mapping[str, int]


def load(folder: Path, *, today: date, measure: Measure | None = None) -> Loaded:
    """Read and check everything under `folder`.

    Blocking: reads up to 16 MiB and takes about 0.3 ms an entry, so an event loop calls it in a thread. What is wrong
    is in the report; nothing is raised for anything the folder may hold.
    """
    try:
        reading = read(folder)
    except OSError as error:
        why = Problem(".", *WHOLE_FILE, "", "the content folder cannot be opened.", f"{error.strerror}.")
        return _loaded(None, [why], files=0, entries=0, sources=0)
    desk = _Desk(reading)
    references.check(desk.entries, desk.sources, known=desk.known, today=today)
    pack = _pack(desk, reading.digest)
    if measure is not None:
        _measure(desk.entries, pack, measure)
    if all(problem.level == "warning" for problem in desk.problems):
        references.check_unused(desk.sources, desk.entries)  # anything broken might have named them
    return _loaded(pack, desk.problems, files=len(reading.files), entries=len(desk.entries), sources=len(desk.sources))


def _loaded(pack: Pack | None, problems: Iterable[Problem], **counts: int) -> Loaded:
    report = Report.of(problems)
    counts |= {"errors": len(report.errors), "warnings": len(report.warnings)}
    return Loaded(None if report.errors else pack, report, MappingProxyType(counts))


class _Desk:
    """Everything that was read, file by file, with what was found wrong."""

    def __init__(self, reading: Reading) -> None:
        self.entries: list[Placed[EntryShape]] = []
        self.sources: list[Placed[SourceShape]] = []
        self._apart = [*reading.problems]  # problems of no file that was read
        self._notes: list[Notes] = []
        self._entry_ids: dict[str, str] = {}  # also of entries that are wrong otherwise; with the place of each
        self._source_ids: set[str] = set()
        self._unread = {problem.file for problem in reading.problems if problem.level == "error"}
        for file in reading.files:
            self._take(file)
        self._miss({file.name for file in reading.files} | self._unread)

    @property
    def problems(self) -> list[Problem]:
        return [*self._apart, *(problem for notes in self._notes for problem in notes.problems)]

    @property
    def known(self) -> Known:
        """What may be named; None for what is partly unread, lest one broken file makes a hundred names unknown."""
        entries = None if any(name.startswith(FAQ) for name in self._unread) else frozenset(self._entry_ids)
        sources = None if SOURCES in self._unread else frozenset(self._source_ids)
        return Known(entries, sources)

    def _take(self, file: ContentFile) -> None:
        notes = Notes(file.name)
        self._notes.append(notes)
        root = parse(file.text, notes)
        shape = SourcesShape if file.name == SOURCES else FaqShape
        if root is None or fitted(shape, root, (), notes) is None:
            self._unread.add(file.name)
        elif file.name == SOURCES:
            self._take_sources(root.children["sources"], notes)
        else:
            self._take_entries(root.children["entries"], notes)

    def _take_entries(self, items: Node, notes: Notes) -> None:
        for index, node in items.children.items():
            path: Steps = ("entries", index)
            shape = fitted(EntryShape, node, path, notes)
            name = node.value.get("id") if isinstance(node.value, dict) else None
            if not isinstance(name, str):
                continue
            place = node.at(("id",)).place
            first = self._entry_ids.setdefault(name, f"{notes.file}:{place.line}:{place.column}")
            if first != f"{notes.file}:{place.line}:{place.column}":
                message = f"the id {quoted(name)} is already used in {first}."
                notes.add(place, (*path, "id"), message, "Give one of the two another id.")
            elif shape is not None:
                self.entries.append(Placed(name, shape, path, node, notes))

    def _take_sources(self, items: Node, notes: Notes) -> None:
        for key, node in items.children.items():
            name = str(key)
            path: Steps = ("sources", key)
            self._source_ids.add(name)
            shape = fitted(SourceShape, node, path, notes)
            if not re.fullmatch(ID_PATTERN, name):
                notes.add(node.key or node.place, path, f"{quoted(name)} is not an id.", ID_HINT)
            elif shape is not None:
                self.sources.append(Placed(name, shape, path, node, notes))

    def _miss(self, seen: set[str]) -> None:
        """Note what has to be there and is not."""
        if SOURCES not in seen and any(entry.value.sources for entry in self.entries):
            message = "the file is missing, but entries name sources."
            self._apart.append(Problem(SOURCES, *WHOLE_FILE, "", message, "Create it."))
            self._unread.add(SOURCES)
        if not self._entry_ids and not any(problem.level == "error" for problem in self.problems):
            hint = "Write one into a file like faq/start.yaml."
            self._apart.append(Problem(FAQ, *WHOLE_FILE, "", "there is no entry.", hint))


def _pack(desk: _Desk, digest: str) -> Pack:
    """The pack of everything that fits its shape; complete where there are no errors."""
    entries = {
        entry.id: Entry(
            id=entry.id,
            question=entry.value.question,
            phrasings=tuple(entry.value.phrasings),
            topic=entry.value.topic,
            answer=entry.value.answer,
            sources=tuple(entry.value.sources),
            checked=entry.value.checked,
            level=entry.value.level,
            tags=tuple(entry.value.tags),
            audience=tuple(entry.value.audience),
            related=tuple(entry.value.related),
            pinned=entry.value.pinned,
        )
        for entry in desk.entries
    }
    sources = {
        source.id: Source(
            id=source.id, org=source.value.org, title=source.value.title, url=source.value.url, year=source.value.year
        )
        for source in desk.sources
    }
    return Pack(MappingProxyType(entries), MappingProxyType(sources), digest)


def _measure(entries: Iterable[Placed[EntryShape]], pack: Pack, measure: Measure) -> None:
    """Note what `measure` says. It sees only ids that `pack` resolves: the others have their problem already."""
    for entry in entries:
        value = pack.entries[entry.id]
        shown = replace(
            value,
            sources=tuple(name for name in value.sources if name in pack.sources),
            related=tuple(name for name in value.related if name in pack.entries),
        )
        for sentence in measure(shown, pack):
            entry.note(("answer",), sentence, "Shorten the answer.")
