"""Interactions that no client would send: past what Discord hides, with any custom_id, from anywhere."""

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp

from sandbox.interactions import open_interaction
from sandbox.kinds import CommandType, ComponentType, InteractionType, MessageFlag, OptionType
from sandbox.model import Command, Interaction, Message
from sandbox.payloads.messages import message_payload
from sandbox.pilot import Person, Reply
from sandbox.server import Place

TEXT = int(ComponentType.TEXT_DISPLAY)

# What fills an option that a command requires, by its type.
VALUES = {OptionType.STRING: "how-long", OptionType.INTEGER: 1, OptionType.BOOLEAN: False, OptionType.NUMBER: 1.0}


async def forge(
    person: Person,
    data: Mapping[str, Any],
    *,
    type: InteractionType = InteractionType.APPLICATION_COMMAND,
    on: Reply | Message | None = None,
) -> Interaction:
    """Sends it as `person` from the channel they look at, and waits for what the bot makes of it."""
    world = person.pilot.world
    message = on.message if isinstance(on, Reply) else on
    interaction = open_interaction(
        world,
        type,
        user_id=person.id,
        channel=world.channels[person.channel_id],
        data=dict(data),
        message_id=message.id if message else None,
    )
    async with asyncio.timeout(10):
        while interaction.state == "pending":
            await asyncio.sleep(0.002)
    await person.pilot.settled()
    return interaction


def answer_to(person: Person, interaction: Interaction) -> str:
    """The text that `person` was shown for it, the title of a form; empty where there was none."""
    if interaction.modal is not None:
        return str(interaction.modal["title"])
    shown = interaction.followup_ids[-1] if interaction.followup_ids else interaction.response_message_id
    message = person.pilot.world.messages.get(shown or 0)
    return person.pilot.reply_of(message).text if message else ""


def command_data(place: Place, name: str, message: Message | None = None) -> dict[str, Any]:
    """What a client sends for a command by its full name, with all that it requires and nothing more.

    `message`: what an entry of a message menu is used on.
    """
    command, path = _find(place, name)
    data: dict[str, Any] = {"id": str(command.id), "name": command.name, "type": command.type}
    if command.type == CommandType.MESSAGE:
        assert message is not None
        held = {str(message.id): message_payload(place.world, message)}
        return data | {"target_id": str(message.id), "resolved": {"messages": held}}
    return data | {"options": _options(command.payload.get("options", []), path)}


def suggestion_data(place: Place, name: str, option: str) -> dict[str, Any]:
    """What a client sends while `option` of a command is being typed."""
    command, path = _find(place, name)
    typed: list[dict[str, Any]] = [{"name": option, "type": int(OptionType.STRING), "value": "", "focused": True}]
    for part in reversed(path):
        typed = [{"name": part, "type": int(OptionType.SUB_COMMAND), "options": typed}]
    return {"id": str(command.id), "name": command.name, "type": command.type, "options": typed}


async def planted_control(person: Person, custom_id: str, *, menu: str | None = None) -> Message:
    """A message of the bot's in the channel that `person` looks at, with one control that says `custom_id`.

    `menu`: the value of its one option; None for a button.
    """
    place = person.pilot.place
    control: dict[str, Any] = {"custom_id": custom_id}
    if menu is None:
        control |= {"type": int(ComponentType.BUTTON), "style": 2, "label": "x"}
    else:
        control |= {"type": int(ComponentType.STRING_SELECT), "options": [{"label": "x", "value": menu}]}
    row = {"type": int(ComponentType.ACTION_ROW), "components": [control]}
    frame = {"type": int(ComponentType.CONTAINER), "components": [{"type": TEXT, "content": "From nowhere."}, row]}
    body = {"flags": int(MessageFlag.IS_COMPONENTS_V2), "components": [frame]}
    headers = {"Authorization": f"Bot {place.token}"}
    address = f"{place.url}/api/v10/channels/{person.channel_id}/messages"
    async with aiohttp.ClientSession(headers=headers) as session, session.post(address, json=body) as response:
        assert response.status == 200, await response.text()
        return place.world.messages[int((await response.json())["id"])]


async def press(person: Person, custom_id: str, *, menu: str | None = None) -> Interaction:
    """A forged control, used."""
    message = await planted_control(person, custom_id, menu=menu)
    kind = ComponentType.BUTTON if menu is None else ComponentType.STRING_SELECT
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": int(kind), "id": 2}
    if menu is not None:
        data["values"] = [menu]
    return await forge(person, data, type=InteractionType.MESSAGE_COMPONENT, on=message)


async def send_form(person: Person, custom_id: str, *texts: str) -> Interaction:
    """A form that nobody opened, sent with `texts` in its fields."""
    fields = [{"type": int(ComponentType.TEXT_INPUT), "custom_id": str(n), "value": t} for n, t in enumerate(texts)]
    labels = [{"type": int(ComponentType.LABEL), "component": field} for field in fields]
    data = {"custom_id": custom_id, "components": labels}
    return await forge(person, data, type=InteractionType.MODAL_SUBMIT)


def _find(place: Place, name: str) -> tuple[Command, list[str]]:
    """A message menu's entry goes by its whole name, a slash command by the first word of it."""
    by_name = {command.name: command for command in place.world.commands.values()}
    if name in by_name:
        return by_name[name], []
    first, *path = name.split()
    return by_name[first], path


def _options(options: list[dict[str, Any]], path: list[str]) -> list[dict[str, Any]]:
    if path:
        [inner] = [one for one in options if one["name"] == path[0]]
        return [{"name": path[0], "type": inner["type"], "options": _options(inner.get("options", []), path[1:])}]
    return [{"name": one["name"], "type": one["type"], "value": _value(one)} for one in options if one.get("required")]


def _value(option: Mapping[str, Any]) -> Any:
    choices = option.get("choices")
    return choices[0]["value"] if choices else VALUES[OptionType(option["type"])]
