"""What servers chose, one row each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.settings import CHANNELS, ROLES, Change, GuildSettings, Language, Setting, Value
from bot.store.connections import reading, uninterrupted, writing
from bot.store.guilds import met
from bot.store.tables import guild_settings


class SqlGuildSettings:
    """Reads and changes them; a change reads the row in its own transaction, so that no other one is lost."""

    def __init__(self, *, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader

    @uninterrupted
    async def read(self, guild_id: int) -> GuildSettings:
        """The defaults where the server has chosen nothing. Raises StoreUnavailableError."""
        async with reading(self._reader) as connection:
            return await _read(connection, guild_id)

    @uninterrupted
    async def change(self, guild_id: int, setting: Setting, value: Value, *, at: datetime) -> GuildSettings:
        """Returns the settings once the change is on disk. Raises ValueError, and StoreUnavailableError."""
        async with writing(self._writer) as connection:
            now = await _read(connection, guild_id)
            return await _keep(connection, guild_id, now, now.with_(setting, value), at=at)

    @uninterrupted
    async def undo(self, guild_id: int, revision: int, *, at: datetime) -> GuildSettings | None:
        """Takes the last change back if it led to `revision`; None where another one came since.

        Raises StoreUnavailableError.
        """
        async with writing(self._writer) as connection:
            now = await _read(connection, guild_id)
            if now.revision != revision:
                return None
            return await _keep(connection, guild_id, now, now.undone(), at=at)


async def _read(connection: AsyncConnection, guild_id: int) -> GuildSettings:
    found = await connection.execute(select(guild_settings).where(guild_settings.c.guild_id == guild_id))
    row = found.mappings().one_or_none()
    return GuildSettings() if row is None else _settings(dict(row))


async def _keep(
    connection: AsyncConnection, guild_id: int, before: GuildSettings, after: GuildSettings, *, at: datetime
) -> GuildSettings:
    if after == before:
        return before
    values = _row(after)
    statement = insert(guild_settings).values(guild_id=guild_id, **values)
    await connection.execute(statement.on_conflict_do_update(set_=values))
    await met(connection, guild_id, at=at)
    return after


def _row(settings: GuildSettings) -> dict[str, Any]:
    last = settings.last
    before = None if last is None or last.before is None else str(last.before)
    return {
        "moderator_role_id": settings.moderators,
        "mentor_role_id": settings.mentors,
        "forum_id": settings.forum,
        "notices_id": settings.notices,
        "zone": settings.zone,
        "language": settings.language.value,
        "revision": settings.revision,
        "changed": last.setting.value if last else None,
        "before": before,
    }


def _settings(row: Mapping[str, Any]) -> GuildSettings:
    return GuildSettings(
        moderators=row["moderator_role_id"],
        mentors=row["mentor_role_id"],
        forum=row["forum_id"],
        notices=row["notices_id"],
        zone=row["zone"],
        language=Language(row["language"]),
        revision=row["revision"],
        last=_change(row["changed"], row["before"]),
    )


def _change(changed: str | None, before: str | None) -> Change | None:
    if changed is None:
        return None
    setting = Setting(changed)
    is_id = setting in (*ROLES, *CHANNELS)
    return Change(setting, int(before) if is_id and before is not None else before)
