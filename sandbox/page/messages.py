"""Messages as a page shows them."""

from typing import Any

from sandbox.composing import visible_text
from sandbox.files import attachment_url
from sandbox.kinds import MessageFlag, MessageType
from sandbox.model import Attachment, Message, User
from sandbox.page.people import person
from sandbox.world import World

_COMMANDS = {MessageType.CHAT_INPUT_COMMAND: "/", MessageType.CONTEXT_MENU_COMMAND: ""}
"""Types of a first answer to a command, with what stands before the command's name."""

_SPOILER = "SPOILER_"


def message_view(world: World, message: Message) -> dict[str, Any]:
    """A message with everything beside it that the page would otherwise have to look up."""
    started_by = _referenced(world, message) if message.type == MessageType.THREAD_STARTER_MESSAGE else None
    if started_by is not None:
        # A thread begins with the message it was made from, shown in full.
        shown = message_view(world, started_by)
        return shown | {"id": str(message.id), "channel": str(message.channel_id), "thread": None}
    return {
        "id": str(message.id),
        "channel": str(message.channel_id),
        "author": author_view(world, message.author_id, message.guild_id),
        "content": message.content,
        "created": message.created_at.isoformat(),
        "edited": message.edited_at.isoformat() if message.edited_at else None,
        "embeds": message.embeds,
        "components": message.components,
        "attachments": [_attachment(message, one) for one in message.attachments if not one.in_embed],
        "ephemeral": message.ephemeral_for is not None,
        "thinking": MessageFlag.LOADING in MessageFlag(message.flags),
        "pinned": message.pinned,
        "notice": _notice(message),
        "command": _command(world, message),
        "reply": _reply(world, message),
        "thread": _thread(world, message),
    }


def author_view(world: World, user_id: int, guild_id: int | None) -> dict[str, Any]:
    user = world.users.get(user_id) or User(user_id, "Deleted User")
    return person(user, world.guilds.get(guild_id) if guild_id else None)


def text_of(message: Message) -> str:
    """The words of a message, wherever they stand in it: content, cards, embeds."""
    embeds = (embed.get(key) or "" for embed in message.embeds for key in ("title", "description"))
    return visible_text(message).strip() or next((text for text in embeds if text), "")


def _attachment(message: Message, attachment: Attachment) -> dict[str, Any]:
    return {
        "id": str(attachment.id),
        "filename": attachment.filename.removeprefix(_SPOILER),
        "size": attachment.size,
        "content_type": attachment.content_type,
        "url": attachment_url(message.channel_id, attachment),
        "width": attachment.width,
        "height": attachment.height,
        "description": attachment.description,
        "spoiler": attachment.filename.startswith(_SPOILER),
    }


def _notice(message: Message) -> str | None:
    """What Discord itself says happened, to be read after the author's name."""
    if message.type == MessageType.CHANNEL_PINNED_MESSAGE:
        return "pinned a message to this channel."
    if message.type == MessageType.THREAD_CREATED:
        return f"started a thread: {message.content}."
    return None


def _command(world: World, message: Message) -> dict[str, Any] | None:
    """The line above the first answer to a command."""
    if message.type not in _COMMANDS or message.command_name is None or message.interaction_user_id is None:
        return None
    by = author_view(world, message.interaction_user_id, message.guild_id)
    return {"name": f"{_COMMANDS[message.type]}{message.command_name}", "by": by}


def _reply(world: World, message: Message) -> dict[str, Any] | None:
    """The message this one answers, in one line."""
    before = _referenced(world, message)
    if before is None or message.type != MessageType.REPLY:
        return None
    author = author_view(world, before.author_id, before.guild_id)
    return {"id": str(before.id), "author": author, "text": text_of(before)[:200]}


def _referenced(world: World, message: Message) -> Message | None:
    """The message referred to, unless it is gone, or private and `message` is not."""
    found = world.messages.get(message.reference.message_id or 0) if message.reference else None
    if found is None or found.ephemeral_for not in (None, message.ephemeral_for):
        return None
    return found


def _thread(world: World, message: Message) -> dict[str, Any] | None:
    thread = world.channels.get(message.thread_id) if message.thread_id else None
    if thread is None:
        return None
    return {"id": str(thread.id), "name": thread.name, "messages": thread.message_count}
