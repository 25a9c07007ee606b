"""Suggesting a link: the form, and what is said to what it brings."""

from typing import Any

import discord

from bot.core.errors import MemberError
from bot.dpy.presses import Press, is_form
from bot.dpy.replies import ask, show
from bot.render import resources as cards
from bot.render.card import Card
from bot.render.dates import Dates
from bot.services.resources import ResourceService
from bot.services.settings import SettingsService
from bot.services.suggestions import Listed, SuggestionService, Taken, Waiting

NO_SERVER = (
    "Suggestions go to the moderators of a server, and there are none in direct messages. Use `/resources suggest` in "
    "the server whose lists it is for."
)


class Suggesting:
    """Opened by the command or by a button under a search; sent like any form, also after a restart."""

    def __init__(
        self, *, resources: ResourceService, suggestions: SuggestionService, settings: SettingsService
    ) -> None:
        self._resources = resources
        self._suggestions = suggestions
        self._settings = settings

    async def open(self, interaction: discord.Interaction[Any]) -> None:
        """Shows the form."""
        if interaction.guild_id is None:
            raise MemberError(NO_SERVER)
        await ask(interaction, cards.proposal(self._resources.suggest_audiences(interaction.guild_id, "")))

    async def propose(self, press: Press) -> None:
        """The button that opens the form, or what was typed into it. The server is the one that Discord names."""
        interaction = press.interaction
        guild_id = interaction.guild_id
        if guild_id is None:
            raise MemberError(NO_SERVER)
        if not is_form(press):
            await self.open(interaction)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await self._suggestions.suggest(interaction.id, guild_id, interaction.user.id, press.values)
        dates = Dates.of(await self._settings.of(guild_id))
        await show(interaction, _card(kept, dates))


def _card(kept: Taken | Listed | Waiting, dates: Dates) -> Card:
    match kept:
        case Taken(suggestion):
            return cards.taken(suggestion)
        case Waiting(suggestion):
            return cards.waiting(suggestion)
        case Listed(resource, lists, doubtful):
            return cards.listed(resource, lists, doubtful=doubtful, dates=dates)
