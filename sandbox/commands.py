"""Which commands a person may use where, and the data a client sends for one."""

from collections.abc import Mapping
from typing import Any

from sandbox.kinds import CommandType, OptionType
from sandbox.model import Channel, Command
from sandbox.payloads.interactions import IN_GUILD, context_of
from sandbox.permissions import Permission
from sandbox.refusals import BadValueError, NotAllowedError, UnknownCommandError
from sandbox.resolved import Resolved
from sandbox.values import option_value
from sandbox.world import World

Options = list[dict[str, Any]]


def usable(world: World, person_id: int, channel: Channel) -> list[Command]:
    """The commands a client offers here, by name; a server's own hides a global one of the same name and type."""
    found: dict[tuple[str, int], Command] = {}
    for guild_id in {None, channel.guild_id}:
        for command in world.commands_of(guild_id):
            key = (command.name, command.type)
            if key not in found or guild_id is not None:
                found[key] = command
    allowed = (one for one in found.values() if _why_not(world, person_id, channel, one) is None)
    return sorted(allowed, key=lambda one: (one.name, one.type))


def find(world: World, person_id: int, channel: Channel, name: str, type: CommandType) -> Command:
    """By top-level name. Raises UnknownCommandError or NotAllowedError."""
    here = (channel.guild_id,) if channel.guild_id is None else (channel.guild_id, None)
    for guild_id in here:
        for command in world.commands_of(guild_id):
            if command.name == name and command.type == type:
                reason = _why_not(world, person_id, channel, command)
                if reason is not None:
                    raise NotAllowedError(f"{name!r} cannot be used here: {reason}")
                return command
    known = ", ".join(sorted({one.name for one in world.commands.values() if one.type == type})) or "none"
    raise UnknownCommandError(f"the bot registered no command {name!r} for this place; known: {known}")


def _why_not(world: World, person_id: int, channel: Channel, command: Command) -> str | None:
    """What keeps this person from using it here, None when nothing does."""
    guild = world.guilds.get(channel.guild_id or 0)
    if guild is not None and world.application.bot_user_id not in guild.members:
        return "the bot is not in this server"
    if channel.archived:
        # Source: Discord's reference, "Threads", active and archived threads.
        return "the thread is archived"
    contexts = command.payload.get("contexts")
    if contexts is None:
        # The older way of saying the same.
        contexts = (0,) if command.payload.get("dm_permission") is False else (0, 1, 2)
    if context_of(channel) not in contexts:
        return "not in this kind of place"
    granted = world.permissions(person_id, channel)
    missing = (Permission.VIEW_CHANNEL | Permission.USE_APPLICATION_COMMANDS) & ~granted
    needed = command.payload.get("default_member_permissions")
    if not missing and context_of(channel) == IN_GUILD and needed is not None:
        # "0" is nobody but administrators, who hold every right there is.
        missing = (Permission(int(needed)) or Permission.ADMINISTRATOR) & ~granted
    return f"{missing.name} is missing" if missing else None


def leaf(command: Command, path: list[str]) -> tuple[Options, list[tuple[str, int]]]:
    """The options of a (sub)command, and the (name, type) steps that lead to it. Raises UnknownCommandError."""
    options: Options = command.payload.get("options") or []
    steps: list[tuple[str, int]] = []
    for word in path:
        step = next(
            (one for one in options if one["name"] == word and one["type"] <= OptionType.SUB_COMMAND_GROUP), None
        )
        if step is None:
            raise UnknownCommandError(
                f"/{command.name} has no {word!r} after {' '.join(name for name, _ in steps) or 'it'}"
            )
        steps.append((word, step["type"]))
        options = step.get("options") or []
    if any(one["type"] <= OptionType.SUB_COMMAND_GROUP for one in options):
        names = ", ".join(one["name"] for one in options)
        raise UnknownCommandError(f"/{' '.join((command.name, *path))} wants one of {names} after it")
    return options, steps


class Filled:
    """A command with its options as a client sends them."""

    def __init__(self, world: World, command: Command, person_id: int, channel: Channel) -> None:
        self._world = world
        self._command = command
        self._resolved = Resolved(world, person_id, channel)

    def run(self, path: list[str], values: Mapping[str, Any]) -> dict[str, Any]:
        """`data` of a finished command; every value checked as the client checks it."""
        options, steps = leaf(self._command, path)
        self._refuse_strangers(options, values)
        missing = [one["name"] for one in options if one.get("required") and values.get(one["name"]) is None]
        if missing:
            raise BadValueError(f"/{' '.join((self._command.name, *path))} needs {', '.join(missing)}")
        given = [self._given(one, values[one["name"]]) for one in options if values.get(one["name"]) is not None]
        return self._data(steps, given)

    def half(self, path: list[str], values: Mapping[str, Any], focused: str) -> dict[str, Any]:
        """`data` while typing: what is there so far, the focused option as text."""
        options, steps = leaf(self._command, path)
        self._refuse_strangers(options, {**values, focused: None})
        typing = next(one for one in options if one["name"] == focused)
        if not typing.get("autocomplete"):
            raise BadValueError(f"{focused!r} has no autocomplete")
        given = []
        for option in options:
            value = values.get(option["name"])
            if option is typing:
                text = "" if value is None else str(value)
                given.append({"name": focused, "type": option["type"], "value": text, "focused": True})
            elif value is not None:
                given.append(self._given(option, value))
        return self._data(steps, given)

    def on_target(self, kind: str, target_id: int) -> dict[str, Any]:
        """`data` of a context menu; `kind` is what the target is resolved as: "messages" or "users"."""
        if kind == "messages":
            self._resolved.message(target_id)
        else:
            self._resolved.user(target_id)
        return self._data([], []) | {"target_id": str(target_id)}

    def _given(self, option: dict[str, Any], value: Any) -> dict[str, Any]:
        return {
            "name": option["name"],
            "type": option["type"],
            "value": option_value(option, value, self._resolved),
        }

    def _refuse_strangers(self, options: Options, values: Mapping[str, Any]) -> None:
        known = {one["name"] for one in options}
        if strangers := [name for name in values if name not in known]:
            raise BadValueError(f"no option {', '.join(strangers)}; there is {', '.join(sorted(known)) or 'none'}")

    def _data(self, steps: list[tuple[str, int]], given: Options) -> dict[str, Any]:
        for name, type in reversed(steps):
            given = [{"name": name, "type": type, "options": given}]
        data: dict[str, Any] = {
            "id": str(self._command.id),
            "name": self._command.name,
            "type": self._command.type,
        }
        if given:
            data["options"] = given
        if self._command.guild_id is not None:
            data["guild_id"] = str(self._command.guild_id)
        return data | self._resolved.payload()
