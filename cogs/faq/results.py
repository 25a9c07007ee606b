"""From what the FAQ service found to what a member sees."""

from typing import Any

import discord

from bot.dpy.caller import writes_here
from bot.dpy.replies import replace, show
from bot.render import browse
from bot.render import faq as cards
from bot.render.card import Card
from bot.services.results import (
    Answered,
    Barred,
    Declined,
    Leaf,
    Missed,
    Occasion,
    Offered,
    Publicity,
    Read,
    Result,
    Topics,
)
from bot.services.showings import Shown, Turn


def occasion(interaction: discord.Interaction[Any]) -> Occasion:
    """The interaction as the service knows it. Discord always says the channel of what a member does."""
    return Occasion(
        id=interaction.id,
        guild_id=interaction.guild_id,
        member_id=interaction.user.id,
        at=interaction.created_at,
        channel_id=interaction.channel_id or 0,
        may_write=writes_here(interaction),
    )


def place(interaction: discord.Interaction[Any]) -> cards.Place:
    """Where the interaction happened."""
    return cards.Place(interaction.guild_id, interaction.channel_id or 0)


def card_of(result: Result) -> Card:
    match result:
        case Answered(ask_id, entry, pack, language=language):
            return cards.answer(entry, pack, ask_id=ask_id, language=language)
        case Offered(ask_id, words, entries, share):
            return cards.offer(words, entries, ask_id=ask_id, share=share)
        case Missed(words):
            return cards.missed(words)
        case Declined(concern):
            return cards.declined(concern)


def list_of(found: Topics | Leaf) -> Card:
    match found:
        case Topics(page, entries, unknown):
            return browse.topics(page, entries=entries, unknown=unknown)
        case Leaf(topic, page, of_topics):
            return browse.leaf(topic, page, of_topics=of_topics)


def card_of_read(read: Read) -> Card:
    """An answer with the way back to the list in whose place it stands."""
    answered = read.answered
    back = cards.Back(answered.entry.topic, read.page)
    return cards.answer(answered.entry, answered.pack, ask_id=answered.ask_id, back=back, language=answered.language)


async def tell(
    interaction: discord.Interaction[Any], answered: Answered, *, above: tuple[str, ...] = (), in_place: bool = False
) -> None:
    """Give an answer to the channel or to the asker alone, as the service decided.

    `above`: lines over one that goes to the channel. `in_place`: the asker's pick list makes room for it.
    """
    turn = answered.publicity
    if isinstance(turn, Turn):
        with turn:
            if in_place:  # the list goes first, so that one ask is posted once
                await replace(interaction, cards.posted(answered.entry))
            turn.shown(await show(interaction, _answer(answered, above), private=False))
        return
    card = _answer(answered, _why_private(turn, place(interaction)))
    await (replace(interaction, card) if in_place else show(interaction, card))


def _answer(answered: Answered, above: tuple[str, ...]) -> Card:
    return cards.answer(answered.entry, answered.pack, ask_id=answered.ask_id, above=above, language=answered.language)


def _why_private(publicity: Publicity | None, where: cards.Place) -> tuple[str, ...]:
    match publicity:
        case Shown(ago, message_id):
            return (cards.shown_before(where, ago=ago, message_id=message_id),)
        case Barred():
            return (cards.not_shown(),)
        case _:
            return ()
