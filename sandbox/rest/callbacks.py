"""The first answer to an interaction."""

from typing import Any

from sandbox.composing import compose, is_ephemeral, recompose
from sandbox.errors import unknown
from sandbox.interactions import acknowledge, find_to_acknowledge, post_loading, response_to, settle
from sandbox.kinds import CallbackType
from sandbox.model import Interaction
from sandbox.payloads.interactions import callback_payload
from sandbox.posting import edited, post
from sandbox.rest.call import Call, Routes

ROUTES = Routes(with_token=False)

Body = dict[str, Any]


@ROUTES.on("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
async def answer(call: Call) -> Any:
    """The body is read first: from the look at the interaction to its acknowledgement nothing may come between."""
    body = await call.read()
    interaction = find_to_acknowledge(call.world, call.id("interaction_id"), call.text("interaction_token"))
    source = call.world.messages.get(interaction.message_id or 0)
    call.check(
        body,
        interaction_type=int(interaction.type),
        from_message=interaction.message_id is not None,
        option_type=_focused_type(interaction.data.get("options", [])),
        flags_before=source.flags if source is not None else None,
    )
    callback = CallbackType(body["type"])
    _DEEDS[callback](call, interaction, body.get("data") or {})
    acknowledge(call.world, interaction)
    settle(call.world, interaction)
    return callback_payload(call.world, interaction, callback) if call.flag("with_response") else None


def _message(call: Call, interaction: Interaction, data: Body) -> None:
    message = response_to(call.world, interaction, ephemeral=is_ephemeral(data))
    compose(call.world, message, data, call.uploads)
    message.tts = bool(data.get("tts"))
    post(call.world, message)
    interaction.state, interaction.response_message_id = "answered", message.id


def _deferred_message(call: Call, interaction: Interaction, data: Body) -> None:
    message = post_loading(call.world, interaction, ephemeral=is_ephemeral(data))
    interaction.state, interaction.response_message_id = "deferred", message.id


def _deferred_update(call: Call, interaction: Interaction, data: Body) -> None:
    interaction.state, interaction.updates_source = "deferred", True
    interaction.response_message_id = interaction.message_id


def _update(call: Call, interaction: Interaction, data: Body) -> None:
    message = call.world.messages.get(interaction.message_id or 0)
    if message is None:
        raise unknown("Message")
    recompose(call.world, message, data, call.uploads)
    edited(call.world, message)
    interaction.state, interaction.updates_source = "answered", True
    interaction.response_message_id = message.id


def _autocomplete(call: Call, interaction: Interaction, data: Body) -> None:
    interaction.state, interaction.choices = "choices", data["choices"]


def _modal(call: Call, interaction: Interaction, data: Body) -> None:
    interaction.state, interaction.modal = "modal", data


_DEEDS = {
    CallbackType.MESSAGE: _message,
    CallbackType.DEFERRED_MESSAGE: _deferred_message,
    CallbackType.DEFERRED_UPDATE: _deferred_update,
    CallbackType.UPDATE: _update,
    CallbackType.AUTOCOMPLETE: _autocomplete,
    CallbackType.MODAL: _modal,
}


def _focused_type(options: list[Body]) -> int | None:
    """The type of the option being typed, however deep it stands."""
    for option in options:
        if option.get("focused"):
            return int(option["type"])
        if (found := _focused_type(option.get("options", []))) is not None:
            return found
    return None
