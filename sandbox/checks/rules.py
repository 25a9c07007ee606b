"""Which shape and which rules hold for which route: the documented limits, most of which the OpenAPI file lacks."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter

from sandbox.checks import shapes
from sandbox.checks.callbacks import check_callback
from sandbox.checks.commands import check_command, check_commands
from sandbox.checks.form import Form, mapping
from sandbox.checks.messages import check_message, demand_something
from sandbox.checks.threads import check_bulk_delete, check_channel, check_thread
from sandbox.errors import DiscordError

Context = Mapping[str, Any]
Rule = Callable[[Form, Any, Context], None]


def held_against(method: str, template: str, body: Any, context: Context) -> Form:
    """The body as the route's shape and rules see it; in order where there are none."""
    form = Form()
    shape = _SHAPES.get((method, template))
    for one in shapes.complaints_about(shape, body) if shape is not None else ():
        form.complain(one.path, one.code, one.message)
    rule = _RULES.get((method, template))
    if rule is _commands:
        rule(form, body, context)
    elif rule is not None:
        # Every other body is an object; what is none has had its complaint from the shape.
        rule(form, mapping(body), context)
    return form


def _callback(form: Form, body: Any, context: Context) -> None:
    check_callback(
        form,
        body,
        interaction_type=context.get("interaction_type"),
        from_message=bool(context.get("from_message")),
        option_type=context.get("option_type"),
        files=context.get("files", ()),
        flags_before=context.get("flags_before", 0),
    )


def _new_message(form: Form, body: Any, context: Context) -> None:
    files = context.get("files", ())
    demand_something(form, body, files=files)
    check_message(form, (), body, files=files)


def _edit(form: Form, body: Any, context: Context) -> None:
    check_message(form, (), body, files=context.get("files", ()), flags_before=context.get("flags_before", 0))


def _commands(form: Form, body: Any, _: Context) -> None:
    check_commands(form, body)


def _command(form: Form, body: Any, _: Context) -> None:
    check_command(form, (), body)


def _command_edit(form: Form, body: Any, _: Context) -> None:
    check_command(form, (), body, partial=True)


def _command_permissions(form: Form, _body: Any, _context: Context) -> None:
    # The OpenAPI file lists the bot's token here; the reference says it needs one of a user.
    form.verdict = DiscordError(403, 20001, "Bots cannot use this endpoint")


def _thread(form: Form, body: Any, context: Context) -> None:
    check_thread(form, body, channel_type=context.get("channel_type"), files=context.get("files", ()))


def _thread_from_message(form: Form, body: Any, _: Context) -> None:
    check_channel(form, body)


def _channel(form: Form, body: Any, context: Context) -> None:
    check_channel(form, body, channel_type=body.get("type"))


def _channel_edit(form: Form, body: Any, context: Context) -> None:
    check_channel(form, body, partial=True, channel_type=context.get("channel_type"))


def _bulk_delete(form: Form, body: Any, _: Context) -> None:
    check_bulk_delete(form, body)


_APPLICATION = "/applications/{application_id}"
_GUILD_COMMANDS = f"{_APPLICATION}/guilds/{{guild_id}}/commands"
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_CHANNEL = "/channels/{channel_id}"

_RULES: dict[tuple[str, str], Rule] = {
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"): _callback,
    ("POST", _WEBHOOK): _new_message,
    ("PATCH", f"{_WEBHOOK}/messages/@original"): _edit,
    ("PATCH", f"{_WEBHOOK}/messages/{{message_id}}"): _edit,
    ("POST", f"{_CHANNEL}/messages"): _new_message,
    ("PATCH", f"{_CHANNEL}/messages/{{message_id}}"): _edit,
    ("POST", f"{_CHANNEL}/messages/bulk-delete"): _bulk_delete,
    ("POST", f"{_CHANNEL}/messages/{{message_id}}/threads"): _thread_from_message,
    ("POST", f"{_CHANNEL}/threads"): _thread,
    ("PATCH", _CHANNEL): _channel_edit,
    ("POST", "/guilds/{guild_id}/channels"): _channel,
    ("PUT", f"{_APPLICATION}/commands"): _commands,
    ("POST", f"{_APPLICATION}/commands"): _command,
    ("PATCH", f"{_APPLICATION}/commands/{{command_id}}"): _command_edit,
    ("PUT", _GUILD_COMMANDS): _commands,
    ("POST", _GUILD_COMMANDS): _command,
    ("PATCH", f"{_GUILD_COMMANDS}/{{command_id}}"): _command_edit,
    ("PUT", f"{_GUILD_COMMANDS}/{{command_id}}/permissions"): _command_permissions,
}

_MESSAGE_SHAPE: TypeAdapter[Any] = TypeAdapter(shapes.Message)
_COMMAND_SHAPE: TypeAdapter[Any] = TypeAdapter(shapes.Command)
_COMMANDS_SHAPE: TypeAdapter[Any] = TypeAdapter(list[shapes.Command])
_COMMAND_EDIT_SHAPE: TypeAdapter[Any] = TypeAdapter(shapes.CommandEdit)
_THREAD_SHAPE: TypeAdapter[Any] = TypeAdapter(shapes.Thread)

_SHAPES: dict[tuple[str, str], TypeAdapter[Any]] = {
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"): TypeAdapter(shapes.Callback),
    ("POST", _WEBHOOK): _MESSAGE_SHAPE,
    ("PATCH", f"{_WEBHOOK}/messages/@original"): _MESSAGE_SHAPE,
    ("PATCH", f"{_WEBHOOK}/messages/{{message_id}}"): _MESSAGE_SHAPE,
    ("POST", f"{_CHANNEL}/messages"): _MESSAGE_SHAPE,
    ("PATCH", f"{_CHANNEL}/messages/{{message_id}}"): _MESSAGE_SHAPE,
    ("POST", f"{_CHANNEL}/messages/bulk-delete"): TypeAdapter(shapes.BulkDelete),
    ("POST", f"{_CHANNEL}/messages/{{message_id}}/threads"): _THREAD_SHAPE,
    ("POST", f"{_CHANNEL}/threads"): _THREAD_SHAPE,
    ("PATCH", _CHANNEL): TypeAdapter(shapes.ChannelEdit),
    ("POST", "/guilds/{guild_id}/channels"): TypeAdapter(shapes.NewChannel),
    ("POST", "/users/@me/channels"): TypeAdapter(shapes.Conversation),
    ("PUT", f"{_APPLICATION}/commands"): _COMMANDS_SHAPE,
    ("POST", f"{_APPLICATION}/commands"): _COMMAND_SHAPE,
    ("PATCH", f"{_APPLICATION}/commands/{{command_id}}"): _COMMAND_EDIT_SHAPE,
    ("PUT", _GUILD_COMMANDS): _COMMANDS_SHAPE,
    ("POST", _GUILD_COMMANDS): _COMMAND_SHAPE,
    ("PATCH", f"{_GUILD_COMMANDS}/{{command_id}}"): _COMMAND_EDIT_SHAPE,
}

ROUTES = tuple(_RULES)
"""Method and template of every route that has rules."""
