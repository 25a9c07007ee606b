"""The commands of /lists."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.dpy.tree import Choices, suggestion
from bot.render.card import OPTION_TEXT
from bot.render.neutral import shorten
from bot.services.items import ItemService
from cogs.lists.items import ItemPanel
from cogs.lists.suggestions import SuggestionDesk

Words = app_commands.Range[str, 1, 100]  # characters


@app_commands.default_permissions(manage_messages=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class ListsCog(commands.GroupCog, group_name="lists", group_description="The resource lists of this server"):
    """Each command is carried out by the class that knows its cards."""

    def __init__(self, *, items: ItemService, desk: SuggestionDesk, panel: ItemPanel) -> None:
        self._items = items
        self._desk = desk
        self._panel = panel

    @app_commands.command(name="suggestions", description="Decide on the links that members suggested")
    async def suggestions(self, interaction: discord.Interaction[Any]) -> None:
        await self._desk.open(interaction)

    @app_commands.command(name="items", description="Hide, pin or add items of a list, for this server alone")
    @app_commands.rename(words="list")
    @app_commands.describe(words="The list")
    async def items(self, interaction: discord.Interaction[Any], words: Words) -> None:
        await self._panel.open(interaction, words)

    @items.autocomplete("words")
    @suggestion
    async def suggest_lists(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """At most 25, in their order. The value is the list's id."""
        lists = self._items.suggest_lists(interaction.guild_id, typed)
        return [app_commands.Choice(name=shorten(one.title, OPTION_TEXT), value=one.id) for one in lists]
