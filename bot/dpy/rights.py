"""What the bot may do where. Every feature asks here before it acts, so that a lack is named instead of an error met.

There is no cache of servers: Discord is asked each time, for the server with its roles, the bot's own member, and the
channel. A channel fetched any other way computes wrong rights without saying so.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.core.errors import MemberError
from bot.core.rights import NEEDS as NEEDS_OF
from bot.core.rights import VIEW_CHANNEL, Lack, Need, Survey, lacking
from bot.core.settings import CHANNELS, ROLES, GuildSettings, Setting
from bot.render.rights import absent, gone, lacks_of

# Discord's documentation, "JSON error codes": these say that a thing is not there, and nothing else does.
UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MEMBER, UNKNOWN_ROLE = 10003, 10004, 10007, 10011
MISSING_ACCESS = 50001


class LackError(MemberError):
    """The bot lacks a right; the text names it, says where, what for, and what to do."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(lacks_of(lacks))
        self.lacks = tuple(lacks)


class GoneError(MemberError):
    """What a setting names was deleted; the text says who chooses another."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(gone(setting))
        self.setting = setting


class AbsentError(MemberError):
    """The server has the bot's commands, and not the bot itself."""

    def __init__(self) -> None:
        super().__init__(absent())


class NoChannelError(Exception):
    """A server has no channel of that id."""


@dataclass(frozen=True, slots=True)
class Presence:
    """The bot in a server, as fetched just now."""

    guild: discord.Guild
    me: discord.Member

    @property
    def granted(self) -> int:
        """Rights in the server as a whole, before any channel has its say."""
        return self.me.guild_permissions.value

    async def channel(self, channel_id: int) -> discord.abc.GuildChannel | None:
        """The channel; None where this server has none of that id. Raises discord.Forbidden where it is hidden."""
        try:
            found = await self.guild.fetch_channel(channel_id)
        except discord.InvalidData:  # a channel of another server
            return None
        except discord.NotFound as error:
            if error.code == UNKNOWN_CHANNEL:
                return None
            raise
        return None if isinstance(found, discord.Thread) else found

    async def lacking(self, channel_id: int, needs: Sequence[Need]) -> tuple[Lack, ...] | None:
        """What of `needs` is missing in a channel of this server; None where there is no such channel."""
        try:
            await self.granted_in(channel_id, needs)
        except LackError as error:
            return error.lacks
        except NoChannelError:
            return None
        return ()

    async def granted_in(self, channel_id: int, needs: Sequence[Need]) -> discord.abc.GuildChannel:
        """A channel of this server in which all of `needs` is granted. Raises LackError, NoChannelError."""
        try:
            channel = await self.channel(channel_id)
        except discord.Forbidden as error:
            if error.code != MISSING_ACCESS:
                raise
            blind = [need for need in needs if need.bit == VIEW_CHANNEL]
            raise LackError([Lack(need, channel_id) for need in blind or needs]) from error
        if channel is None:
            raise NoChannelError
        if lacks := lacking(needs, channel.permissions_for(self.me).value, channel_id):
            raise LackError(lacks)
        return channel


class Rights:
    """Asks with the connection of one client."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def presence(self, guild_id: int) -> Presence:
        """Raises AbsentError where the bot is not in the server, and what discord.py raises in an outage."""
        try:
            guild = await self._client.fetch_guild(guild_id, with_counts=False)
            me = await guild.fetch_member(int(self._client.application_id or 0))
        except (discord.NotFound, discord.Forbidden) as error:
            if error.code in (UNKNOWN_GUILD, UNKNOWN_MEMBER, MISSING_ACCESS):
                raise AbsentError from error
            raise
        return Presence(guild, me)

    async def demand(self, guild_id: int, setting: Setting, settings: GuildSettings) -> discord.abc.GuildChannel:
        """The channel that `setting` names, in which everything is granted that it is needed for.

        Raises GoneError, LackError, AbsentError, and what discord.py raises in an outage.
        """
        channel_id = settings.value(setting)
        if not isinstance(channel_id, int):
            raise GoneError(setting)
        try:
            return await (await self.presence(guild_id)).granted_in(channel_id, NEEDS_OF[setting])
        except NoChannelError as error:
            raise GoneError(setting) from error

    async def survey(self, guild_id: int, settings: GuildSettings) -> Survey:
        """How everything that the server chose stands right now. Raises what discord.py raises in an outage."""
        try:
            presence = await self.presence(guild_id)
        except AbsentError:
            return Survey(absent=True)
        chosen = {setting: value for setting in CHANNELS if isinstance(value := settings.value(setting), int)}
        found = await asyncio.gather(*(presence.lacking(value, NEEDS_OF[setting]) for setting, value in chosen.items()))
        by_setting = dict(zip(chosen, found, strict=True))
        roles = {role.id for role in presence.guild.roles}
        gone = {setting for setting in ROLES if settings.value(setting) not in {None, *roles}}
        gone |= {setting for setting, lacks in by_setting.items() if lacks is None}
        lacks = tuple(lack for some in by_setting.values() for lack in some or ())
        return Survey(frozenset(gone), lacks)
