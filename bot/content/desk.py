"""Everything that was read, file by file, with what was found wrong so far."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar, cast

from bot.content.explain import Fit, fitted
from bot.content.files import ContentFile, Reading
from bot.content.kinds import FOLDERS, LOCK, SOURCES, FileKind, Section, folders_of
from bot.content.locked import LockedId, read_lock
from bot.content.nodes import Node, parse
from bot.content.placed import Placed
from bot.content.places import WHOLE_FILE, Notes, Steps, dotted, quoted
from bot.content.shapes.base import ID_HINT, ID_PATTERN, Shape
from bot.content.shapes.sources import SourceShape, SourcesShape
from bot.core.editing import Spot
from bot.core.history import Kind
from bot.core.problems import Problem, ProblemKind

S = TypeVar("S", bound=Shape)

_PLURALS: Mapping[Kind, str] = {Kind.ENTRY: "entries", Kind.SPECIALTY: "specialties"}  # of the rest: with an s


@dataclass(slots=True)
class Tray:
    """What was read of one kind. `ids` also has those of items that are wrong otherwise, with the place of each."""

    items: list[Placed[Any]] = field(default_factory=list)
    stones: list[Placed[Any]] = field(default_factory=list)  # of what was retired
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def everything(self) -> Iterator[Placed[Any]]:
        yield from self.items
        yield from self.stones

    @property
    def former(self) -> Iterator[str]:
        return (name for item in self.everything for _, name in item.texts("renamed_from"))

    @property
    def live(self) -> frozenset[str]:
        return frozenset(item.id for item in self.items for _ in item.fitting("id"))


class Desk:
    """`sources` and the trays hold what was found, also what does not fit; `problems` what was noted about it."""

    def __init__(self, reading: Reading) -> None:
        self.trays: Mapping[Kind, Tray] = {kind: Tray() for kind in Kind}
        self.sources: list[Placed[SourceShape]] = []
        self.locked: Mapping[LockedId, int] = MappingProxyType({})
        self._apart = [*reading.problems]  # problems of no file that was read
        self._notes: list[Notes] = []
        self._roots: list[tuple[type[Shape], Placed[Any]]] = []  # files as a whole that are no thing with an id
        self._source_ids: set[str] = set()
        self._unread = {problem.file for problem in reading.problems if problem.level == "error"}
        for file in reading.files:
            self._take(file)
        self._miss({file.name for file in reading.files} | self._unread)

    @property
    def problems(self) -> list[Problem]:
        return [*self._apart, *(problem for notes in self._notes for problem in notes.problems)]

    def clear(self) -> None:
        """Let go of everything, piece by piece: all at once it would keep every other thread waiting while it goes."""
        self._roots.clear()
        for pieces in (self.sources, *(pieces for tray in self.trays.values() for pieces in (tray.items, tray.stones))):
            while pieces:
                pieces.pop()

    def items(self, kind: Kind, shape: type[S]) -> list[Placed[S]]:
        """What was read of `kind`, whose shape is `shape`, in the order of the files."""
        del shape  # says the type; sections have one shape each
        return cast("list[Placed[S]]", self.trays[kind].items)

    def roots(self, shape: type[S]) -> list[Placed[S]]:
        """The files as a whole whose shape is `shape`, in their order."""
        return [root for its_shape, root in self._roots if its_shape is shape]

    def whole(self, kind: Kind) -> bool:
        """Whether every file that holds `kind` could be read. Else nothing of it is unknown or gone for certain."""
        folders = folders_of(kind)
        return not any(name.split("/")[0] in folders for name in self._unread)

    def known(self, kind: Kind) -> frozenset[str] | None:
        """Ids of `kind` that may be named; None where some are unread, lest one broken file makes a hundred unknown."""
        return self.trays[kind].live if self.whole(kind) else None

    @property
    def ids(self) -> frozenset[LockedId]:
        """Everything that is accounted for: live, retired, or named as a former id."""
        return frozenset((kind, name) for kind, tray in self.trays.items() for name in (*tray.ids, *tray.former))

    @property
    def spots(self) -> Mapping[str, Spot]:
        """Where each entry stands; of two with one id, the first."""
        entries = reversed(self.trays[Kind.ENTRY].items)
        return MappingProxyType({one.id: Spot(one.notes.file, dotted(one.path)) for one in entries if one.id})

    @property
    def known_sources(self) -> frozenset[str] | None:
        return None if SOURCES in self._unread else frozenset(self._source_ids)

    def _take(self, file: ContentFile) -> None:
        notes = Notes(file.name)
        self._notes.append(notes)
        if file.name == LOCK:
            self.locked = read_lock(file.text, notes)
            return
        root = parse(file.text, notes)
        if root is None:
            self._unread.add(file.name)
        elif file.name == SOURCES:
            if fitted(SourcesShape, root, (), notes).value is None:
                self._unread.add(file.name)
            items = root.children.get("sources")
            if items is not None and isinstance(items.value, dict):
                self._take_sources(items, notes)
        else:
            self._take_file(FOLDERS[file.name.split("/")[0]], root, notes)

    def _take_file(self, kind: FileKind, root: Node, notes: Notes) -> None:
        if kind.own is not None:
            placed = self._take_item(Section("", kind.own, kind.shape), root, (), notes)
            misfits = placed.fit.misfits
            retired = _is_retired(root)
        else:
            fit: Fit[Any] = fitted(kind.shape, root, (), notes)
            if kind.says:
                self._roots.append((kind.shape, Placed("", fit, (), root, notes)))
            misfits, retired = fit.misfits, False
        for section in kind.sections:
            items = root.children.get(section.key)
            if () in misfits or ((section.key,) in misfits and not retired):
                self._unread.add(notes.file)
            elif items is not None and isinstance(items.value, list):
                for index, node in items.children.items():
                    self._take_item(section, node, (section.key, index), notes)

    def _take_item(self, section: Section, node: Node, path: Steps, notes: Notes) -> Placed[Any]:
        retired = _is_retired(node)
        fit: Fit[Any] = fitted(section.retired if retired else section.shape, node, path, notes)
        name = node.value.get("id") if isinstance(node.value, dict) else None
        placed = Placed(name if isinstance(name, str) else "", fit, path, node, notes)
        tray = self.trays[section.kind]
        (tray.stones if retired else tray.items).append(placed)
        if isinstance(name, str):
            _take_id(placed, section.kind, tray.ids)
        return placed

    def _take_sources(self, items: Node, notes: Notes) -> None:
        for key, node in items.children.items():
            name = str(key)
            path: Steps = ("sources", key)
            self._source_ids.add(name)
            fit = fitted(SourceShape, node, path, notes)
            if not re.fullmatch(ID_PATTERN, name):
                notes.add(node.key or node.place, path, ProblemKind.NOT_AN_ID, f"{quoted(name)} is not an id.", ID_HINT)
                fit = replace(fit, value=None)
            self.sources.append(Placed(name, fit, path, node, notes))

    def _miss(self, seen: set[str]) -> None:
        """Note what has to be there and is not."""
        items = (item for tray in self.trays.values() for item in tray.items)
        if SOURCES not in seen and any(True for item in items for _ in item.fitting("sources")):
            message = "the file is missing, but entries name sources."
            self._apart.append(Problem(SOURCES, *WHOLE_FILE, "", ProblemKind.MISSING_FILE, message, "Create it."))
            self._unread.add(SOURCES)
        if not self.trays[Kind.ENTRY].live and not any(problem.level == "error" for problem in self.problems):
            kind, hint = ProblemKind.NO_ENTRIES, "Write one into a file like faq/start.yaml."
            self._apart.append(Problem("faq/", *WHOLE_FILE, "", kind, "there is no entry.", hint))


def _is_retired(node: Node) -> bool:
    return isinstance(node.value, dict) and "retired" in node.value


def _many(kind: Kind) -> str:
    return _PLURALS.get(kind) or f"{kind.value.replace('-', ' ')}s"


def _take_id(placed: Placed[Any], kind: Kind, ids: dict[str, str]) -> None:
    line, column = placed.node.at(("id",)).place
    here = f"{placed.notes.file}:{line}:{column}"
    first = ids.setdefault(placed.id, here)
    if first != here:
        hint = f"Delete one of the two {_many(kind)}, or give it an id and words of its own."
        message = f"the id {quoted(placed.id)} is already used in {first}."
        placed.note(("id",), ProblemKind.DUPLICATE_ID, message, hint)
