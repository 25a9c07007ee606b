"""Reactions."""

from typing import Any
from urllib.parse import unquote

from sandbox import threads
from sandbox.errors import unknown
from sandbox.model import Channel, Message
from sandbox.payloads.people import user_payload
from sandbox.permissions import NONE, Permission
from sandbox.posting import clear_reactions, find_reaction, react, unreact
from sandbox.rest.call import Call, Routes

ROUTES = Routes()
_ALL = "/channels/{channel_id}/messages/{message_id}/reactions"
_EMOJI = f"{_ALL}/{{emoji_name}}"


@ROUTES.on("PUT", f"{_EMOJI}/@me")
async def add(call: Call) -> Any:
    """Joining in needs READ_MESSAGE_HISTORY, being first ADD_REACTIONS as well."""
    channel, message = _place(call, Permission.READ_MESSAGE_HISTORY)
    threads.demand_awake(channel)
    emoji = _emoji(call)
    if find_reaction(message, emoji) is None:
        call.world.demand(channel, Permission.ADD_REACTIONS)
    react(call.world, message, emoji, by=call.me)


@ROUTES.on("DELETE", f"{_EMOJI}/@me")
async def take_back(call: Call) -> Any:
    _, message = _place(call)
    unreact(call.world, message, _emoji(call), by=call.me)


@ROUTES.on("DELETE", f"{_EMOJI}/{{user_id}}")
async def take_away(call: Call) -> Any:
    _, message = _place(call, Permission.MANAGE_MESSAGES)
    unreact(call.world, message, _emoji(call), by=call.id("user_id"))


@ROUTES.on("DELETE", _ALL)
async def clear(call: Call) -> Any:
    _, message = _place(call, Permission.MANAGE_MESSAGES)
    clear_reactions(call.world, message)


@ROUTES.on("DELETE", _EMOJI)
async def clear_one(call: Call) -> Any:
    _, message = _place(call, Permission.MANAGE_MESSAGES)
    clear_reactions(call.world, message, _emoji(call))


@ROUTES.on("GET", _EMOJI)
async def who(call: Call) -> Any:
    _, message = _place(call)
    limit = call.number("limit", 25, least=1, most=100)
    after = call.snowflake("after") or 0
    reaction = find_reaction(message, _emoji(call))
    users = sorted(one for one in (reaction.user_ids if reaction else ()) if one > after)
    return [user_payload(call.world.user(one)) for one in users[:limit]]


def _place(call: Call, needed: Permission = NONE) -> tuple[Channel, Message]:
    channel = call.channel(needed)
    return channel, call.message(channel)


def _emoji(call: Call) -> dict[str, Any]:
    """`name:id` for one of a server, the character itself for one of Unicode."""
    text = unquote(call.text("emoji_name"))
    name, colon, id = text.rpartition(":")
    if colon and id.isdecimal():
        return {"id": id, "name": name}
    if not text or (text.isalnum() and text.isascii()):
        raise unknown("Emoji")
    return {"id": None, "name": text}
