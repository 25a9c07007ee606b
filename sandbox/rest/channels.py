"""A channel: made, read, changed, deleted."""

from typing import Any

from sandbox import threads
from sandbox.errors import invalid_form, missing_permissions
from sandbox.kinds import ChannelFlag, ChannelType
from sandbox.model import Channel, Overwrite, Tag
from sandbox.payloads.places import channel_payload
from sandbox.permissions import Permission, in_guild
from sandbox.posting import channel_changed
from sandbox.rest.call import Answer, Call, Routes, not_done
from sandbox.rest.threads import demand_tags

ROUTES = Routes()
_CHANNEL = "/channels/{channel_id}"

Body = dict[str, Any]

_MADE = (ChannelType.TEXT, ChannelType.CATEGORY, ChannelType.FORUM)

_OWN = frozenset(("name", "archived", "auto_archive_duration", "applied_tags"))
"""What a thread's maker may change without Manage Threads, while it is not locked."""


@ROUTES.on("POST", "/guilds/{guild_id}/channels")
async def make(call: Call) -> Any:
    """Text channels, forums and categories. What their overwrites allow or deny the bot must hold itself."""
    guild = call.world.guild(call.id("guild_id"))
    body = await call.read()
    kind = body.get("type") if isinstance(body, dict) else None
    kind = ChannelType.TEXT if kind is None else kind
    call.check(body, channel_type=kind if isinstance(kind, int) else None)
    overwrites = [_overwrite(one) for one in body.get("permission_overwrites") or ()]
    needed = Permission.MANAGE_CHANNELS
    for one in overwrites:
        needed |= Permission(one.allow | one.deny)
    if needed & ~in_guild(guild, guild.members[call.me]):
        raise missing_permissions()
    if kind not in _MADE:
        raise not_done(f"how to make a channel of type {kind}")
    channel = Channel(0, ChannelType(kind), body["name"], guild.id)
    channel.position = len(call.world.channels_of(guild.id))
    _change_channel(call, channel, {key: value for key, value in body.items() if key != "permission_overwrites"})
    channel.overwrites = {one.id: one for one in overwrites}
    channel.id = call.world.ids.next()
    call.world.channels[channel.id] = channel
    channel_changed(call.world, channel, "CHANNEL_CREATE")
    return Answer(201, channel_payload(call.world, channel))


@ROUTES.on("GET", _CHANNEL)
async def read(call: Call) -> Any:
    return channel_payload(call.world, call.channel())


@ROUTES.on("PATCH", _CHANNEL)
async def change(call: Call) -> Any:
    body = await call.read()
    channel = call.channel()
    call.check(body, channel_type=int(channel.type))
    if channel.type.is_thread:
        _change_thread(call, channel, body)
        channel_changed(call.world, channel, "THREAD_UPDATE")
    else:
        _change_channel(call, channel, body)
        channel_changed(call.world, channel, "CHANNEL_UPDATE")
    return channel_payload(call.world, channel)


@ROUTES.on("DELETE", _CHANNEL)
async def delete(call: Call) -> Any:
    """Closing a conversation only hides it, so nothing is deleted then."""
    channel = call.channel()
    if channel.type == ChannelType.DM:
        return channel_payload(call.world, channel)
    thread = channel.type.is_thread
    call.world.demand(channel, Permission.MANAGE_THREADS if thread else Permission.MANAGE_CHANNELS)
    payload = channel_payload(call.world, channel)
    for child in call.world.threads_of(channel.guild_id or 0, parent_id=channel.id):
        _forget(call, child)
    channel_changed(call.world, channel, "THREAD_DELETE" if thread else "CHANNEL_DELETE")
    _forget(call, channel)
    return payload


def _forget(call: Call, channel: Channel) -> None:
    for message in call.world.messages_in(channel.id):
        call.world.forget(message)
    call.world.history.leave(channel.id)
    del call.world.channels[channel.id]


def _change_thread(call: Call, thread: Channel, body: Body) -> None:
    if body.get("archived") is not False:
        threads.demand_awake(thread)
    _demand_thread(call, thread, body)
    if "applied_tags" in body and thread.parent_id is not None:
        demand_tags(call.world.channels[thread.parent_id], body["applied_tags"])
        thread.applied_tags = [int(tag) for tag in body["applied_tags"] or ()]
    thread.name = body.get("name") or thread.name
    thread.slowmode = body.get("rate_limit_per_user", thread.slowmode) or 0
    thread.archive_minutes = body.get("auto_archive_duration") or thread.archive_minutes
    thread.locked = _given(body, "locked", thread.locked)
    thread.invitable = _given(body, "invitable", thread.invitable)
    if "flags" in body:
        thread.flags = (body["flags"] or 0) & ChannelFlag.PINNED
    threads.archive(call.world, thread, _given(body, "archived", thread.archived))


def _given(body: Body, key: str, before: bool) -> bool:
    """A flag as the body sets it; null leaves it as it is."""
    return before if body.get(key) is None else bool(body[key])


def _demand_thread(call: Call, thread: Channel, body: Body) -> None:
    """Opening an unlocked thread again needs only the right to write in it; its maker may do some things more."""
    granted = call.world.permissions(call.me, thread)
    if granted & Permission.MANAGE_THREADS:
        return
    reopening = body == {"archived": False} and granted & Permission.SEND_MESSAGES_IN_THREADS
    own = thread.owner_id == call.me and body.keys() <= _OWN
    if thread.locked or not (reopening or own):
        raise missing_permissions()


def _change_channel(call: Call, channel: Channel, body: Body) -> None:
    call.world.demand(channel, Permission.MANAGE_CHANNELS)
    if "permission_overwrites" in body:
        call.world.demand(channel, Permission.MANAGE_ROLES)
    if "parent_id" in body:
        channel.parent_id = _category(call, channel, body["parent_id"])
    if "permission_overwrites" in body:
        written = [_overwrite(one) for one in body["permission_overwrites"] or ()]
        channel.overwrites = {one.id: one for one in written}
    if "available_tags" in body:
        channel.available_tags = [_tag(call, one) for one in body["available_tags"] or ()]
    if "flags" in body:
        channel.flags = (body["flags"] or 0) & ChannelFlag.REQUIRE_TAG
    channel.name = body.get("name") or channel.name
    channel.topic = body.get("topic", channel.topic)
    channel.nsfw = bool(body.get("nsfw", channel.nsfw))
    channel.slowmode = body.get("rate_limit_per_user", channel.slowmode) or 0
    channel.default_archive_minutes = body.get("default_auto_archive_duration", channel.default_archive_minutes)
    if body.get("position") is not None:
        channel.position = body["position"]


def _category(call: Call, channel: Channel, wanted: Any) -> int | None:
    parent = None if wanted is None else call.world.channels.get(int(wanted))
    if wanted is not None and (
        parent is None or parent.guild_id != channel.guild_id or parent.type != ChannelType.CATEGORY
    ):
        raise invalid_form(("parent_id",), "CHANNEL_PARENT_INVALID", "Category does not exist")
    return parent.id if parent is not None else None


def _overwrite(body: Body) -> Overwrite:
    allow, deny = int(body.get("allow") or 0), int(body.get("deny") or 0)
    return Overwrite(int(body["id"]), "member" if body.get("type") == 1 else "role", allow, deny)


def _tag(call: Call, body: Body) -> Tag:
    id = int(body["id"]) if body.get("id") else call.world.ids.next()
    return Tag(id, body["name"], bool(body.get("moderated")), body.get("emoji_name"))
