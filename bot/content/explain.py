"""A value that does not fit its shape, explained to the person who wrote it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from bot.content.nodes import REFUSED, Node
from bot.content.places import Notes, Steps, quoted
from bot.content.shapes.base import ID_HINT, KEY_HINT, KEY_PATTERN, Shape
from bot.core.problems import ProblemKind

S = TypeVar("S", bound=Shape)

_Said = tuple[ProblemKind, str, str]  # the kind, what is wrong, what to do

_HINTS = {
    "id": "Give it a short name that never changes, like fellowship-length.",
    "phrasings": "List at least three other ways in which people ask this.",
    "sources": "List the ids of its sources; write [] where there is none.",
    "checked": "Add the day on which somebody last compared it with its sources, like 2026-11-24.",
    "recheck": "Add the day from which somebody should look again, like 2027-06-01.",
    "url": "Write null for something that is not on the web.",
    "year": "Write null where the year is unknown.",
}
_EXPECTED = {  # pydantic's error -> what belongs there, and how to write it (a hint that depends on the value: empty)
    "string_type": ("text", ""),
    "list_type": ("a list", 'Begin each item on its own line with "- ".'),
    "dict_type": ("keys with values", "Write each as `key: value` on its own line."),
    "model_type": ("keys with values", "Write each as `key: value` on its own line."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "int_type": ("a whole number", "Write it in digits, without quotes."),
    "date_type": ("a date", "Write it as year-month-day, like 2026-11-24."),
}
_LENGTH_HINTS = {
    "question": "Discord shows it as a choice and has no room for more.",
    "answer": "Shorten it, or split it into two entries that are related.",
}


@dataclass(frozen=True, slots=True)
class Fit(Generic[S]):
    """`value` is None exactly where something did not fit: `misfits` are the paths to that, from the value itself.

    `lengthy` are those of them that lead to a list which has only too many or too few items.
    """

    value: S | None
    misfits: frozenset[Steps] = frozenset()
    lengthy: frozenset[Steps] = frozenset()


def fitted(shape: type[S], node: Node, path: Steps, notes: Notes) -> Fit[S]:
    """The value of `node` as `shape`; every reason why it does not fit is noted, once."""
    try:
        return Fit(shape.model_validate(node.value))
    except ValidationError as error:
        details = error.errors(include_url=False)
    for detail in details:
        # What is refused has its problem already, and so has what may stand in something refused.
        unsaid = detail["type"] == "missing" and node.at(detail["loc"][:-1]).doubtful
        if detail["input"] is not REFUSED and not unsaid:
            _note(detail, shape, node, path, notes)
    lengthy = frozenset(detail["loc"] for detail in details if detail["type"] in ("too_long", "too_short"))
    return Fit(None, frozenset(detail["loc"] for detail in details), lengthy)


def nearest(word: str, known: Iterable[str]) -> str:
    """`Did you mean "…"?` with the known word most like `word`, or nothing."""
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60)
    return f"Did you mean {quoted(found[0])}?" if found else ""


def _note(detail: ErrorDetails, shape: type[Shape], node: Node, path: Steps, notes: Notes) -> None:
    where: Steps = detail["loc"]
    error = detail["type"]
    if error == "extra_forbidden":
        name = str(where[-1])
        place = node.at(where).key or node.place
        known = sorted(_fields(shape, where[:-1]))
        hint = nearest(name, known) or f"Allowed are {', '.join(known)}."
        notes.add(place, (*path, *where), ProblemKind.UNKNOWN_KEY, f"the key {quoted(name)} is not used here.", hint)
        return
    said = _missing(where) if error == "missing" else _sentences(detail)
    notes.add(node.at(where).place, (*path, *where), *said)


def _fields(shape: type[Shape], where: Steps) -> Iterable[str]:
    """The keys that may stand at the path `where` of a value of `shape`."""
    for step in where:
        if isinstance(step, str):
            shape = _shape_in(shape.model_fields[step].annotation) or shape
    return shape.model_fields


def _shape_in(annotation: Any) -> type[Shape] | None:
    """The shape that a field with this annotation holds, bare, optional or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    return next((found for part in get_args(annotation) if (found := _shape_in(part))), None)


def _missing(where: Steps) -> _Said:
    name = str(where[-1])
    return ProblemKind.MISSING_KEY, f"the key {quoted(name)} is missing.", _HINTS.get(name, "Add it.")


def _sentences(detail: ErrorDetails) -> _Said:
    """What is to be said about anything but a missing or an unknown key."""
    error, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if error == "said":
        return context["kind"], context["message"], context["hint"]
    if error in _EXPECTED:
        expected, hint = _EXPECTED[error]
        return ProblemKind.WRONG_TYPE, f"expected {expected}, found {_shown(value)}.", hint or _text_hint(value)
    field = next((step for step in reversed(detail["loc"]) if isinstance(step, str)), "")
    return _bounds(error, value, context, field)


def _bounds(error: str, value: Any, context: Mapping[str, Any], field: str) -> _Said:
    """What is to be said about a value of the right type that is too much, too little or not allowed."""
    hint = _HINTS.get(field, "")
    kind = ProblemKind.OUT_OF_RANGE
    match error:
        case "string_too_long":
            kind = ProblemKind.TOO_LONG
            message = f"the text has {len(value):,} characters; {context['max_length']:,} are allowed."
            hint = _LENGTH_HINTS.get(field, "Shorten it.")
        case "too_short":
            kind = ProblemKind.TOO_FEW
            message = f"{len(value)} given, at least {context['min_length']} needed."
        case "too_long":
            kind = ProblemKind.TOO_MANY
            message, hint = f"{len(value):,} given, at most {context['max_length']} allowed.", "Delete some."
        case "string_pattern_mismatch":
            hint = KEY_HINT if context["pattern"] == KEY_PATTERN else ID_HINT
            kind, message = ProblemKind.NOT_AN_ID, f"{quoted(value)} is not an id."
        case "enum" | "literal_error":
            kind = ProblemKind.NOT_A_CHOICE
            message = f"{_shown(value)} is not one of the words used here."
            hint = _choice_hint(value, str(context["expected"]))
        case "greater_than_equal" | "less_than_equal" if field == "year":
            message = f"{value} is not a year."
        case "greater_than_equal":
            message = f"{value:,} is less than {context['ge']:,}, the least there can be here."
        case "less_than_equal":
            message = f"{value:,} is more than {context['le']:,}, the most there can be here."
        case _:
            message = f"this does not fit ({error})."
    return kind, message, hint


def _shown(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {quoted(value)}"
        case list():
            return "a list"
        case _:
            return "keys with values"


def _text_hint(value: object) -> str:
    match value:
        case None:
            return "Write the text, or delete the line."
        case bool():
            return f'Put it in quotes: "{str(value).lower()}".'
        case int() | float():
            return f'Put it in quotes: "{value}".'
        case _:
            return "Write one text."


def _choice_hint(value: object, expected: str) -> str:
    """`expected` lists the words as pydantic does: 'a', 'b' or 'c'."""
    words = expected.replace("'", "").replace(" or ", ", ").split(", ")
    guess = nearest(value, words) if isinstance(value, str) else ""
    return f"{guess} Allowed are {', '.join(words)}.".strip()
