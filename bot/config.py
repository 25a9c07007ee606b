"""Settings: `config.yaml` and the environment in, one frozen `Config` out, or one error that lists every problem."""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

DISCORD = "https://discord.com"
Days = Annotated[int, Field(ge=1, le=3650)]


class ConfigError(Exception):
    """The settings cannot be used. `problems` has one sentence for each thing to change, never empty."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DiscordSettings(_Section):
    """Where Discord is: its own address, or that of a sandbox on this machine."""

    endpoint: str = DISCORD

    @field_validator("endpoint")
    @classmethod
    def _is_discord_or_loopback(cls, value: str) -> str:
        parts = urlsplit(value)
        if value.rstrip("/") == DISCORD:
            return DISCORD
        try:
            usable = parts.scheme == "http" and parts.port is not None and parts.path in ("", "/")
        except ValueError:  # a port that is no number, or too large a one
            usable = False
        if not usable or parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError(f'give "{DISCORD}" or a sandbox on this machine such as "http://127.0.0.1:8370"')
        return value.rstrip("/")


class LogSettings(_Section):
    """What is logged: `level` and above, as one JSON object or one readable line each."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["json", "console"] = "console"


class RetentionSettings(_Section):
    """How many days things are kept."""

    gaps: Days = 90
    asks: Days = 30


class Config(BaseSettings):
    """All settings. `token` comes from DISCORD_TOKEN or the file that DISCORD_TOKEN_FILE names, never from the YAML.

    Any other setting can be overridden as PRECEPTOR_<NAME>, with two underscores before a nested name
    (`PRECEPTOR_LOG__FORMAT=json`).
    """

    model_config = SettingsConfigDict(
        env_prefix="PRECEPTOR_", env_nested_delimiter="__", frozen=True, extra="forbid", str_strip_whitespace=True
    )

    token: SecretStr | None = None
    discord: DiscordSettings = DiscordSettings()
    content: Path = Path("content")
    database: str = "sqlite+aiosqlite:///data/preceptor.db"
    operators: tuple[Annotated[int, Field(gt=0)], ...] = ()
    log: LogSettings = LogSettings()
    retention: RetentionSettings = RetentionSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings

    @field_validator("database")
    @classmethod
    def _names_a_known_database(cls, value: str) -> str:
        if not value.startswith("sqlite+aiosqlite:///"):
            raise ValueError('give a SQLAlchemy address such as "sqlite+aiosqlite:///data/preceptor.db"')
        return value

    @model_validator(mode="after")
    def _keeps_real_tokens_out_of_sandboxes(self) -> Self:
        sandbox = self.discord.endpoint != DISCORD
        if sandbox and self.token is not None and self.token.get_secret_value().count(".") == 2:
            raise ValueError(
                "DISCORD_TOKEN looks like a real token, but discord.endpoint is a sandbox: unset one of the two"
            )
        return self


def read_config(path: Path | None, environment: Mapping[str, str] | None = None, *, need_token: bool = False) -> Config:
    """The settings in the file at `path` (defaults alone for None) under `environment` (default: the process's).

    Relative folders and database files are taken from the file's own folder. Raises ConfigError.
    """
    environment = os.environ if environment is None else environment
    values, problems = _read_yaml(path)
    if "token" in values:
        problems.append("token: never in a file of settings; set DISCORD_TOKEN or DISCORD_TOKEN_FILE")
        del values["token"]
    token, token_problems = _read_token(environment)
    problems += token_problems
    if need_token and token is None and not token_problems:
        problems.append("no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE with the path of a file that holds it")
    given: dict[str, Any] = values | ({"token": token} if token else {})
    try:
        config = Config(**given)
    except ValidationError as error:
        raise ConfigError(problems + [_sentence(detail) for detail in error.errors()]) from None
    if problems:
        raise ConfigError(problems)
    return _anchored(config, path.parent) if path else config


def _read_yaml(path: Path | None) -> tuple[dict[str, Any], list[str]]:
    if path is None:
        return {}, []
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        return {}, [f"{path}: cannot be read ({error.strerror}). Copy config.example.yaml to start from."]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, [f"{path}: not YAML: {' '.join(str(error).split())}"]
    if values is None:
        return {}, []
    if not isinstance(values, dict):
        return {}, [f"{path}: should be settings, one `name: value` a line"]
    return {str(name): value for name, value in values.items()}, []


def _read_token(environment: Mapping[str, str]) -> tuple[str | None, list[str]]:
    token, file = environment.get("DISCORD_TOKEN", "").strip(), environment.get("DISCORD_TOKEN_FILE", "").strip()
    if token and file:
        return None, ["DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one"]
    if file:
        try:
            token = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None, [f"DISCORD_TOKEN_FILE: {file} cannot be read"]
        if not token:
            return None, [f"DISCORD_TOKEN_FILE: {file} is empty"]
    if token.split() != [token] and token:
        return None, ["DISCORD_TOKEN: has white space in it; copy the token again"]
    return token or None, []


def _sentence(detail: ErrorDetails) -> str:
    """One problem in the words of the person who edits the file; the value itself is never shown."""
    place = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        section: Any = Config if len(detail["loc"]) == 1 else Config.model_fields[str(detail["loc"][0])].annotation
        known = list(section.model_fields)
        near = difflib.get_close_matches(str(detail["loc"][-1]), known, 1)
        hint = f'did you mean "{near[0]}"?' if near else f"known here: {', '.join(known)}"
        return f"{place}: no such setting; {hint}"
    text = detail["msg"].removeprefix("Value error, ")
    return f"{place}: {text}" if place else text


def _anchored(config: Config, folder: Path) -> Config:
    scheme, _, file = config.database.partition(":///")
    database = config.database if Path(file).is_absolute() else f"{scheme}:///{folder / file}"
    return config.model_copy(update={"content": folder / config.content, "database": database})
