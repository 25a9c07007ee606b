"""The command /help."""

from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.policy import allowed
from bot.dpy.replies import show
from bot.dpy.syncing import mention
from bot.render import help as cards
from bot.services.settings import SettingsService


class HelpCog(commands.Cog):
    """What the caller may do, and nothing that they may not."""

    def __init__(self, *, settings: SettingsService) -> None:
        self._settings = settings

    @app_commands.command(name="help", description="What you can do here, with an example each")
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        settings = await self._settings.of(interaction.guild_id)
        who = interaction.client.boundary.caller(interaction)
        card = cards.overview(
            allowed(who, settings),
            in_guild=who.in_guild,
            untouched=settings.untouched,
            mention=partial(mention, interaction),
        )
        await show(interaction, card)
