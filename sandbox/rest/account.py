"""Who the bot is, and where its gateway is."""

from typing import Any

from sandbox.errors import DiscordError
from sandbox.kinds import ChannelType
from sandbox.model import Channel
from sandbox.payloads.people import application_payload, own_user_payload, user_payload
from sandbox.payloads.places import channel_payload, guild_payload
from sandbox.permissions import in_guild
from sandbox.rest.call import Call, Routes
from sandbox.world import World

ROUTES = Routes()


@ROUTES.on("GET", "/users/@me")
async def own_user(call: Call) -> Any:
    return own_user_payload(call.world)


@ROUTES.on("GET", "/oauth2/applications/@me")
@ROUTES.on("GET", "/applications/@me")
async def own_application(call: Call) -> Any:
    return application_payload(call.world)


@ROUTES.on("GET", "/gateway")
async def gateway(call: Call) -> Any:
    return {"url": call.place.url.replace("http://", "ws://", 1)}


@ROUTES.on("GET", "/gateway/bot")
async def gateway_for_bot(call: Call) -> Any:
    url = call.place.url.replace("http://", "ws://", 1)
    return {"url": url, "shards": 1, "session_start_limit": call.place.gateway.identifies.session_start_limit()}


@ROUTES.on("GET", "/users/@me/guilds")
async def own_guilds(call: Call) -> Any:
    limit = call.number("limit", 200, least=1, most=200)
    before, after = call.snowflake("before"), call.snowflake("after")
    ids = sorted(guild.id for guild in call.world.guilds.values() if call.me in guild.members)
    ids = [one for one in ids if (before is None or one < before) and (after is None or one > after)]
    ids = ids[-limit:] if before is not None else ids[:limit]
    return [_own_guild(call, one) for one in ids]


def _own_guild(call: Call, guild_id: int) -> dict[str, Any]:
    guild = call.world.guild(guild_id)
    whole = guild_payload(guild)
    kept = {key: whole[key] for key in ("id", "name", "icon", "banner", "features")}
    rights = in_guild(guild, guild.members[call.me])
    counts = {"approximate_member_count": len(guild.members)} if call.flag("with_counts") else {}
    return kept | {"owner": guild.owner_id == call.me, "permissions": str(int(rights))} | counts


@ROUTES.on("GET", "/users/{user_id}")
async def user(call: Call) -> Any:
    return user_payload(call.world.user(call.id("user_id")))


@ROUTES.on("POST", "/users/@me/channels")
async def open_direct(call: Call) -> Any:
    """The conversation with a person, begun if need be."""
    body = await call.body()
    recipient = call.world.users.get(int(body["recipient_id"]))
    if recipient is None or recipient.bot:
        raise DiscordError(400, 50033, "Invalid Recipient(s)")
    channel = call.world.direct_channel(recipient.id) or _begin_direct(call.world, recipient.id)
    return channel_payload(call.world, channel)


def _begin_direct(world: World, user_id: int) -> Channel:
    channel = Channel(world.ids.next(), ChannelType.DM, "", recipients=[user_id])
    world.channels[channel.id] = channel
    world.publish("CHANNEL_CREATE", channel_payload(world, channel), None)
    world.tell("channel", id=channel.id, channel=channel, viewer=user_id)
    return channel


def demand_reachable(world: World, channel: Channel) -> None:
    """50007 for a conversation with someone who shares no server with the bot."""
    bot = world.application.bot_user_id
    shared = (guild for guild in world.guilds.values() if bot in guild.members)
    if channel.type == ChannelType.DM and not any(
        person in guild.members for guild in shared for person in channel.recipients
    ):
        raise DiscordError(403, 50007, "Cannot send messages to this user")
