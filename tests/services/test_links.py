"""From a page that is gone to the word beside it and the notice, with a real checker and a site on this machine."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.pack import Pack
from bot.core.problems import Report
from bot.core.settings import Setting
from bot.links.cache import LinkCache
from bot.links.checker import LinkChecker
from bot.links.sightings import Sightings
from bot.services.links import LinkService, Reviewed
from bot.services.overlays import OverlayService
from bot.services.shelf import Shelf, stocked
from bot.store.engine import Store, open_store
from tests.core.test_overlay import pack, resource
from tests.links.site import AGENT, QUICK, START, FakeClock, Site, network, response, serving

GUILD, OTHER, QUIET = 7, 8, 9
WORKS, GONE = response(200), response(404)


@dataclass
class Bot:
    """The bot's part in it. `start` is a start of the process: only the database and the files are left of before."""

    folder: Path
    store: Store
    site: Site
    clock: FakeClock
    told: list[tuple[int, list[str]]] = field(default_factory=list)
    deaf: set[int] = field(default_factory=set)  # servers that cannot be told now
    heard: list[int | None] = field(default_factory=list)

    async def start(self) -> None:
        shelf = Shelf(stocked(self.pack, Report(), at=START))
        standing = await self.store.overlays.standing()
        self.overlays = OverlayService(store=self.store.overlays, shelf=shelf, now=self.clock.now, standing=standing)
        self.overlays.on_change(self.heard.append)
        checker = LinkChecker(
            cache=LinkCache(self.folder),
            agent=AGENT,
            network=network(self.site),
            manners=QUICK,
            clock=self.clock.clock,
        )
        self.links = LinkService(
            store=self.store.links,
            sightings=Sightings(checker),
            overlays=self.overlays,
            tell=self.tell,
            now=self.clock.now,
        )

    @property
    def pack(self) -> Pack:
        """Every resource leads to a page of the site that is named as it is."""
        plain = pack()
        resources = {id_: replace(one, url=self.site.url(f"/{id_}")) for id_, one in plain.resources.items()}
        return replace(plain, resources=resources)

    async def tell(self, guild_id: int, reviewed: Sequence[Reviewed]) -> bool:
        if guild_id in self.deaf:
            return False
        self.told.append((guild_id, [one.item.title for one in reviewed]))
        return True

    async def days(self, *days: float) -> None:
        """A round after so many days each."""
        for more in days:
            self.clock.seconds += timedelta(days=more).total_seconds()
            await self.links.round()


@asynccontextmanager
async def opened(folder: Path, **pages: bytes) -> AsyncIterator[Bot]:
    answers = dict.fromkeys(("/r1", "/r2", "/r3", "/shared"), WORKS) | {
        f"/{name}": page for name, page in pages.items()
    }
    async with serving(Site(answers)) as site, open_store(f"sqlite+aiosqlite:///{folder / 'preceptor.db'}") as store:
        for guild_id in (GUILD, OTHER):
            await store.settings.change(guild_id, Setting.NOTICES, 14, at=START)
        bot = Bot(folder, store, site, FakeClock())
        await bot.start()
        yield bot


async def test_two_days_of_failures_mark_an_item_everywhere_and_are_told_once_to_each_server(tmp_path: Path) -> None:
    async with opened(tmp_path, r1=GONE) as bot:
        await bot.days(0)
        assert bot.overlays.view(GUILD).under_review == frozenset()
        await bot.days(0.5, 0.4)
        assert bot.told == [], "the same day, or the same visit"
        await bot.days(0.2)
        assert bot.overlays.view(None).under_review == bot.overlays.view(QUIET).under_review == {"r1"}
        assert bot.told == [(GUILD, ["The r1"]), (OTHER, ["The r1"])]
        assert bot.heard == [None]
        await bot.days(0.1, 1.1, 1.1)
        assert len(bot.told) == 2
        assert bot.heard == [None], "nothing has changed since"


