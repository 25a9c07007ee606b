"""The command /setup."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.errors import MemberError
from bot.core.settings import Setting
from bot.dpy.replies import show
from bot.dpy.syncing import mention
from bot.dpy.tree import Choices, suggestion
from bot.render import settings as cards
from bot.services.settings import SettingsService
from cogs.settings.panel import Panel

Zone = app_commands.Range[str, 1, 100]  # characters


class SettingsCog(commands.Cog):
    """One private panel; what it shows is looked up first, which takes longer than Discord waits for."""

    def __init__(self, *, settings: SettingsService, panel: Panel) -> None:
        self._settings = settings
        self._panel = panel

    @app_commands.command(
        name="setup", description="Roles, channels and time zone of this server; what I lack for them"
    )
    @app_commands.default_permissions(administrator=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.describe(
        check="Only check which permissions I lack, and where",
        zone="Set the time zone: type a city and pick one",
    )
    async def setup(self, interaction: discord.Interaction[Any], check: bool = False, zone: Zone | None = None) -> None:
        guild_id = server_of(interaction)
        note = None
        await interaction.response.defer(ephemeral=True)
        if check:
            await show(interaction, await self._panel.check(guild_id))
            return
        if zone is not None:
            found = self._settings.zones.exactly(zone)
            if found is None:
                like = self._settings.zones.find(zone)
                await show(interaction, cards.zones(zone, like, now=self._settings.now()))
                return
            note = cards.saved(Setting.ZONE, await self._settings.change(guild_id, Setting.ZONE, found))
        await show(interaction, await self._panel.card(guild_id, note=note, mention=mention(interaction, "setup")))

    @setup.autocomplete("zone")
    @suggestion
    async def suggest(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """At most 25, likeliest first. The value is the zone's name."""
        return [app_commands.Choice(name=name, value=name) for name in self._settings.zones.find(typed)]


def server_of(interaction: discord.Interaction[Any]) -> int:
    """The server that Discord names; the policy has let nobody through from elsewhere."""
    if interaction.guild_id is None:
        raise MemberError("That belongs to a server: use it in one.")
    return interaction.guild_id
