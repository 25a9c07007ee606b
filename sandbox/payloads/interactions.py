"""INTERACTION_CREATE, and what answers to a callback."""

from typing import Any

from sandbox.kinds import CallbackType, ChannelType, MessageFlag
from sandbox.model import ATTACHMENT_SIZE_LIMIT, Channel, Interaction
from sandbox.payloads.messages import message_payload
from sandbox.payloads.people import member_payload, user_payload
from sandbox.payloads.places import seen_channel_payload
from sandbox.world import World

IN_GUILD, IN_BOT_DM = 0, 1
"""Interaction contexts."""


def context_of(channel: Channel) -> int:
    return IN_BOT_DM if channel.type == ChannelType.DM else IN_GUILD


def interaction_payload(world: World, interaction: Interaction) -> dict[str, Any]:
    """Everything Discord sends with it, the member's and the bot's rights in the channel computed."""
    channel = world.channels[interaction.channel_id]
    user = world.users[interaction.user_id]
    allowed = world.permissions(user.id, channel)
    owner = str(interaction.guild_id) if interaction.guild_id is not None else "0"
    payload: dict[str, Any] = {
        "id": str(interaction.id),
        "application_id": str(world.application.id),
        "type": int(interaction.type),
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": seen_channel_payload(world, channel, allowed),
        "app_permissions": str(int(world.permissions(world.application.bot_user_id, channel))),
        "locale": "en-US",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": {"0": owner},
        "context": context_of(channel),
        "attachment_size_limit": ATTACHMENT_SIZE_LIMIT,
    }
    if interaction.guild_id is None:
        payload["user"] = user_payload(user)
    else:
        guild = world.guilds[interaction.guild_id]
        payload |= {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": ["COMMUNITY"]},
            "guild_locale": guild.locale,
            "member": member_payload(world, guild.members[user.id], permissions=allowed),
        }
    if interaction.message_id is not None and interaction.message_id in world.messages:
        payload["message"] = message_payload(world, world.messages[interaction.message_id])
    return payload


def callback_payload(world: World, interaction: Interaction, callback: CallbackType) -> dict[str, Any]:
    """What a callback answers when asked with `with_response`."""
    about: dict[str, Any] = {"id": str(interaction.id), "type": int(interaction.type)}
    resource: dict[str, Any] = {"type": int(callback)}
    response = world.messages.get(interaction.response_message_id or 0)
    if response is not None:
        about |= {
            "response_message_id": str(response.id),
            "response_message_loading": bool(response.flags & MessageFlag.LOADING),
            "response_message_ephemeral": response.ephemeral_for is not None,
        }
    if callback in (CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE, CallbackType.UPDATE) and response is not None:
        return {"interaction": about, "resource": resource | {"message": message_payload(world, response)}}
    if callback == CallbackType.MODAL:
        return {"interaction": about, "resource": resource}
    return {"interaction": about}
