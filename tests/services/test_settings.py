import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.errors import MemberError
from bot.core.settings import DEFAULTS, GuildSettings, Language, Setting, Value
from bot.core.storage import StoreUnavailableError
from bot.core.zones import Zones
from bot.services.settings import SettingsService
from bot.store.engine import Store, open_store

NOW = datetime(2031, 3, 5, 12, tzinfo=UTC)
ZONES = Zones(["Europe/Berlin"])


class CountingStore:
    """A real store, or one that is slow or failing, whose reads are counted."""

    def __init__(self, inner: Any = None) -> None:
        self.inner = inner
        self.reads: list[int] = []
        self.free = asyncio.Event()
        self.free.set()
        self.failing = False

    async def read(self, guild_id: int) -> GuildSettings:
        self.reads.append(guild_id)
        await self.free.wait()
        if self.failing:
            raise StoreUnavailableError("the disk is gone")
        found: GuildSettings = await self.inner.read(guild_id) if self.inner else GuildSettings(mentors=guild_id)
        return found

    async def change(self, guild_id: int, setting: Setting, value: Value, *, at: datetime) -> GuildSettings:
        changed: GuildSettings = await self.inner.change(guild_id, setting, value, at=at)
        return changed

    async def undo(self, guild_id: int, revision: int, *, at: datetime) -> GuildSettings | None:
        undone: GuildSettings | None = await self.inner.undo(guild_id, revision, at=at)
        return undone


def service(store: CountingStore, **more: Any) -> SettingsService:
    return SettingsService(store=store, zones=ZONES, now=lambda: NOW, **more)


@pytest.fixture
async def store(tmp_path: Any) -> Any:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'preceptor.db'}") as store:
        yield store


async def test_a_server_is_read_once_however_many_ask_at_once() -> None:
    store = CountingStore()
    settings = service(store)
    found = await asyncio.gather(*(settings.of(7) for _ in range(20)))
    assert {one.mentors for one in found} == {7}
    assert (await settings.of(7)).mentors == 7
    assert store.reads == [7]
    assert await settings.of(None) == DEFAULTS


async def test_memory_has_an_end_and_the_quietest_server_goes_first() -> None:
    store = CountingStore()
    settings = service(store, guilds=3)
    for guild_id in (1, 2, 3, 1, 4):
        await settings.of(guild_id)
    assert store.reads == [1, 2, 3, 4]
    await settings.of(1)
    assert store.reads == [1, 2, 3, 4, 1]


async def test_a_slow_store_holds_nobody_up_and_is_waited_for_once() -> None:
    store = CountingStore()
    store.free.clear()
    settings = service(store, budget=0.02)
    loop = asyncio.get_running_loop()
    assert await settings.of(7) == DEFAULTS
    began = loop.time()
    assert await settings.of(7) == DEFAULTS
    assert loop.time() - began < 0.015, "the second one does not wait at all"
    store.free.set()
    while (await settings.of(7)).mentors != 7:
        await asyncio.sleep(0.001)
    assert store.reads == [7]


async def test_a_failing_store_means_defaults_until_it_works_again() -> None:
    store = CountingStore()
    store.failing = True
    settings = service(store)
    assert await settings.of(7) == DEFAULTS
    store.failing = False
    assert (await settings.of(7)).mentors == 7


async def test_a_change_is_seen_at_once_even_by_a_read_that_began_before(store: Store) -> None:
    counting = CountingStore(store.settings)
    settings = service(counting)
    counting.free.clear()
    early = asyncio.create_task(settings.of(7))
    while not counting.reads:
        await asyncio.sleep(0)
    old = GuildSettings()
    counting.inner = store.settings
    changed = await settings.change(7, Setting.MENTORS, 12)
    counting.inner = type("Stale", (), {"read": lambda self, guild_id: _later(old)})()
    counting.free.set()
    assert await early == changed
    assert await settings.of(7) == changed
    assert await settings.of(8) == DEFAULTS


async def _later(value: GuildSettings) -> GuildSettings:
    return value


async def test_what_cannot_be_chosen_is_said_and_not_kept(store: Store) -> None:
    settings = service(CountingStore(store.settings))
    for setting, value, said in (
        (Setting.MODERATORS, 7, "@everyone"),
        (Setting.MENTORS, 7, "@everyone"),
        (Setting.ZONE, "Mars/Olympus", "no such time zone"),
        (Setting.LANGUAGE, "xx", "language"),
    ):
        with pytest.raises(MemberError, match=said):
            await settings.change(7, setting, value)
    assert await settings.of(7) == DEFAULTS
    assert (await settings.change(7, Setting.ZONE, "Europe/Berlin")).zone == "Europe/Berlin"
    assert (await settings.change(7, Setting.LANGUAGE, "de")).language is Language.GERMAN


async def test_undoing_what_is_not_the_last_change_is_refused(store: Store) -> None:
    settings = service(CountingStore(store.settings))
    first = await settings.change(7, Setting.MENTORS, 12)
    await settings.change(7, Setting.FORUM, 13)
    with pytest.raises(MemberError, match="Something else was changed"):
        await settings.undo(7, first.revision)
    assert (await settings.of(7)).mentors == 12


async def test_a_purged_server_is_read_anew(store: Store) -> None:
    settings = service(CountingStore(store.settings))
    await settings.change(7, Setting.MENTORS, 12)
    await store.guilds.call_the_roll({1}, at=NOW)
    await store.guilds.purge(7, left_before=datetime(2032, 1, 1, tzinfo=UTC))
    await settings.purge(7)
    await settings.purge(7)
    assert await settings.of(7) == DEFAULTS


async def test_who_wants_to_know_is_told_of_every_change_that_is_kept(store: Store) -> None:
    settings = service(CountingStore(store.settings))
    told: list[tuple[int, Any]] = []
    settings.on_change(lambda guild_id: told.append((guild_id, settings._known[guild_id].language)))
    changed = await settings.change(7, Setting.LANGUAGE, Language.GERMAN)
    await settings.undo(7, changed.revision)
    with pytest.raises(MemberError):
        await settings.change(7, Setting.ZONE, "Nowhere/At All")
    assert told == [(7, Language.GERMAN), (7, DEFAULTS.language)]
