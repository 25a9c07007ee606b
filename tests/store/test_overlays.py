from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.overlay import Change, Kind
from bot.core.resources import Cost, Resource, ResourceKind, UrlLevel
from bot.core.storage import StoreUnavailableError
from bot.store.connections import writer_engine
from bot.store.engine import Store, open_store
from bot.store.guilds import SqlGuilds
from tests.store.samples import GUILD, NOON, rows

ADA, BEN = 1_122_334_455_667_788_990, 1_099_887_766_554_433_221
ITEM = Resource(
    id="",
    title="Recorded “talks” ✓",
    description="One hour each.",
    kind=ResourceKind.EDUCATION,
    audience=("resident", "fellow"),
    cost=Cost.FREE,
    checked=date(2031, 3, 5),
    url="https://example.org/talks",
    url_level=UrlLevel.PAGE_SEEN,
    cost_note="after a week",
    tags=("video",),
)
BARE = replace(ITEM, url=None, url_level=None, look_for="talks", audience=(), tags=())


async def keep(store: Store, kind: Kind = Kind.ADDED, *, guild_id: int = GUILD, by: int = ADA) -> Change:
    item_id, item = (None, ITEM) if kind is Kind.ADDED else ("j-pain", None)
    return await store.overlays.keep(guild_id, kind, "journals", item_id, item, by=by, at=NOON)


async def test_what_was_changed_is_there_after_a_restart_in_its_order(url: str) -> None:
    async with open_store(url) as store:
        added = await keep(store)
        hidden = await keep(store, Kind.HIDDEN, by=BEN)
        other = await keep(store, Kind.PINNED, guild_id=8)
        bare = await store.overlays.keep(GUILD, Kind.ADDED, "journals", None, BARE, by=ADA, at=NOON)
    assert added == Change(
        added.id, GUILD, Kind.ADDED, "journals", f"own_{added.id}", replace(ITEM, id=f"own_{added.id}"), ADA, NOON
    )
    assert hidden == Change(hidden.id, GUILD, Kind.HIDDEN, "journals", "j-pain", None, BEN, NOON)
    assert bare.item == replace(BARE, id=bare.item_id)
    async with open_store(url) as store:
        assert await store.overlays.standing() == [added, hidden, other, bare]
        assert await store.overlays.standing(8) == [other]


async def test_hiding_twice_is_one_change_and_adding_twice_are_two(store: Store) -> None:
    assert await keep(store, Kind.HIDDEN) == await keep(store, Kind.HIDDEN, by=BEN)
    assert (await keep(store)).id != (await keep(store)).id
    assert len(await store.overlays.standing()) == 3


async def test_what_is_undone_stays_as_a_row_and_can_be_done_again(store: Store, path: Path) -> None:
    hidden = await keep(store, Kind.HIDDEN)
    later = NOON + timedelta(days=1)
    assert await store.overlays.undo(8, hidden.id, by=BEN, at=later) is None, "another server's"
    assert await store.overlays.undo(GUILD, hidden.id, by=BEN, at=later) == hidden
    assert await store.overlays.undo(GUILD, hidden.id, by=BEN, at=later) is None
    again = await keep(store, Kind.HIDDEN)
    assert again.id != hidden.id
    assert await store.overlays.standing() == [again]
    [(by, at, undone_by)] = rows(
        path, "SELECT done_by, undone_at, undone_by FROM overlay_changes WHERE id = ?", hidden.id
    )
    assert (by, at, undone_by) == (ADA, int(later.timestamp() * 1000), BEN)


async def test_a_row_that_this_build_cannot_read_is_left_out_and_the_others_are_not(store: Store, path: Path) -> None:
    kept = await keep(store)
    writer = writer_engine(path)
    async with writer.begin() as connection:
        for kind, body in (("phrasing", "{}"), ("added", "{}"), ("added", "no json"), ("added", None)):
            statement = (
                "INSERT INTO overlay_changes (guild_id, kind, list_id, body, at) VALUES (7, ?, 'journals', ?, 1)"
            )
            await connection.exec_driver_sql(statement, (kind, body))
    await writer.dispose()
    assert await store.overlays.standing() == [kept]


async def test_ids_of_own_items_are_never_given_twice(store: Store, path: Path) -> None:
    first = await keep(store)
    await store.guilds.call_the_roll({8}, at=NOON)
    assert await store.guilds.purge(GUILD, left_before=NOON + timedelta(days=1)) == 2  # the change and the server
    assert rows(path, "SELECT count(*) FROM overlay_changes") == [(0,)]
    assert (await keep(store)).item_id != first.item_id


async def test_a_server_of_which_only_changes_are_kept_is_known_to_have_left(store: Store) -> None:
    await keep(store)
    assert isinstance(store.guilds, SqlGuilds)
    assert (await store.guilds.call_the_roll({8}, at=NOON)).left == (GUILD,)


async def test_erasing_a_moderator_takes_out_their_id_and_leaves_what_they_did(store: Store, path: Path) -> None:
    mine, theirs = await keep(store), await keep(store, Kind.HIDDEN, by=BEN)
    await store.overlays.undo(GUILD, theirs.id, by=ADA, at=NOON)
    assert await store.erasures.erase(ADA, at=NOON) == {"overlay_changes": 2}
    assert await store.overlays.standing() == [replace(mine, by=None)]
    assert rows(path, "SELECT done_by, undone_by FROM overlay_changes ORDER BY id") == [(None, None), (BEN, None)]
    assert str(ADA).encode() not in path.read_bytes()


async def test_a_change_that_cannot_be_written_is_not_there(url: str, path: Path) -> None:
    async with open_store(url) as store:
        kept = await keep(store)
        other = writer_engine(path)
        async with other.begin():
            with pytest.raises(StoreUnavailableError):
                await keep(store, Kind.HIDDEN)
        await other.dispose()
        assert await store.overlays.standing() == [kept]
