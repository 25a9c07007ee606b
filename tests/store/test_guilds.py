from datetime import timedelta
from pathlib import Path

from sqlalchemy import BigInteger, Integer

from bot.core.guilds import Roll
from bot.core.overlay import Kind
from bot.core.postings.values import Part, Posting
from bot.core.settings import DEFAULTS, Setting
from bot.store.engine import Store
from bot.store.guilds import BY_GUILD
from bot.store.tables import metadata
from tests.store.samples import GUILD, NOON, ask, gap, missed, rows
from tests.store.test_suggestions import suggested

DAY = timedelta(days=1)
OTHER = GUILD + 1


async def test_a_list_marks_who_left_and_unmarks_who_came_back(store: Store, path: Path) -> None:
    assert await store.guilds.call_the_roll({1, 2, 3}, at=NOON) == Roll(3, (), ())
    assert await store.guilds.call_the_roll({1, 3}, at=NOON + DAY) == Roll(2, (2,), ())
    assert await store.guilds.call_the_roll({1}, at=NOON + 2 * DAY) == Roll(1, (3,), ()), "2 is marked already"
    assert await store.guilds.left_before(NOON + 3 * DAY) == [2, 3]
    assert await store.guilds.left_before(NOON + 2 * DAY) == [2], "half-open: marked at that moment is not before it"
    assert await store.guilds.call_the_roll({1, 2}, at=NOON + 3 * DAY) == Roll(2, (), (2,))
    assert await store.guilds.left_before(NOON + 9 * DAY) == [3]
    assert rows(path, "SELECT guild_id, left_at IS NULL FROM guilds ORDER BY 1") == [(1, 1), (2, 1), (3, 0)]


async def test_a_server_that_came_and_went_between_two_lists_is_marked_by_what_is_kept_of_it(store: Store) -> None:
    await store.asks.record([ask(1, guild_id=5), missed(2, guild_id=None)])
    await store.settings.change(6, Setting.MENTORS, 12, at=NOON)
    assert await store.guilds.call_the_roll({1}, at=NOON) == Roll(1, (5, 6), ())


async def test_more_servers_than_a_statement_takes_are_all_seen(store: Store) -> None:
    every = set(range(1, 40_001))
    await store.guilds.call_the_roll(every, at=NOON)
    roll = await store.guilds.call_the_roll({1}, at=NOON + DAY)
    assert len(roll.left) == 39_999
    assert len((await store.guilds.call_the_roll(every, at=NOON + 2 * DAY)).back) == 39_999


async def test_a_purge_leaves_no_row_of_the_server_and_all_of_the_others(store: Store, path: Path) -> None:
    for number, guild_id in ((1, GUILD), (3, OTHER)):
        await store.asks.record([ask(number, guild_id=guild_id), missed(number + 1, guild_id=guild_id)])
        await store.asks.record([gap(number + 1, guild_id=guild_id)])
        await store.settings.change(guild_id, Setting.MENTORS, 12, at=NOON)
        await store.overlays.keep(guild_id, Kind.HIDDEN, "a", "r1", None, by=11, at=NOON)
        await store.links.tell(guild_id, ["https://a.example/"], at=NOON)
        posting = Posting(number, guild_id, 100 + number, "societies")
        await store.postings.claim(posting, at=NOON)
        await store.postings.sent(posting, Part(200 + number, "digest"), at=NOON)
        await store.suggestions.add(suggested(number, guild_id=guild_id))
    await store.asks.record([ask(5, guild_id=None)])
    await store.archive.seal(NOON.date())
    await store.guilds.call_the_roll({OTHER}, at=NOON)
    assert await store.guilds.purge(GUILD, left_before=NOON) == 0, "not long enough"
    assert await store.guilds.purge(GUILD, left_before=NOON + DAY) > 3
    for table in BY_GUILD:
        held = {guild_id for (guild_id,) in rows(path, f"SELECT DISTINCT guild_id FROM {table.name}")}  # noqa: S608
        assert GUILD not in held
        assert OTHER in held or table.name == "asks", table.name
    assert await store.settings.read(GUILD) == DEFAULTS
    assert (await store.settings.read(OTHER)).mentors == 12
    assert await store.counts.audit() == []
    assert await store.guilds.purge(GUILD, left_before=NOON + DAY) == 0, "twice is the same as once"


async def test_a_server_that_came_back_meanwhile_is_not_purged(store: Store) -> None:
    await store.settings.change(GUILD, Setting.MENTORS, 12, at=NOON)
    await store.guilds.call_the_roll({OTHER}, at=NOON)
    assert await store.guilds.left_before(NOON + DAY) == [GUILD]
    await store.guilds.call_the_roll({GUILD, OTHER}, at=NOON + DAY)
    assert await store.guilds.purge(GUILD, left_before=NOON + 2 * DAY) == 0
    assert (await store.settings.read(GUILD)).mentors == 12


def test_whatever_is_kept_by_server_is_called_so() -> None:
    """The purge and the roll find tables by this name."""
    ids = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, BigInteger | Integer) and "guild" in column.name
    }
    assert ids == {f"{table.name}.guild_id" for table in BY_GUILD}
