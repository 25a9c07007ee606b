"""The recorder over the real store and the real spool; only what they do wrong is made up."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.core.asks import Choice, Record
from bot.core.storage import Spooled, SpoolError, StoreUnavailableError
from bot.services.asks import AskRecorder, Remembered
from bot.store.engine import Store, open_store
from bot.store.spool import JsonlSpool
from tests.store.samples import GUILD, ask, gap, missed, offered, rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "preceptor.db"


class Watched(JsonlSpool):
    """The real spool, and a way to wait until it is empty."""

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)
        self._loop = asyncio.get_running_loop()
        self._empty = asyncio.Event()

    def append(self, records: Sequence[Record]) -> None:
        super().append(records)
        self._loop.call_soon_threadsafe(self._empty.clear)

    def clear(self, size: int) -> bool:
        cleared = super().clear(size)
        if cleared:
            self._loop.call_soon_threadsafe(self._empty.set)
        return cleared

    async def emptied(self) -> None:
        async with asyncio.timeout(5):
            await self._empty.wait()


@pytest.fixture
async def spool(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "preceptor.spool")


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite+aiosqlite:///{path}") as store:
        yield store


@pytest.fixture
def log() -> Iterator[list[EventDict]]:
    with capture_logs() as entries:
        yield entries


class Moody:
    """The real store with moods: it `fails` before or `after` it has done its work, or is stuck until `free`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.fails = self.fails_after = False
        self.free = asyncio.Event()
        self.free.set()
        self.entered = asyncio.Event()
        self.batches: list[Sequence[Record]] = []

    async def record(self, records: Sequence[Record]) -> None:
        self.batches.append(records)
        self.entered.set()
        await self.free.wait()
        if self.fails:
            raise StoreUnavailableError("the database says: no")
        await self._store.asks.record(records)
        if self.fails_after:
            raise StoreUnavailableError("the database says: done, but who knows")


class Slow(Watched):
    """A spool that takes its time to clear itself: from `clearing` until `go`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.clearing = asyncio.Event()
        self.go = threading.Event()

    def clear(self, size: int) -> bool:
        if size:
            self._loop.call_soon_threadsafe(self.clearing.set)
            self.go.wait(10)
        return super().clear(size)


class Broken:
    """A spool on a disk that is gone."""

    def append(self, records: Sequence[Record]) -> None:
        raise SpoolError(f"cannot be written: {len(records)}")

    def read(self, start: int) -> Spooled:
        raise SpoolError(f"cannot be read from {start}")

    def clear(self, size: int) -> bool:
        raise SpoolError(f"cannot be cleared to {size}")


class Stuck(Broken):
    """A spool on a disk that does not answer until `free`."""

    def __init__(self) -> None:
        self.free = threading.Event()

    def append(self, records: Sequence[Record]) -> None:
        self.free.wait(10)
        super().append(records)


def ids(path: Path) -> list[int]:
    return [number for (number,) in rows(path, "SELECT id FROM asks ORDER BY id")]


def commits_of(store: Store) -> list[object]:
    """Grows by one with every commit from now on."""
    seen: list[object] = []
    event.listen(vars(store.asks)["_writer"].sync_engine, "commit", seen.append)
    return seen


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    """Another program holds the database."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_it_is_in_the_database_when_remember_returns(store: Store, spool: Watched, path: Path) -> None:
    async with AskRecorder(store=store.asks, spool=spool) as recorder:
        for number in (1, 2, 3):
            assert await recorder.remember(ask(number)) is Remembered.COMMITTED
            assert ids(path)[-1] == number
    assert spool.read() == Spooled((), 0, 0)


async def test_records_of_one_call_share_a_transaction(store: Store, spool: Watched, path: Path) -> None:
    commits = commits_of(store)
    async with AskRecorder(store=store.asks, spool=spool) as recorder:
        assert await recorder.remember(missed(1), gap(1)) is Remembered.COMMITTED
    assert len(commits) == 1
    assert rows(path, "SELECT ask_id FROM gaps") == [(1,)]


async def test_those_who_ask_at_the_same_moment_share_a_commit(store: Store, spool: Watched, path: Path) -> None:
    commits = commits_of(store)
    async with AskRecorder(store=store.asks, spool=spool) as recorder:
        outcomes = await asyncio.gather(*(recorder.remember(ask(number)) for number in range(1, 201)))
    assert set(outcomes) == {Remembered.COMMITTED}
    assert len(ids(path)) == 200
    assert len(commits) <= 3


