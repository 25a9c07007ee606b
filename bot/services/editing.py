"""What stands in the files, what of it is live, and what is between the two."""

import asyncio
import gc
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from types import MappingProxyType

import structlog

from bot.core.changes import Changes, compare, dropped
from bot.core.editing import Fate, Outdated, Pending, Preview, Reloaded, Spot, Status
from bot.core.errors import MemberError
from bot.core.history import Kind
from bot.core.lookup.fold import fold
from bot.core.pack import Pack
from bot.core.storage import StoreUnavailableError
from bot.services.ports import LoadedContent, VerdictCounts
from bot.services.shelf import Shelf, Shelved

LONGEST_ID = 100  # characters that Discord takes as the value of a suggestion; an id in broken files may be anything
NAMED = 20  # ids in a log line
NOTHING = ""  # digest of a folder that cannot be read at all
TRIES, PATIENCE = 5, 10.0  # seconds


class EditingService:
    """All but `reload` work on what was read last, in memory: the watcher sees to it that this is what is there."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        load: Callable[[], LoadedContent],
        settled: Callable[[], Awaitable[str]],
        verdicts: VerdictCounts,
        days: int,
        now: Callable[[], datetime],
    ) -> None:
        """`load` reads the files and blocks; `settled` waits until nobody writes to them, and gives their digest.

        `days`: how far back verdicts are looked at. `now` is aware UTC.
        """
        self._shelf = shelf
        self._load = load
        self._settled = settled
        self._verdicts = verdicts
        self._days = days
        self._now = now
        self._loading = asyncio.Lock()
        self._told: list[Callable[[], None]] = []
        self._log = structlog.get_logger("preceptor.content")

    def on_taken(self, callback: Callable[[], None]) -> None:
        """`callback` is called each time other content became live, on the event loop. It may not block or raise."""
        self._told.append(callback)

    async def take(self, digest: str) -> bool:
        """Make the files live that have settled with this digest, if they are good and do not drop too many entries.

        False where something else was read: somebody is writing to them again, and half a file can look whole.
        """
        return await self._take(digest, confirmed=False) is not None

    async def reload(self, *, confirmed: bool = False) -> Reloaded:
        """As `take`, for an operator: with the files as they are now, and any number of entries may go if `confirmed`.

        Raises MemberError where somebody keeps writing to the files.
        """
        for _ in range(TRIES):
            try:
                digest = await asyncio.wait_for(self._settled(), PATIENCE)
            except TimeoutError:
                break
            result = await self._take(digest, confirmed=confirmed)
            if result is not None:
                return result
        raise MemberError("Somebody is still writing to the files. Try again when they are done.")

    async def _take(self, digest: str, *, confirmed: bool) -> Reloaded | None:
        async with self._loading:
            result = await asyncio.to_thread(self._offer, digest, confirmed)
        if result is not None:
            self._tell(result)
            if result.fate is Fate.TAKEN:
                for callback in self._told:
                    callback()
        return result

    def _offer(self, digest: str, confirmed: bool) -> Reloaded | None:
        before = self._shelf.stock.pack
        with _without_collections():
            loaded = self._load()
            if loaded.draft.digest not in (digest, NOTHING):
                return None
            fate = self._shelf.offer(loaded, at=self._now(), confirmed=confirmed)
        now = self._shelf.now
        return Reloaded(
            fate=fate,
            entries=len(now.stock.pack.entries),
            before=len(before.entries),
            dropped=now.pending.dropped if now.pending else dropped(before, now.stock.pack),
            loaded_at=now.stock.loaded_at,
            pending=now.pending,
        )

    def _tell(self, result: Reloaded) -> None:
        if result.pending is None:
            warnings = len(self._shelf.stock.report.warnings)
            self._log.info("content loaded", entries=result.entries, warnings=warnings, dropped=len(result.dropped))
        elif result.fate is Fate.HELD:
            self._log.warning(
                "content would drop too many entries; it waits for an operator's /content reload confirm:true",
                dropped=len(result.dropped),
                entries=result.entries,
                ids=result.dropped[:NAMED],
            )
        else:
            problems = [str(problem) for problem in result.pending.report.errors]
            self._log.warning("content has problems; the last good one stays", problems=problems)

    async def status(self, *, guild_id: int | None, today: date) -> Status:
        """What is live and what is not. Verdicts are those of one server, by its local day `today`."""
        now = self._shelf.now
        pack = now.stock.pack
        return Status(
            loaded_at=now.stock.loaded_at,
            digest=pack.digest,
            counts=now.stock.counts,
            topics=MappingProxyType(Counter(entry.topic for entry in pack.entries.values())),
            live=len(pack.entries),
            pending=now.pending,
            outdated=await self._outdated(pack, guild_id, today),
            days=self._days,
        )

    async def _outdated(self, pack: Pack, guild_id: int | None, today: date) -> tuple[Outdated, ...] | None:
        """A verdict of the day of the check, or before it, is dealt with by that check."""
        try:
            found = await self._verdicts.outdated(since=today - timedelta(days=self._days), guild_id=guild_id)
        except StoreUnavailableError:
            return None
        sums: Counter[str] = Counter()
        for one in found:
            entry = pack.entries.get(pack.history(Kind.ENTRY).current(one.entry_id))
            if entry is not None and (entry.checked is None or one.day > entry.checked):
                sums[entry.id] += one.n
        ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Outdated(pack.entries[id_], n) for id_, n in ranked)

    def suggest(self, typed: str, limit: int = 25) -> tuple[tuple[str, str], ...]:
        """Id and question (may be empty) of entries in the files, those whose id begins as `typed` first."""
        files, spots, _ = _files(self._shelf.now)
        wanted = fold(typed).strip()
        found = []
        for id_ in dict.fromkeys((*files.entries, *spots)):
            entry = files.entries.get(id_)
            question = entry.question if entry else ""
            if 0 < len(id_) <= LONGEST_ID and wanted in f"{fold(id_)} {fold(question)}":
                found.append((not id_.startswith(wanted), id_, question))
        return tuple((id_, question) for _, id_, question in sorted(found)[:limit])

    def preview(self, entry_id: str) -> Preview:
        """An entry as the files have it. Raises MemberError where they have none by this id."""
        now = self._shelf.now
        files, spots, pending = _files(now)
        entry = files.entries.get(entry_id) or files.resolve(entry_id)
        id_ = entry.id if entry else entry_id
        if entry is None and id_ not in spots:
            raise MemberError(_unknown(now))
        errors = pending.report.errors if pending else ()
        own = tuple(error for error in errors if id_ in spots and spots[id_].concerns(error))
        return Preview(id_, entry, files, now.stock.pack, own, pending)

    def changes(self) -> Changes:
        """From what is live to what stands in the files."""
        now = self._shelf.now
        if now.pending is None:
            return Changes()
        broken = {error.file for error in now.pending.report.errors}
        nothing = now.pending.draft.digest == NOTHING
        unread = {
            id_
            for id_, spot in now.stock.spots.items()
            if nothing or any(spot.file == file or spot.file.startswith(f"{file}/") for file in broken)
        }
        return compare(now.stock.pack, now.pending.draft, unread=unread, whole=not broken)


def _files(now: Shelved) -> tuple[Pack, Mapping[str, Spot], Pending | None]:
    """What stands in the files: what is pending, or else what is live."""
    if now.pending is None:
        return now.stock.pack, now.stock.spots, None
    return now.pending.draft, now.pending.spots, now.pending


def _unknown(now: Shelved) -> str:
    if now.pending is not None and now.pending.report.errors:
        return (
            "No entry with this id can be read from the files as they are. Pick one of the suggestions, or see in "
            "`/content status` which files have problems."
        )
    return "There is no entry with this id in the files. Pick one of the suggestions."


@contextmanager
def _without_collections() -> Iterator[None]:
    """Nothing here is garbage before the end, and looking for it stops the whole process for longer and longer."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
