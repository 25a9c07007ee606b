"""Let go of what has been kept long enough."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.clearing import Clearer
from bot.store.connections import reading, uninterrupted, writing
from bot.store.tables import NO_GUILD, asks, gaps, sealed_days


class SqlAskArchive:
    """Old gaps and old asks. Every method may raise StoreUnavailableError and is then as if never called."""

    def __init__(self, *, writer: AsyncEngine, reader: AsyncEngine, clearer: Clearer | None = None) -> None:
        """`clearer` is shared by everybody who removes; without one there is nobody else."""
        self._writer = writer
        self._reader = reader
        self._clearer = clearer or Clearer(writer=writer)

    @uninterrupted
    async def gaps_before(self, moment: datetime) -> int:
        """How many gaps are older than `moment`, aware UTC."""
        async with reading(self._reader) as connection:
            return await connection.scalar(select(func.count()).where(gaps.c.at < moment)) or 0

    @uninterrupted
    async def drop_gaps_before(self, moment: datetime) -> int:
        """Removes them and says how many."""
        async with writing(self._writer) as connection:
            dropped = (await connection.execute(delete(gaps).where(gaps.c.at < moment))).rowcount
        if dropped:
            self._clearer.due()
        return dropped

    @uninterrupted
    async def days_before(self, day: date) -> Sequence[tuple[date, int]]:
        """Local days before `day` that still have asks, oldest first, each with how many."""
        wanted = select(asks.c.day, func.count()).where(asks.c.day < day).group_by(asks.c.day).order_by(asks.c.day)
        async with reading(self._reader) as connection:
            return [(found, n) for found, n in await connection.execute(wanted)]

    @uninterrupted
    async def seal(self, day: date) -> int:
        """Writes down how many asks each server had that day, then removes them: one transaction. Says how many.

        Their daily counts stay. A sealed day takes no more asks.
        """
        guild_id = func.coalesce(asks.c.guild_id, NO_GUILD)
        sums = select(guild_id, asks.c.day, func.count()).where(asks.c.day == day).group_by(guild_id, asks.c.day)
        statement = insert(sealed_days).from_select(["guild_id", "day", "n"], sums)
        async with writing(self._writer) as connection:
            await connection.execute(statement)
            sealed = (await connection.execute(delete(asks).where(asks.c.day == day))).rowcount
        if sealed:
            self._clearer.due()
        return sealed

    @uninterrupted
    async def forget(self) -> bool:
        """Clears what was removed out of the files too, whoever did; False where a reader is in the way of that."""
        return await self._clearer.clear()
