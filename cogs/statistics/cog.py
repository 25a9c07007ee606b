"""The commands of /stats."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.statistics import By, Period
from bot.dpy.replies import show
from bot.render import statistics as cards
from bot.services.settings import SettingsService
from bot.services.statistics import StatisticsService


@app_commands.default_permissions(manage_messages=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class StatisticsCog(commands.GroupCog, group_name="stats", group_description="What people ask, without names"):
    """Counts of this server, for its moderators."""

    def __init__(self, *, statistics: StatisticsService, settings: SettingsService) -> None:
        self._statistics = statistics
        self._settings = settings

    @app_commands.command(name="top", description="The most asked questions")
    @app_commands.describe(period="How far back (default: 30 days)", by="Count single questions or whole topics")
    @app_commands.choices(
        period=[
            app_commands.Choice(name="7 days", value=Period.WEEK.value),
            app_commands.Choice(name="30 days", value=Period.MONTH.value),
            app_commands.Choice(name="90 days", value=Period.QUARTER.value),
            app_commands.Choice(name="All time", value=Period.ALL.value),
        ],
        by=[
            app_commands.Choice(name="Questions", value=By.ENTRY.value),
            app_commands.Choice(name="Topics", value=By.TOPIC.value),
        ],
    )
    async def top(
        self, interaction: discord.Interaction[Any], period: str = Period.MONTH.value, by: str = By.ENTRY.value
    ) -> None:
        today = (await self._settings.of(interaction.guild_id)).day_of(interaction.created_at)
        found = await self._statistics.top(guild_id=interaction.guild_id, period=Period(period), by=By(by), today=today)
        await show(interaction, cards.top(found, By(by)))
