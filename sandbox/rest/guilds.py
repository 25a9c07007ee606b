"""Servers and who is in them; read only."""

from typing import Any

from sandbox.errors import missing_access
from sandbox.payloads.people import member_payload, role_payload
from sandbox.payloads.places import channel_payload, guild_payload
from sandbox.rest.call import Call, Routes

ROUTES = Routes()
_GUILD = "/guilds/{guild_id}"


@ROUTES.on("GET", _GUILD)
async def read(call: Call) -> Any:
    guild = call.world.guild(call.id("guild_id"))
    payload = guild_payload(guild)
    if call.flag("with_counts"):
        payload |= {"approximate_member_count": len(guild.members), "approximate_presence_count": len(guild.members)}
    return payload


@ROUTES.on("GET", f"{_GUILD}/channels")
async def channels(call: Call) -> Any:
    """All of them, those the bot cannot see too, threads left out."""
    guild = call.world.guild(call.id("guild_id"))
    return [channel_payload(call.world, one) for one in call.world.channels_of(guild.id)]


@ROUTES.on("GET", f"{_GUILD}/roles")
async def roles(call: Call) -> Any:
    return [role_payload(one) for one in call.world.guild(call.id("guild_id")).roles.values()]


@ROUTES.on("GET", f"{_GUILD}/roles/{{role_id}}")
async def role(call: Call) -> Any:
    return role_payload(call.world.role(call.id("guild_id"), call.id("role_id")))


@ROUTES.on("GET", f"{_GUILD}/members")
async def members(call: Call) -> Any:
    """Needs the members intent granted to the application, which the sandbox's has not."""
    call.world.guild(call.id("guild_id"))
    if not call.world.application.lists_members:
        raise missing_access()
    limit = call.number("limit", 1, least=1, most=1000)
    after = call.snowflake("after") or 0
    found = call.world.guild(call.id("guild_id")).members
    return [member_payload(call.world, found[one]) for one in sorted(found) if one > after][:limit]


@ROUTES.on("GET", f"{_GUILD}/members/search")
async def search(call: Call) -> Any:
    """Members whose name or nickname begins with `query`."""
    guild = call.world.guild(call.id("guild_id"))
    query = call.request.query.get("query", "").casefold()
    limit = call.number("limit", 1, least=1, most=1000)
    found = []
    for member in guild.members.values():
        user = call.world.user(member.user_id)
        names = (user.name, user.global_name or "", member.nick or "")
        if any(name.casefold().startswith(query) for name in names if name):
            found.append(member_payload(call.world, member))
    return found[:limit]


@ROUTES.on("GET", f"{_GUILD}/members/{{user_id}}")
async def member(call: Call) -> Any:
    return member_payload(call.world, call.world.member(call.id("guild_id"), call.id("user_id")))
