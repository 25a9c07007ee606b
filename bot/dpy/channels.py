"""Messages in channels that nobody has just asked something in: sent, changed and looked for without the cache."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot.core.postings import failures
from bot.core.postings.values import Page
from bot.core.rights import PIN, POSTING
from bot.dpy.layout import layout
from bot.dpy.replies import marked
from bot.dpy.rights import MISSING_ACCESS, UNKNOWN_CHANNEL, AbsentError, Rights
from bot.dpy.uplink import Uplink
from bot.render.card import Card, Text

# Discord's documentation, "JSON error codes".
UNKNOWN_MESSAGE, PINS_FULL, MISSING_PERMISSIONS = 10008, 30003, 50013

# Seconds for one request. discord.py tries for 25 where Discord answers with errors, and what is cut off here is asked
# about later.
WITHIN = 45.0
PAGE = 100  # messages that Discord lists at once


class Channels:
    """Uses whichever client is connected; between two of them nothing works now."""

    def __init__(self, uplink: Uplink) -> None:
        self._uplink = uplink

    async def send(self, channel_id: int, page: Page, *, nonce: str, mark: int = 0) -> int:
        """Returns the id of the message. Raises WireError, as every method here."""
        async with self._asking() as client:
            channel = client.get_partial_messageable(channel_id)
            sent = await channel.send(view=layout(_numbered(page.card, mark)), nonce=nonce)
            return sent.id

    async def edit(self, channel_id: int, message_id: int, page: Page, *, mark: int) -> None:
        async with self._asking() as client:
            message = client.get_partial_messageable(channel_id).get_partial_message(message_id)
            await message.edit(view=layout(_numbered(page.card, mark)))

    async def delete(self, channel_id: int, message_id: int) -> None:
        async with self._asking() as client:
            await client.get_partial_messageable(channel_id).get_partial_message(message_id).delete()

    async def pin(self, channel_id: int, message_id: int) -> None:
        async with self._asking() as client:
            message = client.get_partial_messageable(channel_id).get_partial_message(message_id)
            await message.pin(reason="asked for with /lists post")

    async def exists(self, channel_id: int, message_id: int) -> bool:
        try:
            async with self._asking() as client:
                await client.get_partial_messageable(channel_id).fetch_message(message_id)
        except failures.MessageGoneError:
            return False
        return True

    async def search(
        self, channel_id: int, *, mark: int, after: int, within: int, turn: Callable[[], Awaitable[None]]
    ) -> Sequence[int]:
        """Of the last `within` messages the bot's own that are later than the id `after` and carry `mark`.

        Only what the bot wrote counts: nobody else can write in its name, whatever they copy. `turn` is awaited before
        each request: there is one for every hundred messages.
        """
        found: list[int] = []
        before: discord.Object | None = None
        for _ in range(-(-within // PAGE)):
            await turn()
            async with self._asking() as client:
                channel = client.get_partial_messageable(channel_id)
                listed = [message async for message in channel.history(limit=PAGE, before=before)]
                own = client.application_id
            later = [message for message in listed if message.id > after]
            found += [one.id for one in later if one.author.id == own and marked(one, mark)]
            if len(later) < PAGE:
                break
            before = discord.Object(min(message.id for message in later))
        return sorted(found)

    async def lacks(self, guild_id: int, channel_ids: Sequence[int]) -> Mapping[int, int | None]:
        """Permission bits that a posting needs and the bot lacks, by channel; None for one that is not the server's."""
        async with self._asking() as client:
            presence = await Rights(client).presence(guild_id)
            found: dict[int, int | None] = {}
            for channel_id in channel_ids:
                lacking = await presence.lacking(channel_id, (*POSTING, PIN))
                found[channel_id] = None if lacking is None else sum(lack.need.bit for lack in lacking)
            return found

    @asynccontextmanager
    async def _asking(self) -> AsyncIterator[discord.Client]:
        """The connected client, in bounded time; every failure becomes one that says what follows from it."""
        client = self._uplink.client
        if client is None or client.is_closed() or client.application_id is None:
            raise failures.NotNowError("not connected")
        try:
            async with asyncio.timeout(WITHIN):
                yield client
        except AbsentError as error:
            raise failures.AbsentError from error
        except (discord.HTTPException, discord.RateLimited) as error:
            raise _meaning(error) from error
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise failures.NotNowError(f"{type(error).__name__}: {error}") from error


def _meaning(error: discord.HTTPException | discord.RateLimited) -> failures.WireError:
    if not isinstance(error, discord.HTTPException) or error.status >= 500 or error.status in (401, 429):
        return failures.NotNowError(str(error))
    by_code: Mapping[int, type[failures.WireError]] = {
        UNKNOWN_MESSAGE: failures.MessageGoneError,
        UNKNOWN_CHANNEL: failures.ChannelGoneError,
        MISSING_ACCESS: failures.NotAllowedError,
        MISSING_PERMISSIONS: failures.NotAllowedError,
        PINS_FULL: failures.PinsFullError,
    }
    if error.code in by_code:
        return by_code[error.code](str(error))
    if error.code == 0:  # from something in front of Discord: it says nothing about the message
        return failures.NotNowError(str(error))
    return failures.RefusedError(str(error))


def _numbered(card: Card, mark: int) -> Card:
    """With `mark` on its first text, by which the message is found again."""
    if not mark:
        return card
    first, *others = card.parts
    if not isinstance(first, Text):
        raise TypeError("a posted card begins with a text")
    return Card(card.tone, (Text(first.content, mark), *others))
