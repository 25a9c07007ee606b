"""Threads and forum posts: beginning them, following them, finding the old ones."""

from datetime import datetime
from typing import Any

from sandbox import threads
from sandbox.errors import DiscordError, invalid_form, unknown
from sandbox.kinds import ChannelFlag, ChannelType
from sandbox.model import Channel
from sandbox.payloads.messages import message_payload
from sandbox.payloads.places import thread_member_payload, thread_payload
from sandbox.permissions import NONE, Permission
from sandbox.posting import post
from sandbox.rest.call import Answer, Call, Routes
from sandbox.rest.messages import needed_for, new_message

ROUTES = Routes()
_CHANNEL = "/channels/{channel_id}"
_MEMBERS = f"{_CHANNEL}/thread-members"

Body = dict[str, Any]


@ROUTES.on("POST", f"{_CHANNEL}/messages/{{message_id}}/threads")
async def begin_on_message(call: Call) -> Any:
    body = await call.read()
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    message = call.message(channel)
    call.check(body, channel_type=int(channel.type))
    if channel.type not in (ChannelType.TEXT, ChannelType.ANNOUNCEMENT):
        raise DiscordError(400, 50024, "Cannot execute action on this channel type")
    return Answer(201, _begun(call, threads.begin_on(call.world, message, body, by=call.me)))


@ROUTES.on("POST", f"{_CHANNEL}/threads")
async def begin(call: Call) -> Any:
    """A post in a forum, a thread on no message elsewhere."""
    body = await call.read()
    channel = call.channel()
    call.check(body, channel_type=int(channel.type))
    if channel.type == ChannelType.FORUM:
        return Answer(201, _post(call, channel, body))
    if channel.type not in (ChannelType.TEXT, ChannelType.ANNOUNCEMENT):
        raise DiscordError(400, 50024, "Cannot execute action on this channel type")
    type = ChannelType(body.get("type") or ChannelType.PRIVATE_THREAD)
    private = type == ChannelType.PRIVATE_THREAD
    call.world.demand(channel, Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS)
    return Answer(201, _begun(call, threads.begin_alone(call.world, channel, body, by=call.me, type=type)))


def _post(call: Call, forum: Channel, body: Body) -> Body:
    """A post's first message has the post's own id."""
    content = body["message"]
    call.world.demand(forum, Permission.SEND_MESSAGES | needed_for(call, content))
    demand_tags(forum, body.get("applied_tags"))
    if forum.flags & ChannelFlag.REQUIRE_TAG and not body.get("applied_tags"):
        raise DiscordError(400, 40067, "A tag is required to create a forum post in this channel")
    id = call.world.ids.next()
    place = Channel(id, ChannelType.PUBLIC_THREAD, body["name"], forum.guild_id, forum.id)
    # Composed before the post begins: a message that is refused leaves no empty post behind.
    call.world.channels[id] = place
    try:
        message = new_message(call, place, content, id=id)
    finally:
        del call.world.channels[id]
    post_thread = threads.begin(call.world, forum, body, by=call.me, type=ChannelType.PUBLIC_THREAD, id=id)
    forum.last_message_id = id
    post(call.world, message)
    return _begun(call, post_thread) | {"message": message_payload(call.world, message)}


def demand_tags(forum: Channel, wanted: list[Any] | None) -> None:
    known = {tag.id for tag in forum.available_tags}
    for n, tag in enumerate(wanted or ()):
        if int(tag) not in known:
            raise invalid_form(("applied_tags", n), "TAG_UNKNOWN", "Unknown tag")


def _begun(call: Call, thread: Channel) -> Body:
    return thread_payload(thread) | {"member": thread_member_payload(thread, call.me)}


@ROUTES.on("GET", _MEMBERS)
async def members(call: Call) -> Any:
    thread = _thread(call)
    return [thread_member_payload(thread, one) for one in thread.member_ids]


@ROUTES.on("GET", f"{_MEMBERS}/{{user_id}}")
async def member(call: Call) -> Any:
    thread = _thread(call)
    if call.id("user_id") not in thread.member_ids:
        raise unknown("Member")
    return thread_member_payload(thread, call.id("user_id"))


