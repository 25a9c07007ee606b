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
from bot.services.results import Answered
from cogs.faq.results import card_of, list_of, occasion, tell

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
        if isinstance(result, Answered):
            await tell(interaction, result)
        else:  # what a member typed stays theirs, whatever is shared
            await show(interaction, card_of(result))

    @ask.autocomplete("question")
    @suggestion
    async def suggest(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """At most 25, best first. The value is the entry's id."""
        entries = self._faq.suggest(typed, guild_id=interaction.guild_id)
        return [app_commands.Choice(name=shorten(entry.question, OPTION_TEXT), value=entry.id) for entry in entries]

    @app_commands.command(name="browse", description="Look through everything there is, topic by topic")
    @app_commands.describe(topic="Begin with this topic (otherwise with a list of all)")
    async def browse(self, interaction: discord.Interaction[Any], topic: Words | None = None) -> None:
        found = self._faq.topics() if topic is None else self._faq.topic(topic)
        await show(interaction, list_of(found))

    @browse.autocomplete("topic")
    @suggestion
    async def suggest_topics(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """At most 25, in the order of their files. The value is the topic's id."""
        topics = self._faq.suggest_topics(typed)
        return [app_commands.Choice(name=shorten(topic.title, OPTION_TEXT), value=topic.id) for topic in topics]
