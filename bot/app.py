"""The composition root: the one file that knows every layer, opens what lives long and hands it down."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from zoneinfo import available_timezones

import structlog

from bot import logs
from bot.cli.codes import CONFIGURATION, FINE
from bot.config import DISCORD, Config
from bot.content.loader import Loaded, load
from bot.content.watch import settled, watch
from bot.core.flood import Flood
from bot.core.history import Kind
from bot.core.postings.values import Listed, Lists, Page
from bot.core.privacy import Spans
from bot.core.problems import Report
from bot.core.settings import GuildSettings
from bot.core.signs import Live, Shard
from bot.core.storage import StoreError
from bot.core.zones import Zones
from bot.dpy.boundary import Boundary
from bot.dpy.channels import Channels
from bot.dpy.client import Preceptor, Setup
from bot.dpy.connector import connector
from bot.dpy.hand import Hand
from bot.dpy.keeper import Ending, Keeper
from bot.dpy.notices import Notices
from bot.dpy.presses import Presses
from bot.dpy.roll import Roll
from bot.dpy.syncing import TreeSync
from bot.dpy.uplink import Uplink
from bot.health.checkup import Checkup
from bot.health.server import HealthAddressError, open_health
from bot.health.trial import Trial
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

# By name: features import the layers below, and nothing below knows them.
FEATURES = (
    *("cogs.faq", "cogs.timeline", "cogs.resources", "cogs.lists", "cogs.statistics", "cogs.editing"),
    *("cogs.settings", "cogs.help", "cogs.privacy"),
)
VERDICT_DAYS = 90
SUGGESTIONS, SUGGESTIONS_PER = 3, timedelta(minutes=10)  # of one member
RETENTION_EVERY = 3600.0  # seconds
LINKS_EVERY = 600.0  # seconds from one look at what is due to the next; each page is visited once a day at most
SWEEP_EVERY = 60.0
WATCH_AGAIN = 5.0


class ContentError(Exception):
    """There is no content to start with; the report says why."""

    def __init__(self, report: Report) -> None:
        super().__init__("\n".join(str(problem) for problem in report.errors))
        self.report = report


@dataclass(frozen=True, slots=True)
class App:
    """Everything that lives as long as the process. `hand` and `uplink` are shared by all clients of it."""

    config: Config
    store: Store
    spool: JsonlSpool
    shelf: Shelf
    services: Services
    retention: RetentionService
    guilds: GuildService
    links: LinkService
    hand: Hand
    uplink: Uplink

    async def serve(self, stop: asyncio.Event) -> Ending:
        """Stay connected and keep the house until `stop`, or until Discord refuses for good."""
        token = self.config.token.get_secret_value() if self.config.token else ""
        keeper = Keeper(client=self.client, token=token, hand=self.hand, uplink=self.uplink, stop=stop)
        tickers = [
            asyncio.create_task(self._watch_content(stop), name="content watcher"),
            asyncio.create_task(self._keep_retention(stop), name="retention"),
            asyncio.create_task(self._keep_links(stop), name="links"),
            asyncio.create_task(self._sweep(stop), name="memory"),
            asyncio.create_task(self.services.rounds.run(), name="postings"),
        ]
        try:
            return await keeper.run()
        finally:
            for ticker in tickers:
                ticker.cancel()
            await asyncio.gather(*tickers, return_exceptions=True)

    def client(self) -> Preceptor:
        """A fresh client with all features, for one connection."""
        endpoint = self.config.discord.endpoint
        presses = Presses()
        return Preceptor(
            connector=connector(endpoint, discord=DISCORD),
            boundary=Boundary(
                hand=self.hand,
                presses=presses,
                settings=self.services.settings,
                news=self.services.news,
                operators=frozenset(self.config.operators),
            ),
            presses=presses,
            features=[_feature(name, self.services) for name in FEATURES],
            sync=TreeSync(ledger=self.store.command_syncs, endpoint=endpoint, now=_now),
            chores=[Roll(guilds=self.guilds, now=_now).keep, self._warm_charts, self._connected],
        )

    async def _warm_charts(self, client: Preceptor) -> None:
        """Import what draws, off the event loop, once the bot is there for people."""
        await client.wait_until_ready()
        await _round("charts", partial(self.services.charts.warm, chart.warm))

    async def _connected(self, client: Preceptor) -> None:
        self.services.rounds.connected()

    async def _watch_content(self, stop: asyncio.Event) -> None:
        async def reload(digest: str) -> bool:
            return await _round("content", partial(self.services.editing.take, digest))

        async def look() -> None:
            await watch(self.config.content, reload=reload, stop=stop, live=self.shelf.stock.pack.digest, poll=poll)

        poll = False
        while not stop.is_set():
            await _round("content watcher", look)
            poll = True  # the system's notifications gave out: look at the files instead
            await _pause(stop, WATCH_AGAIN)

    async def _keep_retention(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await _round("retention", partial(self.retention.run, _now()))
            await _pause(stop, RETENTION_EVERY)

    async def _keep_links(self, stop: asyncio.Event) -> None:
        if not self.config.links.check:
            await _round("links", self.links.forget)
            return
        while not stop.is_set():
            await _round("links", self.links.round)
            await _pause(stop, LINKS_EVERY)

    async def _sweep(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self.services.privacy.sweep()
            await _pause(stop, SWEEP_EVERY)


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
        settings = SettingsService(store=store.settings, zones=zones, now=_now)
        popularity = Popularity(await store.counts.by_guild())
        overlays = OverlayService(store=store.overlays, shelf=shelf, now=_now, standing=await store.overlays.standing())
        floods = (Flood(), Flood(limit=30), Flood(), Flood(limit=SUGGESTIONS, per=SUGGESTIONS_PER))
        uplink = Uplink()
        postings = _postings(store, shelf, overlays, settings, uplink)
        editing = _editing(config, shelf, store)
        rounds = _rounds(postings, editing, overlays)
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
                items=ItemService(overlays=overlays, pack=lambda: shelf.stock.pack, now=_now),
                news=news,
                privacy=_privacy(config, store, clearing, floods, (overlays, news)),
                charts=await stack.enter_async_context(Charts(draw=chart.draw)),
                timelines=TimelineService(shelf=shelf, settings=settings),
                postings=postings,
                rounds=rounds,
            ),
            retention=_retention(config, store),
            guilds=GuildService(
                store=store.guilds, purges=(settings, popularity, overlays), days=config.retention.guilds
            ),
            links=await asyncio.to_thread(_links, config, store, overlays, Notices(uplink=uplink, settings=settings)),
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


def _rounds(postings: PostingService, editing: EditingService, overlays: OverlayService) -> Rounds:
    """What is posted is looked after as soon as something else should be seen."""
    rounds = Rounds(guilds=postings.guilds, look_after=postings.look_after, monotonic=time.monotonic)
    editing.on_taken(rounds.wake)
    overlays.on_change(rounds.wake)
    return rounds


async def _suggestions(store: Store, overlays: OverlayService, flood: Flood) -> tuple[SuggestionService, NewsService]:
    """What waits from before is looked up first. Raises StoreUnavailableError."""
    news = NewsService(sources=(SuggestionNews(store.suggestions),), now=_now)
    suggestions = SuggestionService(
        store=store.suggestions, overlays=overlays, news=news, flood=flood, now=_now, monotonic=time.monotonic
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


@asynccontextmanager
async def open_watch(app: App) -> AsyncIterator[None]:
    """Tell programs whether the bot is well, where the settings say so. Raises HealthAddressError."""

    def shards() -> tuple[Sequence[Shard], bool, bool]:
        return app.uplink.shards(), app.uplink.greeted, app.hand.closing

    def live() -> Live:
        stock, pending = app.shelf.now.stock, app.shelf.now.pending
        problems = len(pending.report.errors) if pending else None
        return Live(stock.pack.digest, stock.loaded_at, len(stock.pack.entries), problems)

    settings = app.config.health
    if settings.port == 0:
        yield
        return
    async with Trial(app.store.trial.write) as trial:
        checkup = Checkup(shards=shards, trial=trial, waiting=app.spool.waiting, live=live)
        async with open_health(settings.host, settings.port, signs=checkup.signs):
            yield


async def run(config: Config) -> int:
    """`preceptor run`: until SIGTERM or SIGINT. Returns the exit code; what to change is in the last log line."""
    logs.configure(config.log.level, config.log.format)
    log = structlog.get_logger("preceptor")
    if config.token is None:
        log.error("no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE with the path of a file that holds it")
        return CONFIGURATION
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        async with open_app(config) as app, open_watch(app):
            # matplotlib keeps a list of typefaces in a folder: beside the database, not in some home.
            os.environ.setdefault("MPLCONFIGDIR", str(database_path(config.database).with_name("matplotlib")))
            log.info("starting", entries=len(app.shelf.stock.pack.entries), endpoint=config.discord.endpoint)
            ending = await app.serve(stop)
    except ContentError as error:
        for problem in error.report.errors:
            log.error("content cannot be used", problem=str(problem))
        return CONFIGURATION
    except StoreError as error:
        log.error("the database cannot be used", problem=str(error))
        return error.exit_code
    except HealthAddressError as error:
        log.error("nobody could ask whether the bot is well", problem=str(error))
        return CONFIGURATION
    if ending is Ending.REFUSED:
        return CONFIGURATION
    log.info("stopped")
    return FINE


def _editing(config: Config, shelf: Shelf, store: Store) -> EditingService:
    return EditingService(
        shelf=shelf,
        load=partial(_read, config.content),
        settled=partial(settled, config.content),
        verdicts=store.counts,
        days=min(VERDICT_DAYS, config.retention.asks),  # no longer than asks are kept
        now=_now,
    )


def _filled(folder: Path) -> Shelf:
    """A shelf with what is in the folder. Blocking. Raises ContentError."""
    loaded = _read(folder)
    if loaded.pack is None:
        raise ContentError(loaded.report)
    return Shelf(stocked(loaded.pack, loaded.report, at=_now()).told_by(loaded))


def _privacy(
    config: Config, store: Store, clearing: Clearing, floods: Sequence[MemberMemory], copies: Sequence[MemberCopy]
) -> PrivacyService:
    return PrivacyService(
        erasures=store.erasures,
        clearing=clearing,
        memories=floods,
        copies=copies,
        spans=Spans(**dict(config.retention)),
        now=_now,
        monotonic=time.monotonic,
    )


def _links(config: Config, store: Store, overlays: OverlayService, notices: Notices) -> LinkService:
    """Blocking: reads what earlier visits came to, from beside the database."""

    async def tell(guild_id: int, reviewed: Sequence[Reviewed]) -> bool:
        items = [(one.item.title, one.lists, one.last.health, one.own) for one in reviewed]
        return await notices.tell(guild_id, link_cards.broken(items))

    checker = LinkChecker(cache=LinkCache(database_path(config.database).parent / "links"), agent=agent())
    return LinkService(store=store.links, sightings=Sightings(checker), overlays=overlays, tell=tell, now=_now)


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
        now=_now,
    )


def _read(folder: Path) -> Loaded:
    return load(folder, today=_now().date(), measure=excesses)


def _feature(name: str, services: Services) -> Setup:
    """The feature's own `setup(bot, services)`. Imported once, so that a new client reuses its classes."""

    async def setup(bot: Preceptor) -> None:
        await import_module(name).setup(bot, services)

    return setup


async def _round(name: str, work: Callable[[], Awaitable[object]]) -> bool:
    """One round of a background task; a failure is logged and the next round still comes. What it says, or False."""
    try:
        return bool(await work())
    except Exception:  # noqa: BLE001  # the boundary of background work: a ticker must not die of one bad round
        structlog.get_logger("preceptor").exception("background task failed", task=name)
        return False


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def _now() -> datetime:
    return datetime.now(UTC)
