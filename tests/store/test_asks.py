import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from bot.core.asks import Choice, Gap, Opinion, Outcome, Record, Verdict
from bot.core.statistics import AskCount
from bot.core.storage import RecordRefusedError
from bot.store.engine import Store
from tests.store.samples import GUILD, ask, gap, missed, offered, rows


async def counted(store: Store, guild_id: int | None = None) -> set[AskCount]:
    assert await store.counts.audit() == []
    return set(await store.counts.counts(first=None, last=None, guild_id=guild_id))


async def test_an_ask_delivered_twice_counts_once(store: Store) -> None:
    await store.asks.record([ask(1), ask(1)])
    await store.asks.record([ask(1), ask(2)])
    assert await counted(store) == {AskCount("when-to-apply", Outcome.FOUND, 2)}


async def test_the_first_delivery_of_an_ask_is_the_one_that_stays(store: Store) -> None:
    await store.asks.record([ask(1, entry_id="a"), ask(1, entry_id="b")])
    assert await counted(store) == {AskCount("a", Outcome.FOUND, 1)}


async def test_deliveries_at_the_same_moment_count_once(store: Store) -> None:
    twice = [ask(number) for number in range(1, 101)] * 2
    await asyncio.gather(*(store.asks.record([one]) for one in twice))
    assert await counted(store) == {AskCount("when-to-apply", Outcome.FOUND, 100)}


async def test_an_ask_is_on_disk_for_others_when_record_returns(store: Store, path: Path) -> None:
    await store.asks.record([ask(1, guild_id=None, entry_id=None, outcome=Outcome.CLOSE)])
    assert rows(path, "SELECT * FROM asks") == [
        (1, None, None, "close", "typed", 1930478400000, "2031-03-05", None),
    ]
    assert rows(path, "SELECT * FROM ask_days") == [(0, "2031-03-05", "", "close", "typed", 1)]


async def test_a_choice_moves_the_count_to_the_entry(store: Store) -> None:
    await store.asks.record([offered(1), offered(2)])
    await store.asks.record([Choice(1, GUILD, "gap-year")])
    assert await counted(store) == {AskCount(None, Outcome.CLOSE, 1), AskCount("gap-year", Outcome.CLOSE, 1)}


async def test_the_last_choice_wins(store: Store, path: Path) -> None:
    await store.asks.record([offered(1), Choice(1, GUILD, "a"), Choice(1, GUILD, None, gap(1)), Choice(1, GUILD, "b")])
    assert await counted(store) == {AskCount("b", Outcome.CLOSE, 1)}
    assert rows(path, "SELECT * FROM gaps") == []
    assert rows(path, "SELECT n FROM ask_days") == [(1,)]


async def test_none_of_these_is_a_miss_and_keeps_the_words(store: Store, path: Path) -> None:
    await store.asks.record([offered(1), Choice(1, GUILD, None, gap(1, "who pays the visa"))])
    assert await counted(store) == {AskCount(None, Outcome.MISSING, 1)}
    assert rows(path, "SELECT * FROM gaps") == [(1, GUILD, "who pays the visa", 1930478400000)]


@pytest.mark.parametrize("stray", [Choice(9, GUILD, "a"), Choice(1, GUILD + 1, "a"), Choice(1, None, "a")])
async def test_a_choice_for_no_ask_of_that_server_changes_nothing(store: Store, stray: Choice) -> None:
    await store.asks.record([offered(1), stray])
    assert await counted(store) == {AskCount(None, Outcome.CLOSE, 1)}


async def test_a_choice_in_direct_messages_finds_its_ask(store: Store) -> None:
    await store.asks.record([offered(1, guild_id=None), Choice(1, None, "a")])
    assert await counted(store) == {AskCount("a", Outcome.CLOSE, 1)}


async def test_an_ask_that_was_answered_has_nothing_to_choose(store: Store, path: Path) -> None:
    await store.asks.record([ask(1), Choice(1, GUILD, None, gap(1)), gap(1)])
    assert await counted(store) == {AskCount("when-to-apply", Outcome.FOUND, 1)}
    assert rows(path, "SELECT * FROM gaps") == []


async def test_the_last_opinion_wins(store: Store, path: Path) -> None:
    await store.asks.record([ask(1), Opinion(1, GUILD, Verdict.HELPED), Opinion(1, GUILD, Verdict.OUTDATED)])
    await store.asks.record([Opinion(1, GUILD + 1, Verdict.MISSED), Opinion(2, GUILD, Verdict.MISSED)])
    assert rows(path, "SELECT verdict FROM asks") == [("outdated",)]


async def test_the_words_of_a_missed_ask_are_kept_once(store: Store, path: Path) -> None:
    await store.asks.record([missed(1), gap(1, "first"), gap(1, "second")])
    assert rows(path, "SELECT words FROM gaps") == [("second",)]


@pytest.mark.parametrize("stray", [gap(9), gap(1, guild_id=GUILD + 1)])
async def test_words_without_an_ask_of_that_server_are_not_kept(store: Store, path: Path, stray: Gap) -> None:
    await store.asks.record([missed(1), stray])
    assert rows(path, "SELECT * FROM gaps") == []


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(ask(2**63), id="an id beyond 64 bits"),
        pytest.param(ask(0), id="an id of nothing"),
        pytest.param(ask(5, at=datetime(2031, 3, 5)), id="a time without zone"),  # noqa: DTZ001
        pytest.param(ask(5, entry_id=None), id="found, but what?"),
        pytest.param(ask(5, outcome=Outcome.MISSING), id="missing, but an entry"),
        pytest.param(gap(1, "\ud800"), id="half a character"),
        pytest.param(gap(1, ""), id="no words"),
    ],
)
async def test_a_record_that_breaks_a_rule_is_refused_with_its_whole_batch(
    store: Store, path: Path, bad: Record
) -> None:
    await store.asks.record([missed(1)])
    with pytest.raises(RecordRefusedError):
        await store.asks.record([ask(2), bad, ask(3)])
    await store.asks.record([ask(4)])
    assert rows(path, "SELECT id FROM asks ORDER BY id") == [(1,), (4,)]
    assert await store.counts.audit() == []


async def test_an_empty_batch_is_no_transaction(store: Store, path: Path) -> None:
    before = path.with_name(path.name + "-wal").stat().st_size
    await store.asks.record([])
    assert path.with_name(path.name + "-wal").stat().st_size == before


async def test_a_cancelled_record_is_whole_or_not_there(store: Store, path: Path) -> None:
    for number in range(1, 60):
        task = asyncio.create_task(store.asks.record([ask(number), missed(number + 100), gap(number + 100)]))
        for _ in range(number * 5):  # ever later: before, within and behind each statement
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert await store.counts.audit() == []
    kept = rows(path, "SELECT (SELECT count(*) FROM asks), (SELECT count(*) FROM gaps)")[0]
    assert kept[0] == 2 * kept[1]
    await store.asks.record([ask(number) for number in range(1, 60)])
    assert rows(path, "SELECT count(*) FROM asks WHERE id < 100") == [(59,)]
