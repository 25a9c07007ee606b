"""The commands of /faq."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.dpy.replies import show
from bot.dpy.tree import Choices, suggestion
from bot.render.card import OPTION_TEXT
from bot.render.neutral import shorten
from bot.services.faq import FaqService
from cogs.faq.results import card_of, is_private, occasion

Words = app_commands.Range[str, 1, 100]  # characters


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class FaqCog(commands.GroupCog, group_name="faq", group_description="Answers about becoming a pain specialist"):
    """Carries words between Discord and FaqService; decides nothing itself."""

    def __init__(self, *, faq: FaqService) -> None:
        self._faq = faq

    @app_commands.command(name="ask", description="Ask in your own words; get a sourced answer")
    @app_commands.describe(
        question="Pick a suggestion, or use your own words",
        share="Show the answer to everybody in this channel (otherwise only you see it)",
    )
    async def ask(self, interaction: discord.Interaction[Any], question: Words, share: bool = False) -> None:
        result = await self._faq.ask(question, occasion(interaction), share=share)
        await show(interaction, card_of(result), private=is_private(result, share=share))

    @ask.autocomplete("question")
    @suggestion
    async def suggest(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """At most 25, best first. The value is the entry's id."""
        entries = self._faq.suggest(typed, guild_id=interaction.guild_id)
        return [app_commands.Choice(name=shorten(entry.question, OPTION_TEXT), value=entry.id) for entry in entries]
