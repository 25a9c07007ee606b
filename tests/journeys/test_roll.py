"""The daily list of our servers: who is not on it has left, unless the list broke off."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.settings import Setting
from bot.dpy.client import Preceptor
from bot.dpy.roll import Roll
from bot.store.tables import guilds
from sandbox.membership import join, leave
from sandbox.model import Guild, Role
from sandbox.server import Place
from tests.support.log import Log
from tests.support.rows import rows
from tests.support.running import Running, running, settings

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)


class Days:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def client(preceptor: Running, place: Place) -> AsyncIterator[Preceptor]:
    """Logged in and not connected: all that a list needs."""
    async with preceptor.app.client() as client:
        await client.http.static_login(place.token)
        yield client


@pytest.fixture
def readers(place: Place) -> Guild:
    return next(one for one in place.world.guilds.values() if one.name == "Night Shift Readers")


def crowd(place: Place, servers: int) -> set[int]:
    """So many servers more, with the bot in each."""
    made = set()
    for _ in range(servers):
        guild = Guild(place.world.ids.next(), "One of many", place.world.application.owner_id)
        guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", 0)
        place.world.guilds[guild.id] = guild
        join(place.world, guild, place.world.application.bot_user_id)
        made.add(guild.id)
    return made


async def test_a_bot_that_has_connected_knows_its_servers(place: Place, preceptor: Running) -> None:
    async with asyncio.timeout(5):
        while not (known := await rows(preceptor, guilds)):
            await asyncio.sleep(0.01)
    assert {row.guild_id for row in known} == set(place.world.guilds)
    assert all(row.last_seen and row.left_at is None for row in known)


async def test_a_server_that_removed_the_bot_is_kept_a_month_and_then_forgotten(
    place: Place, preceptor: Running, client: Preceptor, readers: Guild
) -> None:
    days = Days()
    roll = Roll(guilds=preceptor.app.guilds, now=days)
    service = preceptor.app.services.settings
    await service.change(readers.id, Setting.ZONE, "Asia/Tokyo")
    bot_id = place.world.application.bot_user_id
    assert await roll.call(client)
    leave(place.world, readers, bot_id)
    for _ in range(30):
        days.now += DAY
        assert await roll.call(client)
    join(place.world, readers, bot_id)
    days.now += DAY
    await roll.call(client)
    assert (await service.of(readers.id)).zone == "Asia/Tokyo", "as it was"
    leave(place.world, readers, bot_id)
    for _ in range(32):
        days.now += DAY
        await roll.call(client)
    assert (await service.of(readers.id)).untouched, "gone from memory too"
    assert readers.id not in {row.guild_id for row in await rows(preceptor, guilds)}


async def test_a_list_of_many_pages_is_read_to_its_end(place: Place, preceptor: Running, client: Preceptor) -> None:
    many = crowd(place, 450)
    assert await Roll(guilds=preceptor.app.guilds, now=Days()).call(client)
    known = {row.guild_id for row in await rows(preceptor, guilds) if row.left_at is None}
    assert known == many | (place.world.guilds.keys() - many)


@pytest.mark.refused
@pytest.mark.parametrize("page", [0, 1, 2])
@pytest.mark.parametrize("fault", [{"status": 400}, {"reset": "after"}], ids=["refused", "reset"])
async def test_a_list_that_breaks_off_says_nothing(
    place: Place, preceptor: Running, client: Preceptor, page: int, fault: dict[str, object]
) -> None:
    """On whichever page: those behind it have not left."""
    crowd(place, 450)
    days = Days()
    roll = Roll(guilds=preceptor.app.guilds, now=days)
    await roll.call(client)
    before = await rows(preceptor, guilds)
    days.now += 400 * DAY
    for _ in range(page):
        place.faults.next("GET", "/users/@me/guilds", delay=0.001)
    place.faults.next("GET", "/users/@me/guilds", times=5, **fault)  # type: ignore[arg-type]  # of the fault script
    assert not await roll.call(client)
    assert await rows(preceptor, guilds) == before


async def test_a_failing_store_ends_no_daily_look(
    place: Place, preceptor: Running, client: Preceptor, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(preceptor.app.guilds, "call_the_roll", broken)
    assert not await Roll(guilds=preceptor.app.guilds, now=Days()).call(client)
    assert log.with_(event="background task failed", task="roll")


async def test_it_looks_again_after_a_while(place: Place, preceptor: Running, client: Preceptor) -> None:
    def looks() -> int:
        return len([one for one in place.wire.exchanges if one.template == "/users/@me/guilds"])

    roll = Roll(guilds=preceptor.app.guilds, now=Days(), every=0.01, again=0.01)
    keeping = asyncio.create_task(roll.keep(client))
    try:
        async with asyncio.timeout(5):
            while looks() < 4:
                await asyncio.sleep(0.01)
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


async def test_a_stopped_bot_leaves_no_look_behind(place: Place, tmp_path: Path, content: Path) -> None:
    async with running(place, settings(place, tmp_path, content)):
        assert [task for task in asyncio.all_tasks() if task.get_name() == "chore"]
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "chore"]
