"""The channel that a list is meant for: of this server, of a kind that fits, with everything granted."""

import discord

from bot.core.errors import MemberError
from bot.core.rights import PIN, POSTING
from bot.dpy.rights import NoChannelError, Rights

KINDS = (discord.ChannelType.text, discord.ChannelType.news)


class Venue:
    """Asked before anything is posted, and again when the button is pressed: much can happen between the two."""

    def __init__(self, rights: Rights) -> None:
        self._rights = rights

    async def demand(self, guild_id: int, channel_id: int, *, pin: bool) -> None:
        """Raises LackError, AbsentError and MemberError, which say what to do.

        Raises what discord.py raises in an outage, too.
        """
        presence = await self._rights.presence(guild_id)
        try:
            channel = await presence.granted_in(channel_id, (*POSTING, PIN) if pin else POSTING)
        except NoChannelError as error:
            raise MemberError("This server has no such channel. Choose another in `channel`.") from error
        if channel.type not in KINDS:
            raise MemberError("A list can be posted in a text or announcement channel. Choose one in `channel`.")
