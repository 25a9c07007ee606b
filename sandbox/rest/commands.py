"""The application's commands, global ones and those of one server."""

from typing import Any

from sandbox.errors import DiscordError, unknown
from sandbox.kinds import CommandType
from sandbox.model import Command
from sandbox.rest.call import Answer, Call, Routes

ROUTES = Routes()
_GLOBAL = "/applications/{application_id}/commands"
_LOCAL = "/applications/{application_id}/guilds/{guild_id}/commands"

LIMITS = {CommandType.CHAT_INPUT: 100, CommandType.USER: 15, CommandType.MESSAGE: 15}
"""Commands of each type, globally and again in each server. Source: "Application Commands"."""


@ROUTES.on("GET", _GLOBAL)
@ROUTES.on("GET", _LOCAL)
async def all_commands(call: Call) -> Any:
    whole = call.flag("with_localizations")
    return [_payload(one, whole=whole) for one in call.world.commands_of(_scope(call))]


@ROUTES.on("PUT", _GLOBAL)
@ROUTES.on("PUT", _LOCAL)
async def replace_all(call: Call) -> Any:
    """Make the list the whole truth. Same name and type: same id; same content: same version."""
    scope = _scope(call)
    bodies = await call.body()
    written = [_normal(body, scope) for body in bodies]
    _demand_room(written)
    before = {(one.name, one.type): one for one in call.world.commands_of(scope)}
    for command in before.values():
        del call.world.commands[command.id]
    kept = [_keep(call, payload, scope, before.get((payload["name"], payload["type"]))) for payload in written]
    _tell(call, scope)
    return [_payload(one, whole=True) for one in kept]


@ROUTES.on("POST", _GLOBAL)
@ROUTES.on("POST", _LOCAL)
async def create(call: Call) -> Any:
    """A new one, or a new content for the one of the same name and type."""
    scope = _scope(call)
    payload = _normal(await call.body(), scope)
    others = call.world.commands_of(scope)
    before = next((one for one in others if (one.name, one.type) == (payload["name"], payload["type"])), None)
    if before is None:
        _demand_room([*(one.payload for one in others), payload])
    command = _keep(call, payload, scope, before)
    _tell(call, scope)
    return Answer(201 if before is None else 200, _payload(command, whole=True))


@ROUTES.on("GET", f"{_GLOBAL}/{{command_id}}")
@ROUTES.on("GET", f"{_LOCAL}/{{command_id}}")
async def one_command(call: Call) -> Any:
    return _payload(_command(call), whole=True)


@ROUTES.on("PATCH", f"{_GLOBAL}/{{command_id}}")
@ROUTES.on("PATCH", f"{_LOCAL}/{{command_id}}")
async def change(call: Call) -> Any:
    before = _command(call)
    body = await call.body(command_type=before.type)
    payload = _normal({**before.payload, **body, "type": before.type}, before.guild_id)
    command = _keep(call, payload, before.guild_id, before)
    _tell(call, before.guild_id)
    return _payload(command, whole=True)


@ROUTES.on("DELETE", f"{_GLOBAL}/{{command_id}}")
@ROUTES.on("DELETE", f"{_LOCAL}/{{command_id}}")
async def delete(call: Call) -> Any:
    command = _command(call)
    del call.world.commands[command.id]
    _tell(call, command.guild_id)


def _scope(call: Call) -> int | None:
    """The server of the path, or None for global commands; the application must be the bot's own."""
    if call.id("application_id") != call.world.application.id:
        raise DiscordError(403, 20012, "You are not authorized to perform this action on this application")
    if "guild_id" not in call.request.match_info:
        return None
    guild_id = call.id("guild_id")
    if guild_id not in call.world.guilds or call.me not in call.world.guilds[guild_id].members:
        raise DiscordError(403, 50001, "Missing Access")
    return guild_id


def _command(call: Call) -> Command:
    scope = _scope(call)
    command = call.world.commands.get(call.id("command_id"))
    if command is None or command.guild_id != scope:
        raise unknown("application command")
    return command


def _normal(body: dict[str, Any], scope: int | None) -> dict[str, Any]:
    """A command with every key Discord returns, ids and version aside."""
    contexts = body.get("contexts")
    payload = {
        "type": body.get("type") or int(CommandType.CHAT_INPUT),
        "name": body["name"],
        "name_localizations": body.get("name_localizations"),
        "description": body.get("description") or "",
        "description_localizations": body.get("description_localizations"),
        "default_member_permissions": body.get("default_member_permissions"),
        "nsfw": bool(body.get("nsfw", False)),
    }
    if payload["default_member_permissions"] is not None:
        payload["default_member_permissions"] = str(payload["default_member_permissions"])
    if scope is None:
        in_direct = body.get("dm_permission") is not False if contexts is None else 1 in contexts
        payload |= {
            "dm_permission": in_direct,
            "contexts": contexts,
            "integration_types": body.get("integration_types") or [0],
        }
    if options := [_option(one) for one in body.get("options") or ()]:
        payload["options"] = options
    return payload


def _option(option: dict[str, Any]) -> dict[str, Any]:
    """Discord leaves out what says nothing: false, null, and lists without an element."""
    kept = {key: value for key, value in option.items() if value not in (None, []) and value is not False}
    if "options" in kept:
        kept["options"] = [_option(one) for one in kept["options"]]
    return kept


def _keep(call: Call, payload: dict[str, Any], scope: int | None, before: Command | None) -> Command:
    ids = call.world.ids
    named = {"id": str(before.id if before else ids.next()), "application_id": str(call.world.application.id)}
    if scope is not None:
        named["guild_id"] = str(scope)
    same = before is not None and before.payload == {**named, **payload, "version": str(before.version)}
    version = before.version if before is not None and same else ids.next()
    command = Command(int(named["id"]), version, {**named, **payload, "version": str(version)}, scope)
    call.world.commands[command.id] = command
    return command


def _payload(command: Command, *, whole: bool) -> dict[str, Any]:
    if whole:
        return command.payload
    return {key: value for key, value in command.payload.items() if not key.endswith("_localizations")}


def _demand_room(commands: list[dict[str, Any]]) -> None:
    for type, most in LIMITS.items():
        if sum(one["type"] == type for one in commands) > most:
            raise DiscordError(400, 30032, f"Maximum number of application commands reached ({most}).")


def _tell(call: Call, scope: int | None) -> None:
    call.world.tell("commands", id=call.world.application.id, guild_id=scope)
