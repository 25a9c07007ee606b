"""What people do here, as a Discord client lets them. The page and the pilot both go through this."""

import asyncio
from collections.abc import Mapping
from typing import Any

from sandbox import threads
from sandbox.changes import Change
from sandbox.commands import Filled, find, usable
from sandbox.composing import compose, walk
from sandbox.fields import fill, picked
from sandbox.interactions import ANSWER_WITHIN, fail, open_interaction
from sandbox.kinds import SELECTS, ButtonStyle, ChannelType, CommandType, ComponentType, InteractionType, MessageType
from sandbox.model import Channel, Interaction, Message, Reference
from sandbox.permissions import Permission
from sandbox.posting import post, remove
from sandbox.refusals import (
    BadValueError,
    DisabledError,
    NoAnswerError,
    NotAllowedError,
    NotPossibleError,
    NotThereError,
)
from sandbox.resolved import Resolved
from sandbox.world import World

__all__ = ["Acts", "NotPossibleError"]

MESSAGE_LENGTH = 2000


class Acts:
    """Each act on the bot returns its interaction once first answered, or `failed` after three seconds on the clock.

    Raises NotPossibleError (a subclass says of which kind) for what the client would not have let the person do.
    """

    def __init__(self, *, world: World) -> None:
        self._world = world

    def channels_for(self, person_id: int, guild_id: int | None) -> list[Channel]:
        """The channels and threads of a server this person sees, archived threads too; None: their conversations."""
        if guild_id is None:
            every = [one for one in self._world.channels.values() if one.type == ChannelType.DM]
        else:
            every = [*self._world.channels_of(guild_id), *self._world.threads_of(guild_id)]
        return [one for one in every if self._may(person_id, one, Permission.VIEW_CHANNEL)]

    def messages_for(self, person_id: int, channel_id: int, limit: int = 50) -> list[Message]:
        """The newest `limit` messages this person sees, oldest first."""
        channel = self._seen_channel(person_id, channel_id)
        if not self._may(person_id, channel, Permission.READ_MESSAGE_HISTORY):
            return []
        seen = [one for one in self._world.messages_in(channel_id) if one.ephemeral_for in (None, person_id)]
        return seen[-limit:]

    def commands_for(self, person_id: int, channel_id: int) -> list[dict[str, Any]]:
        """Discord's JSON of every command this person may use here, context menus too."""
        channel = self._seen_channel(person_id, channel_id)
        return [one.payload for one in usable(self._world, person_id, channel)]

    async def autocomplete(
        self, person_id: int, channel_id: int, command: str, options: Mapping[str, Any], focused: str
    ) -> list[dict[str, Any]]:
        """The choices (`name`, `value`) for the option being typed; NoAnswerError when the bot gives none in time."""
        channel = self._seen_channel(person_id, channel_id)
        filled, path, _ = self._command(person_id, channel, command)
        data = filled.half(path, options, focused)
        interaction = await self._open(InteractionType.AUTOCOMPLETE, person_id, channel, data)
        if interaction.choices is None:
            raise NoAnswerError(f"loading options for /{command} failed")
        return interaction.choices

    async def run(self, person_id: int, channel_id: int, command: str, options: Mapping[str, Any]) -> Interaction:
        """Send a slash command, by its full name without the slash, such as "faq ask"."""
        channel = self._seen_channel(person_id, channel_id)
        filled, path, name = self._command(person_id, channel, command)
        data = filled.run(path, options)
        return await self._open(InteractionType.APPLICATION_COMMAND, person_id, channel, data, command_name=name)

    async def run_on_message(self, person_id: int, message_id: int, command: str) -> Interaction:
        """Choose a message's context menu entry."""
        message, channel = self._seen_message(person_id, message_id)
        found = find(self._world, person_id, channel, command, CommandType.MESSAGE)
        data = Filled(self._world, found, person_id, channel).on_target("messages", message.id)
        return await self._open(InteractionType.APPLICATION_COMMAND, person_id, channel, data, command_name=command)

    async def run_on_user(self, person_id: int, channel_id: int, user_id: int, command: str) -> Interaction:
        """Choose a person's context menu entry, in some channel."""
        channel = self._seen_channel(person_id, channel_id)
        found = find(self._world, person_id, channel, command, CommandType.USER)
        data = Filled(self._world, found, person_id, channel).on_target("users", user_id)
        return await self._open(InteractionType.APPLICATION_COMMAND, person_id, channel, data, command_name=command)

    async def press(self, person_id: int, message_id: int, custom_id: str) -> Interaction:
        message, channel = self._seen_message(person_id, message_id)
        button = self._control(message, custom_id, {ComponentType.BUTTON})
        if button.get("style") == ButtonStyle.LINK:
            raise NotThereError("a link is opened by the browser, the bot never hears of it")
        return await self._touch(person_id, channel, message, button, {})

    async def select(self, person_id: int, message_id: int, custom_id: str, values: list[str]) -> Interaction:
        """Choose in a select menu; values are those of its options, or ids where it lists people, roles or channels."""
        message, channel = self._seen_message(person_id, message_id)
        menu = self._control(message, custom_id, SELECTS)
        resolved = Resolved(self._world, person_id, channel)
        label = menu.get("placeholder") or custom_id
        chosen = picked(label, menu, values, resolved, least=menu["min_values"], most=menu["max_values"])
        return await self._touch(person_id, channel, message, menu, {"values": chosen} | resolved.payload())

    async def submit(self, person_id: int, modal_of: int, values: Mapping[str, Any]) -> Interaction:
        """Send the modal that interaction `modal_of` opened; values go by custom_id, others keep their preset."""
        opener = self._world.interactions.get(modal_of)
        if opener is None or opener.user_id != person_id or opener.modal is None or opener.submitted:
            raise NotThereError("no such modal is open for this person")
        channel = self._seen_channel(person_id, opener.channel_id)
        resolved = Resolved(self._world, person_id, channel)
        components = fill(opener.modal, values, resolved)
        data = {"custom_id": opener.modal["custom_id"], "components": components} | resolved.payload()
        interaction = await self._open(
            InteractionType.MODAL_SUBMIT,
            person_id,
            channel,
            data,
            command_name=opener.command_name,
            message_id=opener.message_id,
            modal_of=opener.id,
        )
        # A modal stays open, with what was typed, until its submit is answered.
        opener.submitted = interaction.state != "failed"
        return interaction

    async def say(self, person_id: int, channel_id: int, content: str, *, reply_to: int | None = None) -> Message:
        """Write a message; in an archived thread that opens it again, and one follows the thread from then on."""
        channel = self._seen_channel(person_id, channel_id)
        self._demand_writable(person_id, channel)
        if not content.strip() or len(content) > MESSAGE_LENGTH:
            raise BadValueError(f"a message has 1 to {MESSAGE_LENGTH} characters, not {len(content)}")
        message = Message(
            self._world.ids.next(), channel.id, person_id, self._world.clock.now(), guild_id=channel.guild_id
        )
        if reply_to is not None:
            answered, _ = self._seen_message(person_id, reply_to)
            message.type = MessageType.REPLY
            message.reference = Reference(answered.id, answered.channel_id, answered.guild_id)
        compose(self._world, message, {"content": content}, {})
        if channel.type.is_thread:
            threads.wake(self._world, channel)
            threads.follow(self._world, channel, person_id)
        return post(self._world, message)

    def dismiss(self, person_id: int, message_id: int) -> None:
        """Take away a message only this person sees."""
        message = self._world.messages.get(message_id)
        if message is None or message.ephemeral_for != person_id:
            raise NotThereError("there is no such message only you can see")
        remove(self._world, message)

    def _command(self, person_id: int, channel: Channel, name: str) -> tuple[Filled, list[str], str]:
        first, *path = name.removeprefix("/").split() or [""]
        command = find(self._world, person_id, channel, first, CommandType.CHAT_INPUT)
        return Filled(self._world, command, person_id, channel), path, " ".join((first, *path))

    def _control(self, message: Message, custom_id: str, types: frozenset[ComponentType] | set[ComponentType]) -> Any:
        for component in walk(message.components):
            if component.get("custom_id") == custom_id and component["type"] in types:
                if component.get("disabled"):
                    raise DisabledError(f"{component.get('label') or custom_id!r} is greyed out")
                return component
        raise NotThereError(f"the message has no control {custom_id!r}")

    async def _touch(
        self, person_id: int, channel: Channel, message: Message, control: Any, more: dict[str, Any]
    ) -> Interaction:
        data = {"custom_id": control["custom_id"], "component_type": control["type"], "id": control["id"]} | more
        return await self._open(InteractionType.MESSAGE_COMPONENT, person_id, channel, data, message_id=message.id)

    async def _open(
        self, type: InteractionType, person_id: int, channel: Channel, data: dict[str, Any], **about: Any
    ) -> Interaction:
        interaction = open_interaction(self._world, type, user_id=person_id, channel=channel, data=data, **about)
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def watch(change: Change) -> None:
            if change.kind == "interaction" and change.id == interaction.id and not answered.done():
                answered.set_result(None)

        unsubscribe = self._world.changes.subscribe(watch)
        patience = asyncio.ensure_future(self._world.clock.sleep_until(interaction.created_at + ANSWER_WITHIN))
        try:
            await asyncio.wait((answered, patience), return_when=asyncio.FIRST_COMPLETED)
        finally:
            unsubscribe()
            patience.cancel()
        if interaction.state == "pending":
            fail(self._world, interaction)
        return interaction

    def _seen_channel(self, person_id: int, channel_id: int) -> Channel:
        channel = self._world.channels.get(channel_id)
        if channel is None or not self._may(person_id, channel, Permission.VIEW_CHANNEL):
            raise NotThereError("there is no such channel for this person")
        return channel

    def _seen_message(self, person_id: int, message_id: int) -> tuple[Message, Channel]:
        message = self._world.messages.get(message_id)
        if message is None or message.ephemeral_for not in (None, person_id):
            raise NotThereError("there is no such message for this person")
        return message, self._seen_channel(person_id, message.channel_id)

    def _demand_writable(self, person_id: int, channel: Channel) -> None:
        if not channel.type.holds_messages:
            raise NotPossibleError("nobody writes here directly")
        if channel.locked and not self._may(person_id, channel, Permission.MANAGE_THREADS):
            raise NotAllowedError("the thread is locked")
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.type.is_thread else Permission.SEND_MESSAGES
        if not self._may(person_id, channel, needed):
            raise NotAllowedError(f"{needed.name} is missing")

    def _may(self, person_id: int, channel: Channel, needed: Permission) -> bool:
        return needed in self._world.permissions(person_id, channel)
