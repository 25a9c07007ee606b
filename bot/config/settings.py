"""The settings: name, type, default.

Another one is a line here and a line, with its meaning, in config.example.yaml. The environment, the places in messages
and "did you mean" follow from the names and types.
"""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.config.database import EXAMPLE, usable_address
from bot.config.token import looks_real
from bot.config.values import DISCORD, Folder, said, usable_endpoint, usable_host, whole

Days = Annotated[int, BeforeValidator(whole), Field(ge=1, le=3650)]
Port = Annotated[int, BeforeValidator(whole), Field(ge=0, le=65535)]
UserId = Annotated[int, BeforeValidator(whole), Field(ge=1, le=2**63 - 1)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class DiscordSettings(_Section):
    """Where Discord is: its own address, or that of a sandbox on this machine."""

    endpoint: Annotated[str, AfterValidator(usable_endpoint)] = DISCORD


class LogSettings(_Section):
    """What is logged: `level` and above, as one JSON object or one readable line each."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["json", "console"] = "console"


class RetentionSettings(_Section):
    """How many days things are kept."""

    gaps: Days = 90
    asks: Days = 30
    guilds: Days = 30
    suggestions: Days = 90


class LinkSettings(_Section):
    """Whether the bot visits the links of the lists by itself."""

    check: bool = False


class HealthSettings(_Section):
    """Where the bot tells programs whether it is well: an address of this machine, and a port or 0 for nowhere."""

    host: Annotated[str, AfterValidator(usable_host)] = "127.0.0.1"
    port: Port = 8390


class Config(BaseSettings):
    """All settings. `token` comes from DISCORD_TOKEN or the file that DISCORD_TOKEN_FILE names, never from the YAML.

    Any other setting can be overridden as PRECEPTOR_<NAME>, with two underscores before a nested name
    (`PRECEPTOR_LOG__FORMAT=json`); `read_config` sees to that. Made directly, it holds what it is given.
    """

    model_config = SettingsConfigDict(
        env_prefix="PRECEPTOR_", env_nested_delimiter="__", frozen=True, extra="forbid", str_strip_whitespace=True
    )

    token: SecretStr | None = None
    discord: DiscordSettings = DiscordSettings()
    content: Folder = Path("content")
    database: Annotated[str, AfterValidator(usable_address)] = EXAMPLE
    operators: tuple[UserId, ...] = ()
    log: LogSettings = LogSettings()
    retention: RetentionSettings = RetentionSettings()
    links: LinkSettings = LinkSettings()
    health: HealthSettings = HealthSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)

    @model_validator(mode="after")
    def _keeps_real_tokens_out_of_sandboxes(self) -> Self:
        if self.discord.endpoint != DISCORD and self.token is not None and looks_real(self.token.get_secret_value()):
            raise said(
                "DISCORD_TOKEN looks like a real token, but discord.endpoint is a sandbox.", "Unset one of the two."
            )
        return self
