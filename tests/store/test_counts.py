import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.asks import Opinion, Outcome, Verdict
from bot.core.statistics import AskCount, Difference, VerdictCount
from bot.core.storage import StoreVersionError
from bot.store.engine import Store, open_counts
from bot.store.upgrade import known_version
from tests.store.samples import GUILD, NOON, ask, missed, offered, planted

DAY = NOON.date()


def by_entry(counts: Sequence[AskCount]) -> dict[str | None, int]:
    return {count.entry_id: count.n for count in counts}


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, {"d-2", "d-1", "d0", "d1"}),
        (-1, 0, {"d-1", "d0"}),
        (None, -1, {"d-2", "d-1"}),
        (0, None, {"d0", "d1"}),
        (1, 0, set()),
    ],
)
async def test_both_ends_of_a_window_belong_to_it(
    store: Store, first: int | None, last: int | None, days: set[str]
) -> None:
    await store.asks.record([ask(10 + n, entry_id=f"d{n}", day=DAY + timedelta(days=n)) for n in (-2, -1, 0, 1)])

    def day(offset: int | None) -> date | None:
        return None if offset is None else DAY + timedelta(days=offset)

    counts = await store.counts.counts(first=day(first), last=day(last), guild_id=None)
    assert set(by_entry(counts)) == days


async def test_a_server_sees_its_own_asks_only(store: Store) -> None:
    await store.asks.record([ask(1), ask(2, guild_id=8), ask(3, guild_id=None), offered(4), missed(5)])
    assert set(await store.counts.counts(first=None, last=None, guild_id=GUILD)) == {
        AskCount("when-to-apply", Outcome.FOUND, 1),
        AskCount(None, Outcome.CLOSE, 1),
        AskCount(None, Outcome.MISSING, 1),
    }
    assert by_entry(await store.counts.counts(first=None, last=None, guild_id=8)) == {"when-to-apply": 1}
    everything = await store.counts.counts(first=None, last=None, guild_id=None)
    assert sum(count.n for count in everything) == 5


async def test_sums_by_server_leave_out_asks_without_an_entry(store: Store) -> None:
    later = DAY + timedelta(days=1)
    await store.asks.record([ask(1), ask(2, day=later), ask(3, guild_id=None, entry_id="b"), missed(4), offered(5)])
    assert await store.counts.by_guild() == [(None, "b", 1), (GUILD, "when-to-apply", 2)]


async def test_the_audit_names_server_and_day_where_counts_and_asks_differ(store: Store, path: Path) -> None:
    await store.asks.record([ask(1), ask(2), ask(3, guild_id=None), ask(4, day=DAY - timedelta(days=1))])
    assert await store.counts.audit() == []
    with closing(sqlite3.connect(path)) as intruder:
        intruder.execute("UPDATE ask_days SET n = n + 1 WHERE guild_id = 0")
        intruder.execute("DELETE FROM asks WHERE id = 2")
        intruder.commit()
    assert await store.counts.audit() == [Difference(None, DAY, 2, 1), Difference(GUILD, DAY, 2, 1)]


async def test_an_empty_file_has_no_counts(path: Path, url: str) -> None:
    planted(path, b"")
    async with open_counts(url) as counts:
        assert counts is None


async def test_a_database_of_an_older_build_asks_to_be_migrated(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.engine.known_version", lambda: "zz99")
    told = rf"database is at {known_version()}, this build knows zz99\. Migrate it first"
    with pytest.raises(StoreVersionError, match=told):
        async with open_counts(url):
            pass


async def test_only_asks_called_out_of_date_from_a_day_on_are_counted_by_entry_and_day(store: Store) -> None:
    later = DAY + timedelta(days=1)
    await store.asks.record(
        [ask(1), ask(2), ask(3, day=later), ask(4, guild_id=8), ask(5), offered(6), ask(7, day=DAY - timedelta(days=1))]
    )
    await store.asks.record([Opinion(n, GUILD, Verdict.OUTDATED) for n in (1, 2, 3, 6, 7)])
    await store.asks.record([Opinion(4, 8, Verdict.OUTDATED), Opinion(5, GUILD, Verdict.MISSED)])
    assert set(await store.counts.outdated(since=DAY, guild_id=GUILD)) == {
        VerdictCount("when-to-apply", DAY, 2),
        VerdictCount("when-to-apply", later, 1),
    }
    everywhere = await store.counts.outdated(since=DAY, guild_id=None)
    assert sum(count.n for count in everywhere) == 4
