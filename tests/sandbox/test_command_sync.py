"""Commands are registered as Discord registers them."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import pytest_asyncio
from discord import app_commands

from tests.sandbox.worldkit import Scene, scene


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene() as one:
        yield one


def registered(here: Scene) -> dict[str, tuple[int, int]]:
    return {one.name: (one.id, one.version) for one in here.world.commands.values() if one.guild_id is None}


async def test_syncing_again_changes_nothing(here: Scene) -> None:
    before = registered(here)
    await here.bot.tree.sync()
    assert registered(here) == before


async def test_a_changed_command_keeps_its_id_and_gets_a_version(here: Scene) -> None:
    before = registered(here)
    command = here.bot.tree.get_command("echo")
    assert isinstance(command, app_commands.Command)
    command.description = "Says it differently"
    here.bot.tree.remove_command("find")
    await here.bot.tree.sync()
    after = registered(here)
    assert "find" not in after
    assert after["echo"][0] == before["echo"][0]
    assert after["echo"][1] > before["echo"][1]
    assert {name: after[name] for name in after if name != "echo"} == {
        name: before[name] for name in after if name != "echo"
    }


async def test_what_is_read_back_is_what_was_sent(here: Scene) -> None:
    fetched = {one.name: one for one in await here.bot.tree.fetch_commands()}
    assert fetched["kinds"].options[0].name == "words"
    assert fetched["tidy"].default_member_permissions == discord.Permissions(manage_messages=True)
    assert fetched["rule"].default_member_permissions == discord.Permissions.none()
    assert fetched["Greet"].type is discord.AppCommandType.user


async def test_a_server_has_commands_of_its_own(here: Scene) -> None:
    guild = discord.Object(here.guild_id)

    @here.bot.tree.command(name="echo", description="Says it here", guild=guild)
    async def local(interaction: discord.Interaction[Any], words: str) -> None:
        await interaction.response.send_message(f"here: {words}")

    await here.bot.tree.sync(guild=guild)
    assert (await here.ada.runs("/echo", words="x")).text == "here: x"
    elsewhere = here.ada.in_guild("Night Shift Readers")
    assert (await elsewhere.runs("/echo", words="x", share=True)).text == "x"
    assert here.ada.commands().count("/echo") == 1
    await here.bot.tree.fetch_command(registered(here)["echo"][0])
    with pytest.raises(discord.NotFound) as elsewhere_only:
        await here.bot.tree.fetch_command(registered(here)["echo"][0], guild=guild)
    assert elsewhere_only.value.code == 10063


async def test_single_commands_are_added_changed_and_deleted(here: Scene) -> None:
    http, me = here.bot.http, here.world.application.id
    made: Any = await http.upsert_global_command(me, {"name": "fresh", "description": "New", "type": 1})  # type: ignore[arg-type]
    again: Any = await http.upsert_global_command(me, {"name": "fresh", "description": "Newer", "type": 1})  # type: ignore[arg-type]
    assert (made["id"], again["description"]) == (again["id"], "Newer")
    command = await here.bot.tree.fetch_command(int(made["id"]))
    await command.edit(description="Newest")
    assert here.world.commands[int(made["id"])].payload["description"] == "Newest"
    await command.delete()
    with pytest.raises(discord.NotFound):
        await command.delete()
    with pytest.raises(discord.Forbidden):
        await http.get_global_commands(1)
