"""Values of options, as the client checks them before it sends anything."""

from collections.abc import Callable
from typing import Any

from sandbox.kinds import OptionType
from sandbox.model import Upload
from sandbox.refusals import BadValueError
from sandbox.resolved import Resolved

LARGEST = 2**53
"""Numbers lie between its negative and itself, integers strictly. Source: "Application Command Option Type"."""


def option_value(option: dict[str, Any], value: Any, resolved: Resolved) -> Any:
    """The value as it goes on the wire. People, roles and channels are given by id, files as Upload, a choice by its
    value or by the name it is shown under."""
    name, type = option["name"], OptionType(option["type"])
    if choices := option.get("choices"):
        return _chosen(name, choices, value)
    readers: dict[OptionType, Callable[[], Any]] = {
        OptionType.STRING: lambda: _text(option, value),
        OptionType.INTEGER: lambda: _number(option, value, whole=True),
        OptionType.NUMBER: lambda: _number(option, value, whole=False),
        OptionType.BOOLEAN: lambda: _truth(name, value),
        OptionType.ATTACHMENT: lambda: _file(name, value, resolved),
        OptionType.CHANNEL: lambda: resolved.channel(as_id(name, value), option.get("channel_types")),
        OptionType.USER: lambda: resolved.user(as_id(name, value)),
        OptionType.ROLE: lambda: resolved.role(as_id(name, value)),
        OptionType.MENTIONABLE: lambda: resolved.mentionable(as_id(name, value)),
    }
    return readers[type]()


def as_id(name: str, value: Any) -> int:
    """An id from an int, its digits, or anything that has an `id`."""
    value = getattr(value, "id", value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    raise BadValueError(f"{name}: {value!r} is not an id")


def in_bounds(name: str, what: str, given: float, least: float | None, most: float | None) -> None:
    """Raise BadValueError unless `least <= given <= most`; None is no bound."""
    if least is not None and given < least:
        raise BadValueError(f"{name}: at least {least} {what}, not {given}".replace("  ", " "))
    if most is not None and given > most:
        raise BadValueError(f"{name}: at most {most} {what}, not {given}".replace("  ", " "))


def _chosen(name: str, choices: list[dict[str, Any]], value: Any) -> Any:
    for key in ("value", "name"):
        for choice in choices:
            if choice[key] == value and isinstance(value, bool) == isinstance(choice[key], bool):
                return choice["value"]
    shown = ", ".join(choice["name"] for choice in choices)
    raise BadValueError(f"{name}: {value!r} is not one of {shown}")


def _text(option: dict[str, Any], value: Any) -> str:
    name = option["name"]
    if not isinstance(value, str) or not value:
        raise BadValueError(f"{name}: {value!r} is no text")
    in_bounds(name, "characters", len(value), option.get("min_length"), option.get("max_length", 6000))
    return value


def _number(option: dict[str, Any], value: Any, *, whole: bool) -> int | float:
    name = option["name"]
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise BadValueError(f"{name}: {value!r} is no {'whole number' if whole else 'number'}")
    most = LARGEST - 1 if whole else LARGEST
    in_bounds(name, "", value, option.get("min_value", -most), option.get("max_value", most))
    return value


def _truth(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadValueError(f"{name}: {value!r} is neither True nor False")
    return value


def _file(name: str, value: Any, resolved: Resolved) -> str:
    if not isinstance(value, Upload):
        raise BadValueError(f"{name}: {value!r} is not a file")
    return resolved.attachment(value)
