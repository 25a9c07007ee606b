"""From a validator's errors to Discord's complaints.

Most bodies are unions (a callback, a component, an option), and of a union a validator can only say that no branch
fits. The branch meant is the one whose `type` agrees with the body; what is wrong with that one is what Discord says.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import jsonschema_rs

from sandbox.checks.form import TYPE_WORDS, Complaint, Path

Kind = jsonschema_rs.ValidationErrorKind
Error = jsonschema_rs.ValidationError


def complaints_of(errors: Iterable[Error]) -> list[Complaint]:
    return [complaint for error in errors for complaint in _complaints(error)]


def _complaints(error: Error) -> list[Complaint]:
    kind = error.kind
    path: Path = tuple(error.instance_path)
    if isinstance(kind, Kind.AnyOf | Kind.OneOfNotValid):
        return _of_union(path, kind.context)
    if isinstance(kind, Kind.Required):
        return [Complaint((*path, kind.property), "BASE_TYPE_REQUIRED", "This field is required")]
    for shape, word in _WORDS:
        if isinstance(kind, shape):
            return [Complaint(path, *word(kind, error))]
    return [Complaint(path, "BASE_TYPE_INVALID", error.message[:200])]


def _of_union(path: Path, branches: Sequence[Sequence[Error]]) -> list[Complaint]:
    branches = [errors for errors in branches if not _wants_null(path, errors)]
    if len(branches) == 1:
        return complaints_of(branches[0])
    meant = min(branches, key=lambda errors: _distance(path, errors))
    if _distance(path, meant)[0]:
        # No branch fits even by type: say which types or values there are.
        return [_no_branch(path, branches)]
    return complaints_of(meant)


def _wants_null(path: Path, errors: Sequence[Error]) -> bool:
    """Whether this is the branch that only makes a value optional."""
    return any(
        tuple(error.instance_path) == path and isinstance(error.kind, Kind.Type) and error.kind.types == ["null"]
        for error in errors
    )


def _distance(path: Path, errors: Sequence[Error]) -> tuple[bool, int]:
    """How far a branch is from what was meant: another `type`, another kind of value; then by how much is wrong."""
    elsewhere = False
    for error in errors:
        place = tuple(error.instance_path)
        if place == (*path, "type") and isinstance(error.kind, Kind.Enum | Kind.Constant | Kind.OneOfNotValid):
            elsewhere = True
        if place == path and isinstance(error.kind, Kind.Type | Kind.Constant):
            elsewhere = True
    return elsewhere, len(complaints_of(errors))


def _no_branch(path: Path, branches: Sequence[Sequence[Error]]) -> Complaint:
    flat = [error for errors in branches for error in errors]
    wanted = [_value(error) for error in flat if isinstance(error.kind, Kind.Constant)]
    if wanted:
        return Complaint(path, "BASE_TYPE_CHOICES", _one_of(wanted))
    by_type = [error for error in flat if tuple(error.instance_path) == (*path, "type")]
    if by_type:
        types = ", ".join(str(one) for error in by_type for one in _options(error))
        return Complaint((*path, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({types}).')
    for error in flat:
        if isinstance(error.kind, Kind.Type):
            return _complaints(error)[0]
    return Complaint(path, "BASE_TYPE_INVALID", "The value fits none of the forms allowed here.")


def _one_of(values: Iterable[Any]) -> str:
    return f"Value must be one of {{{', '.join(map(str, values))}}}."


def _value(error: Error) -> Any:
    return error.kind.expected_value if isinstance(error.kind, Kind.Constant) else None


def _options(error: Error) -> list[Any]:
    return list(error.kind.options) if isinstance(error.kind, Kind.Enum) else []


def _type_words(kind: Any, error: Error) -> tuple[str, str]:
    wanted = [one for one in kind.types if one != "null"]
    return TYPE_WORDS.get(wanted[0] if wanted else "null", ("BASE_TYPE_INVALID", "Must be null."))


_WORDS: tuple[tuple[Any, Callable[[Any, Error], tuple[str, str]]], ...] = (
    (Kind.Type, _type_words),
    (Kind.MaxLength, lambda kind, _: ("BASE_TYPE_MAX_LENGTH", f"Must be {kind.limit} or fewer in length.")),
    (Kind.MaxItems, lambda kind, _: ("BASE_TYPE_MAX_LENGTH", f"Must be {kind.limit} or fewer in length.")),
    (Kind.MinLength, lambda kind, _: ("BASE_TYPE_MIN_LENGTH", f"Must be {kind.limit} or more in length.")),
    (Kind.MinItems, lambda kind, _: ("BASE_TYPE_MIN_LENGTH", f"Must be {kind.limit} or more in length.")),
    (Kind.Maximum, lambda kind, _: ("NUMBER_TYPE_MAX", f"int value should be less than or equal to {kind.limit}.")),
    (Kind.Minimum, lambda kind, _: ("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {kind.limit}.")),
    (
        Kind.Enum,
        lambda kind, _: ("BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(map(str, kind.options))}}}."),
    ),
    (Kind.UniqueItems, lambda *_: ("SET_TYPE_ALREADY_CONTAINS_VALUE", "The Set already contains this value.")),
    (Kind.Pattern, lambda _, error: ("NUMBER_TYPE_COERCE", f'Value "{error.instance}" is not snowflake.')),
)