async def test_what_arrives_during_a_commit_goes_into_the_next_one(store: Store, spool: Watched, path: Path) -> None:
    moody = Moody(store)
    async with AskRecorder(store=moody, spool=spool, budget=5) as recorder:
        moody.free.clear()
        first = asyncio.create_task(recorder.remember(ask(1)))
        await moody.entered.wait()
        rest = [asyncio.create_task(recorder.remember(ask(number))) for number in range(2, 52)]
        await asyncio.sleep(0)
        commits = commits_of(store)
        moody.free.set()
        assert set(await asyncio.gather(first, *rest)) == {Remembered.COMMITTED}
    assert len(commits) == 2
    assert len(ids(path)) == 51


async def test_a_locked_database_costs_the_budget_and_no_ask(
    store: Store, spool: Watched, path: Path, log: list[EventDict]
) -> None:
    loop = asyncio.get_running_loop()
    async with AskRecorder(store=store.asks, spool=spool) as recorder:
        async with locked(path):
            before = loop.time()
            outcomes = await asyncio.gather(*(recorder.remember(ask(number)) for number in range(1, 21)))
            took = loop.time() - before
            assert set(outcomes) == {Remembered.SPOOLED}
            assert 0.25 <= took < 1
            assert spool.read().records == tuple(ask(number) for number in range(1, 21))
            assert ids(path) == []
        await spool.emptied()
        assert ids(path) == list(range(1, 21))
        assert await store.counts.audit() == []
        assert await recorder.remember(ask(21)) is Remembered.COMMITTED
    assert sum(count.n for count in await store.counts.counts(first=None, last=None, guild_id=None)) == 21
    assert "an ask was lost" not in {entry["event"] for entry in log}


async def test_a_store_known_to_fail_is_not_waited_for(
    store: Store, spool: Watched, path: Path, log: list[EventDict]
) -> None:
    moody = Moody(store)
    loop = asyncio.get_running_loop()
    async with AskRecorder(store=moody, spool=spool, budget=60) as recorder:
        moody.fails = True
        for number in (1, 2, 3):
            async with asyncio.timeout(5):
                assert await recorder.remember(ask(number)) is Remembered.SPOOLED
        moody.fails = False
        await spool.emptied()
        assert ids(path) == [1, 2, 3]
        before = loop.time()
        assert await recorder.remember(ask(4)) is Remembered.COMMITTED
        assert loop.time() - before < 1
    failing = [entry["why"] for entry in log if entry["event"] == "the store is failing, asks go to the spool"]
    assert failing == ["the database says: no"]
    assert [entry["log_level"] for entry in log if entry["event"] == "the store is back"] == ["info"]


async def test_an_ask_both_spooled_and_committed_counts_once(store: Store, spool: Watched, path: Path) -> None:
    moody = Moody(store)
    async with AskRecorder(store=moody, spool=spool, budget=0.01) as recorder:
        moody.free.clear()
        assert await recorder.remember(ask(1)) is Remembered.SPOOLED
        moody.free.set()
        await spool.emptied()
        moody.fails_after = True
        assert await recorder.remember(ask(2)) is Remembered.SPOOLED
        moody.fails_after = False
        await spool.emptied()
    assert ids(path) == [1, 2]
    assert rows(path, "SELECT n FROM ask_days") == [(2,)]


async def test_the_last_process_s_spool_is_replayed_at_the_start(store: Store, spool: Watched, path: Path) -> None:
    await store.asks.record([ask(1)])
    spool.append([ask(1), ask(2), offered(3), Choice(3, GUILD, "gap-year")])
    async with AskRecorder(store=store.asks, spool=spool):
        assert ids(path) == [1, 2, 3]
    assert spool.read().size == 0
    assert rows(path, "SELECT entry_id FROM asks WHERE id = 3") == [("gap-year",)]


async def test_a_choice_that_was_spooled_does_not_undo_a_later_one(store: Store, spool: Watched, path: Path) -> None:
    """Whatever was on disk before is committed before anything newer, and the spool is empty by then."""
    moody = Moody(store)
    async with AskRecorder(store=moody, spool=spool, budget=0.01) as recorder:
        await recorder.remember(offered(1))
        moody.free.clear()
        assert await recorder.remember(Choice(1, GUILD, "first")) is Remembered.SPOOLED
        later = asyncio.create_task(recorder.remember(Choice(1, GUILD, "second")))
        await asyncio.sleep(0)
        moody.free.set()
        await later
        await spool.emptied()
    async with AskRecorder(store=store.asks, spool=spool):
        pass
    assert rows(path, "SELECT entry_id FROM asks") == [("second",)]
    assert await store.counts.audit() == []


