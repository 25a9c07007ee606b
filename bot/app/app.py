"""Everything that lives as long as the process, and what it does while it does."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

import structlog

from bot.app.clock import now
from bot.config import DISCORD, Config
from bot.content.watch import watch
from bot.dpy.boundary import Boundary
from bot.dpy.client import Preceptor, Setup
from bot.dpy.connector import connector
from bot.dpy.hand import Hand
from bot.dpy.keeper import Ending, Keeper
from bot.dpy.presses import Presses
from bot.dpy.roll import Roll
from bot.dpy.syncing import TreeSync
from bot.dpy.uplink import Uplink
from bot.render.plans import chart
from bot.services.guilds import GuildService
from bot.services.links import LinkService
from bot.services.retention import RetentionService
from bot.services.services import Services
from bot.services.shelf import Shelf
from bot.store.engine import Store
from bot.store.spool import JsonlSpool

# By name: features import the layers below, and nothing below knows them.
FEATURES = (
    *("cogs.faq", "cogs.timeline", "cogs.resources", "cogs.lists", "cogs.statistics", "cogs.editing"),
    *("cogs.settings", "cogs.help", "cogs.privacy"),
)
RETENTION_EVERY = 3600.0  # seconds
LINKS_EVERY = 600.0  # seconds from one look at what is due to the next; each page is visited once a day at most
SWEEP_EVERY = 60.0
WATCH_AGAIN = 5.0


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
            sync=TreeSync(ledger=self.store.command_syncs, endpoint=endpoint, now=now),
            chores=[Roll(guilds=self.guilds, now=now).keep, self._warm_charts, self._connected],
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
            await _round("retention", partial(self.retention.run, now()))
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
