"""Values of a YAML file with the place of each, in the words of the YAML 1.2 core schema.

There `no` and `2026-11-24` are text, `1:30` is text and `017` is seventeen; only `true`, `false`, `null`, numbers
and nothing at all are not text. Source: YAML 1.2.2, section 10.3.2.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import yaml

from bot.content.guard import events, place_of
from bot.content.places import Notes, Place, Steps, quoted, unwanted_in
from bot.core.problems import ProblemKind

MAX_DIGITS = 18  # more is no number that means anything here, and converting thousands of digits raises

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL: Mapping[str, bool] = {t: v for v in (True, False) for t in (str(v).lower(), str(v), str(v).upper())}
_INTEGERS = ((re.compile(r"[-+]?[0-9]+"), 10), (re.compile(r"0o[0-7]+"), 8), (re.compile(r"0x[0-9a-fA-F]+"), 16))
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LOST = re.compile(r"[ \t]+(#[^\s#].*)")  # what follows looks less like a comment than like text: "pay is #1"
_MAYBE_NUMBER = frozenset("-+.0123456789")


class Refused:
    """Type of `REFUSED`, the value of a node that already has its problem: nothing more is to be said about it."""


REFUSED: Final = Refused()


@dataclass(slots=True)
class Node:
    """A value of a file: `value` is plain Python (dict, list, str, int, float, bool, None or `REFUSED`).

    `children` holds the nodes inside a mapping by key, inside a list by index. `key` is the place of its key where the
    node stands in a mapping. A mapping is `doubtful` where something of it was refused: what it seems to miss may be
    there.
    """

    place: Place
    value: object
    key: Place | None = None
    doubtful: bool = False
    children: Mapping[str | int, "Node"] = field(default_factory=dict)

    def at(self, path: Steps) -> "Node":
        """The node at `path`, or the last one on the way to it that exists."""
        node = self
        for step in path:
            child = node.children.get(step)
            if child is None:
                break
            node = child
        return node


def parse(text: str, notes: Notes) -> Node | None:
    """The root of `text`. None where it could not be read to its end; `notes` then says why."""
    builder = _Builder(text.split("\n"), notes)
    for event in events(text, notes):
        builder.take(event)
    if builder.root is None and not notes.failed:
        message, hint = "the file holds nothing but comments.", "Write its content, or delete the file."
        notes.add(Place(1, 1), (), ProblemKind.EMPTY_FILE, message, hint)
    return builder.root if builder.complete else None


@dataclass(slots=True)
class _Frame:
    """A collection that is still open. In a mapping `key` is the key whose value comes next."""

    node: Node
    path: Steps
    children: dict[str | int, Node]
    mapping: dict[str, object] | None
    items: list[object] | None
    is_key: bool  # the collection itself stands where a key belongs
    key: str | None = None
    key_place: Place | None = None
    wants_key: bool = True


class _Builder:
    """Puts events together without recursion."""

    def __init__(self, lines: Sequence[str], notes: Notes) -> None:
        self._lines = lines
        self._notes = notes
        self._open: list[_Frame] = []
        self.root: Node | None = None
        self.complete = False

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            if self._expects_key:
                self._key(event)
            else:
                self._add(Node(place_of(event), self._scalar(event)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.AliasEvent):
            if self._expects_key:
                self._open[-1].node.doubtful = True
                self._expect_value(None, place_of(event))
            else:
                self._add(Node(place_of(event), REFUSED))
        elif isinstance(event, yaml.StreamEndEvent):
            self.complete = True

    @property
    def _expects_key(self) -> bool:
        return bool(self._open) and self._open[-1].mapping is not None and self._open[-1].wants_key

    @property
    def _path(self) -> Steps:
        """Path of the value that comes next."""
        if not self._open:
            return ()
        frame = self._open[-1]
        if frame.items is not None:
            return (*frame.path, len(frame.items))
        return frame.path if frame.key is None or frame.wants_key else (*frame.path, frame.key)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        children: dict[str | int, Node] = {}
        is_key = self._expects_key
        mapping: dict[str, object] | None = {} if isinstance(event, yaml.MappingStartEvent) else None
        items: list[object] | None = [] if mapping is None else None
        node = Node(place_of(event), mapping if items is None else items, doubtful=_marked(event), children=children)
        self._open.append(_Frame(node, self._path, children, mapping, items, is_key))

    def _close(self) -> None:
        frame = self._open.pop()
        if frame.is_key:
            kind = ProblemKind.KEY_NOT_TEXT
            self._notes.add(frame.node.place, frame.path, kind, "a key must be text.", "Put it in quotes.")
            self._open[-1].node.doubtful = True
            self._expect_value(None, frame.node.place)
        else:
            self._add(frame.node)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        frame = self._open[-1]
        if frame.items is not None:
            frame.children[len(frame.items)] = node
            frame.items.append(node.value)
            return
        frame.wants_key = True
        if frame.mapping is not None and frame.key is not None:
            node.key = frame.key_place
            frame.children[frame.key] = node
            frame.mapping[frame.key] = node.value

    def _key(self, event: yaml.ScalarEvent) -> None:
        frame, place = self._open[-1], place_of(event)
        key = event.value
        path = (*frame.path, key)
        frame.node.doubtful |= _marked(event)
        if not event.style and key == "<<":
            frame.node.doubtful = True
            message = 'merging with "<<" is not used here.'
            self._notes.add(place, path, ProblemKind.YAML_MARKUP, message, "Write the keys out.")
        elif not event.style and not isinstance(_plain(key), str):
            message = f"the key {quoted(key)} must be text."
            self._notes.add(place, frame.path, ProblemKind.KEY_NOT_TEXT, message, "Put it in quotes.")
        elif key in frame.children:
            first = frame.children[key].key or place
            message = f"the key {quoted(key)} is already set in line {first.line}, column {first.column}."
            self._notes.add(place, path, ProblemKind.DUPLICATE_KEY, message, "Delete one of the two.")
        else:
            self._expect_value(key, place)
            return
        self._expect_value(None, place)

    def _expect_value(self, key: str | None, place: Place) -> None:
        """The value that follows belongs to `key`, or is dropped where that is None."""
        frame = self._open[-1]
        frame.key, frame.key_place, frame.wants_key = key, place, False

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        text: str = event.value
        if event.style:
            unwanted = unwanted_in(text)  # the file has none, but an escape such as "\\e" can still bring one in
            if unwanted:
                message = f"the text holds {unwanted[1]}."
                self._note(event, ProblemKind.INVISIBLE_CHARACTER, message, "Delete it.")
                return REFUSED
            return text
        value = _plain(text)
        if value is REFUSED:
            digits = sum(character.isalnum() for character in text)
            message = f"this number has {digits:,} digits."
            self._note(event, ProblemKind.LONG_NUMBER, message, "Put it in quotes if it is text.")
        elif event.end_mark is not None:
            line = self._lines[event.end_mark.line] if event.end_mark.line < len(self._lines) else ""
            if "#" in line and (lost := _LOST.match(line, event.end_mark.column)):
                message = f"the text ends here, because YAML takes {quoted(lost[1])} for a comment."
                hint = 'Put the text in quotes, or write "# " if it is a comment.'
                self._note(event, ProblemKind.TEXT_IN_COMMENT, message, hint)
        return REFUSED if _marked(event) and not isinstance(value, str) else value

    def _note(self, event: yaml.ScalarEvent, kind: ProblemKind, message: str, hint: str) -> None:
        self._notes.add(place_of(event), self._path, kind, message, hint)


def _marked(event: yaml.NodeEvent) -> bool:
    """Whether `event` has an anchor or a tag, which the guard has refused already."""
    return event.anchor is not None or getattr(event, "tag", None) is not None


def _plain(text: str) -> object:
    """The value of a scalar without quotes; `REFUSED` for numbers of absurd length."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    return _number(text) if text[0] in _MAYBE_NUMBER else text


def _number(text: str) -> object:
    """`text` as a number where it is one."""
    for pattern, base in _INTEGERS:
        if pattern.fullmatch(text):
            return int(text.removeprefix("0o"), base) if len(text) <= MAX_DIGITS else REFUSED
    if _FLOAT.fullmatch(text):
        return float(text) if len(text) <= MAX_DIGITS else REFUSED
    return float(text.replace(".", "", 1).lower()) if _INFINITE.fullmatch(text) else text
