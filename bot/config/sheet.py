"""The file of settings as values that know where they stand.

Nothing is composed by PyYAML: its composer recurses without end, and aliases multiply. Settings need neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from bot.config.problems import Problem
from bot.config.syntax import explained

MAX_DEPTH = 10
_TEXT_TAG = "tag:yaml.org,2002:str"

Steps = tuple[str | int, ...]
"""Names and list positions from the root of the settings to a value."""


class Place(NamedTuple):
    """Line and column, both counted from 1; (0, 0) stands for the file as a whole."""

    line: int
    column: int


WHOLE_FILE = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`values` as plain Python, with the places of names and values by the steps to them."""

    values: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[Steps, Place] = field(default_factory=dict)
    places: Mapping[Steps, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_sheet(path: Path) -> Sheet:
    """What stands in the file at `path`. One that cannot be read to its end has no values, and one problem."""
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Sheet(problems=(_whole(file, f"cannot be read ({why}).", "Copy config.example.yaml to start from."),))
    except ValueError:  # bytes that are no UTF-8, or a path that no system call takes
        return Sheet(problems=(_whole(file, "is not text in UTF-8.", "Save it again as UTF-8."),))
    try:
        return _Reader(file, text).sheet()
    except _UnreadableError as error:
        return Sheet(problems=(Problem(file, *error.place, "", error.what, error.hint),))


def _whole(file: str, what: str, hint: str) -> Problem:
    return Problem(file, *WHOLE_FILE, "", what, hint)


class _UnreadableError(Exception):
    """The file makes no sense from here on."""

    def __init__(self, place: Place, what: str, hint: str) -> None:
        super().__init__(what)
        self.place, self.what, self.hint = place, what, hint


class _Nothing:
    """Type of `_NOTHING`, which stands for a value that has its problem already."""


_NOTHING: Final = _Nothing()


class _Reader:
    """Takes the parser's events one by one."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._loader: Any = None  # whose methods have no types
        self._names: dict[Steps, Place] = {}
        self._places: dict[Steps, Place] = {}
        self._problems: list[Problem] = []

    def sheet(self) -> Sheet:
        try:
            self._loader = yaml.SafeLoader(self._text)
            values = self._document()
        except yaml.YAMLError as error:
            line, column, what, hint = explained(error, self._text)
            raise _UnreadableError(Place(line, column), what, hint) from None
        if not isinstance(values, dict):
            raise _UnreadableError(Place(1, 1), "this is not a list of settings.", "Write one `name: value` a line.")
        return Sheet(values, self._names, self._places, tuple(self._problems))

    def _document(self) -> Any:
        self._loader.get_event()  # of the stream
        if isinstance(self._loader.get_event(), yaml.StreamEndEvent):
            return {}
        event = self._loader.get_event()
        empty = isinstance(event, yaml.ScalarEvent) and not event.value and not event.style
        values = {} if empty else self._value(event, ())
        self._loader.get_event()  # of the document
        after = self._loader.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _UnreadableError(_place(after), "a second document starts here.", 'Delete the line "---".')
        return values

    def _value(self, event: Any, steps: Steps) -> Any:
        self._refuse_markup(event)
        self._places[steps] = _place(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, steps)
        if len(steps) == MAX_DEPTH:
            raise _UnreadableError(_place(event), "this is nested too deep.", "Check the brackets.")
        return self._list(steps) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(steps)

    def _list(self, steps: Steps) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._loader.get_event(), yaml.SequenceEndEvent):
            value = self._value(event, (*steps, len(items)))
            if value is not _NOTHING:
                items.append(value)
        return items

    def _mapping(self, steps: Steps) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._loader.get_event(), yaml.MappingEndEvent):
            name, place = self._name(event), _place(event)
            here = (*steps, name)
            first = self._names.setdefault(here, place)
            if first == place:
                value = self._value(self._loader.get_event(), here)
                if value is not _NOTHING:
                    values[name] = value
            else:
                self._skip()
                hint = "Delete one of the two, or bring them together."
                self._note(place, here, f"is already set in line {first.line}.", hint)
        return values

    def _skip(self) -> None:
        """Read over one value."""
        depth = 0
        while True:
            event = self._loader.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth == 0:
                return

    def _name(self, event: Any) -> str:
        self._refuse_markup(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _UnreadableError(_place(event), "the name of a setting must be text.", "Check the brackets.")
        return str(event.value)

    def _scalar(self, event: yaml.ScalarEvent, steps: Steps) -> Any:
        if event.style:
            return event.value
        tag = self._loader.resolve(yaml.ScalarNode, event.value, (True, False))
        if tag == _TEXT_TAG:
            return event.value
        try:
            return self._loader.construct_object(yaml.ScalarNode(tag, event.value))
        except (yaml.YAMLError, ValueError, OverflowError):  # the 32nd of January, a number of 5,000 digits, a lone "="
            self._note(_place(event), steps, "this value cannot be read.", "Put it in quotes if it is text.")
            return _NOTHING

    def _refuse_markup(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or event.tag is not None:
            what = "anchors (&), aliases (*) and tags (!) are not used here."
            raise _UnreadableError(_place(event), what, "Write the value out, or put it in quotes if it is text.")

    def _note(self, place: Place, steps: Steps, what: str, hint: str) -> None:
        self._problems.append(Problem(self._file, *place, dotted(steps), what, hint))


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def dotted(steps: Steps) -> str:
    """`("operators", 3)` as `operators[3]`. A name that looks like no name is not shown: it may be a token."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{shown(step)}" if text else shown(step)
    return text


def shown(name: str) -> str:
    """`name` where it is short and plain, else an ellipsis."""
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum() and len(name) <= 30
    return name if plain else "…"
