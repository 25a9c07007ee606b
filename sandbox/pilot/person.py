"""One person, looking at one channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sandbox.fields import inputs_of
from sandbox.kinds import ButtonStyle, CommandType, ComponentType, OptionType
from sandbox.model import Channel, Interaction, Message
from sandbox.pilot.reply import Reply, Select, label_of, modal_of
from sandbox.refusals import NotPossibleError, NotThereError

if TYPE_CHECKING:
    from sandbox.pilot.pilot import Pilot


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Person:
    """Every act happens in the channel looked at. What the client would not let through raises NotPossibleError."""

    pilot: "Pilot"
    id: int
    guild_id: int | None
    channel_id: int

    def in_channel(self, name: str) -> "Person":
        """Looking at a channel, thread or post of the same server."""
        return replace(self, channel_id=self._named(name).id)

    def in_guild(self, name: str) -> "Person":
        """Looking at another server: at its first text channel."""
        return self.pilot.look(self.id, guild=name)

    def in_dm(self) -> "Person":
        """Looking at the conversation with the bot."""
        channel = self.pilot.world.direct_channel(self.id)
        if channel is None:
            raise NotThereError("this person has no conversation with the bot yet")
        return replace(self, guild_id=None, channel_id=channel.id)

    def commands(self) -> list[str]:
        """What the picker offers here, in full: "/faq ask"; context menus by their name alone."""
        offered: list[str] = []
        for command in self.pilot.acts.commands_for(self.id, self.channel_id):
            slash = "/" if command["type"] == CommandType.CHAT_INPUT else ""
            offered.extend(_full_names(slash + command["name"], command.get("options", [])))
        return offered

    async def types(self, command: str, **options: Any) -> list[Choice]:
        """The choices shown while typing the last of `options`."""
        *_, focused = options
        choices = await self.pilot.acts.autocomplete(
            self.id, self.channel_id, command.removeprefix("/"), options, focused
        )
        return [Choice(one["name"], one["value"]) for one in choices]

    async def runs(self, command: str, **options: Any) -> Reply:
        interaction = await self.pilot.acts.run(self.id, self.channel_id, command.removeprefix("/"), options)
        return await self._outcome(interaction)

    async def chooses(self, entry: str, *, on: Reply | Message | int) -> Reply:
        """Choose an entry of a message's context menu, or of a person's when `on` is a user id."""
        if isinstance(on, int):
            interaction = await self.pilot.acts.run_on_user(self.id, self.channel_id, on, entry)
        else:
            interaction = await self.pilot.acts.run_on_message(self.id, _message(on).id, entry)
        return await self._outcome(interaction)

    async def presses(self, on: Reply, label: str) -> Reply:
        """Press a button by what it says. The reply is the message the press led to: the same one, or a new one."""
        message = _message(on)
        shown = _reply(message)
        buttons = [one for one in shown.components(ComponentType.BUTTON) if label_of(one) == label]
        if not buttons:
            there = ", ".join((*shown.buttons, *shown.links)) or "none"
            raise NotThereError(f"no button {label!r}; there is {there}")
        if buttons[0]["style"] == ButtonStyle.LINK:
            raise NotThereError(f"{label!r} is a link: the bot never hears of it")
        return await self._outcome(await self.pilot.acts.press(self.id, message.id, buttons[0]["custom_id"]))

    async def picks(self, on: Reply, *labels: str, placeholder: str | None = None) -> Reply:
        """Choose by shown labels: in the menu that says this while empty, or in the only one that has them.

        Where a menu lists people, roles or channels, the labels are their names.
        """
        message = _message(on)
        menu = _menu(_reply(message), labels, placeholder)
        values = [menu.options[one] if menu.options else str(self._known(one)) for one in labels]
        return await self._outcome(await self.pilot.acts.select(self.id, message.id, menu.custom_id, values))

    async def submits(self, on: Reply, fields: Mapping[str, Any] | None = None, **more: Any) -> Reply:
        """Fill in the modal by its labels and send it; fields not named keep what is in them."""
        if on.modal is None:
            raise NotThereError("this reply is no modal")
        inputs = dict(inputs_of(on.modal.payload))
        given: dict[str, Any] = {}
        for label, value in {**(fields or {}), **more}.items():
            if label not in inputs:
                raise NotThereError(f"no field {label!r}; there is {', '.join(inputs)}")
            given[inputs[label]["custom_id"]] = _values(inputs[label], value)
        return await self._outcome(await self.pilot.acts.submit(self.id, on.modal.interaction_id, given))

    async def says(self, content: str, *, to: Reply | Message | None = None) -> Reply:
        """Write a message; `to` makes it a reply to another."""
        answered = None if to is None else _message(to).id
        return _reply(await self.pilot.acts.say(self.id, self.channel_id, content, reply_to=answered))

    def opens_post(self, title: str, content: str, *, tags: Sequence[str] = ()) -> "Person":
        """Open a post in the forum looked at; the person looks at the post then."""
        offered = {tag.name: tag.id for tag in self.pilot.world.channel(self.channel_id).available_tags}
        if strangers := [one for one in tags if one not in offered]:
            raise NotThereError(f"no tag {', '.join(strangers)}; there is {', '.join(offered) or 'none'}")
        tag_ids = [offered[one] for one in tags]
        post = self.pilot.by_hand.open_post(self.id, self.channel_id, title=title, content=content, tag_ids=tag_ids)
        return replace(self, channel_id=post.id)

    def opens_thread(self, name: str, *, on: Reply | Message) -> "Person":
        """Begin a thread on a message; the person looks at the thread then."""
        return replace(self, channel_id=self.pilot.by_hand.open_thread(self.id, _message(on).id, name).id)

    def pins(self, on: Reply | Message) -> None:
        self.pilot.by_hand.pin(self.id, _message(on).id)

    def unpins(self, on: Reply | Message) -> None:
        self.pilot.by_hand.unpin(self.id, _message(on).id)

    def deletes(self, on: Reply | Message) -> None:
        self.pilot.by_hand.delete(self.id, _message(on).id)

    def pinned(self) -> list[Reply]:
        """The pinned messages of the channel looked at, the newest pin first."""
        seen = self.pilot.acts.messages_for(self.id, self.channel_id, limit=len(self.pilot.world.messages))
        found = [(one.pinned_at, one) for one in seen if one.pinned_at is not None]
        return [self.pilot.reply_of(one) for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].id))[::-1]]

    def sees(self, channel: str | None = None) -> list[Reply]:
        """The messages of the channel looked at, or of another by name, oldest first."""
        channel_id = self.channel_id if channel is None else self._named(channel).id
        return [self.pilot.reply_of(one) for one in self.pilot.acts.messages_for(self.id, channel_id)]

    def sees_again(self, reply: Reply) -> Reply:
        """A message as it is now; NotThereError when it is gone."""
        message = self.pilot.world.messages.get(_message(reply).id)
        if message is None or message.ephemeral_for not in (None, self.id):
            raise NotThereError("the message is gone")
        return self.pilot.reply_of(message)

    def channels(self) -> list[str]:
        """Names of the channels and threads this person sees in the server."""
        return [one.name for one in self.pilot.acts.channels_for(self.id, self.guild_id)]

    def members(self) -> list[str]:
        """Names of everyone in the server, bots too."""
        guild = self.pilot.world.guilds.get(self.guild_id or 0)
        return [self.pilot.world.users[one].shown for one in sorted(guild.members)] if guild else []

    def dismisses(self, reply: Reply) -> None:
        self.pilot.acts.dismiss(self.id, _message(reply).id)

    async def _outcome(self, interaction: Interaction) -> Reply:
        await self.pilot.answered(interaction)
        message_id = interaction.response_message_id
        if interaction.updates_source and interaction.followup_ids:
            message_id = interaction.followup_ids[-1]
        message = self.pilot.world.messages.get(message_id or 0)
        if message is not None:
            return replace(self.pilot.reply_of(message), state=interaction.state, interaction=interaction)
        return Reply(state=interaction.state, modal=modal_of(interaction), interaction=interaction)

    def _named(self, name: str) -> Channel:
        seen = self.pilot.acts.channels_for(self.id, self.guild_id)
        found = [one for one in seen if one.name == name.removeprefix("#")]
        if not found:
            raise NotThereError(f"this person sees no channel {name!r}; there is {', '.join(one.name for one in seen)}")
        return found[0]

    def _known(self, name: str) -> int:
        """The id of a person, a role or a channel by its name."""
        world = self.pilot.world
        people = (one.id for one in world.users.values() if name in (one.shown, one.name))
        guild = world.guilds.get(self.guild_id or 0)
        roles = (one.id for one in (guild.roles.values() if guild else ()) if one.name == name)
        channels = (one.id for one in world.channels_of(self.guild_id or 0) if one.name == name.removeprefix("#"))
        found = next((id for some in (people, roles, channels) for id in some), None)
        if found is None:
            raise NotThereError(f"nobody and nothing here is called {name!r}")
        return found


def _message(on: Reply | Message) -> Message:
    message = on.message if isinstance(on, Reply) else on
    if message is None:
        raise NotThereError("this reply has no message")
    return message


def _reply(message: Message) -> Reply:
    return Reply(state="answered", message=replace(message))


def _menu(shown: Reply, labels: tuple[str, ...], placeholder: str | None) -> Select:
    fitting = [
        one
        for one in shown.selects
        if (placeholder is None or one.placeholder == placeholder)
        and (not one.options or all(label in one.options for label in labels))
    ]
    if len(fitting) != 1:
        there = "; ".join(f"{one.placeholder}: {', '.join(one.options)}" for one in shown.selects) or "none"
        raise NotPossibleError(f"{len(fitting)} menus offer {', '.join(labels)}; there is {there}")
    return fitting[0]


def _values(field: Mapping[str, Any], value: Any) -> Any:
    """Labels of options into their values; anything else as it is."""
    by_label = {one["label"]: one["value"] for one in field.get("options", ())}
    if isinstance(value, list | tuple):
        return [by_label.get(one, one) if isinstance(one, str) else one for one in value]
    return by_label.get(value, value) if isinstance(value, str) else value


def _full_names(name: str, options: list[dict[str, Any]]) -> list[str]:
    under = [one for one in options if one["type"] <= OptionType.SUB_COMMAND_GROUP]
    if not under:
        return [name]
    return [full for one in under for full in _full_names(f"{name} {one['name']}", one.get("options", []))]