@ROUTES.on("PUT", f"{_MEMBERS}/@me")
async def join(call: Call) -> Any:
    thread = _thread(call)
    threads.demand_awake(thread)
    threads.follow(call.world, thread, call.me)


@ROUTES.on("PUT", f"{_MEMBERS}/{{user_id}}")
async def add(call: Call) -> Any:
    thread = _thread(call, Permission.SEND_MESSAGES_IN_THREADS)
    threads.demand_awake(thread)
    call.world.member(thread.guild_id or 0, call.id("user_id"))
    threads.follow(call.world, thread, call.id("user_id"))


@ROUTES.on("DELETE", f"{_MEMBERS}/@me")
async def leave(call: Call) -> Any:
    thread = _thread(call)
    threads.demand_awake(thread)
    threads.unfollow(call.world, thread, call.me)


@ROUTES.on("DELETE", f"{_MEMBERS}/{{user_id}}")
async def remove(call: Call) -> Any:
    thread = _thread(call)
    threads.demand_awake(thread)
    if not (thread.type == ChannelType.PRIVATE_THREAD and thread.owner_id == call.me):
        call.world.demand(thread, Permission.MANAGE_THREADS)
    threads.unfollow(call.world, thread, call.id("user_id"))


@ROUTES.on("GET", "/guilds/{guild_id}/threads/active")
async def active(call: Call) -> Any:
    guild = call.world.guild(call.id("guild_id"))
    found = [one for one in call.world.threads_of(guild.id) if not one.archived and _visible(call, one)]
    return _listed(call, found)


@ROUTES.on("GET", f"{_CHANNEL}/threads/archived/public")
async def archived_public(call: Call) -> Any:
    return _archived(call, {ChannelType.PUBLIC_THREAD, ChannelType.ANNOUNCEMENT_THREAD})


@ROUTES.on("GET", f"{_CHANNEL}/threads/archived/private")
async def archived_private(call: Call) -> Any:
    return _archived(call, {ChannelType.PRIVATE_THREAD}, Permission.MANAGE_THREADS)


@ROUTES.on("GET", f"{_CHANNEL}/users/@me/threads/archived/private")
async def archived_joined(call: Call) -> Any:
    return _archived(call, {ChannelType.PRIVATE_THREAD}, joined=True)


def _archived(call: Call, types: set[ChannelType], needed: Permission = NONE, *, joined: bool = False) -> Body:
    """Those archived last come first; `before` is an instant, or a thread's id where only joined ones are asked for."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY | needed)
    limit = call.number("limit", 50, least=2, most=100)
    found = [
        one
        for one in call.world.threads_of(channel.guild_id or 0, parent_id=channel.id)
        if one.archived and one.type in types and (not joined or call.me in one.member_ids)
    ]
    if not joined:
        found.sort(key=_archived_at, reverse=True)
    if joined:
        last = call.snowflake("before")
        found = [one for one in found if last is None or one.id < last]
    else:
        since = call.instant("before")
        found = [one for one in found if since is None or _archived_at(one) < since]
    return _listed(call, found[:limit]) | {"has_more": len(found) > limit}


def _archived_at(thread: Channel) -> datetime:
    if thread.archive_changed_at is None:
        raise ValueError(f"thread {thread.id} was never archived")
    return thread.archive_changed_at


def _listed(call: Call, found: list[Channel]) -> Body:
    own = [thread_member_payload(one, call.me) for one in found if call.me in one.member_ids]
    return {"threads": [thread_payload(one) for one in found], "members": own}


def _thread(call: Call, needed: Permission = NONE) -> Channel:
    channel = call.channel(needed)
    if not channel.type.is_thread:
        raise DiscordError(400, 50024, "Cannot execute action on this channel type")
    return channel


def _visible(call: Call, thread: Channel) -> bool:
    return bool(call.world.permissions(call.me, thread) & Permission.VIEW_CHANNEL)
