"""Every handler has a row in the table of who may what, and every row a handler."""

from pathlib import Path

import pytest
from discord import AppCommandType, app_commands

from bot.app import open_app
from bot.config import Config, DiscordSettings
from bot.core.codes import Action
from bot.core.policy import TABLE, Audience
from bot.dpy.presses import Presses
from tests.support.pack import write_pack


def config(folder: Path) -> Config:
    return Config(
        discord=DiscordSettings(endpoint="http://127.0.0.1:9"),
        content=write_pack(folder / "content"),
        database=f"sqlite+aiosqlite:///{folder / 'preceptor.db'}",
    )


async def test_the_table_and_the_handlers_name_each_other(tmp_path: Path) -> None:
    async with open_app(config(tmp_path)) as app, app.client() as client:
        for feature in client.features:
            await feature(client)
        typed = client.tree.walk_commands()
        commands = {one.qualified_name for one in typed if not isinstance(one, app_commands.Group)}
        for kind in (AppCommandType.message, AppCommandType.user):
            commands |= {entry.qualified_name for entry in client.tree.walk_commands(type=kind)}
        presses = {f"press {action.name.lower()}" for action in client.presses.known}
        assert commands | presses == set(TABLE)
        assert set(client.presses.known) == set(Action)


async def test_staff_commands_are_hidden_from_members_by_default(tmp_path: Path) -> None:
    async with open_app(config(tmp_path)) as app, app.client() as client:
        for feature in client.features:
            await feature(client)
        for command in client.tree.get_commands():
            leaves = list(command.walk_commands()) if isinstance(command, app_commands.Group) else [command]
            audiences = {TABLE[leaf.qualified_name] for leaf in leaves}
            # Defaults name rights and no roles: what a role opens cannot be hidden from those who lack the rights.
            by_right = not audiences & {Audience.EVERYONE, Audience.MENTORS}
            assert (command.default_permissions is not None) is by_right, command.name


async def test_every_suggestion_is_within_the_boundary(tmp_path: Path) -> None:
    async with open_app(config(tmp_path)) as app, app.client() as client:
        for feature in client.features:
            await feature(client)
        suggestions = [
            parameter._Parameter__parent.autocomplete  # type: ignore[attr-defined]  # there is no public way to it
            for command in client.tree.walk_commands()
            if isinstance(command, app_commands.Command)
            for parameter in command.parameters
            if parameter.autocomplete
        ]
        assert suggestions
        assert all(hasattr(suggestion, "within_boundary") for suggestion in suggestions)


async def test_an_action_takes_one_handler_and_needs_a_row() -> None:
    presses = Presses()

    async def handler(press: object) -> None:
        raise AssertionError(press)

    presses.on(Action.HELPED, handler)
    with pytest.raises(ValueError, match="has a handler"):
        presses.on(Action.HELPED, handler)
