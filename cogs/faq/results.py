"""From what the FAQ service found to what a member sees."""

from typing import Any

import discord

from bot.render import faq as cards
from bot.render.card import Card
from bot.services.faq import Answered, Declined, Missed, Occasion, Offered, Result


def occasion(interaction: discord.Interaction[Any]) -> Occasion:
    """The interaction as the service knows it."""
    return Occasion(interaction.id, interaction.guild_id, interaction.user.id, interaction.created_at)


def card_of(result: Result) -> Card:
    match result:
        case Answered(ask_id, entry, pack):
            return cards.answer(entry, pack, ask_id=ask_id)
        case Offered(ask_id, words, entries, share):
            return cards.offer(words, entries, ask_id=ask_id, share=share)
        case Missed(words):
            return cards.missed(words)
        case Declined(concern):
            return cards.declined(concern)


def is_private(result: Result, *, share: bool) -> bool:
    """Only an answer is ever shown to the channel: what a member typed stays theirs."""
    return not (share and isinstance(result, Answered))
