"""The rules of one interaction: opened by a person, answered once within 3 seconds, followed up for 15 minutes."""

import secrets
from datetime import timedelta
from typing import Any

from sandbox.errors import DiscordError, already_acknowledged, unknown
from sandbox.kinds import InteractionType, MessageFlag, MessageType
from sandbox.model import Channel, Interaction, Message, Reference
from sandbox.payloads.interactions import interaction_payload
from sandbox.posting import post
from sandbox.world import TOKEN_LIFE, World

ANSWER_WITHIN = timedelta(seconds=3)
"""Source: "Receiving and Responding to Interactions"."""


def open_interaction(
    world: World,
    type: InteractionType,
    *,
    user_id: int,
    channel: Channel,
    data: dict[str, Any],
    command_name: str | None = None,
    message_id: int | None = None,
    modal_of: int | None = None,
) -> Interaction:
    """Begin an interaction and send it to the bot."""
    world.prune_interactions()
    id = world.ids.next()
    interaction = Interaction(
        id,
        f"{id}-{secrets.token_urlsafe(24)}",
        type,
        user_id,
        channel.id,
        data,
        world.clock.now(),
        channel.guild_id,
        command_name=command_name,
        message_id=message_id,
        modal_of=modal_of,
    )
    world.interactions[interaction.id] = interaction
    world.publish("INTERACTION_CREATE", interaction_payload(world, interaction), interaction.guild_id)
    return interaction


def find_to_acknowledge(world: World, interaction_id: int, token: str) -> Interaction:
    """10062 when there is no such interaction, or its three seconds went by unused; 40060 when it has its answer.

    10003 when its channel was deleted meanwhile.
    """
    interaction = world.interactions.get(interaction_id)
    now = world.clock.now()
    if interaction is None or interaction.token != token or now - interaction.created_at > TOKEN_LIFE:
        raise unknown("interaction")
    if interaction.acknowledged_at is not None:
        raise already_acknowledged()
    if now - interaction.created_at > ANSWER_WITHIN or interaction.state == "failed":
        raise unknown("interaction")
    world.channel(interaction.channel_id)
    return interaction


def find_by_token(world: World, application_id: int, token: str) -> Interaction:
    """The interaction whose webhook this is: 10015 when it is none or not yet acknowledged, 50027 once expired.

    10003 when its channel was deleted meanwhile.
    """
    id, _, _ = token.partition("-")
    named = id.isascii() and id.isdecimal() and len(id) <= 20
    interaction = world.interactions.get(int(id)) if named else None
    if interaction is not None and interaction.token != token:
        interaction = None
    if application_id != world.application.id or interaction is None or interaction.acknowledged_at is None:
        raise unknown("Webhook")
    if world.clock.now() - interaction.created_at > TOKEN_LIFE:
        raise DiscordError(401, 50027, "Invalid Webhook Token")
    world.channel(interaction.channel_id)
    return interaction


def acknowledge(world: World, interaction: Interaction) -> None:
    interaction.acknowledged_at = world.clock.now()


def settle(world: World, interaction: Interaction) -> None:
    """Tell whoever waits that the interaction's state changed."""
    channel = world.channels.get(interaction.channel_id)
    guild_id = interaction.guild_id
    world.tell("interaction", id=interaction.id, channel=channel, guild_id=guild_id, viewer=interaction.user_id)


def fail(world: World, interaction: Interaction) -> None:
    """Three seconds without an answer: "The application did not respond"."""
    interaction.state = "failed"
    settle(world, interaction)


def response_to(world: World, interaction: Interaction, *, ephemeral: bool) -> Message:
    """The bot's answer, not yet composed nor posted."""
    message = Message(
        world.ids.next(),
        interaction.channel_id,
        world.application.bot_user_id,
        world.clock.now(),
        guild_id=interaction.guild_id,
        flags=int(MessageFlag.EPHEMERAL) if ephemeral else 0,
        webhook=True,
        ephemeral_for=interaction.user_id if ephemeral else None,
        interaction_id=interaction.id,
        interaction_type=interaction.type,
        interaction_user_id=interaction.user_id,
        command_name=interaction.command_name,
        interacted_message_id=interaction.message_id,
        trigger_id=interaction.modal_of,
    )
    if interaction.response_message_id is not None and not interaction.updates_source:
        message.original_response_id = interaction.response_message_id
    message.target_message_id = int(interaction.data["target_id"]) if "target_id" in interaction.data else None
    message.type = _type_of(interaction, message)
    answered = message.original_response_id or interaction.message_id
    if message.type == MessageType.REPLY and answered is not None:
        message.reference = Reference(answered, message.channel_id, message.guild_id)
    return message


def _type_of(interaction: Interaction, message: Message) -> MessageType:
    if message.original_response_id is not None or interaction.message_id is not None:
        return MessageType.REPLY
    return MessageType.CONTEXT_MENU_COMMAND if "target_id" in interaction.data else MessageType.CHAT_INPUT_COMMAND


def post_loading(world: World, interaction: Interaction, *, ephemeral: bool) -> Message:
    """The "thinking…" of a deferred answer."""
    message = response_to(world, interaction, ephemeral=ephemeral)
    message.flags |= MessageFlag.LOADING
    return post(world, message)


def original_response(world: World, interaction: Interaction) -> Message:
    """@original: the first answer, or the message pressed when that was the one to update; 10008 when it is gone."""
    original = world.messages.get(interaction.response_message_id or 0)
    if original is None:
        raise unknown("Message")
    return original


def message_of(world: World, interaction: Interaction, message_id: int) -> Message:
    """A message that this interaction's token may touch: its answers, and the message it came from."""
    own = {interaction.response_message_id, interaction.message_id, *interaction.followup_ids}
    message = world.messages.get(message_id)
    if message is None or message_id not in own:
        raise unknown("Message")
    return message
