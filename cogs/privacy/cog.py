"""The commands of /privacy, and the form of /privacy delete. Whom they are about is whoever Discord says acts."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.errors import MemberError
from bot.dpy.presses import Press
from bot.dpy.replies import ask, show
from bot.render import privacy as cards
from bot.render.dates import Dates
from bot.services.privacy import WORD, PrivacyService
from bot.services.settings import SettingsService


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class PrivacyCog(commands.GroupCog, group_name="privacy", group_description="What is kept about you"):
    """Every answer is for the caller alone."""

    def __init__(self, *, privacy: PrivacyService, settings: SettingsService) -> None:
        self._privacy = privacy
        self._settings = settings

    @app_commands.command(name="show", description="What I keep about you, and until when")
    async def show(self, interaction: discord.Interaction[Any]) -> None:
        account = await self._privacy.show(interaction.user.id)
        dates = Dates.of(await self._settings.of(interaction.guild_id))
        card = cards.account(account.held, remembered=account.remembered, spans=account.spans, dates=dates)
        await show(interaction, card)

    @app_commands.command(name="export", description="All that I keep about you, as a file")
    async def export(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.guild_id is not None and not interaction.app_permissions.attach_files:
            raise MemberError(
                "I may not attach files in this channel. Use `/privacy export` in a direct message to me: there I may."
            )
        await interaction.response.defer(ephemeral=True, thinking=True)  # a large file takes longer than Discord waits
        export = await self._privacy.export(interaction.user.id)
        await show(interaction, cards.exported(export.content, left_out=export.left_out))

    @app_commands.command(name="delete", description="Remove what I keep about you")
    async def delete(self, interaction: discord.Interaction[Any]) -> None:
        await ask(interaction, cards.confirmation(WORD))

    async def erase(self, press: Press) -> None:
        """What the form says was typed. The database may take longer than Discord waits."""
        await press.interaction.response.defer(ephemeral=True, thinking=True)
        erased = await self._privacy.erase(press.interaction.user.id, " ".join(press.values))
        await show(press.interaction, cards.erased(erased.rows, cleared=erased.cleared))
