"""The daily list of our servers. Without intents nobody tells the bot that it was removed from one."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import aiohttp
import discord
import structlog

from bot.core.storage import StoreError
from bot.services.guilds import GuildService

EVERY = 86_400.0  # seconds
AGAIN = 900.0  # seconds after a list that could not be read to its end


class Roll:
    """Asks Discord for the whole list, page by page. A list that breaks off is none: nothing is concluded from it."""

    def __init__(
        self, *, guilds: GuildService, now: Callable[[], datetime], every: float = EVERY, again: float = AGAIN
    ) -> None:
        self._guilds = guilds
        self._now = now
        self._every = every
        self._again = again
        self._log = structlog.get_logger("preceptor.guilds")

    async def keep(self, client: discord.Client) -> None:
        """At once, and then once a day, until cancelled."""
        while True:  # noqa: ASYNC110  # nothing happens that it could wait for: a day goes by
            await asyncio.sleep(self._every if await self.call(client) else self._again)

    async def call(self, client: discord.Client) -> bool:
        """One look; whether it came to its end."""
        try:
            listed = {guild.id async for guild in client.fetch_guilds(limit=None, with_counts=False)}
            await self._guilds.call_the_roll(listed, self._now())
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError, StoreError) as error:
            self._log.warning("the list of servers could not be read", cause=f"{type(error).__name__}: {error}")
            return False
        except Exception:  # noqa: BLE001  # the boundary of background work: one bad round must not end the daily look
            self._log.exception("background task failed", task="roll")
            return False
        return True