async def test_what_is_spooled_while_the_spool_is_cleared_is_replayed_too(
    store: Store, tmp_path: Path, path: Path
) -> None:
    moody = Moody(store)
    slow = Slow(tmp_path / "preceptor.spool")
    slow.append([ask(1)])
    starting = asyncio.create_task(AskRecorder(store=moody, spool=slow, budget=0.01).__aenter__())
    await slow.clearing.wait()
    slow.go.set()
    recorder = await starting
    moody.fails = True
    await recorder.remember(ask(2))
    moody.fails = False
    slow.clearing.clear()
    slow.go.clear()
    await slow.clearing.wait()
    third = asyncio.create_task(recorder.remember(ask(3)))
    done, _ = await asyncio.wait({third}, timeout=0.1)
    assert not done  # its append is due long since, but waits behind the clearing in the spool's one thread
    slow.go.set()
    assert await third is Remembered.SPOOLED
    await slow.emptied()
    await recorder.__aexit__(None, None, None)
    assert ids(path) == [1, 2, 3]


async def test_a_replay_does_not_begin_again_when_something_is_appended(
    store: Store, spool: Watched, path: Path
) -> None:
    moody = Moody(store)
    spool.append([ask(1)])
    moody.free.clear()
    starting = asyncio.create_task(AskRecorder(store=moody, spool=spool).__aenter__())
    await moody.entered.wait()
    spool.append([ask(2)])
    moody.free.set()
    recorder = await starting
    await recorder.__aexit__(None, None, None)
    assert moody.batches == [[ask(1)], [ask(2)]]
    assert ids(path) == [1, 2]


async def test_neither_store_nor_spool_costs_the_ask_and_not_the_answer(store: Store, log: list[EventDict]) -> None:
    moody = Moody(store)
    moody.fails = True
    async with AskRecorder(store=moody, spool=Broken(), budget=0.01) as recorder:
        outcomes = await asyncio.gather(*(recorder.remember(ask(number)) for number in (1, 2, 3)))
    assert set(outcomes) == {Remembered.LOST}
    lost = [entry for entry in log if entry["event"] == "an ask was lost"]
    assert [(entry["log_level"], entry["why"]) for entry in lost] == [("error", "cannot be written: 3")] * 3


async def test_a_disk_that_does_not_answer_holds_nobody_up(store: Store, log: list[EventDict]) -> None:
    moody = Moody(store)
    stuck = Stuck()
    async with AskRecorder(store=moody, spool=stuck, budget=0.01, spool_budget=0.02, drain=0.02) as recorder:
        moody.free.clear()
        async with asyncio.timeout(2):
            assert await recorder.remember(ask(1)) is Remembered.LOST
    stuck.free.set()
    assert [entry["why"] for entry in log if entry["event"] == "an ask was lost"] == ["the spool takes too long"]


async def test_a_broken_spool_does_not_keep_a_good_store_waiting(
    store: Store, path: Path, log: list[EventDict]
) -> None:
    async with AskRecorder(store=store.asks, spool=Broken()) as recorder:
        assert await recorder.remember(ask(1)) is Remembered.COMMITTED
    assert ids(path) == [1]
    assert "the spool cannot be replayed" in {entry["event"] for entry in log}


async def test_a_refused_record_spoils_no_other(store: Store, spool: Watched, path: Path, log: list[EventDict]) -> None:
    bad = ask(2**63)
    spool.append([ask(1), bad, ask(2)])
    async with AskRecorder(store=store.asks, spool=spool) as recorder:
        outcomes = await asyncio.gather(*(recorder.remember(one) for one in (ask(3), bad, ask(4), ask(5))))
    assert [outcome is Remembered.LOST for outcome in outcomes] == [False, True, False, False]
    assert ids(path) == [1, 2, 3, 4, 5]
    assert spool.read().size == 0
    assert len([entry for entry in log if entry["event"] == "an ask was lost"]) == 2


async def test_lines_that_cannot_be_read_are_said(
    store: Store, spool: Watched, tmp_path: Path, path: Path, log: list[EventDict]
) -> None:
    spool.append([ask(1), ask(2)])
    damage(tmp_path / "preceptor.spool")
    async with AskRecorder(store=store.asks, spool=spool):
        pass
    assert ids(path) == [2]
    assert [entry["lines"] for entry in log if entry["event"] == "the spool has lines that cannot be read"] == [1]


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"7", b"8", 1))


async def test_leaving_writes_what_is_outstanding(store: Store, spool: Watched, path: Path) -> None:
    async with AskRecorder(store=store.asks, spool=spool) as recorder:
        waiting = [asyncio.create_task(recorder.remember(ask(number))) for number in range(1, 30)]
        await asyncio.sleep(0)
    assert set(await asyncio.gather(*waiting)) == {Remembered.COMMITTED}
    assert ids(path) == list(range(1, 30))


