"""What can happen to a message, and who hears of it. Ephemeral messages never reach the gateway."""

from typing import Any

from sandbox.errors import DiscordError
from sandbox.kinds import MessageType
from sandbox.model import Channel, Message, Reaction, Reference
from sandbox.payloads.messages import event_payload
from sandbox.payloads.people import instant, member_payload
from sandbox.payloads.places import channel_payload
from sandbox.world import World

PINS = 250
REACTIONS = 20
"""Pinned messages of a channel; kinds of reaction on a message. Source: "JSON Error Codes", 30003 and 30010."""


def post(world: World, message: Message) -> Message:
    """Put a finished message into its channel."""
    channel = world.channels[message.channel_id]
    world.keep(message)
    if message.ephemeral_for is None:
        channel.last_message_id = message.id
        if channel.type.is_thread and message.id != channel.id and not message.type.is_notice:
            channel.message_count += 1
        _publish(world, "MESSAGE_CREATE", event_payload(world, message), channel)
    world.tell("message", id=message.id, channel=channel, viewer=message.ephemeral_for)
    return message


def changed(world: World, message: Message) -> None:
    """Tell that a message is no longer what it was."""
    channel = world.channels[message.channel_id]
    if message.ephemeral_for is None:
        _publish(world, "MESSAGE_UPDATE", event_payload(world, message), channel)
    world.tell("message", id=message.id, channel=channel, viewer=message.ephemeral_for)


def edited(world: World, message: Message) -> None:
    message.edited_at = world.clock.now()
    changed(world, message)


def remove(world: World, *messages: Message) -> None:
    """Delete messages of one channel; two or more at once are one event, as in a bulk delete."""
    if not messages:
        return
    channel = world.channels[messages[0].channel_id]
    for message in messages:
        world.forget(message)
        if channel.type.is_thread and message.id != channel.id and not message.type.is_notice:
            channel.message_count = max(0, channel.message_count - 1)
    public = [str(one.id) for one in messages if one.ephemeral_for is None]
    where: dict[str, Any] = {"channel_id": str(channel.id)}
    if channel.guild_id is not None:
        where["guild_id"] = str(channel.guild_id)
    if len(public) > 1:
        _publish(world, "MESSAGE_DELETE_BULK", where | {"ids": public}, channel)
    elif public:
        _publish(world, "MESSAGE_DELETE", where | {"id": public[0]}, channel)
    for message in messages:
        world.tell("message_removed", id=message.id, channel=channel, viewer=message.ephemeral_for)


def pin(world: World, message: Message, *, by: int) -> None:
    """Pin, and say so in the channel; pinning what is pinned does nothing."""
    if message.pinned:
        return
    channel = world.channels[message.channel_id]
    if sum(one.pinned for one in world.messages_in(channel.id)) >= PINS:
        raise DiscordError(400, 30003, f"Maximum number of pins reached for the channel ({PINS})")
    message.pinned, message.pinned_at = True, world.clock.now()
    channel.last_pin_at = message.pinned_at
    changed(world, message)
    _pins_updated(world, channel)
    reference = Reference(message.id, channel.id, channel.guild_id)
    notice(world, channel, MessageType.CHANNEL_PINNED_MESSAGE, author_id=by, reference=reference)


def unpin(world: World, message: Message) -> None:
    if not message.pinned:
        return
    message.pinned, message.pinned_at = False, None
    changed(world, message)
    _pins_updated(world, world.channels[message.channel_id])


def notice(
    world: World, channel: Channel, type: MessageType, *, author_id: int, reference: Reference, content: str = ""
) -> Message:
    """A message that Discord itself writes on somebody's behalf."""
    message = Message(
        world.ids.next(), channel.id, author_id, world.clock.now(), type, channel.guild_id, content, reference=reference
    )
    return post(world, message)


def react(world: World, message: Message, emoji: dict[str, Any], *, by: int) -> None:
    """Add a reaction; adding it twice is adding it once."""
    reaction = find_reaction(message, emoji)
    if reaction is None:
        if len(message.reactions) >= REACTIONS:
            raise DiscordError(400, 30010, f"Maximum number of reactions reached ({REACTIONS})")
        message.reactions.append(reaction := Reaction(emoji, []))
    if by in reaction.user_ids:
        return
    reaction.user_ids.append(by)
    _reaction_event(world, "MESSAGE_REACTION_ADD", message, emoji, by)


def unreact(world: World, message: Message, emoji: dict[str, Any], *, by: int) -> None:
    reaction = find_reaction(message, emoji)
    if reaction is None or by not in reaction.user_ids:
        return
    reaction.user_ids.remove(by)
    if not reaction.user_ids:
        message.reactions.remove(reaction)
    _reaction_event(world, "MESSAGE_REACTION_REMOVE", message, emoji, by)


def clear_reactions(world: World, message: Message, emoji: dict[str, Any] | None = None) -> None:
    """Take away one emoji's reactions, or all."""
    gone = find_reaction(message, emoji) if emoji is not None else None
    message.reactions = [one for one in message.reactions if emoji is not None and one is not gone]
    data = _where(message) | ({"emoji": emoji} if emoji is not None else {})
    name = "MESSAGE_REACTION_REMOVE_ALL" if emoji is None else "MESSAGE_REACTION_REMOVE_EMOJI"
    _publish(world, name, data, world.channels[message.channel_id])
    world.tell("message", id=message.id, channel=world.channels[message.channel_id])


def find_reaction(message: Message, emoji: dict[str, Any]) -> Reaction | None:
    """An emoji of a server is known by its id, one of Unicode by itself."""
    key = emoji["id"] or emoji["name"]
    return next((one for one in message.reactions if (one.emoji["id"] or one.emoji["name"]) == key), None)


def _reaction_event(world: World, name: str, message: Message, emoji: dict[str, Any], user_id: int) -> None:
    channel = world.channels[message.channel_id]
    data = _where(message) | {"user_id": str(user_id), "emoji": emoji, "burst": False, "type": 0}
    if name.endswith("_ADD"):
        data["message_author_id"] = str(message.author_id)
        if message.guild_id is not None and user_id in world.guilds[message.guild_id].members:
            data["member"] = member_payload(world, world.guilds[message.guild_id].members[user_id])
    _publish(world, name, data, channel)
    world.tell("message", id=message.id, channel=channel)


def _where(message: Message) -> dict[str, Any]:
    where = {"channel_id": str(message.channel_id), "message_id": str(message.id)}
    return where if message.guild_id is None else where | {"guild_id": str(message.guild_id)}


def _pins_updated(world: World, channel: Channel) -> None:
    data: dict[str, Any] = {"channel_id": str(channel.id), "last_pin_timestamp": instant(channel.last_pin_at)}
    if channel.guild_id is not None:
        data["guild_id"] = str(channel.guild_id)
    _publish(world, "CHANNEL_PINS_UPDATE", data, channel)


def channel_changed(world: World, channel: Channel, name: str) -> None:
    """Send `name` (CHANNEL_UPDATE, THREAD_DELETE …) and tell the pages."""
    _publish(world, name, channel_payload(world, channel), channel)
    world.tell("channel_removed" if name.endswith("_DELETE") else "channel", id=channel.id, channel=channel)


def _publish(world: World, name: str, data: dict[str, Any], channel: Channel) -> None:
    """To the bot, if it can see the channel."""
    if world.permissions(world.application.bot_user_id, channel):
        world.publish(name, data, channel.guild_id)
