"""Complaints about a request body, and how Discord words and nests them.

The shape is Discord's ("Error Messages" in its reference). Inner codes and wording are not listed there: they are as
seen on the wire where that is known, and plausible elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import DiscordError

Path = tuple[str | int, ...]

TYPE_WORDS = {
    "string": ("STRING_TYPE_CONVERT", "Could not interpret value as string."),
    "integer": ("NUMBER_TYPE_COERCE", "Value is not int."),
    "number": ("NUMBER_TYPE_COERCE", "Value is not float."),
    "boolean": ("BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
    "array": ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
    "object": ("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"),
}
"""Code and words for a value that is not of the type wanted, by the name JSON Schema has for it."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong at one place: `path` leads from the body's root, `code` is like BASE_TYPE_REQUIRED."""

    path: Path
    code: str
    message: str

    def __str__(self) -> str:
        """`data.embeds.0.title: Must be 256 or fewer in length.`"""
        return f"{'.'.join(str(part) for part in self.path) or 'body'}: {self.message}"


@dataclass(slots=True)
class Form:
    """Collects complaints while rules look at a body; of several about one place the first is kept.

    Rules take any JSON: where a type is wrong they say nothing, that is for the specification to say. `verdict` is an
    error with a code of its own, such as 50006 for an empty message: Discord comes to it when the form is in order.
    """

    complaints: dict[Path, Complaint] = field(default_factory=dict)
    verdict: DiscordError | None = None

    def complain(self, path: Path, code: str, message: str) -> None:
        self.complaints.setdefault(path, Complaint(path, code, message))

    def required(self, path: Path) -> None:
        self.complain(path, "BASE_TYPE_REQUIRED", "This field is required")

    def choices(self, path: Path, allowed: Iterable[object]) -> None:
        self.complain(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(map(str, allowed))}}}.")

    def of_type(self, path: Path, allowed: Iterable[int]) -> None:
        """The object at `path` is of none of the types that may stand there."""
        listed = ", ".join(str(int(kind)) for kind in allowed)
        self.complain((*path, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed}).')

    def length(self, path: Path, value: Any, low: int, high: int) -> None:
        """Text between `low` and `high` characters, or a list of that many; None and other types pass."""
        if not isinstance(value, str | list) or low <= len(value) <= high:
            return
        if not value and low == 1 and isinstance(value, str):
            self.required(path)
        elif low == 0:
            self.complain(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        else:
            self.complain(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")

    def filled(self, path: Path, holder: Mapping[str, Any], key: str, high: int) -> None:
        """Text that must be there, not blank, and at most `high` characters."""
        value = holder.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            self.required((*path, key))
        self.length((*path, key), value, 1, high)

    def between(self, path: Path, value: Any, low: float, high: float) -> None:
        if not is_number(value) or low <= value <= high:
            return
        if value < low:
            self.complain(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low:g}.")
        else:
            self.complain(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high:g}.")

    def once(self, path: Path, value: Any, seen: set[str], code: str, message: str) -> None:
        """Text that may stand once among `seen`, to which it is added. Other types pass."""
        if not isinstance(value, str):
            return
        if value in seen:
            self.complain(path, code, message)
        seen.add(value)

    def ordered(self, path: Path, holder: Mapping[str, Any], low: str, high: str) -> None:
        """`holder[low] <= holder[high]`, where both are given."""
        least: Any = holder.get(low)
        most: Any = holder.get(high)
        if is_number(least) and is_number(most) and least > most:
            self.complain((*path, low), "NUMBER_TYPE_MAX", f"Must be less than or equal to {high} ({most}).")


def refusal(complaints: Iterable[Complaint]) -> DiscordError:
    """400 with code 50035 and the complaints nested by key and index."""
    errors: dict[str, Any] = {}
    for complaint in complaints:
        place = errors
        for part in complaint.path:
            place = place.setdefault(str(part), {})
        place.setdefault("_errors", []).append({"code": complaint.code, "message": complaint.message})
    return DiscordError(400, 50035, "Invalid Form Body", errors)


def objects(path: Path, value: Any) -> list[tuple[Path, Mapping[str, Any]]]:
    """The objects of a list with the path of each; empty for anything else."""
    if not isinstance(value, list):
        return []
    return [((*path, index), one) for index, one in enumerate(value) if isinstance(one, Mapping)]


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def kind_of(holder: Mapping[str, Any]) -> int | None:
    """The object's `type`, if that is a number."""
    kind = holder.get("type")
    return kind if isinstance(kind, int) and not isinstance(kind, bool) else None


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
