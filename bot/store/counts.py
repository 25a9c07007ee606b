"""Read what was counted, on connections that cannot write."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Integer, Select, func, literal_column, select, union_all
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.asks import Outcome, Verdict
from bot.core.statistics import AskCount, Difference, VerdictCount
from bot.store.connections import reading, uninterrupted
from bot.store.tables import NO_ENTRY, NO_GUILD, ask_days, asks, sealed_days


class SqlAskCounts:
    """Daily counts, and the check that they agree with the asks they count."""

    def __init__(self, *, reader: AsyncEngine) -> None:
        self._reader = reader

    @uninterrupted
    async def counts(self, *, first: date | None, last: date | None, guild_id: int | None) -> Sequence[AskCount]:
        """Asks of the local days `first` to `last`, both included and open where None, summed by entry and outcome.

        `guild_id` None sums all servers and direct messages. In no particular order. Raises StoreUnavailableError.
        """
        wanted = select(ask_days.c.entry_id, ask_days.c.outcome, func.sum(ask_days.c.n))
        if guild_id is not None:
            wanted = wanted.where(ask_days.c.guild_id == guild_id)
        if first is not None:
            wanted = wanted.where(ask_days.c.day >= first)
        if last is not None:
            wanted = wanted.where(ask_days.c.day <= last)
        async with reading(self._reader) as connection:
            rows = await connection.execute(wanted.group_by(ask_days.c.entry_id, ask_days.c.outcome))
        return [AskCount(entry_id or None, Outcome(outcome), n) for entry_id, outcome, n in rows]

    @uninterrupted
    async def by_guild(self) -> Sequence[tuple[int | None, str, int]]:
        """Asks of all days as (server or None for direct messages, entry id, asks), least asked first.

        Raises StoreUnavailableError.
        """
        n = func.sum(ask_days.c.n)
        wanted = (
            select(ask_days.c.guild_id, ask_days.c.entry_id, n)
            .where(ask_days.c.entry_id != NO_ENTRY)
            .group_by(ask_days.c.guild_id, ask_days.c.entry_id)
            .order_by(n, ask_days.c.guild_id, ask_days.c.entry_id)
        )
        async with reading(self._reader) as connection:
            return [(guild_id or None, entry_id, asks) for guild_id, entry_id, asks in await connection.execute(wanted)]

    @uninterrupted
    async def outdated(self, *, since: date, guild_id: int | None) -> Sequence[VerdictCount]:
        """How often each entry was called out of date, by the local day of the ask, from `since` on.

        Of all servers where `guild_id` is None. Reaches back as far as asks are kept. In no particular order. Raises
        StoreUnavailableError.
        """
        wanted = select(asks.c.entry_id, asks.c.day, func.count()).where(
            asks.c.verdict == Verdict.OUTDATED, asks.c.entry_id.is_not(None), asks.c.day >= since
        )
        if guild_id is not None:
            wanted = wanted.where(asks.c.guild_id == guild_id)
        async with reading(self._reader) as connection:
            rows = await connection.execute(wanted.group_by(asks.c.entry_id, asks.c.day))
            return [VerdictCount(entry_id, day, n) for entry_id, day, n in rows if entry_id is not None]

    @uninterrupted
    async def audit(self) -> Sequence[Difference]:
        """Where counts and asks disagree, by server and day; empty when all is well."""
        async with reading(self._reader) as connection:
            rows = await connection.execute(_disagreements())
        return [Difference(guild_id or None, day, counted, recorded) for guild_id, day, counted, recorded in rows]


def _disagreements() -> Select[int, date, int, int]:
    nothing = literal_column("0", Integer)
    both = union_all(
        select(ask_days.c.guild_id, ask_days.c.day, ask_days.c.n.label("counted"), nothing.label("recorded")),
        select(sealed_days.c.guild_id, sealed_days.c.day, nothing, sealed_days.c.n),
        select(func.coalesce(asks.c.guild_id, NO_GUILD), asks.c.day, nothing, literal_column("1")),
    ).subquery()
    counted, recorded = func.sum(both.c.counted), func.sum(both.c.recorded)
    return (
        select(both.c.guild_id, both.c.day, counted, recorded)
        .group_by(both.c.guild_id, both.c.day)
        .having(counted != recorded)
        .order_by(both.c.guild_id, both.c.day)
    )
