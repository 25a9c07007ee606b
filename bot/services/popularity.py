"""Which entries a server asks most, kept in memory so that a suggestion never waits for the disk."""

from collections import Counter
from collections.abc import Iterable, Mapping

GUILDS = 5000  # servers remembered; beyond that the one that has been quiet longest starts anew


class Popularity:
    """Counts per server and entry. A hint for ordering: the figures that matter come from the store."""

    def __init__(self, counted: Iterable[tuple[int | None, str, int]] = ()) -> None:
        """`counted`: (guild id or None for direct messages, entry id, asks) as they stood at the start."""
        self._counts: dict[int | None, Counter[str]] = {}
        for guild_id, entry_id, asks in counted:
            self.add(guild_id, entry_id, asks)

    def add(self, guild_id: int | None, entry_id: str, asks: int = 1) -> None:
        counts = self._counts.pop(guild_id, None) or Counter()
        counts[entry_id] += asks
        self._counts[guild_id] = counts
        if len(self._counts) > GUILDS:
            del self._counts[next(iter(self._counts))]

    def order(self, guild_id: int | None) -> Mapping[str, int]:
        """Asks by entry id; empty for a server that has not asked anything."""
        return self._counts.get(guild_id, {})

    async def purge(self, guild_id: int) -> None:
        """Forgets a server whose counts are gone."""
        self._counts.pop(guild_id, None)
