"""The recorder when store, spool or both are in trouble."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from structlog.typing import EventDict

from bot.core.asks import Choice, Record
from bot.services.asks import AskRecorder, Remembered
from bot.store.engine import Store
from tests.services.asks.moods import Broken, Moody, Slow, Stuck, Watched, ids, locked
from tests.store.samples import GUILD, ask, offered, rows


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
        assert await recorder.remember(ask(1)) is Remembered.SPOOLED
        moody.free.clear()
        async with asyncio.timeout(5):
            for number in (2, 3):
                assert await recorder.remember(ask(number)) is Remembered.SPOOLED
        moody.fails = False
        moody.free.set()
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
