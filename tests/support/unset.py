"""Settings of servers that have chosen nothing, for what only needs there to be some."""

from datetime import UTC, datetime

from bot.core.settings import DEFAULTS, GuildSettings, Setting, Value
from bot.core.zones import Zones
from bot.services.settings import SettingsService


class _Untouched:
    """A store in which nothing is kept."""

    async def read(self, guild_id: int) -> GuildSettings:
        return DEFAULTS

    async def change(self, guild_id: int, setting: Setting, value: Value, *, at: datetime) -> GuildSettings:
        return DEFAULTS.with_(setting, value)

    async def undo(self, guild_id: int, revision: int, *, at: datetime) -> GuildSettings | None:
        return None


def unset() -> SettingsService:
    return SettingsService(store=_Untouched(), zones=Zones([]), now=lambda: datetime(2031, 3, 5, tzinfo=UTC))
