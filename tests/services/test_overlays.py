"""The overlay as handlers have it: from memory, live at once, over whatever content is live."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.content.loader import Loaded
from bot.core.errors import MemberError
from bot.core.overlay import Change, Kind
from bot.core.pack import Pack
from bot.core.problems import Report
from bot.core.storage import StoreUnavailableError
from bot.services.overlays import OverlayService
from bot.services.shelf import Shelf, stocked
from bot.store.engine import Store, open_store
from tests.core.test_overlay import NOON, pack, resource

GUILD, ADA, BEN = 7, 11, 12
CLUB = resource("", "Club notes")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'preceptor.db'}") as store:
        yield store


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(stocked(pack(), Report(), at=NOON))


async def opened(store: Store, shelf: Shelf, **more: int) -> OverlayService:
    standing = await store.overlays.standing()
    return OverlayService(store=store.overlays, shelf=shelf, now=lambda: NOON, standing=standing, **more)


@pytest.fixture
async def service(store: Store, shelf: Shelf) -> OverlayService:
    return await opened(store, shelf)


def shown(service: OverlayService, guild_id: int | None = GUILD) -> tuple[str, ...]:
    return service.view(guild_id).lists["a"].resources


async def test_a_change_is_live_when_it_returns_and_after_a_restart_and_in_no_other_server(
    service: OverlayService, store: Store, shelf: Shelf
) -> None:
    before = service.view(GUILD)
    added = await service.add(GUILD, "a", CLUB, by=ADA)
    await service.hide(GUILD, "a", "r1", by=ADA)
    await service.pin(GUILD, "a", added.item_id, by=BEN)
    assert shown(service) == (added.item_id, "r2", "shared")
    assert before.lists["a"].resources == ("r1", "r2", "shared"), "a view that somebody has does not change"
    assert shown(service, 8) == shown(service, None) == ("r1", "r2", "shared")
    assert [(one.kind, one.by, one.at) for one in service.changes(GUILD)] == [
        *((Kind.ADDED, ADA, NOON), (Kind.HIDDEN, ADA, NOON), (Kind.PINNED, BEN, NOON)),
    ]
    again = await opened(store, shelf)
    assert again.view(GUILD).lists == dict(service.view(GUILD).lists)
    assert again.changes(GUILD) == service.changes(GUILD)


async def test_views_are_made_once_and_those_of_servers_without_changes_are_one(service: OverlayService) -> None:
    await service.hide(GUILD, "a", "r1", by=ADA)
    assert service.view(GUILD) is service.view(GUILD)
    assert service.view(None) is service.view(8) is service.view(9)


async def test_undoing_everything_leads_back_to_the_pack(service: OverlayService) -> None:
    changes = [await service.add(GUILD, "a", CLUB, by=ADA), await service.hide(GUILD, "a", "r1", by=ADA)]
    for change in changes:
        assert await service.undo(GUILD, change.id, by=BEN) == change
        assert await service.undo(GUILD, change.id, by=BEN) is None
    assert await service.undo(8, changes[0].id, by=BEN) is None
    assert service.changes(GUILD) == ()
    assert service.view(GUILD) is service.view(None)


async def test_listeners_hear_each_change_once_and_nothing_of_what_changed_nothing(service: OverlayService) -> None:
    heard: list[int | None] = []
    seen: list[tuple[str, ...]] = []
    service.on_change(heard.append)
    service.on_change(lambda guild_id: seen.append(shown(service, guild_id)))
    hidden = await service.hide(GUILD, "a", "r1", by=ADA)
    assert await service.hide(GUILD, "a", "r1", by=BEN) == hidden
    with pytest.raises(MemberError):
        await service.hide(GUILD, "a", "r3", by=ADA)
    assert heard == [GUILD]
    assert seen == [("r2", "shared")], "it is live when they hear of it"
    await service.undo(GUILD, hidden.id, by=ADA)
    await service.undo(GUILD, hidden.id, by=ADA)
    service.review({"https://r1.example/"})
    service.review({"https://r1.example/"})
    assert heard == [GUILD, GUILD, None]


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (lambda service: service.add(GUILD, "gone", CLUB, by=ADA), "no such list"),
        (lambda service: service.add(GUILD, "a", replace(CLUB, title="the R2"), by=ADA), "this title already"),
        (lambda service: service.add(GUILD, "a", replace(CLUB, url="https://R2.example"), by=ADA), "this page already"),
        (lambda service: service.hide(GUILD, "a", "r3", by=ADA), "does not stand in this list"),
        (lambda service: service.pin(GUILD, "a", "own_1", by=ADA), "does not stand in this list"),
        (lambda service: service.pin(GUILD, "gone", "r1", by=ADA), "no such list"),
    ],
)
async def test_what_cannot_be_is_told_and_not_kept(
    service: OverlayService, store: Store, work: Callable[[OverlayService], asyncio.Future[Change]], told: str
) -> None:
    with pytest.raises(MemberError, match=told):
        await work(service)
    assert await store.overlays.standing() == []


@pytest.mark.parametrize("what", [{"title": "THE R1"}, {"url": "https://r1.example/#top"}])
async def test_what_is_hidden_is_not_added_a_second_time(service: OverlayService, what: dict[str, str]) -> None:
    await service.hide(GUILD, "a", "r1", by=ADA)
    with pytest.raises(MemberError, match="Choose it in `/lists items` and press “Show again”"):
        await service.add(GUILD, "a", replace(CLUB, **what), by=ADA)  # type: ignore[arg-type]
    await service.add(GUILD, "b", replace(CLUB, **what), by=ADA)  # type: ignore[arg-type]
    assert [one.kind for one in service.changes(GUILD)] == [Kind.HIDDEN, Kind.ADDED]


async def test_two_who_add_the_same_at_once_add_it_once(service: OverlayService) -> None:
    done = await asyncio.gather(
        *(service.add(GUILD, "a", CLUB, by=by) for by in (ADA, BEN, ADA)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["Change", "MemberError", "MemberError"]


async def test_there_is_a_most_that_a_server_changes(store: Store, shelf: Shelf) -> None:
    service = await opened(store, shelf, most=2)
    await service.hide(GUILD, "a", "r1", by=ADA)
    last = await service.add(GUILD, "a", CLUB, by=ADA)
    with pytest.raises(MemberError, match="changed 2 things"):
        await service.pin(GUILD, "a", "r2", by=ADA)
    await service.undo(GUILD, last.id, by=ADA)
    await service.pin(GUILD, "a", "r2", by=ADA)


async def test_what_leads_nowhere_or_was_taken_over_by_the_pack_takes_no_room(store: Store, shelf: Shelf) -> None:
    service = await opened(store, shelf, most=2)
    await service.hide(GUILD, "a", "r1", by=ADA)
    await service.add(GUILD, "a", CLUB, by=ADA)
    lists = {**pack().lists, "a": replace(pack().lists["a"], resources=("r2", "shared", "r4"))}
    resources = {**pack().resources, "r4": resource("r4", str(CLUB.title))}
    taken(shelf, replace(pack(), digest="two", lists=lists, resources=resources))
    await service.hide(GUILD, "a", "r2", by=ADA)
    await service.pin(GUILD, "a", "shared", by=ADA)
    assert shown(service) == ("shared", "r4")
    with pytest.raises(MemberError, match="changed 2 things"):
        await service.pin(GUILD, "a", "r4", by=ADA)


async def test_what_was_done_to_an_item_of_the_servers_own_goes_with_it(service: OverlayService, store: Store) -> None:
    heard: list[int | None] = []
    added = await service.add(GUILD, "a", CLUB, by=ADA)
    await service.pin(GUILD, "a", added.item_id, by=ADA)
    await service.hide(GUILD, "a", added.item_id, by=ADA)
    await service.hide(GUILD, "a", "r1", by=ADA)
    service.on_change(heard.append)
    assert await service.undo(GUILD, added.id, by=BEN) == added
    assert [one.item_id for one in await store.overlays.standing()] == ["r1"]
    assert (shown(service), heard) == (("r2", "shared"), [GUILD])


async def test_what_is_taken_back_holds_though_nobody_waits_for_it_any_more(
    service: OverlayService, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = await service.hide(GUILD, "a", "r1", by=ADA)
    undo = type(store.overlays).undo

    async def then_cancelled(*args: Any, **kwargs: Any) -> None:
        await undo(*args, **kwargs)
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(type(store.overlays), "undo", then_cancelled)
        with pytest.raises(asyncio.CancelledError):
            await service.undo(GUILD, hidden.id, by=ADA)
    assert await store.overlays.standing() == []
    assert shown(service)[0] == "r1"


def taken(shelf: Shelf, new: Pack) -> None:
    shelf.offer(Loaded(new, Report(), {}, new), at=NOON)


async def test_new_content_is_under_the_same_changes_at_once(service: OverlayService, shelf: Shelf) -> None:
    await service.hide(GUILD, "a", "r1", by=ADA)
    await service.pin(GUILD, "a", "r2", by=ADA)
    old, plain = service.view(GUILD), service.view(None)
    lists = {**pack().lists, "a": replace(pack().lists["a"], resources=("r4", "r1", "shared"))}
    taken(shelf, replace(pack(), digest="two", lists=lists))
    assert shown(service) == ("r4", "shared")
    assert [change.item_id for change in service.view(GUILD).orphans] == ["r2"]
    assert service.view(None) is not plain
    assert old.lists["a"].resources == ("r2", "shared")
    taken(shelf, replace(pack(), digest="three"))
    assert shown(service) == ("r2", "shared"), "an orphan that finds its item again is none any more"


async def test_no_more_views_are_kept_than_was_said_and_all_are_right(store: Store, shelf: Shelf) -> None:
    service = await opened(store, shelf, views=3)
    for guild_id in range(1, 9):
        await service.hide(guild_id, "a", "r1", by=ADA)
    for guild_id in (*range(1, 9), *range(1, 9)):
        assert shown(service, guild_id) == ("r2", "shared")
    assert len(service._views) == 3


async def test_items_that_lead_to_broken_addresses_are_under_review_until_they_do_not(service: OverlayService) -> None:
    added = await service.add(GUILD, "a", CLUB, by=ADA)
    assert service.addresses == {f"https://{name}.example/" for name in ("r1", "r2", "r3", "shared")} | {CLUB.url}
    service.review({str(CLUB.url), "https://r3.example/"})
    assert service.view(GUILD).under_review == {added.item_id, "r3"}
    assert service.view(8).under_review == service.view(None).under_review == {"r3"}
    service.review(frozenset())
    assert service.view(GUILD).under_review == service.view(None).under_review == frozenset()


async def test_a_member_who_was_erased_and_a_server_that_left_are_forgotten(service: OverlayService) -> None:
    await service.hide(GUILD, "a", "r1", by=ADA)
    await service.pin(GUILD, "a", "r2", by=BEN)
    assert service.forget(ADA)
    assert not service.forget(ADA)
    assert [change.by for change in service.changes(GUILD)] == [None, BEN]
    assert [change.by for change in service.view(GUILD).changes] == [None, BEN]
    await service.purge(GUILD)
    await service.purge(GUILD)
    assert service.changes(GUILD) == ()
    assert shown(service) == ("r1", "r2", "shared")


class Full:
    """A store whose disk is full."""

    async def standing(self) -> list[Change]:
        return []

    async def keep(self, *_: object, **__: object) -> Change:
        raise StoreUnavailableError("full")

    async def undo(self, *_: object, **__: object) -> Change | None:
        raise StoreUnavailableError("full")


async def test_what_was_not_kept_is_not_shown(shelf: Shelf) -> None:
    standing = [Change(1, GUILD, Kind.HIDDEN, "a", "r1", None, ADA, NOON - timedelta(days=1))]
    service = OverlayService(store=Full(), shelf=shelf, now=lambda: NOON, standing=standing)
    heard: list[int | None] = []
    service.on_change(heard.append)
    with pytest.raises(StoreUnavailableError):
        await service.add(GUILD, "a", CLUB, by=ADA)
    with pytest.raises(StoreUnavailableError):
        await service.undo(GUILD, 1, by=ADA)
    assert (shown(service), heard) == (("r2", "shared"), [])
