"""`preceptor run`: from settings to an exit code."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog

from bot import logs
from bot.app.app import App
from bot.app.opening import ContentError, open_app
from bot.cli.codes import CONFIGURATION, FINE
from bot.config import Config
from bot.core.signs import Live, Shard
from bot.core.storage import StoreError
from bot.dpy.keeper import Ending
from bot.health.checkup import Checkup
from bot.health.server import HealthAddressError, open_health
from bot.health.trial import Trial
from bot.store.files import database_path


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
