"""Settings: `config.yaml` and the environment in, one frozen `Config` out, or one error that lists every problem."""

from bot.config.errors import ConfigError
from bot.config.reading import read_config
from bot.config.settings import Config, DiscordSettings, HealthSettings, LogSettings, RetentionSettings
from bot.config.values import DISCORD

__all__ = [
    "DISCORD",
    "Config",
    "ConfigError",
    "DiscordSettings",
    "HealthSettings",
    "LogSettings",
    "RetentionSettings",
    "read_config",
]
