"""What one viewer sees of the place, as JSON. Ids are texts: a number in JavaScript does not hold them exactly."""

from collections.abc import Callable
from typing import Any

from sandbox.acts import Acts
from sandbox.kinds import ChannelType
from sandbox.model import Channel, Guild, User
from sandbox.page.messages import author_view, message_view
from sandbox.page.people import groups, person, standing
from sandbox.page.posts import posts_of, tags_of
from sandbox.permissions import Permission
from sandbox.world import World

MESSAGES = 50
"""How many messages a channel shows, the newest; Discord fetches as many at a time."""

REACH = 1000
"""How many messages one can go back."""

_CARRY_THREADS = (ChannelType.TEXT, ChannelType.ANNOUNCEMENT)


class NotHereError(Exception):
    """There is no such person or channel for the one who asks; the text says what there is."""


class Views:
    def __init__(self, *, world: World, acts: Acts, bot_ready: Callable[[], bool]) -> None:
        self._world = world
        self._acts = acts
        self.bot_ready = bot_ready

    def people(self) -> list[User]:
        """Everyone one can be here, in the order they came."""
        return sorted((user for user in self._world.users.values() if not user.bot), key=lambda user: user.id)

    def find_viewer(self, wanted: str) -> User:
        """By id or by name, whatever the case; the first person when nobody is named.

        Raises NotHereError when there is no such person.
        """
        people = self.people()
        if not wanted:
            return people[0]
        for user in people:
            if wanted == str(user.id) or wanted.casefold() in (user.name.casefold(), user.shown.casefold()):
                return user
        raise NotHereError(f"Nobody here is called {wanted!r}. There are {', '.join(one.shown for one in people)}.")

    def places(self, user: User) -> dict[str, Any]:
        """Servers with their channels and members, conversations, and who else one can be."""
        guilds = [guild for guild in self._world.guilds.values() if user.id in guild.members]
        servers = [self._server(user, guild) for guild in guilds]
        known = {one["id"]: one for server in reversed(servers) for one in server["people"]}
        bot = self._world.bot
        for other in (user, bot):
            known.setdefault(str(other.id), person(other, None))
        return {
            "viewer": self._viewer(user),
            "viewers": [self._viewer(one) for one in self.people()],
            "servers": servers,
            "direct": [
                self._channel(channel, shown=bot.shown) | {"with": str(bot.id)}
                for channel in self._acts.channels_for(user.id, None)
            ],
            "people": list(known.values()),
            "bot": {"name": bot.shown, "ready": self.bot_ready()},
        }

    def channel(self, user: User, channel_id: int, *, reach: int | None = None) -> dict[str, Any]:
        """What stands in a channel; with `reach`, a message's id, from some way before that message on.

        Raises NotHereError when this person does not see the channel.
        """
        channel = self._demand_visible(user.id, channel_id)
        forum = channel.type == ChannelType.FORUM
        every = [] if forum else self._acts.messages_for(user.id, channel_id, limit=REACH)
        newer = sum(1 for message in every if message.id >= reach) if reach is not None else 0
        granted = self._world.permissions(user.id, channel)
        return {
            "messages": [message_view(self._world, message) for message in every[-(MESSAGES + newer) :]],
            "earlier": len(every) > MESSAGES + newer,
            "posts": posts_of(self._world, channel) if forum else [],
            "tags": tags_of(channel),
            "closed": self._closed(user.id, channel),
            "may": {
                "post": forum and Permission.SEND_MESSAGES in granted,
                "pin": Permission.PIN_MESSAGES in granted and not channel.archived,
                "delete": Permission.MANAGE_MESSAGES in granted and channel.guild_id is not None,
                "thread": channel.type in _CARRY_THREADS and Permission.CREATE_PUBLIC_THREADS in granted,
            },
        }

    def pins(self, user: User, channel_id: int) -> list[dict[str, Any]]:
        """The channel's pinned messages, the one pinned last first. Raises NotHereError as `channel` does."""
        self._demand_visible(user.id, channel_id)
        every = self._acts.messages_for(user.id, channel_id, limit=len(self._world.messages))
        pinned = [(one.pinned_at, one) for one in every if one.pinned_at is not None]
        pinned.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
        return [message_view(self._world, message) for _, message in pinned]

    def message_for(self, user_id: int, message_id: int) -> dict[str, Any] | None:
        """A message, or None when it is gone or not for this person."""
        message = self._world.messages.get(message_id)
        if (
            message is None
            or message.ephemeral_for not in (None, user_id)
            or self._visible(user_id, message.channel_id) is None
        ):
            return None
        return message_view(self._world, message)

    def sees(self, user_id: int, channel_id: int | None) -> bool:
        return channel_id is not None and self._visible(user_id, channel_id) is not None

    def _viewer(self, user: User) -> dict[str, Any]:
        return author_view(self._world, user.id, self._home(user)) | {"role": standing(self._world, user)}

    def _home(self, user: User) -> int | None:
        return next((guild.id for guild in self._world.guilds.values() if user.id in guild.members), None)

    def _server(self, user: User, guild: Guild) -> dict[str, Any]:
        people = [person(self._world.users[id], guild) for id in sorted(guild.members)]
        channels = sorted(self._acts.channels_for(user.id, guild.id), key=lambda one: (one.position, one.id))
        roles = sorted(guild.roles.values(), key=lambda role: -role.position)
        return {
            "id": str(guild.id),
            "name": guild.name,
            "channels": [self._channel(channel, shown=channel.name) for channel in channels],
            "roles": [
                {"id": str(role.id), "name": role.name, "colour": f"#{role.colour:06x}" if role.colour else None}
                for role in roles
            ],
            "people": people,
            "groups": groups(guild, people),
        }

    def _channel(self, channel: Channel, *, shown: str) -> dict[str, Any]:
        return {
            "id": str(channel.id),
            "server": str(channel.guild_id) if channel.guild_id else None,
            "parent": str(channel.parent_id) if channel.parent_id else None,
            "name": shown,
            "type": int(channel.type),
            "topic": channel.topic,
            "locked": channel.locked,
            "archived": channel.archived,
            "private": _hidden_from_everyone(channel),
        }

    def _visible(self, user_id: int, channel_id: int) -> Channel | None:
        channel = self._world.channels.get(channel_id)
        if channel is None or Permission.VIEW_CHANNEL not in self._world.permissions(user_id, channel):
            return None
        return channel

    def _demand_visible(self, user_id: int, channel_id: int) -> Channel:
        channel = self._visible(user_id, channel_id)
        if channel is None:
            raise NotHereError("There is no such channel, or you cannot see it.")
        return channel

    def _closed(self, user_id: int, channel: Channel) -> str | None:
        """Why this person cannot write here, None when they can."""
        if channel.type == ChannelType.FORUM:
            return "Open a post to write in it, or begin a new one."
        granted = self._world.permissions(user_id, channel)
        if channel.locked and Permission.MANAGE_THREADS not in granted:
            return "This thread is locked: nobody but moderators can write in it."
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.type.is_thread else Permission.SEND_MESSAGES
        return None if needed in granted else "You may read here, but not write."


def _hidden_from_everyone(channel: Channel) -> bool:
    overwrite = channel.overwrites.get(channel.guild_id or 0)
    return overwrite is not None and Permission.VIEW_CHANNEL in Permission(overwrite.deny)
