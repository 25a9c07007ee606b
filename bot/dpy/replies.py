"""Putting a card in front of whoever caused an interaction."""

from typing import Any

import discord

from bot.dpy.layout import layout
from bot.render.card import Card


async def show(interaction: discord.Interaction[Any], card: Card, *, private: bool = True) -> None:
    """Answer with `card`: as the first reply, or as a follow-up where there is one already."""
    if interaction.response.is_done():
        await interaction.followup.send(view=layout(card), ephemeral=private)
    else:
        await interaction.response.send_message(view=layout(card), ephemeral=private)


async def replace(interaction: discord.Interaction[Any], card: Card) -> None:
    """Show `card` in place of the message whose button or menu was used."""
    await interaction.response.edit_message(view=layout(card))


def marked(message: discord.Message | None, mark: int) -> str:
    """The text that a card carried under `mark`; empty where the message has none."""
    if message is None:
        return ""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    for item in view.walk_children():
        if isinstance(item, discord.ui.TextDisplay) and item.id == mark:
            return item.content
    return ""
