from datetime import timedelta
from pathlib import Path

from bot.core.settings import Setting
from bot.core.sightings import Sighting
from bot.store.engine import Store, open_store
from tests.store.samples import GUILD, NOON, rows

DAY = timedelta(days=1)
A, B = "https://a.example/", "https://b.example/x?y=1"


def seen(url: str, *, works: bool = False, days: float = 0) -> Sighting:
    return Sighting(url, works, "fine" if works else "gone", NOON + days * DAY)


async def test_what_was_seen_is_there_after_a_restart_of_each_day_the_last_of_both(url: str) -> None:
    async with open_store(url) as store:
        await store.links.keep([seen(A), seen(B, works=True), seen(A, days=1)])
        await store.links.keep([seen(A, works=True, days=0.1), seen(A, days=0.05)])
        await store.links.keep([])
    async with open_store(url) as store:
        assert await store.links.sightings() == [
            *(seen(A, days=0.05), seen(A, works=True, days=0.1), seen(A, days=1), seen(B, works=True)),
        ]


async def test_old_days_and_links_of_no_list_are_let_go(store: Store) -> None:
    await store.links.keep([seen(A), seen(A, days=3), seen(B, days=3)])
    await store.links.forget(before=(NOON + 3 * DAY).date(), but={A})
    assert await store.links.sightings() == [seen(A, days=3)]
    await store.links.forget(before=NOON.date(), but=())
    assert await store.links.sightings() == []


async def test_who_was_told_is_known_until_the_link_works_again_or_the_server_is_gone(store: Store, path: Path) -> None:
    await store.links.tell(GUILD, {A, B}, at=NOON)
    await store.links.tell(GUILD, {A}, at=NOON)
    await store.links.tell(8, {A}, at=NOON)
    await store.links.tell(9, (), at=NOON)
    assert await store.links.told() == {GUILD: {A, B}, 8: {A}}
    await store.links.untell(but={A})
    assert await store.links.told() == {GUILD: {A}, 8: {A}}
    await store.guilds.call_the_roll({8}, at=NOON)
    await store.guilds.purge(GUILD, left_before=NOON + DAY)
    assert await store.links.told() == {8: {A}}
    await store.links.untell(but=())
    assert rows(path, "SELECT count(*) FROM link_notices") == [(0,)]


async def test_servers_listen_that_have_a_channel_for_notices_and_the_bot(store: Store) -> None:
    for guild_id in (9, GUILD, 8):
        await store.settings.change(guild_id, Setting.NOTICES, 14, at=NOON)
    await store.settings.change(8, Setting.NOTICES, None, at=NOON)
    await store.settings.change(10, Setting.MENTORS, 14, at=NOON)
    assert await store.links.listening() == [GUILD, 9]
    await store.guilds.call_the_roll({9}, at=NOON)
    assert await store.links.listening() == [9]
