"""Putting a card in front of whoever caused an interaction."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import aiohttp
import discord

from bot.core.codes import Action, Code, decode
from bot.dpy.layout import layout
from bot.render.card import Card

UNKNOWN_INTERACTION = 10062  # the three seconds, or the fifteen minutes, are over
ALREADY_ANSWERED = 40060

T = TypeVar("T")


async def show(interaction: discord.Interaction[Any], card: Card, *, private: bool = True) -> int | None:
    """Answer with `card`: as the first reply, or as a follow-up where there is one already.

    Returns the id of the message; None where Discord took it, and the connection broke before it could say which.
    """
    response = interaction.response
    if response.is_done():
        return (await interaction.followup.send(view=layout(card), ephemeral=private, wait=True)).id
    sent = await _answer(lambda: response.send_message(view=layout(card), ephemeral=private))
    return sent.message_id if sent else None


async def replace(interaction: discord.Interaction[Any], card: Card) -> None:
    """Show `card` in place of the message whose button or menu was used."""
    await _answer(lambda: interaction.response.edit_message(view=layout(card)))


async def _answer(send: Callable[[], Awaitable[T]]) -> T | None:
    """Send a first reply, once more where the connection broke under it.

    discord.py repeats what Discord answered with a 5xx, but not what a reset cut off. Whether Discord took the first
    one nobody knows; it takes only one answer, so that a second does no harm. None where it had taken the first.
    """
    try:
        return await send()
    except (aiohttp.ClientError, ConnectionError):
        try:
            return await send()
        except discord.HTTPException as error:
            if error.code != ALREADY_ANSWERED:
                raise
            return None


def marked(message: discord.Message | None, mark: int) -> str:
    """The text that a card carried under `mark`; empty where the message has none."""
    for item in _items(message):
        if isinstance(item, discord.ui.TextDisplay) and item.id == mark:
            return item.content
    return ""


def carried(message: discord.Message | None, action: Action) -> Code | None:
    """The code of the first button of a message that stands for `action`; None where the message has none."""
    for item in _items(message):
        code = decode(item.custom_id or "") if isinstance(item, discord.ui.Button) else None
        if code is not None and code.action is action:
            return code
    return None


def _items(message: discord.Message | None) -> Iterator[discord.ui.Item[Any]]:
    if message is not None:
        yield from discord.ui.LayoutView.from_message(message, timeout=None).walk_children()
