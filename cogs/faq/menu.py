"""*Answer from FAQ*, in the menu of somebody's message."""

from typing import Any

import discord
from discord import app_commands

from bot.dpy.replies import show
from bot.render import faq as cards
from bot.services.faq import FaqService
from bot.services.results import Answered, Declined, Missed, Offered
from cogs.faq.results import occasion, place, tell

NAME = "Answer from FAQ"


class FaqMenu:
    """Carries a message's words to FaqService; what comes back is posted in answer to it, or told privately."""

    def __init__(self, *, faq: FaqService) -> None:
        self._faq = faq

    def command(self) -> app_commands.ContextMenu:
        """The entry of the menu, for messages in servers."""
        return app_commands.ContextMenu(
            name=NAME,
            callback=self.answer,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def answer(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        # What Discord writes itself ("Mia pinned a message") has no words of a member in it.
        text = "" if message.is_system() else message.content
        mine = message.author == interaction.client.user
        result = await self._faq.answer_message(text, occasion(interaction), mine=mine)
        match result:
            case Answered():
                by = cards.in_answer_to(place(interaction), message.id, member_id=interaction.user.id)
                await tell(interaction, result, above=(by,))
            case Offered(ask_id, words, entries):
                card = cards.offer_for_message(words, entries, ask_id=ask_id, message_id=message.id)
                await show(interaction, card)
            case Missed(words):
                await show(interaction, cards.missed_message(words))
            case Declined(concern):
                theirs = message.author.id != interaction.user.id
                await show(interaction, cards.declined_message(concern) if theirs else cards.declined(concern))
