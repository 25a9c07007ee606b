"""The command tree: every command and suggestion passes the boundary."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands

from bot.dpy.replies import offer

if TYPE_CHECKING:
    from bot.dpy.client import Preceptor

CogT = TypeVar("CogT")
Choices = list[app_commands.Choice[str]]


class Tree(app_commands.CommandTree["Preceptor"]):
    """Asks the boundary before a command runs, and hands it what went wrong."""

    async def interaction_check(self, interaction: "discord.Interaction[Preceptor]", /) -> bool:
        return await interaction.client.boundary.admit_command(interaction)

    async def on_error(
        self, interaction: "discord.Interaction[Preceptor]", error: app_commands.AppCommandError, /
    ) -> None:
        await interaction.client.boundary.answer(interaction, error)


def suggestion(
    callback: "Callable[[CogT, discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]",
) -> "Callable[[CogT, discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]":
    """An autocomplete callback within the boundary, which sends its choices too.

    discord.py logs what such a callback raises, and what goes wrong on the wire after it, together with the member's
    id. Here it becomes an empty list where that can still be sent, and a log line with a reference.
    """

    @wraps(callback)
    async def guarded(cog: CogT, interaction: "discord.Interaction[Any]", current: str) -> Choices:
        try:
            await offer(interaction, await callback(cog, interaction, current))
        except Exception as error:  # noqa: BLE001  # the boundary of suggestions
            await interaction.client.boundary.answer(interaction, error)
        if not interaction.response.is_done():
            raise asyncio.CancelledError  # ends discord.py's task: it would send by itself what was just given up
        return []

    guarded.within_boundary = True  # type: ignore[attr-defined]  # read by the test that no suggestion is left out
    return guarded
