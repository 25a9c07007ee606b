"""The recorder on a good day: over the real store and the real spool."""

import asyncio
from pathlib import Path

from structlog.typing import EventDict

from bot.core.asks import Choice
from bot.core.storage import Spooled
from bot.services.asks import AskRecorder, Remembered
from bot.store.engine import Store
from tests.services.asks.moods import Moody, Watched, commits_of, ids
from tests.store.samples import GUILD, ask, gap, missed, offered, rows


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


async def test_the_last_process_s_spool_is_replayed_at_the_start(store: Store, spool: Watched, path: Path) -> None:
    await store.asks.record([ask(1)])
    spool.append([ask(1), ask(2), offered(3), Choice(3, GUILD, "gap-year")])
    async with AskRecorder(store=store.asks, spool=spool):
        assert ids(path) == [1, 2, 3]
    assert spool.read().size == 0
    assert rows(path, "SELECT entry_id FROM asks WHERE id = 3") == [("gap-year",)]


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
