"""What was last synced with Discord, so that nothing is sent twice."""

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.storage import CommandSync
from bot.store.connections import reading, uninterrupted, writing
from bot.store.tables import command_syncs


class SqlCommandSyncs:
    """One row per application and endpoint: the sandbox and Discord itself are told apart."""

    def __init__(self, *, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader

    @uninterrupted
    async def last(self, *, application_id: int, endpoint: str) -> CommandSync | None:
        """What was kept last, None before the first time. Raises StoreUnavailableError."""
        wanted = select(command_syncs).where(
            command_syncs.c.application_id == application_id, command_syncs.c.endpoint == endpoint
        )
        async with reading(self._reader) as connection:
            row = (await connection.execute(wanted)).mappings().one_or_none()
        return None if row is None else CommandSync(**row)

    @uninterrupted
    async def keep(self, sync: CommandSync) -> None:
        """Replaces what was kept for its application and endpoint. Raises StoreUnavailableError."""
        values = {"digest": sync.digest, "remote": sync.remote, "at": sync.at}
        statement = insert(command_syncs).values(application_id=sync.application_id, endpoint=sync.endpoint, **values)
        async with writing(self._writer) as connection:
            await connection.execute(statement.on_conflict_do_update(set_=values))
