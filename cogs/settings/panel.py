"""The panel as it is now: what is chosen, and what Discord says about it."""

import asyncio

import aiohttp
import discord
import structlog

from bot.core.rights import Survey
from bot.core.settings import GuildSettings
from bot.dpy.rights import Rights
from bot.render import settings as cards
from bot.render.card import Card
from bot.services.settings import SettingsService

LOOK_WITHIN = 4.0  # seconds


class Panel:
    """Makes the cards; an outage of Discord's costs only what Discord would have told."""

    def __init__(self, *, settings: SettingsService, rights: Rights) -> None:
        self._settings = settings
        self._rights = rights
        self._log = structlog.get_logger("preceptor.settings")

    async def card(self, guild_id: int, *, note: str | None = None, mention: str = "`/setup`") -> Card:
        """All settings, and what just happened."""
        settings = await self._settings.of(guild_id)
        survey = await self._survey(guild_id, settings)
        return cards.panel(settings, survey, now=self._settings.now(), note=note, mention=mention)

    async def check(self, guild_id: int) -> Card:
        """The self-check alone."""
        settings = await self._settings.of(guild_id)
        return cards.check(settings, await self._survey(guild_id, settings))

    async def _survey(self, guild_id: int, settings: GuildSettings) -> Survey | None:
        try:
            async with asyncio.timeout(LOOK_WITHIN):  # in an outage discord.py tries for half a minute
                return await self._rights.survey(guild_id, settings)
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            self._log.warning("rights could not be looked up", cause=f"{type(error).__name__}: {error}")
            return None
