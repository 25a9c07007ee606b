"""Threads and forum posts: how they begin, who follows them, when they sleep."""

from typing import Any

from sandbox.errors import DiscordError
from sandbox.kinds import ChannelType, MessageType
from sandbox.model import DEFAULT_ARCHIVE_MINUTES, Channel, Message, Reference
from sandbox.payloads.places import thread_member_payload, thread_payload
from sandbox.posting import channel_changed, notice
from sandbox.world import World

Body = dict[str, Any]


def begin(world: World, parent: Channel, body: Body, *, by: int, type: ChannelType, id: int | None = None) -> Channel:
    """A new thread that its maker follows; `id` is given when it hangs on a message or is a forum post."""
    thread = Channel(
        id or world.ids.next(),
        type,
        body["name"],
        parent.guild_id,
        parent.id,
        slowmode=body.get("rate_limit_per_user") or 0,
        owner_id=by,
        invitable=body.get("invitable", True),
        archive_minutes=body.get("auto_archive_duration") or parent.default_archive_minutes or DEFAULT_ARCHIVE_MINUTES,
        archive_changed_at=world.clock.now(),
        applied_tags=[int(tag) for tag in body.get("applied_tags") or ()],
        member_ids={by: world.clock.now()},
    )
    world.channels[thread.id] = thread
    world.publish("THREAD_CREATE", thread_payload(thread) | {"newly_created": True}, thread.guild_id)
    world.tell("channel", id=thread.id, channel=thread)
    return thread


def begin_on(world: World, message: Message, body: Body, *, by: int) -> Channel:
    """A thread on a message, which has the message's id; 160004 when there is one."""
    if message.thread_id is not None:
        raise DiscordError(400, 160004, "A thread has already been created for this message")
    parent = world.channels[message.channel_id]
    thread = begin(world, parent, body, by=by, type=ChannelType.PUBLIC_THREAD, id=message.id)
    message.thread_id = thread.id
    world.tell("message", id=message.id, channel=parent)
    reference = Reference(message.id, parent.id, parent.guild_id)
    notice(world, thread, MessageType.THREAD_STARTER_MESSAGE, author_id=message.author_id, reference=reference)
    return thread


def begin_alone(world: World, parent: Channel, body: Body, *, by: int, type: ChannelType) -> Channel:
    """A thread on no message; a public one is announced in the channel."""
    thread = begin(world, parent, body, by=by, type=type)
    if type != ChannelType.PRIVATE_THREAD:
        reference = Reference(None, thread.id, thread.guild_id)
        line = notice(world, parent, MessageType.THREAD_CREATED, author_id=by, reference=reference, content=thread.name)
        line.thread_id = thread.id
    return thread


def follow(world: World, thread: Channel, user_id: int) -> None:
    """Let someone follow; following twice is following once."""
    if user_id in thread.member_ids:
        return
    thread.member_ids[user_id] = world.clock.now()
    _members_updated(world, thread, {"added_members": [thread_member_payload(thread, user_id)]})


def unfollow(world: World, thread: Channel, user_id: int) -> None:
    if thread.member_ids.pop(user_id, None) is not None:
        _members_updated(world, thread, {"removed_member_ids": [str(user_id)]})


def archive(world: World, thread: Channel, archived: bool) -> None:
    """Set without telling: whoever changes a thread tells once for everything."""
    if thread.archived != archived:
        thread.archived = archived
        thread.archive_changed_at = world.clock.now()


def wake(world: World, thread: Channel) -> None:
    """A message opens an archived thread again."""
    if thread.archived:
        archive(world, thread, False)
        channel_changed(world, thread, "THREAD_UPDATE")


def demand_awake(channel: Channel) -> None:
    """50083 for what an archived thread does not allow: editing, pinning, reacting, adding people."""
    if channel.archived:
        raise DiscordError(400, 50083, "Thread is archived")


def _members_updated(world: World, thread: Channel, change: dict[str, Any]) -> None:
    data = {
        "id": str(thread.id),
        "guild_id": str(thread.guild_id),
        "member_count": min(len(thread.member_ids), 50),
    }
    world.publish("THREAD_MEMBERS_UPDATE", data | change, thread.guild_id)
    world.tell("channel", id=thread.id, channel=thread)
