"""The panel's items over a real database: whatever hid, pinned or added an item is found and can be taken back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.content.loader import Loaded
from bot.core.errors import MemberError
from bot.core.history import History, Retired
from bot.core.history import Kind as Thing
from bot.core.overlay import Change
from bot.core.pack import Pack
from bot.core.problems import Report
from bot.core.storage import StoreUnavailableError
from bot.services.items import Item, ItemService
from bot.services.overlays import OverlayService
from bot.services.shelf import Shelf, stocked
from bot.store.engine import Store, open_store
from tests.core.test_overlay import NOON, pack, resource

GUILD, ADA = 7, 11
CLUB = ("club.example/notes", "Club notes", "Every Tuesday", "community", "")


@dataclass(frozen=True)
class Desk:
    store: Store
    shelf: Shelf
    overlays: OverlayService
    items: ItemService

    def take(self, new: Pack) -> None:
        self.shelf.offer(Loaded(new, Report(), {}, new), at=NOON)

    def shown(self, list_id: str = "a") -> tuple[str, ...]:
        return self.overlays.view(GUILD).lists[list_id].resources

    def item(self, item_id: str, list_id: str = "a") -> Item:
        found = self.items.bench(GUILD, list_id).item(item_id)
        assert found is not None
        return found

    async def undo(self, change: Change | None) -> Change:
        assert change is not None
        return await self.items.take_back(GUILD, change.id, by=ADA)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'preceptor.db'}") as store:
        shelf = Shelf(stocked(pack(), Report(), at=NOON))
        overlays = OverlayService(store=store.overlays, shelf=shelf, now=lambda: NOON)
        yield Desk(
            store, shelf, overlays, ItemService(overlays=overlays, pack=lambda: shelf.stock.pack, now=lambda: NOON)
        )


def succeeded() -> Pack:
    """r1 is retired, and r4 took its place in list `a`."""
    stone = Retired("r1", "The r1", date(2031, 3, 5), "r4")
    lists = {**pack().lists, "a": replace(pack().lists["a"], resources=("r4", "r2", "shared"))}
    resources = {id_: one for id_, one in pack().resources.items() if id_ != "r1"}
    past = {Thing.RESOURCE: History(retired=MappingProxyType({"r1": stone}))}
    return replace(pack(), digest="two", lists=lists, resources=resources, histories=MappingProxyType(past))


def twinned(title: str = "Club Notes") -> Pack:
    """The pack lists r4 in `a`, under this title."""
    lists = {**pack().lists, "a": replace(pack().lists["a"], resources=("r1", "r2", "shared", "r4"))}
    return replace(
        pack(), digest="twin", lists=lists, resources={**pack().resources, "r4": resource("r4", title=title)}
    )


async def test_an_item_that_is_added_counts_as_looked_at_that_day(desk: Desk) -> None:
    added = await desk.items.add(GUILD, "a", CLUB, by=ADA)
    assert added.item is not None
    assert (added.item.checked, added.item.url) == (NOON.date(), "https://club.example/notes")


async def test_what_took_the_place_of_a_hidden_item_can_be_shown_again(desk: Desk) -> None:
    await desk.items.hide(GUILD, "a", "r1", by=ADA)
    desk.take(succeeded())
    assert desk.shown() == ("r2", "shared")
    undone = await desk.undo(desk.item("r4").hidden)
    assert (undone.list_id, undone.item_id) == ("a", "r4"), "by the ids of today"
    assert desk.shown() == ("r4", "r2", "shared")
    assert desk.item("r4").hidden is None


async def test_the_packs_twin_of_a_hidden_item_can_be_shown_again_and_not_removed(desk: Desk) -> None:
    added = await desk.items.add(GUILD, "a", CLUB, by=ADA)
    await desk.items.hide(GUILD, "a", added.item_id, by=ADA)
    desk.take(twinned())
    assert desk.shown() == ("r1", "r2", "shared")
    twin = desk.item("r4")
    assert twin.added is None, "what the pack has cannot be removed"
    await desk.undo(twin.hidden)
    assert desk.shown() == ("r1", "r2", "shared", "r4")
    assert desk.items.bench(GUILD, "a").last is None, "that it was added is of no effect any more"


async def test_an_item_that_is_hidden_under_two_ids_is_shown_again_at_one_press(desk: Desk) -> None:
    """The pack had both for a while, and then one of them: two changes hide it."""
    desk.take(twinned("The r4"))
    old = await desk.items.hide(GUILD, "a", "r1", by=ADA)
    new = await desk.items.hide(GUILD, "a", "r4", by=ADA)
    desk.take(succeeded())
    hidden = desk.item("r4").hidden
    assert hidden is not None
    assert hidden.id == new.id
    await desk.undo(hidden)
    assert desk.shown() == ("r4", "r2", "shared")
    assert await desk.store.overlays.standing(GUILD) == []
    with pytest.raises(MemberError, match="taken back already"):
        await desk.undo(old)


async def test_what_is_hidden_or_pinned_under_an_older_id_is_not_hidden_or_pinned_twice(desk: Desk) -> None:
    first = [await desk.items.hide(GUILD, "a", "r1", by=ADA), await desk.items.pin(GUILD, "a", "r2", by=ADA)]
    past = History(renamed=MappingProxyType({"r1": "r4", "r2": "r5"}))
    lists = {**pack().lists, "a": replace(pack().lists["a"], resources=("r4", "r5", "shared"))}
    resources = {**pack().resources, "r5": resource("r5")}
    desk.take(
        replace(
            pack(),
            digest="two",
            lists=lists,
            resources=resources,
            histories=MappingProxyType({Thing.RESOURCE: past}),
        )
    )
    assert desk.shown() == ("r5", "shared")
    again = [await desk.items.hide(GUILD, "a", "r4", by=ADA), await desk.items.pin(GUILD, "a", "r5", by=ADA)]
    assert again == [replace(first[0], item_id="r4"), replace(first[1], item_id="r5")]
    assert len(await desk.store.overlays.standing(GUILD)) == 2


async def test_the_last_change_is_one_that_did_something_and_goes_by_the_id_of_today(desk: Desk) -> None:
    hidden = await desk.items.hide(GUILD, "a", "r1", by=ADA)
    await desk.items.pin(GUILD, "a", "r2", by=ADA)
    lists = {**succeeded().lists, "a": replace(pack().lists["a"], resources=("r4", "shared"))}
    desk.take(replace(succeeded(), lists=lists))
    last = desk.items.bench(GUILD, "a").last
    assert last is not None
    assert (last.id, last.item_id) == (hidden.id, "r4"), "r2 stands there no more: taking its pin back shows nothing"


async def test_taking_back_can_be_done_again_where_the_store_failed_half_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.take(twinned("The r4"))
    for item_id in ("r1", "r4"):
        await desk.items.hide(GUILD, "a", item_id, by=ADA)
    desk.take(succeeded())
    hidden, undo, asked = desk.item("r4").hidden, desk.store.overlays.undo, list[int]()

    async def fails(guild_id: int, change_id: int, **more: object) -> Change | None:
        asked.append(change_id)
        if len(asked) == 2:
            raise StoreUnavailableError("busy")
        return await undo(guild_id, change_id, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.store.overlays, "undo", fails)
    with pytest.raises(StoreUnavailableError):
        await desk.undo(hidden)
    assert desk.shown() == ("r2", "shared")
    await desk.undo(hidden)
    assert desk.shown() == ("r4", "r2", "shared")
