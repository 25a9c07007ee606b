"""Putting a card in front of whoever caused an interaction."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord

from bot.dpy.layout import layout
from bot.render.card import Card

UNKNOWN_INTERACTION = 10062  # the three seconds, or the fifteen minutes, are over
ALREADY_ANSWERED = 40060


async def show(interaction: discord.Interaction[Any], card: Card, *, private: bool = True) -> None:
    """Answer with `card`: as the first reply, or as a follow-up where there is one already."""
    response = interaction.response
    if response.is_done():
        await interaction.followup.send(view=layout(card), ephemeral=private)
    else:
        await _answer(lambda: response.send_message(view=layout(card), ephemeral=private))


async def replace(interaction: discord.Interaction[Any], card: Card) -> None:
    """Show `card` in place of the message whose button or menu was used."""
    await _answer(lambda: interaction.response.edit_message(view=layout(card)))


async def _answer(send: Callable[[], Awaitable[object]]) -> None:
    """Send a first reply, once more where the connection broke under it.

    discord.py repeats what Discord answered with a 5xx, but not what a reset cut off. Whether Discord took the first
    one nobody knows; it takes only one answer, so that a second does no harm.
    """
    try:
        await send()
    except (aiohttp.ClientError, ConnectionError):
        try:
            await send()
        except discord.HTTPException as error:
            if error.code != ALREADY_ANSWERED:
                raise


def marked(message: discord.Message | None, mark: int) -> str:
    """The text that a card carried under `mark`; empty where the message has none."""
    if message is None:
        return ""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    for item in view.walk_children():
        if isinstance(item, discord.ui.TextDisplay) and item.id == mark:
            return item.content
    return ""
