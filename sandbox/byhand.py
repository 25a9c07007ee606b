"""What people do without the bot: open a post or a thread, pin or delete a message. The page does it through this."""

from collections.abc import Sequence

from sandbox import posting, threads
from sandbox.acts import MESSAGE_LENGTH
from sandbox.composing import compose
from sandbox.errors import DiscordError
from sandbox.kinds import ChannelFlag, ChannelType, MessageType
from sandbox.model import Channel, Message
from sandbox.permissions import Permission
from sandbox.refusals import BadValueError, NotAllowedError, NotPossibleError, NotThereError
from sandbox.world import World

NAME_LENGTH = 100
POST_TAGS = 5
"""Characters of a thread's name; tags on one post. Source: Discord's reference, "Channel Resource"."""


_OWN = Permission.VIEW_CHANNEL


class ByHand:
    """Raises NotPossibleError (a subclass says of which kind) for what the client would not have let the person do."""

    def __init__(self, *, world: World) -> None:
        self._world = world

    def open_post(
        self, person_id: int, forum_id: int, *, title: str, content: str, tag_ids: Sequence[int] = ()
    ) -> Channel:
        """A new post in a forum; its first message has the post's own id."""
        forum = self._channel(person_id, forum_id, Permission.SEND_MESSAGES)
        if forum.type != ChannelType.FORUM:
            raise NotPossibleError("posts are opened in a forum")
        self._demand_tags(forum, tag_ids)
        title, content = _sized("title", title, NAME_LENGTH), _sized("message", content, MESSAGE_LENGTH)
        body = {"name": title, "applied_tags": list(tag_ids)}
        post = threads.begin(self._world, forum, body, by=person_id, type=ChannelType.PUBLIC_THREAD)
        now = self._world.clock.now()
        message = Message(post.id, post.id, person_id, now, guild_id=forum.guild_id)
        compose(self._world, message, {"content": content}, {})
        forum.last_message_id = post.id
        posting.post(self._world, message)
        return post

    def open_thread(self, person_id: int, message_id: int, name: str) -> Channel:
        """A thread on a message of a text channel."""
        message = self._message(person_id, message_id, Permission.CREATE_PUBLIC_THREADS)
        if message.guild_id is None or self._world.channels[message.channel_id].type.is_thread:
            raise NotPossibleError("no thread can hang on a message here")
        name = _sized("name", name, NAME_LENGTH)
        try:
            return threads.begin_on(self._world, message, {"name": name}, by=person_id)
        except DiscordError as refusal:
            raise NotPossibleError("this message has a thread already") from refusal

    def pin(self, person_id: int, message_id: int) -> None:
        message = self._message(person_id, message_id, Permission.PIN_MESSAGES)
        try:
            posting.pin(self._world, message, by=person_id)
        except DiscordError as refusal:
            raise NotPossibleError(f"{posting.PINS} messages are pinned here already: unpin one first") from refusal

    def unpin(self, person_id: int, message_id: int) -> None:
        posting.unpin(self._world, self._message(person_id, message_id, Permission.PIN_MESSAGES))

    def delete(self, person_id: int, message_id: int) -> None:
        """One's own message, or with the right to manage messages anybody's in a server."""
        found = self._world.messages.get(message_id)
        theirs = found is not None and found.author_id == person_id
        message = self._message(person_id, message_id, _OWN if theirs else Permission.MANAGE_MESSAGES)
        if not theirs and message.guild_id is None:
            raise NotAllowedError("in direct messages everybody deletes their own")
        if message.type == MessageType.THREAD_STARTER_MESSAGE:
            raise NotPossibleError("the message that a thread began with is deleted where it stands")
        posting.remove(self._world, message)

    def _demand_tags(self, forum: Channel, tag_ids: Sequence[int]) -> None:
        tags = {tag.id: tag for tag in forum.available_tags}
        if any(id not in tags for id in tag_ids) or len(tag_ids) > POST_TAGS:
            raise BadValueError(f"a post takes up to {POST_TAGS} of its forum's tags")
        if forum.flags & ChannelFlag.REQUIRE_TAG and not tag_ids:
            raise BadValueError("a post in this forum needs a tag")

    def _channel(self, person_id: int, channel_id: int, needed: Permission) -> Channel:
        channel = self._world.channels.get(channel_id)
        granted = self._world.permissions(person_id, channel) if channel is not None else Permission(0)
        if channel is None or Permission.VIEW_CHANNEL not in granted:
            raise NotThereError("there is no such channel for this person")
        if needed not in granted:
            raise NotAllowedError(f"{needed.name} is missing")
        return channel

    def _message(self, person_id: int, message_id: int, needed: Permission) -> Message:
        message = self._world.messages.get(message_id)
        if message is None or message.ephemeral_for is not None or message.type.is_notice:
            raise NotThereError("there is no such message that others see too")
        if self._channel(person_id, message.channel_id, needed).archived:
            raise NotAllowedError("the thread is archived: a message in it opens it again")
        return message


def _sized(what: str, text: str, most: int) -> str:
    text = text.strip()
    if not 1 <= len(text) <= most:
        raise BadValueError(f"a {what} has 1 to {most} characters, not {len(text)}")
    return text
