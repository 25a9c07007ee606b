"""Notices to moderators, in the channel that their server chose for them."""

import asyncio
import hashlib

import aiohttp
import discord
import structlog

from bot.core.settings import Setting
from bot.dpy.layout import layout
from bot.dpy.rights import AbsentError, GoneError, LackError, Rights
from bot.dpy.uplink import Uplink
from bot.render.card import Card
from bot.render.lists import digest
from bot.services.settings import SettingsService

WITHIN = 45.0  # seconds for all requests of a notice
NONCE = 25  # characters that Discord takes


class Notices:
    """Uses whichever client is connected."""

    def __init__(self, *, uplink: Uplink, settings: SettingsService) -> None:
        self._uplink = uplink
        self._settings = settings
        self._log = structlog.get_logger("preceptor.notices")

    async def tell(self, guild_id: int, card: Card) -> bool:
        """Whether the card was posted; the same one again within minutes is the one that is there: whoever tells of
        something may be killed before that is taken down, and tells again.

        Never raises for what Discord says: a notice is not worth more than a log line. Not posted where the server
        chose no channel, where the channel or a right in it is missing, or during an outage.
        """
        chosen = await self._settings.of(guild_id)
        client = self._uplink.client
        if chosen.notices is None or client is None or not self._uplink.greeted:
            return False
        try:
            async with asyncio.timeout(WITHIN):
                channel = await Rights(client).demand(guild_id, Setting.NOTICES, chosen)
                # One nonce counts for all that the bot sends anywhere, and servers are told the same.
                nonce = hashlib.sha256(f"{channel.id}:{digest(card)}".encode()).hexdigest()[:NONCE]
                await client.get_partial_messageable(channel.id).send(view=layout(card), nonce=nonce)
        except LackError as error:
            names = [lack.need.name for lack in error.lacks]
            self._log.warning("moderators cannot be told: the bot lacks rights", guild=guild_id, lacks=names)
            return False
        except (GoneError, AbsentError) as error:
            self._log.warning("moderators cannot be told", guild=guild_id, why=type(error).__name__)
            return False
        except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError, TimeoutError) as error:
            self._log.warning("moderators could not be told just now", guild=guild_id, why=f"{error}")
            return False
        return True
