"""Messages of a channel: read, sent, edited, deleted."""

from datetime import timedelta
from typing import Any

from sandbox import threads
from sandbox.composing import compose, recompose
from sandbox.errors import DiscordError, invalid_form, missing_permissions
from sandbox.kinds import ChannelType, MessageFlag, MessageType
from sandbox.model import Channel, Message, Reference
from sandbox.payloads.messages import message_payload, read_payload
from sandbox.permissions import NONE, Permission
from sandbox.posting import edited, post, remove
from sandbox.rest.account import demand_reachable
from sandbox.rest.call import Call, Routes, not_done

ROUTES = Routes()
_ALL = "/channels/{channel_id}/messages"
_ONE = f"{_ALL}/{{message_id}}"

NONCE_KEPT = timedelta(minutes=5)
"""How long a nonce is remembered. Discord says "the past few minutes"."""

BULK_AGE = timedelta(days=14)

Body = dict[str, Any]


@ROUTES.on("GET", _ALL)
async def history(call: Call) -> Any:
    """Newest first; without READ_MESSAGE_HISTORY there is nothing to read."""
    channel = call.channel()
    limit = call.number("limit", 50, least=1, most=100)
    if not call.world.permissions(call.me, channel) & Permission.READ_MESSAGE_HISTORY:
        return []
    messages = [one for one in call.world.messages_in(channel.id) if one.ephemeral_for is None]
    return [read_payload(call.world, one) for one in reversed(_page(call, messages, limit))]


def _page(call: Call, messages: list[Message], limit: int) -> list[Message]:
    """`limit` messages, oldest first, before, after or around one."""
    before, after, around = call.snowflake("before"), call.snowflake("after"), call.snowflake("around")
    if around is not None:
        older = [one for one in messages if one.id < around][-(limit // 2) :]
        rest = [one for one in messages if one.id >= around]
        return older + rest[: limit - len(older)]
    if after is not None:
        return [one for one in messages if one.id > after][:limit]
    return [one for one in messages if before is None or one.id < before][-limit:]


@ROUTES.on("GET", _ONE)
async def read(call: Call) -> Any:
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return read_payload(call.world, call.message(channel))


@ROUTES.on("POST", _ALL)
async def send(call: Call) -> Any:
    body = await call.read()
    channel = call.channel()
    call.check(body, channel_type=int(channel.type))
    demand_sendable(call, channel, body)
    nonce = body.get("nonce")
    if nonce is not None and body.get("enforce_nonce"):
        earlier = _sent_with(call, nonce)
        if earlier is not None:
            return message_payload(call.world, earlier)
    message = new_message(call, channel, body)
    if channel.type.is_thread:
        threads.wake(call.world, channel)
        threads.follow(call.world, channel, call.me)
    post(call.world, message)
    return message_payload(call.world, message)


def new_message(call: Call, channel: Channel, body: Body, *, id: int | None = None) -> Message:
    """The bot's message, composed and not yet posted."""
    world = call.world
    message = Message(id or world.ids.next(), channel.id, call.me, world.clock.now(), guild_id=channel.guild_id)
    message.nonce, message.tts = body.get("nonce"), bool(body.get("tts"))
    if body.get("message_reference"):
        _refer(call, channel, message, body["message_reference"])
    flags = body.get("flags") or 0
    body = {**body, "flags": flags & ~MessageFlag.EPHEMERAL}
    compose(world, message, body, call.uploads)
    return message


def demand_sendable(call: Call, channel: Channel, body: Body) -> None:
    """Everything the bot needs to send this here."""
    for feature in ("sticker_ids", "poll", "shared_client_theme"):
        if body.get(feature):
            raise not_done(feature)
    if not channel.type.holds_messages:
        if channel.type == ChannelType.FORUM:
            raise DiscordError(400, 40058, "Cannot send a message in a forum channel")
        raise DiscordError(400, 50008, "Cannot send messages in a non-text channel")
    demand_reachable(call.world, channel)
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.type.is_thread else Permission.SEND_MESSAGES
    call.world.demand(channel, needed | needed_for(call, body))
    if channel.locked:
        call.world.demand(channel, Permission.MANAGE_THREADS)


def needed_for(call: Call, body: Body) -> Permission:
    """What the content itself asks for."""
    needed = Permission.EMBED_LINKS if body.get("embeds") else NONE
    if call.uploads:
        needed |= Permission.ATTACH_FILES
    if body.get("tts"):
        needed |= Permission.SEND_TTS_MESSAGES
    return needed


def _refer(call: Call, channel: Channel, message: Message, reference: Body) -> None:
    if reference.get("type"):
        raise not_done("forwarded messages")
    if not call.world.permissions(call.me, channel) & Permission.READ_MESSAGE_HISTORY:
        raise DiscordError(400, 160002, "Cannot reply without permission to read message history")
    answered = call.world.messages.get(int(reference["message_id"]))
    if answered is None or answered.channel_id != channel.id or answered.ephemeral_for is not None:
        if reference.get("fail_if_not_exists", True):
            raise invalid_form(("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
        return
    message.type = MessageType.REPLY
    message.reference = Reference(answered.id, channel.id, channel.guild_id)


def _sent_with(call: Call, nonce: str | int) -> Message | None:
    """The bot's message with this nonce in the past few minutes, in whichever channel.

    Discord's documentation, "Create Message": a message "by the same author" with it is returned; it names no channel.
    """
    horizon = call.world.clock.now() - NONCE_KEPT
    for message in reversed(call.world.messages.values()):
        if message.created_at < horizon:
            return None
        if message.author_id == call.me and str(message.nonce) == str(nonce):
            return message
    return None


@ROUTES.on("PATCH", _ONE)
async def edit(call: Call) -> Any:
    body = await call.read()
    channel = call.channel()
    message = call.message(channel)
    call.check(body, channel_type=int(channel.type), flags_before=message.flags)
    if message.author_id != call.me or message.type.is_notice:
        raise DiscordError(403, 50005, "Cannot edit a message authored by another user")
    threads.demand_awake(channel)
    call.world.demand(channel, needed_for(call, body))
    recompose(call.world, message, body, call.uploads)
    edited(call.world, message)
    return message_payload(call.world, message)


@ROUTES.on("DELETE", _ONE)
async def delete(call: Call) -> Any:
    channel = call.channel()
    message = call.message(channel)
    if message.author_id != call.me:
        if channel.type == ChannelType.DM:
            raise DiscordError(403, 50003, "Cannot execute action on a DM channel")
        call.world.demand(channel, Permission.MANAGE_MESSAGES)
    if message.type == MessageType.THREAD_STARTER_MESSAGE:
        raise DiscordError(403, 50021, "Cannot execute action on a system message")
    remove(call.world, message)


@ROUTES.on("POST", f"{_ALL}/bulk-delete")
async def delete_many(call: Call) -> Any:
    body = await call.read()
    channel = call.channel(Permission.MANAGE_MESSAGES)
    call.check(body)
    ids = {int(one) for one in body["messages"]}
    found = [call.world.messages[one] for one in sorted(ids) if one in call.world.messages]
    here = [one for one in found if one.channel_id == channel.id and one.ephemeral_for is None]
    if any(call.world.clock.now() - one.created_at > BULK_AGE for one in here):
        raise DiscordError(400, 50034, "A message provided was too old to bulk delete")
    remove(call.world, *here)


@ROUTES.on("POST", "/channels/{channel_id}/typing")
async def typing(call: Call) -> Any:
    channel = call.channel()
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.type.is_thread else Permission.SEND_MESSAGES
    if not call.world.permissions(call.me, channel) & needed:
        raise missing_permissions()
