"""From a file and an environment to settings that can be used, or to everything that is wrong with them."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.config.database import below, file_of, obstacle
from bot.config.environment import Override, read_overrides
from bot.config.errors import ConfigError
from bot.config.explain import sentences
from bot.config.names import NOT_IN_FILES, unknown
from bot.config.problems import Problem
from bot.config.settings import Config
from bot.config.sheet import WHOLE_FILE, Sheet, Steps, dotted, read_sheet
from bot.config.token import HINT, read_token


def read_config(path: Path | None, environment: Mapping[str, str] | None = None, *, need_token: bool = False) -> Config:
    """The settings in the file at `path` (defaults alone for None) under `environment` (default: the process's).

    Relative folders and database files are taken from the file's own folder. `need_token`: for a bot that is about to
    run, so that the database has to be writable too. Raises ConfigError.
    """
    environment = os.environ if environment is None else environment
    sheet = read_sheet(path) if path else Sheet()
    overrides, problems = read_overrides(environment)
    token, token_problems = read_token(environment, needed=need_token)
    desk = _Desk(path, sheet, overrides)
    desk.problems += [*sheet.problems, *problems, *token_problems]
    config = desk.fitted(token)
    if config is not None:
        config = _anchored(config, path.parent) if path else config
        if (found := obstacle(file_of(config.database), to_write=need_token)) is not None:
            desk.note(("database",), *found)
    if config is None or desk.problems:
        raise ConfigError(desk.sentences())
    return config


class _Desk:
    """The values of file and environment on one another, with where each came from and what is wrong."""

    def __init__(self, path: Path | None, sheet: Sheet, overrides: list[Override]) -> None:
        self._file = str(path) if path else "defaults"
        self._sheet = sheet
        self._overrides = overrides
        self.problems: list[Problem] = []
        self._values: dict[str, Any] = {}
        for name, value in sheet.values.items():
            if name in Config.model_fields and name not in NOT_IN_FILES:
                self._values[name] = value
            else:
                self._unknown((name,))
        for override in overrides:
            self._values = _merged(self._values, override.values)

    def fitted(self, token: str | None) -> Config | None:
        """The settings; None where something does not fit, which is noted then."""
        given = self._values | ({"token": token} if token else {})
        config, details = _validated(given)
        if wrong := {detail["loc"][0] for detail in details if detail["loc"]}:
            # What can only be seen on the whole is looked for without them, so that it is not found a start later.
            details += _validated({name: value for name, value in given.items() if name not in wrong})[1]
        for detail in details:
            if detail["type"] == "extra_forbidden":
                self._unknown(detail["loc"])
            else:
                self.note(detail["loc"], *sentences(detail))
        return config

    def note(self, steps: Steps, what: str, hint: str) -> None:
        """Note a problem of the value at `steps`, at the place where it was set."""
        for override in reversed(self._overrides):
            if override.steps == steps[: len(override.steps)]:
                inner = dotted(steps[len(override.steps) :])
                self.problems.append(Problem(override.variable, *WHOLE_FILE, inner, what, hint))
                return
        place = next((self._sheet.places[part] for part in _parts(steps) if part in self._sheet.places), WHOLE_FILE)
        self.problems.append(Problem(self._file, *(place if steps else WHOLE_FILE), dotted(steps), what, hint))

    def _unknown(self, steps: Steps) -> None:
        name = str(steps[-1])
        if steps in self._sheet.names:
            if name in NOT_IN_FILES:
                what, hint = "never in a file of settings.", HINT
            else:
                what, hint = "no such setting.", unknown(name, dotted(steps[:-1]))
            self.problems.append(Problem(self._file, *self._sheet.names[steps], dotted(steps), what, hint))
        else:
            self.note(steps, "no such setting.", unknown(name, dotted(steps[:-1])))

    def sentences(self) -> list[str]:
        """All problems, those of the file first, from top to bottom."""
        return [str(one) for one in sorted(set(self.problems), key=lambda one: (one.source != self._file, one))]


def _validated(values: Mapping[str, Any]) -> tuple[Config | None, list[ErrorDetails]]:
    try:
        return Config(**values), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """`below` under `above`. What should be a section and is none stays as it is, and is reported."""
    merged = dict(below)
    for name, value in above.items():
        if name not in below or not isinstance(value, Mapping):
            merged[name] = value
        elif isinstance(below[name], Mapping):
            merged[name] = _merged(below[name], value)
    return merged


def _parts(steps: Steps) -> list[Steps]:
    """The steps, then those to what holds it, and so on outwards."""
    return [steps[:length] for length in range(len(steps), -1, -1)]


def _anchored(config: Config, folder: Path) -> Config:
    return config.model_copy(
        update={"content": folder / config.content, "database": below(folder, config.database)},
    )
