"""Remember what is asked before it is answered, and answer anyway."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

import structlog

from bot.core.asks import Record
from bot.core.storage import RecordRefusedError, SpoolError, StoreError
from bot.services.ports import AskSpool, AskStore

T = TypeVar("T")

MOST = 500  # records in one transaction, so that none takes long
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0  # seconds between two tries of a failing store


class Remembered(StrEnum):
    """Where a record was when its reply could go out."""

    COMMITTED = "committed"  # in the database, and counted
    SPOOLED = "spooled"  # on disk, and counted as soon as the database is back
    LOST = "lost"  # nowhere that outlives the process; the log says so


class _Waiting:
    """Records of one caller, who goes on when `outcome` is known."""

    __slots__ = ("outcome", "records", "spilled", "timer")

    def __init__(self, records: Sequence[Record], outcome: asyncio.Future[Remembered]) -> None:
        self.records = records
        self.outcome = outcome
        self.spilled = False
        self.timer: asyncio.TimerHandle | None = None


class AskRecorder:
    """Takes records from any number of callers and writes them one transaction after the other.

    Whatever waits goes into the next transaction together. Where that is not on disk within `budget` seconds, all
    that is outstanding goes to the spool in its order, and the callers go on; where the spool does not manage within
    `spool_budget` either, the log says that asks were lost. What was spooled is replayed before anything newer is
    written: asks count once by their id, and of two choices the later one must stay the last.

    Use it as `async with recorder:`. Entering replays what the last process left in the spool; leaving writes what is
    outstanding, to the store within `drain` seconds, else to the spool.
    """

    def __init__(
        self,
        *,
        store: AskStore,
        spool: AskSpool,
        budget: float = 0.25,
        spool_budget: float = 1.0,
        drain: float = 2.0,
    ) -> None:
        self._store = store
        self._spool = spool
        self._log = structlog.get_logger("preceptor.asks")
        self._budget = budget
        self._spool_budget = spool_budget
        self._drain = drain
        self._waiting: list[_Waiting] = []  # oldest first
        self._writing: list[_Waiting] = []  # in the transaction under way, older than all that waits
        self._wake = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        # One thread: appends, reads and clearings of the spool happen in the order in which they were asked for.
        self._disk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spool")
        self._appends: set[asyncio.Future[None]] = set()
        self._spills = 0
        self._dirty = True  # the spool may hold something; at the start nobody knows
        self._failing = False
        self._closing = False

    async def __aenter__(self) -> Self:
        try:
            await self._replay()
        except StoreError as error:
            self._fail(error)  # the writer tries again; the bot can answer meanwhile
        self._writer = asyncio.create_task(self._write(), name="ask-writer")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is None:
            return
        self._closing = True
        self._wake.set()
        try:
            await asyncio.wait({self._writer}, timeout=self._drain)
            self._spill()
            if self._appends:
                await asyncio.wait(self._appends, timeout=self._spool_budget)
            if not self._writer.done():
                self._writer.cancel()
                await asyncio.wait({self._writer}, timeout=self._spool_budget)
        finally:
            self._disk.shutdown(wait=False)

    async def remember(self, record: Record, *more: Record) -> Remembered:
        """Returns when the records are on disk, in one transaction, or it is clear that they will not be in time.

        Never raises because of the store. A caller that is cancelled takes nothing back.
        """
        loop = asyncio.get_running_loop()
        waiting = _Waiting((record, *more), loop.create_future())
        if self._writer is None or self._closing:
            self._lose([waiting], why="the recorder is closed")
            return Remembered.LOST
        # A store that is known to fail is not waited for; those who ask at the same moment still share one sync.
        waiting.timer = loop.call_later(0.0 if self._failing else self._budget, self._spill)
        self._waiting.append(waiting)
        self._wake.set()
        return await waiting.outcome

    async def _write(self) -> None:
        pause = FIRST_PAUSE
        while self._dirty or self._waiting or not self._closing:
            try:
                if self._dirty:
                    await self._replay()
                elif self._waiting:
                    await self._commit()
                else:
                    self._wake.clear()
                    await self._wake.wait()
                    continue
            # All exceptions: this loop must outlive a bug in what it calls, or nothing is counted any more.
            except Exception as error:  # noqa: BLE001
                self._fail(error)
                if self._closing:
                    return
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = FIRST_PAUSE

    async def _commit(self) -> None:
        """One transaction of what waits. What it does not take goes to the spool, with all that came since."""
        self._writing, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            kept = await self._keep([waiting.records for waiting in self._writing])
        except BaseException:  # also when cancelled: nobody knows then whether it was committed, and twice is once
            self._spill()
            raise
        else:
            self._settle((w for w, taken in zip(self._writing, kept, strict=True) if taken), Remembered.COMMITTED)
            self._settle((w for w, taken in zip(self._writing, kept, strict=True) if not taken), Remembered.LOST)
        finally:
            self._writing = []

    async def _keep(self, groups: Sequence[Sequence[Record]]) -> list[bool]:
        """Which groups the store took. One that breaks a rule is logged, and found by halves: it spoils no other."""
        try:
            await self._store.record([record for group in groups for record in group])
        except RecordRefusedError as error:
            if len(groups) == 1:
                self._log.error("an ask was lost", why=f"the store refuses it: {error}")
                return [False]
            middle = len(groups) // 2
            return [*await self._keep(groups[:middle]), *await self._keep(groups[middle:])]
        if self._failing:
            self._failing = False
            self._log.info("the store is back")
        return [True] * len(groups)

    async def _replay(self) -> None:
        """Commits what the spool holds and empties it. Raises StoreError; the spool is then as it was, or longer."""
        done = replayed = 0
        while self._dirty:
            spills = self._spills
            try:
                spooled = await self._on_disk(partial(self._spool.read, done))
                if spooled.damaged:
                    self._log.error("the spool has lines that cannot be read", lines=spooled.damaged)
                for start in range(0, len(spooled.records), MOST):
                    await self._keep([(record,) for record in spooled.records[start : start + MOST]])
                replayed += len(spooled.records)
                cleared = await self._on_disk(partial(self._spool.clear, spooled.size))
                done = 0 if cleared else spooled.size  # what comes after a clearing begins a new file
            except SpoolError as error:
                # A broken spool must not keep a good store waiting; the next start tries again.
                self._log.error("the spool cannot be replayed", why=str(error))
                cleared = True
            # Something that was sent to the spool meanwhile may have arrived after it was read.
            self._dirty = not cleared or self._spills != spills
        if replayed:
            self._log.info("asks were replayed from the spool", records=replayed)

    def _fail(self, error: Exception) -> None:
        if not self._failing:
            self._failing = True
            known = isinstance(error, StoreError)
            self._log.error(
                "the store is failing, asks go to the spool", why=str(error), exc_info=None if known else error
            )
        self._spill()

    def _spill(self) -> None:
        """Sends everything outstanding to the spool, oldest first, so that nothing newer is on disk before it."""
        late = [waiting for waiting in (*self._writing, *self._waiting) if not waiting.spilled]
        self._waiting.clear()
        if not late:
            return
        for waiting in late:
            waiting.spilled = True
        self._spills += 1
        self._dirty = True
        loop = asyncio.get_running_loop()
        records = [record for waiting in late for record in waiting.records]
        append = loop.run_in_executor(self._disk, self._spool.append, records)
        self._appends.add(append)
        too_late = loop.call_later(self._spool_budget, partial(self._lose, late, why="the spool takes too long"))
        append.add_done_callback(partial(self._spilled, late, too_late))

    def _spilled(self, late: Sequence[_Waiting], too_late: asyncio.TimerHandle, append: asyncio.Future[None]) -> None:
        self._appends.discard(append)
        too_late.cancel()
        error = append.exception()
        if error is None:
            self._settle(late, Remembered.SPOOLED)
        else:
            self._lose(late, why=str(error))
        self._wake.set()

    def _lose(self, late: Sequence[_Waiting], *, why: str) -> None:
        for _ in range(self._settle(late, Remembered.LOST)):
            self._log.error("an ask was lost", why=why)

    def _settle(self, those: Iterable[_Waiting], outcome: Remembered) -> int:
        """Lets the callers go on who still wait, and says how many that were."""
        n = 0
        for waiting in those:
            if waiting.timer is not None:
                waiting.timer.cancel()
            if not waiting.outcome.done():
                waiting.outcome.set_result(outcome)
                n += 1
        return n

    async def _on_disk(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._disk, work)
