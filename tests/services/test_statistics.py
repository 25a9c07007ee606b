from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.asks import Outcome
from bot.core.history import History, Kind, Retired
from bot.core.pack import Entry, Pack
from bot.core.statistics import AskCount, By, Period, Top, TopRow
from bot.services.statistics import StatisticsService
from bot.store.engine import open_store
from tests.store.samples import GUILD, ask, missed, offered

TODAY = date(2031, 3, 5)


def pack(*entries: tuple[str, str]) -> Pack:
    """Entries as (id, topic); the question is the id, shouted."""
    made = {id_: Entry(id_, f"{id_.upper()}?", (), topic, "answer") for id_, topic in entries}
    return Pack(made, {}, "digest")


PACK = pack(("apply", "path"), ("visa", "path"), ("pay", "money"))


@dataclass
class Counts:
    """Counts as given, and what was asked for."""

    given: Sequence[AskCount]
    asked: list[tuple[date | None, date | None, int | None]] = field(default_factory=list)

    async def counts(self, *, first: date | None, last: date | None, guild_id: int | None) -> Sequence[AskCount]:
        self.asked.append((first, last, guild_id))
        return self.given


async def top(*given: AskCount, by: By = By.ENTRY, period: Period = Period.MONTH, limit: int = 10) -> Top:
    service = StatisticsService(reader=Counts(given), titles=lambda: PACK)
    return await service.top(guild_id=GUILD, period=period, by=by, today=TODAY, limit=limit)


async def test_entries_are_ranked_with_the_ones_chosen_from_a_list_counted_in() -> None:
    found = await top(
        AskCount("pay", Outcome.FOUND, 2),
        AskCount("pay", Outcome.CLOSE, 1),
        AskCount("visa", Outcome.FOUND, 4),
        AskCount(None, Outcome.CLOSE, 1),
        AskCount(None, Outcome.MISSING, 2),
    )
    assert found == Top(Period.MONTH, GUILD, 10, 2, (TopRow("visa", "VISA?", 4, 0.4), TopRow("pay", "PAY?", 3, 0.3)))


async def test_asks_under_a_former_id_count_for_the_entry_and_a_retired_one_keeps_its_title() -> None:
    stone = Retired("grades", "Do grades matter?", date(2031, 1, 2), None)
    histories = {Kind.ENTRY: History({"salary": "pay", "marks": "grades"}, {"grades": stone})}
    counted = [AskCount(name, Outcome.FOUND, 1) for name in ("pay", "salary", "grades", "marks", "gone")]
    service = StatisticsService(reader=Counts(counted), titles=lambda: replace(PACK, histories=histories))
    found = await service.top(guild_id=GUILD, period=Period.ALL, by=By.ENTRY, today=TODAY)
    assert [(row.id, row.title, row.count) for row in found.rows] == [
        ("grades", "Do grades matter? (retired)", 2),
        ("pay", "PAY?", 2),
        ("gone", "gone", 1),
    ]
    topics = await service.top(guild_id=GUILD, period=Period.ALL, by=By.TOPIC, today=TODAY)
    assert [(row.id, row.count) for row in topics.rows] == [("-", 3), ("money", 2)]


async def test_ties_go_by_id_and_the_limit_cuts() -> None:
    found = await top(
        AskCount("visa", Outcome.FOUND, 1),
        AskCount("apply", Outcome.FOUND, 1),
        AskCount("pay", Outcome.FOUND, 1),
        limit=2,
    )
    assert [row.id for row in found.rows] == ["apply", "pay"]
    assert found.total == 3


async def test_an_entry_that_left_the_pack_is_called_by_its_id() -> None:
    found = await top(AskCount("old-one", Outcome.FOUND, 1))
    assert found.rows == (TopRow("old-one", "old-one", 1, 1.0),)


async def test_topics_sum_their_entries_and_keep_apart_what_is_no_longer_in_the_pack() -> None:
    counts = (
        AskCount("apply", Outcome.FOUND, 1),
        AskCount("visa", Outcome.CLOSE, 2),
        AskCount("pay", Outcome.FOUND, 2),
        AskCount("old-one", Outcome.FOUND, 1),
        AskCount("older", Outcome.FOUND, 2),
    )
    found = await top(*counts, by=By.TOPIC)
    assert [(row.id, row.title, row.count) for row in found.rows] == [
        ("-", "No longer in the FAQ", 3),
        ("path", "Path", 3),
        ("money", "Money", 2),
    ]


async def test_nothing_asked_is_no_division_by_nothing() -> None:
    assert await top() == Top(Period.MONTH, GUILD, 0, 0, ())


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.WEEK, date(2031, 2, 27), TODAY),
        (Period.MONTH, date(2031, 2, 4), TODAY),
        (Period.QUARTER, date(2030, 12, 6), TODAY),
        (Period.ALL, None, None),
    ],
)
async def test_a_period_is_today_and_the_days_before(period: Period, first: date | None, last: date | None) -> None:
    counts = Counts([])
    service = StatisticsService(reader=counts, titles=lambda: PACK)
    await service.top(guild_id=None, period=period, by=By.ENTRY, today=TODAY)
    assert counts.asked == [(first, last, None)]


FEW = st.integers(1, 9)
REACHED = st.builds(
    AskCount, st.sampled_from(["apply", "visa", "pay", "gone"]), st.sampled_from([Outcome.FOUND, Outcome.CLOSE]), FEW
)
NOWHERE = st.builds(AskCount, st.none(), st.sampled_from([Outcome.CLOSE, Outcome.MISSING]), FEW)
COUNTS = st.lists(REACHED | NOWHERE)


@given(counts=COUNTS, by=st.sampled_from(By))
async def test_rows_never_sum_to_more_than_was_asked(counts: list[AskCount], by: By) -> None:
    found = await top(*counts, by=by)
    reached = sum(count.n for count in counts if count.entry_id is not None)
    assert sum(row.count for row in found.rows) == reached
    assert found.total == sum(count.n for count in counts)
    assert found.missed <= found.total - reached
    assert list(found.rows) == sorted(found.rows, key=lambda row: (-row.count, row.id))
    assert all(0 < row.share <= 1 for row in found.rows)


async def test_the_figures_are_those_of_the_store(tmp_path: Path) -> None:
    noon = datetime.combine(TODAY, datetime.min.time(), UTC)
    async with open_store(f"sqlite+aiosqlite:///{tmp_path}/a.db") as store:
        await store.asks.record(
            [
                ask(1, entry_id="pay", at=noon),
                ask(2, entry_id="pay", at=noon - timedelta(days=6)),
                ask(3, entry_id="visa", at=noon - timedelta(days=7)),
                ask(4, entry_id="visa", at=noon, guild_id=8),
                offered(5),
                missed(6),
            ]
        )
        service = StatisticsService(reader=store.counts, titles=lambda: PACK)
        week = await service.top(guild_id=GUILD, period=Period.WEEK, by=By.ENTRY, today=TODAY)
        everywhere = await service.top(guild_id=None, period=Period.ALL, by=By.TOPIC, today=TODAY)
    assert (week.total, week.missed) == (4, 1)
    assert [(row.id, row.count) for row in week.rows] == [("pay", 2)]
    assert (everywhere.total, [(row.id, row.count) for row in everywhere.rows]) == (6, [("money", 2), ("path", 2)])
