"""Values of options, as the client checks them before it sends anything."""

from typing import Any

from sandbox.kinds import OptionType
from sandbox.model import Upload
from sandbox.refusals import BadValue
from sandbox.resolved import Resolved

SAFE_INTEGER = 2**53
"""Integers and numbers lie between its negative and itself. Source: "Application Command Option Type"."""


def option_value(option: dict[str, Any], value: Any, resolved: Resolved) -> Any:
    """The value as it goes on the wire. People, roles and channels are given by id, files as Upload, a choice by its
    value or by the name it is shown under."""
    name, type = option["name"], OptionType(option["type"])
    if choices := option.get("choices"):
        return _chosen(name, choices, value)
    match type:
        case OptionType.STRING:
            return _text(option, value)
        case OptionType.INTEGER | OptionType.NUMBER:
            return _number(option, type, value)
        case OptionType.BOOLEAN:
            if not isinstance(value, bool):
                raise BadValue(f"{name}: {value!r} is neither True nor False")
            return value
        case OptionType.ATTACHMENT:
            if not isinstance(value, Upload):
                raise BadValue(f"{name}: {value!r} is not a file")
            return resolved.attachment(value)
        case OptionType.CHANNEL:
            return resolved.channel(as_id(name, value), option.get("channel_types"))
        case OptionType.USER:
            return resolved.user(as_id(name, value))
        case OptionType.ROLE:
            return resolved.role(as_id(name, value))
        case _:
            return resolved.mentionable(as_id(name, value))


def as_id(name: str, value: Any) -> int:
    """An id from an int, its digits, or anything that has an `id`."""
    value = getattr(value, "id", value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    raise BadValue(f"{name}: {value!r} is not an id")


def in_bounds(name: str, what: str, given: float, least: float | None, most: float | None) -> None:
    """Raise BadValue unless `least <= given <= most`; None is no bound."""
    if least is not None and given < least:
        raise BadValue(f"{name}: at least {least} {what}, not {given}".replace("  ", " "))
    if most is not None and given > most:
        raise BadValue(f"{name}: at most {most} {what}, not {given}".replace("  ", " "))


def _chosen(name: str, choices: list[dict[str, Any]], value: Any) -> Any:
    for key in ("value", "name"):
        for choice in choices:
            if choice[key] == value and isinstance(value, bool) == isinstance(choice[key], bool):
                return choice["value"]
    shown = ", ".join(choice["name"] for choice in choices)
    raise BadValue(f"{name}: {value!r} is not one of {shown}")


def _text(option: dict[str, Any], value: Any) -> str:
    name = option["name"]
    if not isinstance(value, str) or not value:
        raise BadValue(f"{name}: {value!r} is no text")
    in_bounds(name, "characters", len(value), option.get("min_length"), option.get("max_length", 6000))
    return value


def _number(option: dict[str, Any], type: OptionType, value: Any) -> int | float:
    name = option["name"]
    whole = type == OptionType.INTEGER
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise BadValue(f"{name}: {value!r} is no {'whole number' if whole else 'number'}")
    least, most = option.get("min_value", -SAFE_INTEGER), option.get("max_value", SAFE_INTEGER)
    in_bounds(name, "", value, least, most)
    return value
