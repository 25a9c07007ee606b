"""The names of all settings, as the file and as the environment know them."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from bot.config.explain import like, nearest
from bot.config.settings import Config
from bot.config.token import HINT

PREFIX = str(Config.model_config["env_prefix"])
NESTED = str(Config.model_config["env_nested_delimiter"])
NOT_IN_FILES = ("token",)


def dotted_names() -> tuple[str, ...]:
    """Sections and settings: `log`, `log.level`, …"""
    return tuple(_names(Config, ""))


def variables() -> dict[str, str]:
    """The variable of each, by which it can be set: `PRECEPTOR_LOG__LEVEL` -> `log.level`."""
    return {PREFIX + name.replace(".", NESTED).upper(): name for name in dotted_names()}


def unknown(name: str, section: str) -> str:
    """What to do about `name`, which is no setting of `section` ("" for the outermost)."""
    if "token" in name.lower():
        return HINT
    start = f"{section}." if section else ""
    here = [one.removeprefix(start) for one in dotted_names() if one.startswith(start)]
    here = [one for one in here if "." not in one]
    elsewhere = [one for one in dotted_names() if one.rpartition(".")[2] == name]
    if elsewhere:
        return f'Did you mean "{elsewhere[0]}"?'
    return nearest(name, here) or f"Known here: {', '.join(here)}."


def unknown_variable(variable: str) -> str:
    """What to do about `variable`, which sets nothing."""
    if "TOKEN" in variable.upper():
        return HINT
    known = {name.removeprefix(PREFIX).lower(): name for name in variables()}
    near = like(variable[len(PREFIX) :], known)
    return f"Did you mean {known[near]}?" if near else "Unset it; config.example.yaml has all settings."


def _names(model: type[BaseModel], start: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if not start and name in NOT_IN_FILES:
            continue
        yield start + name
        inner: Any = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _names(inner, f"{start}{name}.")