async def test_one_success_clears_it_and_the_next_failures_are_told_again(tmp_path: Path) -> None:
    async with opened(tmp_path, r1=GONE) as bot:
        await bot.days(0, 1.1)
        bot.site.answers = {**bot.site.answers, "/r1": WORKS}
        await bot.days(1.1)
        assert bot.overlays.view(GUILD).under_review == frozenset()
        assert bot.heard == [None, None]
        bot.site.answers = {**bot.site.answers, "/r1": GONE}
        await bot.days(8, 1.1)  # working pages are visited once a week
        assert bot.overlays.view(GUILD).under_review == {"r1"}
        assert bot.told == 2 * [(GUILD, ["The r1"]), (OTHER, ["The r1"])]


async def test_a_page_is_visited_once_a_day_and_a_working_one_once_a_week(tmp_path: Path) -> None:
    async with opened(tmp_path, r1=GONE) as bot:
        for days, asked in ((0, 5), (0.01, 0), (0.9, 0), (0.2, 2), (1.1, 2), (6, 5)):
            bot.site.requests.clear()
            await bot.days(days)
            assert len(bot.site.requests) == asked, days


async def test_items_that_a_server_added_are_visited_too_and_only_it_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as bot:
        item = resource("", "Club notes", url=bot.site.url("/club"))
        added = await bot.overlays.add(GUILD, "a", item, by=11)
        await bot.days(0, 1.1)
        assert bot.overlays.view(GUILD).under_review == {added.item_id}
        assert bot.overlays.view(OTHER).under_review == frozenset()
        assert bot.told == [(GUILD, ["Club notes"])]
        await bot.overlays.undo(GUILD, added.id, by=11)
        await bot.days(1.1)
        assert {one.url for one in await bot.store.links.sightings()} == bot.overlays.addresses, "nobody lists it now"


async def test_a_server_is_not_told_of_what_it_hides(tmp_path: Path) -> None:
    async with opened(tmp_path, r1=GONE) as bot:
        await bot.overlays.hide(GUILD, "a", "r1", by=11)
        await bot.days(0, 1.1)
        assert bot.told == [(OTHER, ["The r1"])]


async def test_who_cannot_be_told_now_is_told_later_and_nobody_twice(tmp_path: Path) -> None:
    async with opened(tmp_path, r1=GONE) as bot:
        bot.deaf = {GUILD}
        await bot.days(0, 1.1, 0.01)
        assert bot.told == [(OTHER, ["The r1"])]
        bot.deaf.clear()
        await bot.days(0.01)
        assert bot.told == [(OTHER, ["The r1"])], "not every few minutes"
        await bot.days(0.04, 0.04)
        assert bot.told == [(OTHER, ["The r1"]), (GUILD, ["The r1"])]


async def test_marks_outlive_a_restart_and_nobody_is_asked_or_told_again_for_it(tmp_path: Path) -> None:
    async with opened(tmp_path, r1=GONE) as bot:
        await bot.days(0, 1.1)
        bot.told.clear()
        bot.site.requests.clear()
        await bot.start()
        await bot.days(0.1)
        assert bot.overlays.view(GUILD).under_review == {"r1"}
        assert (bot.told, bot.site.requests) == ([], [])


async def test_a_bot_that_visits_nothing_forgets_what_it_saw(tmp_path: Path) -> None:
    async with opened(tmp_path, r1=GONE) as bot:
        await bot.days(0, 1.1)
        await bot.links.forget()
        assert await bot.store.links.sightings() == []
        assert await bot.store.links.told() == {}


async def test_what_is_told_says_where_it_stands(tmp_path: Path) -> None:
    said: list[Reviewed] = []
    async with opened(tmp_path, shared=GONE) as bot:

        async def tell(guild_id: int, reviewed: Sequence[Reviewed]) -> bool:
            said.extend(reviewed)
            return guild_id == GUILD

        bot.links._tell_moderators = tell
        await bot.overlays.add(GUILD, "a", resource("", "Club", url=bot.site.url("/club")), by=11)
        await bot.days(0, 1.1)
    assert [(one.item.title, one.lists, one.last.health) for one in said] == [
        ("The shared", ("A", "B"), "gone"),
        ("Club", ("A",), "gone"),
        ("The shared", ("A", "B"), "gone"),
    ]


@pytest.mark.parametrize("days", [61, 400])
async def test_days_of_long_ago_are_let_go(tmp_path: Path, days: int) -> None:
    async with opened(tmp_path, r1=GONE) as bot:
        await bot.days(0, days)
        assert {one.day for one in await bot.store.links.sightings()} == {bot.clock.now().date()}
