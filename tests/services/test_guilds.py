from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.guilds import Roll
from bot.core.settings import Setting
from bot.services.guilds import GuildService
from bot.store.engine import Store, open_store
from bot.store.guilds import SqlGuilds

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HERE, GONE = 1, 2


class Held:
    """Something in memory that belongs to servers."""

    def __init__(self) -> None:
        self.purged: list[int] = []

    async def purge(self, guild_id: int) -> None:
        self.purged.append(guild_id)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'preceptor.db'}") as store:
        await store.settings.change(GONE, Setting.MENTORS, 12, at=NOON)
        await store.settings.change(HERE, Setting.MENTORS, 11, at=NOON)
        yield store


async def mentors(store: Store, guild_id: int) -> int | None:
    return (await store.settings.read(guild_id)).mentors


async def test_a_server_that_is_gone_for_thirty_days_is_forgotten_and_one_that_returns_is_as_it_was(
    store: Store,
) -> None:
    held = Held()
    guilds = GuildService(store=store.guilds, purges=(held,))
    called = await guilds.call_the_roll({HERE}, NOON)
    assert called.roll == Roll(1, (GONE,), ())
    for days in (1, 15, 30):
        assert (await guilds.call_the_roll({HERE}, NOON + days * DAY)).purged == ()
    assert await mentors(store, GONE) == 12

    assert (await guilds.call_the_roll({HERE, GONE}, NOON + 30 * DAY)).roll == Roll(2, (), (GONE,))
    assert await mentors(store, GONE) == 12

    await guilds.call_the_roll({HERE}, NOON + 31 * DAY)
    assert (await guilds.call_the_roll({HERE}, NOON + 60 * DAY)).purged == ()
    after = NOON + 61 * DAY + timedelta(seconds=1)
    assert (await guilds.call_the_roll({HERE}, after)).purged == (GONE,)
    assert held.purged == [GONE]
    assert await mentors(store, GONE) is None
    assert await mentors(store, HERE) == 11
    assert (await guilds.call_the_roll({HERE}, after)).purged == ()


async def test_how_long_it_is_kept_is_a_setting(store: Store) -> None:
    guilds = GuildService(store=store.guilds, days=2)
    await guilds.call_the_roll({HERE}, NOON)
    assert (await guilds.call_the_roll({HERE}, NOON + 2 * DAY)).purged == ()
    assert (await guilds.call_the_roll({HERE}, NOON + 3 * DAY)).purged == (GONE,)
    with pytest.raises(ValueError, match="less than a day"):
        GuildService(store=store.guilds, days=0)


async def test_an_empty_list_takes_twice_as_long_to_be_believed(store: Store) -> None:
    guilds = GuildService(store=store.guilds)
    await guilds.call_the_roll({HERE, GONE}, NOON)
    assert (await guilds.call_the_roll(set(), NOON + DAY)).roll == Roll(0, (HERE, GONE), ())
    assert (await guilds.call_the_roll(set(), NOON + 61 * DAY)).purged == ()
    assert (await guilds.call_the_roll({HERE, GONE}, NOON + 61 * DAY)).roll == Roll(2, (), (HERE, GONE))
    assert await mentors(store, GONE) == 12
    await guilds.call_the_roll(set(), NOON + 62 * DAY)
    assert (await guilds.call_the_roll(set(), NOON + 123 * DAY)).purged == (HERE, GONE)


async def test_a_bot_in_no_server_at_all_has_nothing_to_do(tmp_path: Path) -> None:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}") as store:
        assert (await GuildService(store=store.guilds).call_the_roll(set(), NOON)).roll == Roll(0, (), ())


async def test_one_list_that_was_cut_short_costs_nothing(store: Store) -> None:
    guilds = GuildService(store=store.guilds)
    await guilds.call_the_roll({HERE, GONE}, NOON)
    await guilds.call_the_roll({HERE}, NOON + DAY)
    for days in range(2, 60):
        assert (await guilds.call_the_roll({HERE, GONE}, NOON + days * DAY)).purged == ()
    assert await mentors(store, GONE) == 12


async def test_a_server_that_comes_back_while_it_is_being_forgotten_keeps_what_is_in_memory(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held()
    guilds = GuildService(store=store.guilds, purges=(held,))
    await guilds.call_the_roll({HERE}, NOON)
    left_before = type(store.guilds).left_before

    async def then_back(self: SqlGuilds, moment: datetime) -> Sequence[int]:
        due = await left_before(self, moment)
        await self.call_the_roll({HERE, GONE}, at=NOON + 40 * DAY)
        return due

    monkeypatch.setattr(type(store.guilds), "left_before", then_back)
    assert (await guilds.call_the_roll({HERE}, NOON + 31 * DAY)).purged == ()
    assert held.purged == []
    assert await mentors(store, GONE) == 12
