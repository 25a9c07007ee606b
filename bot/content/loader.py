"""From a folder of YAML to a pack, or to a report of everything that is wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from bot.content import references
from bot.content.explain import fitted
from bot.content.files import ContentFile, Reading, guessed, holds_content, read
from bot.content.nodes import Node, parse
from bot.content.placed import Placed
from bot.content.places import WHOLE_FILE, Notes, Place, Steps, quoted
from bot.content.references import Known
from bot.content.shapes import ID_HINT, ID_PATTERN, EntryShape, FaqShape, SourceShape, SourcesShape
from bot.core.pack import Entry, Pack, Source
from bot.core.problems import Problem, Report

SOURCES = "sources.yaml"
FAQ = "faq/"

_LEAST = {
    "id": "an-entry",
    "phrasings": ["a", "b", "c"],
    "topic": "a-topic",
    "sources": [],
    "checked": "2000-01-01",
    "level": "seed",
}

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
    is in the report; nothing is raised for anything the folder may hold. Where it is no content folder at all, that is
    the only problem, and its file is `folder` itself.
    """
    try:
        reading = read(folder)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        return _no_content(folder, f"the content folder cannot be opened: {why}.")
    if not holds_content(folder):
        return _no_content(folder, "this is not a content folder: it has neither faq/ nor sources.yaml.")
    desk = _Desk(reading)
    references.check(desk.entries, desk.sources, known=desk.known, today=today)
    pack = _pack(desk, reading.digest)
    if measure is not None:
        _measure(desk.entries, pack, measure)
    return _loaded(pack, desk.problems, files=len(reading.files))


def _no_content(folder: Path, message: str) -> Loaded:
    hint = guessed(folder) or "Name the folder that holds faq/ and sources.yaml; in the project it is content."
    return _loaded(Pack({}, {}, ""), [Problem(str(folder), *WHOLE_FILE, "", message, hint)], files=0)


def _loaded(pack: Pack, problems: Iterable[Problem], *, files: int) -> Loaded:
    report = Report.of(problems)
    counts = {"files": files, "entries": len(pack.entries), "sources": len(pack.sources)}
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
        entries = None if any(f"{name}/".startswith(FAQ) for name in self._unread) else frozenset(self._entry_ids)
        sources = None if SOURCES in self._unread else frozenset(self._source_ids)
        return Known(entries, sources)

    def _take(self, file: ContentFile) -> None:
        notes = Notes(file.name)
        self._notes.append(notes)
        root = parse(file.text, notes)
        shape = SourcesShape if file.name == SOURCES else FaqShape
        if root is None or fitted(shape, root, (), notes).value is None:
            self._unread.add(file.name)
        elif file.name == SOURCES:
            self._take_sources(root.children["sources"], notes)
        else:
            self._take_entries(root.children["entries"], notes)

    def _take_entries(self, items: Node, notes: Notes) -> None:
        for index, node in items.children.items():
            path: Steps = ("entries", index)
            fit = fitted(EntryShape, node, path, notes)
            name = node.value.get("id") if isinstance(node.value, dict) else None
            self.entries.append(Placed(name if isinstance(name, str) else "", fit, path, node, notes))
            if isinstance(name, str):
                self._take_id(name, node.at(("id",)).place, (*path, "id"), notes)

    def _take_id(self, name: str, place: Place, path: Steps, notes: Notes) -> None:
        here = f"{notes.file}:{place.line}:{place.column}"
        first = self._entry_ids.setdefault(name, here)
        if first != here:
            message = f"the id {quoted(name)} is already used in {first}."
            notes.add(place, path, message, "Delete one of the two entries, or give it an id and words of its own.")

    def _take_sources(self, items: Node, notes: Notes) -> None:
        for key, node in items.children.items():
            name = str(key)
            path: Steps = ("sources", key)
            self._source_ids.add(name)
            fit = fitted(SourceShape, node, path, notes)
            if not re.fullmatch(ID_PATTERN, name):
                notes.add(node.key or node.place, path, f"{quoted(name)} is not an id.", ID_HINT)
                fit = replace(fit, value=None)
            self.sources.append(Placed(name, fit, path, node, notes))

    def _miss(self, seen: set[str]) -> None:
        """Note what has to be there and is not."""
        if SOURCES not in seen and any(True for entry in self.entries for _ in entry.fitting("sources")):
            message = "the file is missing, but entries name sources."
            self._apart.append(Problem(SOURCES, *WHOLE_FILE, "", message, "Create it."))
            self._unread.add(SOURCES)
        if not self._entry_ids and not any(problem.level == "error" for problem in self.problems):
            hint = "Write one into a file like faq/start.yaml."
            self._apart.append(Problem(FAQ, *WHOLE_FILE, "", "there is no entry.", hint))


def _pack(desk: _Desk, digest: str) -> Pack:
    """The pack of everything that fits its shape; complete where there are no errors."""
    entries = {entry.id: _entry(entry.fit.value) for entry in desk.entries if entry.fit.value is not None}
    sources = {
        source.id: Source(id=source.id, org=value.org, title=value.title, url=value.url, year=value.year)
        for source in desk.sources
        if (value := source.fit.value) is not None
    }
    return Pack(MappingProxyType(entries), MappingProxyType(sources), digest)


def _entry(value: EntryShape) -> Entry:
    return Entry(
        id=value.id,
        question=value.question,
        phrasings=tuple(value.phrasings),
        topic=value.topic,
        answer=value.answer,
        sources=tuple(value.sources),
        checked=value.checked,
        level=value.level,
        tags=tuple(value.tags),
        audience=tuple(value.audience),
        related=tuple(value.related),
        pinned=value.pinned,
    )


def _measure(entries: Iterable[Placed[EntryShape]], pack: Pack, measure: Measure) -> None:
    """Note what `measure` says. It sees only ids that `pack` resolves: the others have their problem already."""
    for entry in entries:
        value = entry.fit.value or _mended(entry)
        if value is None:
            continue
        shown = replace(
            _entry(value),
            sources=tuple(name for name in value.sources if name in pack.sources),
            related=tuple(name for name in value.related if name in pack.entries),
        )
        for sentence in measure(shown, pack):
            entry.note(("answer",), sentence, "Shorten the answer.")


def _mended(entry: Placed[EntryShape]) -> EntryShape | None:
    """`entry` with the least there can be in place of what does not fit; None where that is its text itself."""
    wrong = {path[0] if path else "answer" for path in entry.fit.misfits}
    if wrong & {"question", "answer"} or not isinstance(entry.node.value, dict):
        return None
    return EntryShape.model_validate(_LEAST | {k: v for k, v in entry.node.value.items() if k not in wrong})
