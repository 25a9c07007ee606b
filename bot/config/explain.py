"""Why a value does not fit, in two sentences: what is wrong and what to do. The value itself is never shown."""

import difflib
from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic_core import ErrorDetails

_BELOW = "Write its settings on lines of their own below it, indented; or delete the line."
_EXPECTED = {  # pydantic's error -> what belongs there, and how to write it
    "string_type": ("text", "Put it in quotes."),
    "path_type": ("the path of a folder", "Put it in quotes."),
    "tuple_type": ("a list", "Write it in square brackets, its items separated by commas."),
    "model_type": ("settings", _BELOW),
    "model_attributes_type": ("settings", _BELOW),
    "dict_type": ("settings", _BELOW),
    "int_type": ("a whole number", "Write it in digits, without quotes."),
    "int_parsing": ("a whole number", "Write it in digits, without quotes."),
    "int_parsing_size": ("a whole number", "This one has too many digits."),
    "float_type": ("a number", "Write it in digits, without quotes."),
    "float_parsing": ("a number", "Write it in digits, without quotes."),
    "bool_type": ("true or false", "Write one of the two, without quotes."),
    "bool_parsing": ("true or false", "Write one of the two, without quotes."),
}
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
    "less_than": ("lt", "less than"),
}
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    ((int, float), "a number"),
    (str, "other text"),
    (date, "a date"),
    ((list, tuple), "a list"),
)


def sentences(detail: ErrorDetails) -> tuple[str, str]:
    """What and hint for anything but an unknown name."""
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "said":
        return str(context["what"]), str(context["hint"])
    if kind in _EXPECTED:
        expected, hint = _EXPECTED[kind]
        hint = hint if value or hint == _BELOW else "Write it, or delete the line."
        return f"expected {expected}, found {_kind(value)}.", hint
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return f"this must be {words} {context[name]:,}.", "Choose another number."
    if kind in ("literal_error", "enum"):
        words_ = _words(str(context["expected"]))
        hint = nearest(value, words_) if isinstance(value, str) else ""
        return f"expected {context['expected']}, found {_kind(value)}.".replace("'", ""), hint or "Write one of them."
    return f"{detail['msg']}.", "Compare it with config.example.yaml."


def like(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or nothing. Case and hyphens make no difference."""
    return next(iter(difflib.get_close_matches(word.lower().replace("-", "_"), list(known), 1)), "")


def nearest(word: str, known: Iterable[str]) -> str:
    """`Did you mean "…"?`, or nothing."""
    near = like(word, known)
    return f'Did you mean "{near}"?' if near else ""


def _words(expected: str) -> list[str]:
    """`expected` lists them as pydantic does: 'a', 'b' or 'c'."""
    return expected.replace("'", "").replace(" or ", ", ").split(", ")


def _kind(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    return next((words for types, words in _KINDS if isinstance(value, types)), "settings")
