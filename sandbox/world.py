"""The state of the place, and how to find things in it. What changes it stands beside: posting, threads, talks."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, TypeVar

from sandbox.changes import Change, ChangeKind, Changes
from sandbox.clock import Clock, SystemClock
from sandbox.errors import missing_access, missing_permissions, unknown
from sandbox.events import Event, Hub
from sandbox.files import Files
from sandbox.history import History
from sandbox.kinds import ChannelType
from sandbox.model import Application, Channel, Command, Guild, Interaction, Member, Message, Role, User
from sandbox.permissions import IN_DIRECT_MESSAGES, NONE, Permission, in_channel
from sandbox.snowflake import Snowflakes

T = TypeVar("T")

TOKEN_LIFE = timedelta(minutes=15)
"""How long an interaction's token serves for follow-ups. Source: "Receiving and Responding to Interactions"."""

INTERACTIONS_KEPT = 2000
"""Interactions remembered, those still to be answered aside: enough for fifteen minutes of anything but a load test."""


class World:
    """Lookups raise DiscordError with Discord's code for what is not there."""

    def __init__(self, *, application: Application, clock: Clock | None = None, last_id: int = 0) -> None:
        self.clock: Clock = clock or SystemClock()
        self.ids = Snowflakes(self.clock, last=last_id)
        self.application = application
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.commands: dict[int, Command] = {}
        self.interactions: dict[int, Interaction] = {}
        self.files = Files()
        self.hub = Hub()
        self.changes = Changes()
        self.history = History(self.messages)

    @property
    def bot(self) -> User:
        return self.users[self.application.bot_user_id]

    def user(self, user_id: int) -> User:
        return _found(self.users.get(user_id), "User")

    def guild(self, guild_id: int) -> Guild:
        """A server as the bot knows it: one the bot is not in is unknown to it."""
        guild = self.guilds.get(guild_id)
        if guild is None or self.application.bot_user_id not in guild.members:
            raise unknown("Guild")
        return guild

    def member(self, guild_id: int, user_id: int) -> Member:
        return _found(self.guild(guild_id).members.get(user_id), "Member")

    def role(self, guild_id: int, role_id: int) -> Role:
        return _found(self.guild(guild_id).roles.get(role_id), "Role")

    def channel(self, channel_id: int) -> Channel:
        return _found(self.channels.get(channel_id), "Channel")

    def message(self, channel_id: int, message_id: int) -> Message:
        message = self.messages.get(message_id)
        return _found(message if message is not None and message.channel_id == channel_id else None, "Message")

    def channels_of(self, guild_id: int) -> list[Channel]:
        """Channels without threads, in the order a client lists them."""
        own = [one for one in self.channels.values() if one.guild_id == guild_id and not one.type.is_thread]
        return sorted(own, key=lambda one: (one.position, one.id))

    def threads_of(self, guild_id: int, *, parent_id: int | None = None) -> list[Channel]:
        """Threads of a server or of one channel, newest first, archived ones too."""
        own = [one for one in self.channels.values() if one.guild_id == guild_id and one.type.is_thread]
        return sorted((one for one in own if parent_id in (None, one.parent_id)), key=lambda one: -one.id)

    def messages_in(self, channel_id: int) -> list[Message]:
        """Every message of a channel, oldest first, ephemeral ones too."""
        return self.history.of(channel_id)

    def commands_of(self, guild_id: int | None) -> list[Command]:
        """The commands registered globally (None) or in one server."""
        return [one for one in self.commands.values() if one.guild_id == guild_id]

    def direct_channel(self, user_id: int) -> Channel | None:
        """The conversation of the bot with this person, when there is one."""
        return next(
            (one for one in self.channels.values() if one.type == ChannelType.DM and user_id in one.recipients), None
        )

    def permissions(self, user_id: int, channel: Channel) -> Permission:
        """What this person may do in this channel; nothing where they are not."""
        if channel.guild_id is None:
            here = user_id in channel.recipients or user_id == self.application.bot_user_id
            return IN_DIRECT_MESSAGES if here else NONE
        guild = self.guilds[channel.guild_id]
        member = guild.members.get(user_id)
        if member is None:
            return NONE
        now = self.clock.now()
        if not channel.type.is_thread:
            return in_channel(guild, member, channel, now=now)
        granted = in_channel(guild, member, self.channels[channel.parent_id or 0], now=now, as_thread=True)
        hidden = channel.type == ChannelType.PRIVATE_THREAD and user_id not in channel.member_ids
        return NONE if hidden and not granted & Permission.MANAGE_THREADS else granted

    def demand(self, channel: Channel, needed: Permission = NONE) -> None:
        """Let the bot go on only with VIEW_CHANNEL and everything in `needed`: else 50001 or 50013."""
        granted = self.permissions(self.application.bot_user_id, channel)
        if not granted & Permission.VIEW_CHANNEL:
            raise missing_access()
        if needed & ~granted:
            raise missing_permissions()

    def keep(self, message: Message) -> None:
        """Put a new message into its channel; the oldest ones go when there are too many."""
        self.messages[message.id] = message
        self.history.add(message, self.forget)

    def forget(self, message: Message) -> None:
        """Take a message out of its channel, its files with it."""
        for attachment in message.attachments:
            self.files.drop(attachment.id)
        self.messages.pop(message.id, None)
        self.history.remove(message)

    def publish(self, name: str, data: dict[str, Any], guild_id: int | None) -> None:
        """Send the bot an event."""
        self.hub.publish(Event(name, data, guild_id))

    def tell(
        self,
        kind: ChangeKind,
        *,
        id: int,
        channel: Channel | None = None,
        guild_id: int | None = None,
        viewer: int | None = None,
    ) -> None:
        """Tell pages and waiting tests what changed."""
        guild_id = channel.guild_id if channel is not None else guild_id
        self.changes.tell(Change(kind, guild_id, channel.id if channel is not None else None, id, viewer))

    def prune_interactions(self) -> None:
        """Forget interactions whose token expired a while ago, and the oldest answered ones of too many."""
        for interaction in tuple(self._outlived()):
            for attachment_id in interaction.data.get("resolved", {}).get("attachments", ()):
                self.files.drop(int(attachment_id))
            del self.interactions[interaction.id]

    def _outlived(self) -> Iterator[Interaction]:
        """The old ones come first, for ids grow with time."""
        horizon = self.clock.now() - 2 * TOKEN_LIFE
        excess = len(self.interactions) - INTERACTIONS_KEPT
        for interaction in self.interactions.values():
            expired = interaction.created_at < horizon
            if not expired and excess <= 0:
                return
            if expired or interaction.state not in ("pending", "deferred"):
                excess -= 1
                yield interaction


def _found(thing: T | None, what: str) -> T:
    if thing is None:
        raise unknown(what)
    return thing
