"""Settings from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_settings import EnvSettingsSource, SettingsError

from bot.config.names import PREFIX, unknown_variable, variables
from bot.config.problems import Problem
from bot.config.settings import Config
from bot.config.sheet import Steps


@dataclass(frozen=True, slots=True)
class Override:
    """One variable: the steps to what it sets, and that as values from the root."""

    variable: str
    steps: Steps
    values: Mapping[str, Any]


def read_overrides(environment: Mapping[str, str]) -> tuple[list[Override], list[Problem]]:
    """What the variables of `environment` that begin with `PREFIX` set, and which of them set nothing."""
    known = variables()
    found: list[Override] = []
    problems: list[Problem] = []
    for variable in sorted(environment):
        name = variable.upper()
        if not name.startswith(PREFIX):
            continue
        if name not in known:
            problems.append(Problem(variable, 0, 0, "", "no such setting.", unknown_variable(variable)))
            continue
        source = EnvSettingsSource(Config)
        source.env_vars = {variable.lower(): environment[variable]}
        try:
            found.append(Override(variable, tuple(known[name].split(".")), source()))
        except (SettingsError, RecursionError):
            hint = 'Lists and groups are written as JSON: [1, 2] or {"level": "debug"}.'
            problems.append(Problem(variable, 0, 0, "", "this is not JSON.", hint))
    return found, problems
