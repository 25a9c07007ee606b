"""Pinned messages: the new paths, and the old ones that still answer."""

from typing import Any

from sandbox import threads
from sandbox.errors import DiscordError
from sandbox.model import Message
from sandbox.payloads.messages import read_payload
from sandbox.payloads.people import instant
from sandbox.permissions import Permission
from sandbox.posting import pin, unpin
from sandbox.rest.call import Call, Routes

ROUTES = Routes()
_NEW = "/channels/{channel_id}/messages/pins"
_OLD = "/channels/{channel_id}/pins"


@ROUTES.on("GET", _NEW)
async def page(call: Call) -> Any:
    """Newest pin first, `limit` at a time, before an instant."""
    limit = call.number("limit", 50, least=1, most=50)
    before = call.instant("before")
    pinned = [one for one in _pinned(call) if before is None or (one.pinned_at is not None and one.pinned_at < before)]
    items = [{"pinned_at": instant(one.pinned_at), "message": read_payload(call.world, one)} for one in pinned[:limit]]
    return {"items": items, "has_more": len(pinned) > limit}


@ROUTES.on("GET", _OLD)
async def newest(call: Call) -> Any:
    return [read_payload(call.world, one) for one in _pinned(call)[:50]]


@ROUTES.on("PUT", f"{_NEW}/{{message_id}}")
@ROUTES.on("PUT", f"{_OLD}/{{message_id}}")
async def add(call: Call) -> Any:
    pin(call.world, _message(call), by=call.me)


@ROUTES.on("DELETE", f"{_NEW}/{{message_id}}")
@ROUTES.on("DELETE", f"{_OLD}/{{message_id}}")
async def remove(call: Call) -> Any:
    unpin(call.world, _message(call))


def _message(call: Call) -> Message:
    channel = call.channel(Permission.PIN_MESSAGES)
    threads.demand_awake(channel)
    message = call.message(channel)
    if message.type.is_notice:
        raise DiscordError(403, 50021, "Cannot execute action on a system message")
    return message


def _pinned(call: Call) -> list[Message]:
    channel = call.channel()
    if not call.world.permissions(call.me, channel) & Permission.READ_MESSAGE_HISTORY:
        return []
    pinned = [(one.pinned_at, one) for one in call.world.messages_in(channel.id) if one.pinned_at is not None]
    return [one for _, one in sorted(pinned, key=lambda pair: (pair[0], pair[1].id), reverse=True)]