async def test_leaving_a_stuck_store_spools_what_is_outstanding(store: Store, spool: Watched) -> None:
    moody = Moody(store)
    async with AskRecorder(store=moody, spool=spool, budget=60, drain=0.02) as recorder:
        moody.free.clear()
        first = asyncio.create_task(recorder.remember(ask(1)))
        await moody.entered.wait()
        second = asyncio.create_task(recorder.remember(ask(2)))
        await asyncio.sleep(0)
    assert list(await asyncio.gather(first, second)) == [Remembered.SPOOLED, Remembered.SPOOLED]
    assert spool.read().records == (ask(1), ask(2))


async def test_what_is_being_written_is_spooled_before_what_waits(store: Store, spool: Watched, path: Path) -> None:
    moody = Moody(store)
    async with AskRecorder(store=moody, spool=spool, budget=0.05) as recorder:
        await recorder.remember(offered(1))
        moody.entered.clear()
        moody.free.clear()
        earlier = asyncio.create_task(recorder.remember(Choice(1, GUILD, "earlier")))
        await moody.entered.wait()
        later = asyncio.create_task(recorder.remember(Choice(1, GUILD, "later")))
        assert list(await asyncio.gather(earlier, later)) == [Remembered.SPOOLED, Remembered.SPOOLED]
        moody.free.set()
        await spool.emptied()
    assert rows(path, "SELECT entry_id FROM asks") == [("later",)]


async def test_leaving_a_failing_store_does_not_wait_for_it(store: Store, spool: Watched) -> None:
    moody = Moody(store)
    moody.fails = True
    async with asyncio.timeout(5), AskRecorder(store=moody, spool=spool, budget=60, drain=60) as recorder:
        assert await recorder.remember(ask(1)) is Remembered.SPOOLED
    assert spool.read().records == (ask(1),)


async def test_a_closed_recorder_says_that_an_ask_was_lost(store: Store, spool: Watched, log: list[EventDict]) -> None:
    recorder = AskRecorder(store=store.asks, spool=spool)
    assert await recorder.remember(ask(1)) is Remembered.LOST
    async with recorder:
        pass
    assert await recorder.remember(ask(2)) is Remembered.LOST
    assert [entry["why"] for entry in log] == ["the recorder is closed"] * 2


async def test_a_caller_that_is_cancelled_takes_nothing_back(store: Store, spool: Watched, path: Path) -> None:
    async with AskRecorder(store=store.asks, spool=spool) as recorder:
        gone = asyncio.create_task(recorder.remember(ask(1)))
        await asyncio.sleep(0)
        gone.cancel()
        assert await recorder.remember(ask(2)) is Remembered.COMMITTED
    assert gone.cancelled()
    assert ids(path) == [1, 2]


async def test_a_bug_in_the_store_ends_no_writer(
    store: Store, spool: Watched, path: Path, log: list[EventDict]
) -> None:
    class Buggy(Moody):
        async def record(self, records: Sequence[Record]) -> None:
            if self.fails:
                raise KeyError("a bug")
            await super().record(records)

    buggy = Buggy(store)
    async with AskRecorder(store=buggy, spool=spool) as recorder:
        buggy.fails = True
        assert await recorder.remember(ask(1)) is Remembered.SPOOLED
        buggy.fails = False
        await spool.emptied()
        assert await recorder.remember(ask(2)) is Remembered.COMMITTED
    assert ids(path) == [1, 2]
    assert [isinstance(entry["exc_info"], KeyError) for entry in log if entry["log_level"] == "error"] == [True]


async def test_a_start_without_a_store_still_answers(store: Store, spool: Watched, path: Path) -> None:
    moody = Moody(store)
    moody.fails = True
    spool.append([ask(1)])
    async with AskRecorder(store=moody, spool=spool) as recorder:
        assert await recorder.remember(ask(2)) is Remembered.SPOOLED
        moody.fails = False
        await spool.emptied()
    assert ids(path) == [1, 2]


async def test_a_long_spool_empties_while_asks_keep_coming(store: Store, spool: Watched, path: Path) -> None:
    moody = Moody(store)
    spool.append([ask(number) for number in range(1, 3001)])
    moody.fails = True
    async with AskRecorder(store=moody, spool=spool) as recorder:
        moody.fails = False
        number = 3000
        async with asyncio.timeout(20):
            while spool.read().size:
                number += 1
                await recorder.remember(ask(number))
    assert ids(path) == list(range(1, number + 1))
    assert await store.counts.audit() == []


async def test_a_refusal_is_not_taken_for_a_failing_store(store: Store, spool: Watched, log: list[EventDict]) -> None:
    async with AskRecorder(store=store.asks, spool=spool) as recorder:
        assert await recorder.remember(ask(0)) is Remembered.LOST
    [entry] = log
    assert entry["event"] == "an ask was lost"
    assert "id_positive" in entry["why"]
