"""Which servers the bot is or was in, and the removal of all that is kept of one."""

from collections.abc import Sequence, Set
from datetime import datetime

from sqlalchemy import Select, delete, select, union, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.guilds import Roll
from bot.store.clearing import PERSONAL, Clearer
from bot.store.connections import reading, uninterrupted, writing
from bot.store.tables import NO_GUILD, guilds, metadata

# Everything that is kept by server, children before their parents: a table that has the column is among them.
BY_GUILD = tuple(table for table in reversed(metadata.sorted_tables) if "guild_id" in table.c)


async def met(connection: AsyncConnection, *guild_ids: int, at: datetime) -> None:
    """Takes down servers that are heard of for the first time, in the transaction of the caller."""
    if guild_ids:
        seen = [{"guild_id": guild_id, "first_seen": at} for guild_id in guild_ids]
        await connection.execute(insert(guilds).on_conflict_do_nothing(), seen)


class SqlGuilds:
    """Every method may raise StoreUnavailableError and is then as if never called."""

    def __init__(self, *, writer: AsyncEngine, reader: AsyncEngine, clearer: Clearer | None = None) -> None:
        """`clearer` is shared by everybody who removes; without one there is nobody else."""
        self._writer = writer
        self._reader = reader
        self._clearer = clearer or Clearer(writer=writer)

    @uninterrupted
    async def call_the_roll(self, listed: Set[int], *, at: datetime) -> Roll:
        """Takes down which servers Discord lists, all of them, at `at`, aware UTC.

        Servers of which something is kept count as known although they were never listed: one may come and go between
        two lists.
        """
        async with writing(self._writer) as connection:
            rows = await connection.execute(select(guilds.c.guild_id, guilds.c.left_at))
            known: dict[int, datetime | None] = {row.guild_id: row.left_at for row in rows}
            kept: set[int] = {row.guild_id for row in await connection.execute(_mentioned())} - {NO_GUILD}
            gone = {guild_id for guild_id in known.keys() | kept if guild_id not in listed}
            left = sorted(guild_id for guild_id in gone if known.get(guild_id) is None)
            back = sorted(guild_id for guild_id in listed if known.get(guild_id) is not None)
            await met(connection, *sorted(listed | gone), at=at)
            # In runs: SQLite takes 32,766 values in one statement.
            for run in _runs(sorted(listed)):
                here = guilds.c.guild_id.in_(run)
                await connection.execute(update(guilds).where(here).values(last_seen=at, left_at=None))
            for run in _runs(left):
                await connection.execute(update(guilds).where(guilds.c.guild_id.in_(run)).values(left_at=at))
            return Roll(here=len(listed), left=tuple(left), back=tuple(back))

    @uninterrupted
    async def forget(self) -> bool:
        """Clears what was removed out of the files too, whoever did; False where a reader is in the way of that."""
        return await self._clearer.clear()

    @uninterrupted
    async def left_before(self, moment: datetime) -> Sequence[int]:
        """Servers that the bot left before `moment`, in the order in which it did."""
        wanted = (
            select(guilds.c.guild_id).where(guilds.c.left_at < moment).order_by(guilds.c.left_at, guilds.c.guild_id)
        )
        async with reading(self._reader) as connection:
            return [guild_id for (guild_id,) in await connection.execute(wanted)]

    @uninterrupted
    async def purge(self, guild_id: int, *, left_before: datetime) -> int:
        """Removes all that is kept of a server that was left before that moment, and says how many rows that were.

        None is removed of one that came back since it was looked for.
        """
        async with writing(self._writer) as connection:
            still = select(guilds.c.guild_id).where(guilds.c.guild_id == guild_id, guilds.c.left_at < left_before)
            if (await connection.execute(still)).first() is None:
                return 0
            removed = 0
            for table in BY_GUILD:
                removed += (await connection.execute(delete(table).where(table.c.guild_id == guild_id))).rowcount
        self._clearer.due(*PERSONAL)
        return removed


def _mentioned() -> Select[tuple[int]]:
    """The ids of all servers of which anything is kept."""
    every = union(*(select(table.c.guild_id).where(table.c.guild_id.is_not(None)) for table in BY_GUILD)).subquery()
    return select(every.c.guild_id)


def _runs(ids: Sequence[int], length: int = 10_000) -> list[Sequence[int]]:
    return [ids[start : start + length] for start in range(0, len(ids), length)]
