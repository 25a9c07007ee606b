"""Open content, store and services, and close them again."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import available_timezones

from bot.app.app import App
from bot.app.clock import now
from bot.config import Config
from bot.content.loader import Loaded, load
from bot.content.watch import settled
from bot.core.flood import Flood
from bot.core.history import Kind
from bot.core.postings.values import Listed, Lists, Page
from bot.core.privacy import Spans
from bot.core.problems import Report
from bot.core.settings import GuildSettings
from bot.core.zones import Zones
from bot.dpy.channels import Channels
from bot.dpy.hand import Hand
from bot.dpy.notices import Notices
from bot.dpy.uplink import Uplink
from bot.links.cache import LinkCache
from bot.links.checker import LinkChecker
from bot.links.manners import agent
from bot.links.sightings import Sightings
from bot.render import links as link_cards
from bot.render import lists
from bot.render import postings as cards
from bot.render.dates import Dates
from bot.render.faq import excesses
from bot.render.plans import chart
from bot.services.asks import AskRecorder
from bot.services.charts import Charts
from bot.services.clearing import Clearing
from bot.services.editing import EditingService
from bot.services.faq import FaqService
from bot.services.guilds import GuildService
from bot.services.items import ItemService
from bot.services.links import LinkService, Reviewed
from bot.services.news import NewsService
from bot.services.overlays import OverlayService
from bot.services.pace import Pace
from bot.services.popularity import Popularity
from bot.services.ports import MemberCopy, MemberMemory
from bot.services.postings import Account, PostingService
from bot.services.privacy import PrivacyService
from bot.services.resources import ResourceService
from bot.services.retention import RetentionService
from bot.services.rounds import Rounds
from bot.services.services import Services
from bot.services.settings import SettingsService
from bot.services.shelf import Shelf, stocked
from bot.services.showings import Showings
from bot.services.statistics import StatisticsService
from bot.services.suggestions import SuggestionNews, SuggestionService
from bot.services.timelines import TimelineService
from bot.store.engine import Store, open_store
from bot.store.files import database_path, spool_path
from bot.store.spool import JsonlSpool

VERDICT_DAYS = 90
SUGGESTIONS, SUGGESTIONS_PER = 3, timedelta(minutes=10)  # of one member


class ContentError(Exception):
    """There is no content to start with; the report says why."""

    def __init__(self, report: Report) -> None:
        super().__init__("\n".join(str(problem) for problem in report.errors))
        self.report = report


@asynccontextmanager
async def open_app(config: Config) -> AsyncIterator[App]:
    """Open content, store and services in this order, and close them in the opposite one.

    Raises ContentError and StoreError.
    """
    async with AsyncExitStack() as stack:
        shelf = await asyncio.to_thread(_filled, config.content)
        store = await stack.enter_async_context(open_store(config.database))
        spool = JsonlSpool(path=spool_path(database_path(config.database)))
        recorder = await stack.enter_async_context(AskRecorder(store=store.asks, spool=spool))
        clearing = await stack.enter_async_context(Clearing(erasures=store.erasures))
        zones = Zones(await asyncio.to_thread(available_timezones))
        settings = SettingsService(store=store.settings, zones=zones, now=now)
        popularity = Popularity(await store.counts.by_guild())
        overlays = OverlayService(store=store.overlays, shelf=shelf, now=now, standing=await store.overlays.standing())
        floods = (Flood(), Flood(limit=30), Flood(), Flood(limit=SUGGESTIONS, per=SUGGESTIONS_PER))
        uplink = Uplink()
        notices = Notices(uplink=uplink, settings=settings)
        postings = _postings(store, shelf, overlays, settings, uplink)
        editing = _editing(config, shelf, store)
        rounds = _rounds(postings, editing, overlays, settings)
        suggestions, news = await _suggestions(store, overlays, floods[3])
        yield App(
            config=config,
            store=store,
            spool=spool,
            shelf=shelf,
            services=Services(
                faq=_faq(shelf, recorder, popularity, settings, floods[:2]),
                statistics=StatisticsService(reader=store.counts, titles=lambda: shelf.stock.pack),
                editing=editing,
                settings=settings,
                overlays=overlays,
                resources=ResourceService(overlays=overlays, flood=floods[2], monotonic=time.monotonic),
                suggestions=suggestions,
                items=ItemService(overlays=overlays, pack=lambda: shelf.stock.pack, now=now),
                news=news,
                privacy=_privacy(config, store, clearing, floods, (overlays, news)),
                charts=await stack.enter_async_context(Charts(draw=chart.draw)),
                timelines=TimelineService(shelf=shelf, settings=settings),
                postings=postings,
                rounds=rounds,
            ),
            retention=_retention(config, store),
            guilds=GuildService(
                store=store.guilds, purges=(settings, popularity, overlays, postings), days=config.retention.guilds
            ),
            links=await asyncio.to_thread(link_service, config, store, overlays, notices),
            hand=Hand(),
            uplink=uplink,
        )


def _faq(
    shelf: Shelf, recorder: AskRecorder, popularity: Popularity, settings: SettingsService, floods: Sequence[Flood]
) -> FaqService:
    """`floods`: of asks and of presses."""
    asks, presses = floods
    return FaqService(
        shelf=shelf,
        recorder=recorder,
        popularity=popularity,
        settings=settings,
        flood=asks,
        presses=presses,
        showings=Showings(monotonic=time.monotonic),
        monotonic=time.monotonic,
    )


def _rounds(
    postings: PostingService, editing: EditingService, overlays: OverlayService, settings: SettingsService
) -> Rounds:
    """What is posted is looked after as soon as something else should be seen."""
    rounds = Rounds(guilds=postings.guilds, look_after=postings.look_after, monotonic=time.monotonic)
    editing.on_taken(rounds.wake)
    overlays.on_change(rounds.wake)
    settings.on_change(rounds.wake)
    return rounds


async def _suggestions(store: Store, overlays: OverlayService, flood: Flood) -> tuple[SuggestionService, NewsService]:
    """What waits from before is looked up first. Raises StoreUnavailableError."""
    news = NewsService(sources=(SuggestionNews(store.suggestions, overlays),), now=now)
    suggestions = SuggestionService(
        store=store.suggestions, overlays=overlays, news=news, flood=flood, now=now, monotonic=time.monotonic
    )
    await suggestions.begin()
    await news.begin()
    return suggestions, news


def _retention(config: Config, store: Store) -> RetentionService:
    return RetentionService(
        archive=store.archive,
        suggestions=store.suggestions,
        gap_days=config.retention.gaps,
        ask_days=config.retention.asks,
        suggestion_days=config.retention.suggestions,
    )


def _editing(config: Config, shelf: Shelf, store: Store) -> EditingService:
    return EditingService(
        shelf=shelf,
        load=partial(_read, config.content),
        settled=partial(settled, config.content),
        verdicts=store.counts,
        days=min(VERDICT_DAYS, config.retention.asks),  # no longer than asks are kept
        now=now,
    )


def _filled(folder: Path) -> Shelf:
    """A shelf with what is in the folder. Blocking. Raises ContentError."""
    loaded = _read(folder)
    if loaded.pack is None:
        raise ContentError(loaded.report)
    return Shelf(stocked(loaded.pack, loaded.report, at=now()).told_by(loaded))


def _privacy(
    config: Config, store: Store, clearing: Clearing, floods: Sequence[MemberMemory], copies: Sequence[MemberCopy]
) -> PrivacyService:
    return PrivacyService(
        erasures=store.erasures,
        clearing=clearing,
        memories=floods,
        copies=copies,
        spans=Spans(**dict(config.retention)),
        now=now,
        monotonic=time.monotonic,
    )


def link_service(config: Config, store: Store, overlays: OverlayService, notices: Notices) -> LinkService:
    """Blocking: reads what earlier visits came to, from beside the database."""

    async def tell(guild_id: int, reviewed: Sequence[Reviewed]) -> bool:
        items = [(one.item.title, one.lists, one.last.health) for one in reviewed]
        return await notices.tell(guild_id, link_cards.broken(items))

    checker = LinkChecker(cache=LinkCache(database_path(config.database).parent / "links"), agent=agent())
    return LinkService(store=store.links, sightings=Sightings(checker), overlays=overlays, tell=tell, now=now)


def _postings(
    store: Store, shelf: Shelf, overlays: OverlayService, settings: SettingsService, uplink: Uplink
) -> PostingService:
    def pages(listed: Listed, chosen: GuildSettings) -> Sequence[Page]:
        return lists.pages(listed, Dates.of(chosen))

    def shown(guild_id: int) -> Lists:
        view = overlays.view(guild_id)
        doubtful = frozenset(view.under_review)
        return {
            id_: Listed(one, tuple(view.resources[resource] for resource in one.resources), doubtful)
            for id_, one in view.lists.items()
        }

    def notice(account: Account) -> Page:
        card = cards.notice(account.title, account.posting)
        return Page(lists.digest(card), card)

    return PostingService(
        store=store.postings,
        wire=Channels(uplink),
        pace=Pace(monotonic=time.monotonic),
        settings=settings,
        lists=shown,
        current=lambda list_id: shelf.stock.pack.history(Kind.LIST).current(list_id),
        pages=pages,
        notice=notice,
        now=now,
    )


def _read(folder: Path) -> Loaded:
    return load(folder, today=now().date(), measure=excesses)
