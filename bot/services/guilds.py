"""Which servers the bot is in, and that nothing stays of one that it left long ago."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.core.guilds import Roll
from bot.services.ports import GuildPurge, GuildStore


@dataclass(frozen=True, slots=True)
class Called:
    """What came of a list, and the servers of which everything was removed."""

    roll: Roll
    purged: tuple[int, ...] = ()


class GuildService:
    """Compares what is known with Discord's own list, which nobody but Discord can make."""

    def __init__(self, *, store: GuildStore, purges: Sequence[GuildPurge] = (), days: int = 30) -> None:
        """`purges` forget what they hold of a server in memory; `days` (at least 1) is how long its rows stay."""
        if days < 1:
            raise ValueError("nothing can be kept for less than a day")
        self._store = store
        self._purges = purges
        self._age = timedelta(days=days)
        self._log = structlog.get_logger("preceptor.guilds")

    async def call_the_roll(self, listed: AbstractSet[int], now: datetime) -> Called:
        """`listed` is the whole list, read to its end, at `now`, aware UTC. Raises StoreUnavailableError.

        A server that is missing is marked, and its rows go when it has been missing for long enough and is missing
        now; one that is back is as it was. To remove anything on the word of an empty list, which an outage could
        give, takes twice as long.
        """
        roll = await self._store.call_the_roll(listed, at=now)
        if roll.left or roll.back:
            self._log.info("servers changed", here=roll.here, left=len(roll.left), back=len(roll.back))
        return Called(roll, await self._purge(now - (self._age if listed else 2 * self._age)))

    async def _purge(self, left_before: datetime) -> tuple[int, ...]:
        purged: list[int] = []
        for guild_id in await self._store.left_before(left_before):
            rows = await self._store.purge(guild_id, left_before=left_before)
            if not rows:  # it came back meanwhile: what is in memory is its own again
                continue
            for purge in self._purges:
                await purge.purge(guild_id)
            purged.append(guild_id)
            self._log.info("everything of a server that was left is removed", rows=rows)
        if purged:
            await self._store.forget()
        return tuple(purged)
