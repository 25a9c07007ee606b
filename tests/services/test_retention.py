from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.services.retention import RetentionService, Retired
from bot.store.engine import Store, open_store
from tests.store.samples import NOON, ask, gap, missed, rows

DAY = NOON.date()


async def fill(store: Store) -> None:
    """An ask and a gap on each of 100 days before NOON, number by age in days."""
    for age in range(100):
        at = NOON - timedelta(days=age)
        await store.asks.record([ask(1000 + age, at=at), missed(2000 + age), gap(2000 + age, at=at)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "preceptor.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def test_what_is_too_old_goes_and_the_counts_stay(url: str, path: Path) -> None:
    async with open_store(url) as store:
        await fill(store)
        service = RetentionService(archive=store.archive)
        gone = await service.run(NOON + timedelta(seconds=1))
        assert await store.counts.audit() == []
        assert sum(count.n for count in await store.counts.counts(first=None, last=None, guild_id=None)) == 200
    oldest = DAY - timedelta(days=99)
    assert gone == Retired(gaps=10, asks=69, days=tuple(oldest + timedelta(days=n) for n in range(69)))
    assert rows(path, "SELECT min(day) FROM asks") == [((DAY - timedelta(days=30)).isoformat(),)]
    assert rows(path, "SELECT count(*) FROM gaps") == [(90,)]
    assert rows(path, "SELECT count(*), sum(n) FROM sealed_days") == [(69, 69)]


async def test_a_dry_run_says_the_same_and_does_nothing(url: str, path: Path) -> None:
    async with open_store(url) as store:
        await fill(store)
        service = RetentionService(archive=store.archive, gap_days=10, ask_days=20)
        would = await service.run(NOON, dry_run=True)
        assert rows(path, "SELECT (SELECT count(*) FROM asks), (SELECT count(*) FROM gaps)") == [(200, 100)]
        assert rows(path, "SELECT count(*) FROM sealed_days") == [(0,)]
        assert await service.run(NOON) == would
    assert (would.gaps, would.asks, len(would.days)) == (89, 79, 79)


async def test_running_again_finds_nothing(url: str) -> None:
    async with open_store(url) as store:
        await fill(store)
        service = RetentionService(archive=store.archive)
        await service.run(NOON)
        assert await service.run(NOON) == Retired(0, 0, ())


async def test_interrupted_between_two_days_it_goes_on_at_the_next_run(url: str) -> None:
    class Interrupted:
        """The real archive until the third day."""

        def __init__(self, store: Store) -> None:
            self.gaps_before = store.archive.gaps_before
            self.drop_gaps_before = store.archive.drop_gaps_before
            self.days_before = store.archive.days_before
            self.forget = store.archive.forget
            self._seal = store.archive.seal
            self.sealed = 0

        async def seal(self, day: date) -> int:
            if self.sealed == 2:
                raise InterruptedError
            self.sealed += 1
            return await self._seal(day)

    async with open_store(url) as store:
        await fill(store)
        with pytest.raises(InterruptedError):
            await RetentionService(archive=Interrupted(store)).run(NOON)
        assert await store.counts.audit() == []
        gone = await RetentionService(archive=store.archive).run(NOON)
        assert (gone.asks, len(gone.days)) == (67, 67)
        assert await store.counts.audit() == []


async def test_no_day_goes_that_is_not_over_everywhere(url: str, path: Path) -> None:
    """On the line where the day begins last it is still 4 March when 6 March begins in UTC, less twelve hours."""
    almost = NOON.replace(hour=0) + timedelta(days=1)  # 6 March, 00:00 UTC
    async with open_store(url) as store:
        await store.asks.record([ask(1, at=almost - timedelta(hours=12), day=DAY - timedelta(days=1)), ask(2)])
        gone = await RetentionService(archive=store.archive, ask_days=1).run(almost)
    assert gone.days == (DAY - timedelta(days=1),)
    assert rows(path, "SELECT id FROM asks") == [(2,)]


async def test_removed_words_are_gone_from_the_disk(url: str, path: Path) -> None:
    async with open_store(url) as store:
        await store.asks.record([missed(1), gap(1, "zanzibar stipend")])
        await RetentionService(archive=store.archive).run(NOON + timedelta(days=91))
        assert not [file for file in path.parent.iterdir() if b"zanzibar" in file.read_bytes()]


@pytest.mark.parametrize("days", [0, -1])
async def test_less_than_a_day_is_refused(url: str, days: int) -> None:
    async with open_store(url) as store:
        for wrong in ({"gap_days": days}, {"ask_days": days}):
            with pytest.raises(ValueError, match="less than a day"):
                RetentionService(archive=store.archive, **wrong)  # type: ignore[arg-type]  # all of these are numbers
