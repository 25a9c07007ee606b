"""What the services need from the world outside: the shapes that the store has."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import date, datetime
from typing import Protocol

from bot.core.asks import Record
from bot.core.editing import Spot
from bot.core.guilds import Roll
from bot.core.news import News
from bot.core.overlay import Change, Kind
from bot.core.pack import Pack
from bot.core.problems import Report
from bot.core.resources import Resource
from bot.core.settings import GuildSettings, Setting, Value
from bot.core.sightings import Sighting
from bot.core.statistics import AskCount, VerdictCount
from bot.core.storage import Held, Spooled
from bot.core.suggestions import State, Suggestion


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


class OverlayStore(Protocol):
    """What servers changed about the lists. Every method may raise StoreUnavailableError, and has changed nothing."""

    async def standing(self) -> Sequence[Change]:
        """What was not undone in any server, oldest first."""
        ...

    async def keep(
        self,
        guild_id: int,
        kind: Kind,
        list_id: str,
        item_id: str | None,
        item: Resource | None,
        *,
        by: int,
        at: datetime,
    ) -> Change:
        """Returns once the change is on disk; one that stands already is given back. An `item` gets its id here."""
        ...

    async def undo(self, guild_id: int, change_id: int, *, by: int, at: datetime) -> Change | None:
        """Marks a change of this server as undone, and gives it back as it was; None where there is none standing."""
        ...


class LinkSightings(Protocol):
    """Whatever visits links."""

    async def look(self, urls: Collection[str]) -> Sequence[Sighting]:
        """What is known of these addresses now; those of which a visit told nothing are missing. Takes minutes."""
        ...


class LinkStore(Protocol):
    """What visits to links came to. Every method may raise StoreUnavailableError, and has then changed nothing."""

    async def keep(self, sightings: Sequence[Sighting]) -> None:
        """Takes them; of several on one day the last that worked and the last that did not."""
        ...

    async def sightings(self) -> Sequence[Sighting]:
        """All that is kept."""
        ...

    async def forget(self, *, before: date, but: Collection[str]) -> None:
        """Lets go of what was seen before that day, and of all about other addresses than those `but`."""
        ...

    async def told(self) -> Mapping[int, frozenset[str]]:
        """Of which addresses each server was told."""
        ...

    async def tell(self, guild_id: int, urls: Collection[str], *, at: datetime) -> None:
        """Takes down that a server was told of them."""
        ...

    async def untell(self, *, but: Collection[str]) -> None:
        """Lets go of having told of other addresses than those `but`: of the next time, servers are told again."""
        ...

    async def listening(self) -> Sequence[int]:
        """The servers that have a channel for notices and that the bot is in."""
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


class MemberCopy(Protocol):
    """Something that holds in memory what the database has under members' ids."""

    def forget(self, member_id: int) -> bool:
        """Does there what erasing the member does in the database; False where there was nothing to do."""
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


class NewsSource(Protocol):
    """Where members have news from. Every method may raise StoreUnavailableError."""

    async def untold(self) -> frozenset[int]:
        """Ids of all members with something that they were not told yet."""
        ...

    async def news(self, member_id: int) -> Sequence[News]:
        """What the member was not told yet, oldest first."""
        ...

    async def told(self, ids: Sequence[int], *, at: datetime) -> None:
        """The member knows of these since `at`."""
        ...


class SuggestionStore(Protocol):
    """What members suggested. Every method may raise StoreUnavailableError, and has then changed nothing."""

    async def add(self, new: Suggestion) -> Suggestion:
        """Keeps it and returns it; where an open one of its server says the same, that one. Twice is once."""
        ...

    async def open(self, guild_id: int) -> Sequence[Suggestion]:
        """Those of the server that wait, oldest first."""
        ...

    async def decide(
        self, guild_id: int, suggestion_id: int, state: State, *, by: int, at: datetime, reason: str = ""
    ) -> Suggestion | None:
        """The decided one; None where it was not open any more."""
        ...

    async def list_in(self, suggestion_id: int, listed: str) -> Suggestion | None:
        """What was approved stands in that list now; None where it is gone."""
        ...

    async def reopen(self, suggestion_id: int | None = None) -> int:
        """Opens what was approved and stands in no list: that one, or all of them where None. Says how many."""
        ...

    async def untold(self) -> frozenset[int]:
        """Members who do not know yet what came of something they suggested."""
        ...

    async def news(self, member_id: int) -> Sequence[Suggestion]:
        """What the member does not know yet, oldest first."""
        ...

    async def told(self, suggestion_ids: Sequence[int], *, at: datetime) -> None:
        """The member knows of these now."""
        ...


class SuggestionArchive(Protocol):
    """Suggestions that have been kept long enough. Every method may raise StoreUnavailableError."""

    async def decided_before(self, moment: datetime) -> int:
        """How many were decided before `moment`."""
        ...

    async def drop_decided_before(self, moment: datetime) -> int:
        """Removes them and says how many."""
        ...
