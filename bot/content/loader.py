"""From a folder of YAML to a pack, or to a report of everything that is wrong with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from bot.content.build import entry_of, pack_of
from bot.content.desk import Desk
from bot.content.files import guessed, holds_content, read
from bot.content.links import Link, links
from bot.content.locked import LockedId
from bot.content.placed import Placed
from bot.content.places import WHOLE_FILE
from bot.content.rules import entries, history, overlays, resources, sources, timelines
from bot.content.shapes.faq import EntryShape
from bot.core.editing import Spot
from bot.core.history import Kind
from bot.core.pack import Entry, Pack
from bot.core.problems import Problem, ProblemKind, Report

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
    """`pack` is None exactly where `report` holds an error. `counts`: files, each kind of thing, errors, warnings.

    `draft` is the pack of everything that fits its shape, `spots` the place of every entry that has an id. `ids` are
    all that this content accounts for, former and retired ones too; `locked` those that `ids.lock` has. `links` are
    those of all that could be read, in the order of their places.
    """

    pack: Pack | None
    report: Report
    counts: Mapping[str, int]
    draft: Pack
    spots: Mapping[str, Spot] = field(default_factory=lambda: MappingProxyType({}))
    ids: frozenset[LockedId] = frozenset()
    locked: frozenset[LockedId] = frozenset()
    links: tuple[Link, ...] = ()


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
    desk = Desk(reading)
    entries.check(desk, today=today)
    sources.check(desk)
    resources.check(desk, today=today)
    overlays.check(desk)
    timelines.check(desk, today=today)
    vanished = history.check(desk, today=today)
    pack = pack_of(desk, reading.digest)
    if measure is not None:
        _measure(desk.items(Kind.ENTRY, EntryShape), pack, measure)
    loaded = _loaded(pack, [*desk.problems, *vanished], files=len(reading.files))
    found = links(desk.sources, *(tray.items for tray in desk.trays.values()))
    loaded = replace(loaded, ids=desk.ids, locked=frozenset(desk.locked), links=found, spots=desk.spots)
    desk.clear()
    return loaded


def _no_content(folder: Path, message: str) -> Loaded:
    hint = guessed(folder) or "Name the folder that holds faq/ and sources.yaml; in the project it is content."
    problem = Problem(str(folder), *WHOLE_FILE, "", ProblemKind.NO_CONTENT_FOLDER, message, hint)
    return _loaded(Pack({}, {}, ""), [problem], files=0)


def _loaded(pack: Pack, problems: Iterable[Problem], *, files: int) -> Loaded:
    report = Report.of(problems)
    counts = {"files": files, "entries": len(pack.entries), "sources": len(pack.sources)}
    counts |= {"lists": len(pack.lists), "resources": len(pack.resources)}
    counts |= {name: len(part) for name, part in pack.timelines.parts.items()}
    counts |= {"errors": len(report.errors), "warnings": len(report.warnings)}
    return Loaded(None if report.errors else pack, report, MappingProxyType(counts), pack)


def _measure(items: Iterable[Placed[EntryShape]], pack: Pack, measure: Measure) -> None:
    """Note what `measure` says. It sees only ids that `pack` resolves: the others have their problem already."""
    for entry in items:
        value = entry.fit.value or _mended(entry)
        if value is None:
            continue
        shown = replace(
            entry_of(value),
            sources=tuple(name for name in value.sources if name in pack.sources),
            related=tuple(name for name in value.related if name in pack.entries),
        )
        for sentence in measure(shown, pack):
            entry.note(("answer",), ProblemKind.CARD_TOO_LARGE, sentence, "Shorten the answer.")


def _mended(entry: Placed[EntryShape]) -> EntryShape | None:
    """`entry` with the least there can be in place of what does not fit; None where that is its text itself."""
    wrong = {path[0] if path else "answer" for path in entry.fit.misfits}
    if wrong & {"question", "answer"} or not isinstance(entry.node.value, dict):
        return None
    return EntryShape.model_validate(_LEAST | {k: v for k, v in entry.node.value.items() if k not in wrong})
