"""What the services need from the world outside: the shapes that the store has."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.core.asks import Record
from bot.core.statistics import AskCount
from bot.core.storage import Spooled


class AskStore(Protocol):
    """Where records are kept for good."""

    async def record(self, records: Sequence[Record]) -> None:
        """Takes all of them in order or none, and returns when they are on disk. A record taken twice counts once.

        Raises StoreUnavailableError, which may pass, or RecordRefusedError, which will not.
        """
        ...


class AskSpool(Protocol):
    """Where records wait that the store could not take in time. Blocking: called from one thread, never two at once."""

    def append(self, records: Sequence[Record]) -> None:
        """Returns when they are on disk. Raises SpoolError."""
        ...

    def read(self, start: int) -> Spooled:
        """Everything that waits behind the first `start` bytes, oldest first. Raises SpoolError."""
        ...

    def clear(self, size: int) -> bool:
        """Empties the spool if it is still `size` bytes long; False if something did. Raises SpoolError."""
        ...


class AskCounts(Protocol):
    """Daily counts, to read."""

    async def counts(self, *, first: date | None, last: date | None, guild_id: int | None) -> Sequence[AskCount]:
        """Sums of the local days `first` to `last`, both included, open where None; of all servers where None.

        Raises StoreUnavailableError.
        """
        ...


class AskArchive(Protocol):
    """What has been kept long enough. Every method may raise StoreUnavailableError, and has then changed nothing."""

    async def gaps_before(self, moment: datetime) -> int:
        """How many gaps are older than `moment`."""
        ...

    async def drop_gaps_before(self, moment: datetime) -> int:
        """Removes them and says how many."""
        ...

    async def days_before(self, day: date) -> Sequence[tuple[date, int]]:
        """Local days before `day` that still have asks, oldest first, each with how many."""
        ...

    async def seal(self, day: date) -> int:
        """Keeps the day's sums, removes its asks and says how many; all of it or nothing."""
        ...

    async def forget(self) -> bool:
        """Clears what was removed out of logs and side files too; False if that was not possible right now."""
        ...
