"""What follows the first answer: editing it, more messages, taking them back."""

from typing import Any

from sandbox.composing import compose, is_ephemeral, recompose
from sandbox.interactions import message_of, original_response, response_to, settle
from sandbox.kinds import MessageFlag
from sandbox.model import Interaction, Message
from sandbox.payloads.messages import message_payload
from sandbox.posting import changed, edited, post, remove
from sandbox.rest.call import Call, Routes

ROUTES = Routes(with_token=False)
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = f"{_WEBHOOK}/messages/@original"
_MESSAGE = f"{_WEBHOOK}/messages/{{message_id}}"

Body = dict[str, Any]


@ROUTES.on("POST", _WEBHOOK)
async def follow_up(call: Call) -> Any:
    """One more message; right after a deferral it takes the place of the "thinking…", as it always has."""
    body = await call.read()
    interaction = call.interaction()
    original = call.world.messages.get(interaction.response_message_id or 0)
    if original is not None and original.flags & MessageFlag.LOADING:
        call.check(body, flags_before=original.flags)
        return _edit(call, interaction, original, body, creating=True)
    call.check(body)
    message = response_to(call.world, interaction, ephemeral=is_ephemeral(body))
    compose(call.world, message, body, call.uploads)
    message.tts = bool(body.get("tts"))
    post(call.world, message)
    interaction.followup_ids.append(message.id)
    _answered(call, interaction)
    return message_payload(call.world, message)


@ROUTES.on("GET", _ORIGINAL)
async def read_original(call: Call) -> Any:
    return message_payload(call.world, original_response(call.world, call.interaction()))


@ROUTES.on("PATCH", _ORIGINAL)
async def edit_original(call: Call) -> Any:
    body = await call.read()
    interaction = call.interaction()
    return _edit(call, interaction, original_response(call.world, interaction), body)


@ROUTES.on("DELETE", _ORIGINAL)
async def delete_original(call: Call) -> Any:
    remove(call.world, original_response(call.world, call.interaction()))


@ROUTES.on("GET", _MESSAGE)
async def read_one(call: Call) -> Any:
    return message_payload(call.world, message_of(call.world, call.interaction(), call.id("message_id")))


@ROUTES.on("PATCH", _MESSAGE)
async def edit_one(call: Call) -> Any:
    body = await call.read()
    interaction = call.interaction()
    return _edit(call, interaction, message_of(call.world, interaction, call.id("message_id")), body)


@ROUTES.on("DELETE", _MESSAGE)
async def delete_one(call: Call) -> Any:
    remove(call.world, message_of(call.world, call.interaction(), call.id("message_id")))


def _edit(call: Call, interaction: Interaction, message: Message, body: Body, *, creating: bool = False) -> Any:
    """Filling in a deferred answer is no edit to whoever reads it: it gets no "(edited)"."""
    if not creating:
        call.check(body, flags_before=message.flags)
    loading = message.flags & MessageFlag.LOADING
    recompose(call.world, message, body, call.uploads)
    message.flags &= ~MessageFlag.LOADING
    if loading:
        changed(call.world, message)
    else:
        edited(call.world, message)
    _answered(call, interaction)
    return message_payload(call.world, message)


def _answered(call: Call, interaction: Interaction) -> None:
    if interaction.state == "deferred":
        interaction.state = "answered"
        settle(call.world, interaction)
