"""Messages as Discord writes them."""

from typing import Any

from sandbox.files import attachment_url
from sandbox.kinds import InteractionType, MessageFlag, MessageType
from sandbox.model import Attachment, Message, Reaction
from sandbox.payloads.people import instant, partial_member_payload, user_payload
from sandbox.payloads.places import thread_payload
from sandbox.world import World


def message_payload(world: World, message: Message, *, nested: bool = False) -> dict[str, Any]:
    """`nested` leaves out the message this one answers, as Discord does one level down."""
    payload: dict[str, Any] = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "author": user_payload(world.users[message.author_id]),
        "content": message.content,
        "timestamp": instant(message.created_at),
        "edited_timestamp": instant(message.edited_at),
        "tts": message.tts,
        "type": int(message.type),
        "flags": _flags(message),
        "pinned": message.pinned,
        "mention_everyone": message.mention_everyone,
        "mentions": [user_payload(world.users[user_id]) for user_id in message.mentions],
        "mention_roles": [str(role_id) for role_id in message.mention_roles],
        "mention_channels": [],
        "attachments": [attachment_payload(message, one) for one in message.attachments if not one.in_embed],
        "embeds": message.embeds,
        "components": message.components,
        "reactions": [_reaction_payload(world, one) for one in message.reactions],
        "sticker_items": [],
    }
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.webhook:
        payload["webhook_id"] = payload["application_id"] = str(world.application.id)
    if message.interaction_id is not None:
        payload["interaction_metadata"] = _interaction_metadata(world, message)
        if message.command_name is not None:
            payload["interaction"] = _interaction_summary(world, message)
    if message.thread_id in world.channels:
        payload["thread"] = thread_payload(world.channels[message.thread_id])
    if message.reference is not None:
        _refer(world, message, payload, nested=nested)
    return payload


def event_payload(world: World, message: Message) -> dict[str, Any]:
    """As MESSAGE_CREATE and MESSAGE_UPDATE carry it: with the server and the author's membership."""
    payload = message_payload(world, message)
    payload["channel_type"] = int(world.channels[message.channel_id].type)
    if message.guild_id is not None:
        payload["guild_id"] = str(message.guild_id)
        member = world.guilds[message.guild_id].members.get(message.author_id)
        if member is not None:
            payload["member"] = partial_member_payload(member)
    return payload


def read_payload(world: World, message: Message) -> dict[str, Any]:
    """As REST answers the bot, which has no message content intent.

    Content is there in direct messages, in the bot's own messages and in those that mention it.
    """
    payload = message_payload(world, message)
    bot = world.application.bot_user_id
    if message.guild_id is not None and message.author_id != bot and bot not in message.mentions:
        payload |= {"content": "", "embeds": [], "attachments": [], "components": []}
    return payload


def attachment_payload(message: Message, attachment: Attachment) -> dict[str, Any]:
    url = attachment_url(message.channel_id, attachment)
    payload: dict[str, Any] = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": attachment.size,
        "url": url,
        "proxy_url": url,
        "content_type": attachment.content_type,
        "flags": 0,
    }
    if attachment.description is not None:
        payload["description"] = attachment.description
    if attachment.width is not None:
        payload |= {"width": attachment.width, "height": attachment.height}
    if message.ephemeral_for is not None:
        payload["ephemeral"] = True
    return payload


def _flags(message: Message) -> int:
    return message.flags | (MessageFlag.HAS_THREAD if message.thread_id == message.id else 0)


def _reaction_payload(world: World, reaction: Reaction) -> dict[str, Any]:
    count = len(reaction.user_ids)
    return {
        "emoji": reaction.emoji,
        "count": count,
        "count_details": {"normal": count, "burst": 0},
        "burst_colors": [],
        "burst_count": 0,
        "burst_me": False,
        "me": world.application.bot_user_id in reaction.user_ids,
        "me_burst": False,
    }


def _interaction_metadata(world: World, message: Message) -> dict[str, Any]:
    person = world.users[message.interaction_user_id or 0]
    owner = message.guild_id if message.guild_id is not None else 0
    metadata: dict[str, Any] = {
        "id": str(message.interaction_id),
        "type": int(message.interaction_type or InteractionType.APPLICATION_COMMAND),
        "user": user_payload(person),
        "authorizing_integration_owners": {"0": str(owner)},
    }
    if message.command_name is not None:
        metadata["name"] = message.command_name
    if message.original_response_id is not None:
        metadata["original_response_message_id"] = str(message.original_response_id)
    if message.interacted_message_id is not None:
        metadata["interacted_message_id"] = str(message.interacted_message_id)
    if message.target_message_id is not None:
        metadata["target_message_id"] = str(message.target_message_id)
    if message.interaction_type == InteractionType.MODAL_SUBMIT:
        metadata["triggering_interaction_metadata"] = _trigger_metadata(message, metadata)
    return metadata


def _trigger_metadata(message: Message, metadata: dict[str, Any]) -> dict[str, Any]:
    """What opened the modal: the press of a button, or a command."""
    pressed = message.interacted_message_id is not None
    trigger = InteractionType.MESSAGE_COMPONENT if pressed else InteractionType.APPLICATION_COMMAND
    kept = ("user", "authorizing_integration_owners", "name", "interacted_message_id", "target_message_id")
    return {"id": str(message.trigger_id or message.interaction_id), "type": int(trigger)} | {
        key: metadata[key] for key in kept if key in metadata
    }


def _interaction_summary(world: World, message: Message) -> dict[str, Any]:
    """The older form beside `interaction_metadata`, which Discord still sends for commands."""
    return {
        "id": str(message.interaction_id),
        "type": int(InteractionType.APPLICATION_COMMAND),
        "name": message.command_name,
        "user": user_payload(world.users[message.interaction_user_id or 0]),
    }


def _refer(world: World, message: Message, payload: dict[str, Any], *, nested: bool) -> None:
    reference = message.reference
    if reference is None:
        return
    written: dict[str, Any] = {"type": reference.type, "channel_id": str(reference.channel_id)}
    if reference.message_id is not None:
        written["message_id"] = str(reference.message_id)
    if reference.guild_id is not None:
        written["guild_id"] = str(reference.guild_id)
    payload["message_reference"] = written
    if nested or message.type not in (MessageType.REPLY, MessageType.THREAD_STARTER_MESSAGE):
        return
    answered = world.messages.get(reference.message_id or 0)
    payload["referenced_message"] = None if answered is None else message_payload(world, answered, nested=True)
