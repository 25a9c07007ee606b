"""The commands of /resources."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.dpy.replies import show
from bot.dpy.tree import Choices, suggestion
from bot.render import resources as cards
from bot.render.card import OPTION_TEXT
from bot.render.dates import Dates
from bot.render.neutral import shorten
from bot.services.resources import ResourceService
from bot.services.settings import SettingsService
from cogs.resources.browsing import card_of
from cogs.resources.suggesting import Suggesting

Words = app_commands.Range[str, 1, 100]  # characters


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class ResourcesCog(commands.GroupCog, group_name="resources", group_description="Links worth opening"):
    """Every answer is for the caller alone; in direct messages the lists are those that all servers share."""

    def __init__(self, *, resources: ResourceService, suggesting: Suggesting, settings: SettingsService) -> None:
        self._resources = resources
        self._suggesting = suggesting
        self._settings = settings

    @app_commands.command(name="browse", description="Look through the lists, for everybody or for those you choose")
    @app_commands.rename(words="list")
    @app_commands.describe(words="Begin with this list (otherwise with all of them)", audience="Whom it should be for")
    async def browse(
        self, interaction: discord.Interaction[Any], words: Words | None = None, audience: Words | None = None
    ) -> None:
        found = self._resources.browse(interaction.guild_id, words, audience)
        await show(interaction, card_of(found, await self._dates(interaction)))

    @browse.autocomplete("words")
    @suggestion
    async def suggest_lists(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """At most 25, in their order. The value is the list's id."""
        lists = self._resources.suggest_lists(interaction.guild_id, typed)
        return [app_commands.Choice(name=shorten(one.title, OPTION_TEXT), value=one.id) for one in lists]

    @browse.autocomplete("audience")
    @suggestion
    async def suggest_audiences(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """At most 25, in the order of a career."""
        found = self._resources.suggest_audiences(interaction.guild_id, typed)
        return [app_commands.Choice(name=cards.plural(one).capitalize(), value=one) for one in found]

    @app_commands.command(name="search", description="Find a link by what it offers")
    @app_commands.describe(words="Pick a suggestion, or use your own words")
    async def search(self, interaction: discord.Interaction[Any], words: Words) -> None:
        hits = self._resources.search(interaction.guild_id, words, member_id=interaction.user.id)
        dates = await self._dates(interaction)
        if hits.picked:
            [(resource, within)] = hits.resources
            card = cards.single(resource, within, doubtful=resource.id in hits.doubtful, dates=dates)
        else:
            found, doubtful = hits.resources, hits.doubtful
            card = cards.hits(hits.words, found, doubtful=doubtful, may_suggest=hits.may_suggest, dates=dates)
        await show(interaction, card)

    @search.autocomplete("words")
    @suggestion
    async def suggest_words(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """At most 25, best first. The value is the resource's id."""
        found = self._resources.suggest(interaction.guild_id, typed)
        return [app_commands.Choice(name=shorten(one.title, OPTION_TEXT), value=one.id) for one in found]

    @app_commands.command(name="suggest", description="Suggest a link to the moderators of this server")
    async def suggest(self, interaction: discord.Interaction[Any]) -> None:
        await self._suggesting.open(interaction)

    async def _dates(self, interaction: discord.Interaction[Any]) -> Dates:
        return Dates.of(await self._settings.of(interaction.guild_id))
