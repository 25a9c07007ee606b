"""What the services need from the world outside: the shapes that the store has."""

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from typing import Protocol

from bot.core.asks import Record
from bot.core.editing import Spot
from bot.core.guilds import Roll
from bot.core.pack import Pack
from bot.core.problems import Report
from bot.core.settings import GuildSettings, Setting, Value
from bot.core.statistics import AskCount, VerdictCount
from bot.core.storage import Held, Spooled


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


class VerdictCounts(Protocol):
    """What readers said, to read."""

    async def outdated(self, *, since: date, guild_id: int | None) -> Sequence[VerdictCount]:
        """How often each entry was called out of date, by the local day of the ask, from `since` on; as far as asks
        are kept. Of all servers where `guild_id` is None.

        Raises StoreUnavailableError.
        """
        ...


class LoadedContent(Protocol):
    """The files, read and checked. `pack` is None exactly where `report` holds an error.

    `draft` is the pack of everything that fits its shape, `pack` itself where that is all. `counts` has names and
    numbers of things, in the order they are shown. `spots` has the place of every entry, also of those that do not fit.
    """

    @property
    def pack(self) -> Pack | None: ...

    @property
    def draft(self) -> Pack: ...

    @property
    def report(self) -> Report: ...

    @property
    def counts(self) -> Mapping[str, int]: ...

    @property
    def spots(self) -> Mapping[str, Spot]: ...


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


class SettingsStore(Protocol):
    """What servers chose. Every method may raise StoreUnavailableError, and has then changed nothing."""

    async def read(self, guild_id: int) -> GuildSettings:
        """The defaults where the server has chosen nothing."""
        ...

    async def change(self, guild_id: int, setting: Setting, value: Value, *, at: datetime) -> GuildSettings:
        """Returns the settings once the change is on disk; a value that it had already is none."""
        ...

    async def undo(self, guild_id: int, revision: int, *, at: datetime) -> GuildSettings | None:
        """Takes the last change back if it led to `revision`; None where another one came since."""
        ...


class GuildStore(Protocol):
    """The servers of which something is kept. Every method may raise StoreUnavailableError."""

    async def call_the_roll(self, listed: Set[int], *, at: datetime) -> Roll:
        """Takes down that the bot is in exactly the servers `listed`."""
        ...

    async def left_before(self, moment: datetime) -> Sequence[int]:
        """Servers that it left before `moment`."""
        ...

    async def purge(self, guild_id: int, *, left_before: datetime) -> int:
        """Removes every row of a server, unless it came back, and says how many."""
        ...

    async def forget(self) -> bool:
        """Clears what was removed out of logs and side files too; False if that was not possible right now."""
        ...


class GuildPurge(Protocol):
    """Something that holds what belongs to a server, outside the database."""

    async def purge(self, guild_id: int) -> None:
        """Lets go of it; again is the same as once."""
        ...


class Erasures(Protocol):
    """What is kept under members' ids. Every method may raise StoreUnavailableError."""

    async def held(self, member_id: int) -> Held:
        """Every row of the member's, and when they were erased last."""
        ...

    async def erase(self, member_id: int, *, at: datetime) -> Mapping[str, int]:
        """Erases the member in every table, all of it or nothing, and keeps that it was done. Rows by table.

        Raises RecordRefusedError too, where a rule of the database is in the way.
        """
        ...

    async def erase_late(self, member_id: int) -> int:
        """Erases what was in hand when the member was erased last, and written since. Rows."""
        ...

    async def forget(self) -> bool:
        """Clears what was removed out of logs and side files too; False if that was not possible right now."""
        ...


class MemberMemory(Protocol):
    """Something that remembers members outside the database."""

    def remembers(self, member_id: int, now: float) -> bool:
        """`now`: monotonic seconds."""
        ...

    def sweep(self, now: float) -> None:
        """Lets go of everybody whom it has no use for any more."""
        ...

    def forget(self, member_id: int) -> bool:
        """Lets go of the member; False where it did not know them."""
        ...
