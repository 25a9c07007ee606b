"""The commands of /content."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.dpy.replies import show
from bot.dpy.tree import Choices, suggestion
from bot.render import content as cards
from bot.render.card import OPTION_TEXT
from bot.render.dates import Dates
from bot.render.neutral import clean, shorten
from bot.services.editing import EditingService
from bot.services.settings import SettingsService

EntryId = app_commands.Range[str, 1, 100]  # characters


@app_commands.default_permissions(manage_messages=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class EditingCog(commands.GroupCog, group_name="content", group_description="What members get their answers from"):
    """Shows what the service says of files and pack. Everything is private: it is of no use to members."""

    def __init__(self, *, editing: EditingService, settings: SettingsService) -> None:
        self._editing = editing
        self._settings = settings

    @app_commands.command(name="status", description="What is loaded, since when, and which problems the files have")
    async def status(self, interaction: discord.Interaction[Any]) -> None:
        settings = await self._settings.of(interaction.guild_id)
        today = settings.day_of(interaction.created_at)
        found = await self._editing.status(guild_id=interaction.guild_id, today=today)
        await show(interaction, cards.status(found, Dates.of(settings)))

    @app_commands.command(
        name="preview", description="An answer as members will see it, from the files as they are now"
    )
    @app_commands.rename(entry_id="id")
    @app_commands.describe(entry_id="The entry’s id; start typing it, or words of its question")
    async def preview(self, interaction: discord.Interaction[Any], entry_id: EntryId) -> None:
        settings = await self._settings.of(interaction.guild_id)
        shown = self._editing.preview(entry_id)
        for card in cards.preview(shown, settings.language):  # the answer takes a message of its own: it may fill it
            await show(interaction, card)

    @preview.autocomplete("entry_id")
    @suggestion
    async def suggest(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """Entries in the files, at most 25. The value is the entry's id."""
        found = self._editing.suggest(typed)
        return [app_commands.Choice(name=shorten(clean(f"{id_}: {q}"), OPTION_TEXT), value=id_) for id_, q in found]

    @app_commands.command(name="diff", description="What would change if the files as they are now became live")
    async def diff(self, interaction: discord.Interaction[Any]) -> None:
        settings = await self._settings.of(interaction.guild_id)
        await show(interaction, cards.diff(self._editing.changes(), Dates.of(settings)))

    @app_commands.command(name="reload", description="Read the files again (for operators of the bot)")
    @app_commands.describe(confirm="Load them although many entries would go")
    async def reload(self, interaction: discord.Interaction[Any], confirm: bool = False) -> None:
        await interaction.response.defer(ephemeral=True)  # a large folder takes longer than Discord waits
        settings = await self._settings.of(interaction.guild_id)
        await show(interaction, cards.reloaded(await self._editing.reload(confirmed=confirm), Dates.of(settings)))
