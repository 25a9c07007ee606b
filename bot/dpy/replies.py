"""Putting a card in front of whoever caused an interaction, or giving up in time.

discord.py bounds the waits of its bot requests alone. Those of interactions go through its webhook adapter, which
sleeps for as long as a 429 says: the bounds for them are here.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp
import discord
from discord import app_commands

from bot.core.codes import Action, Code, decode
from bot.dpy.layout import files, layout, modal
from bot.render.card import Card
from bot.render.form import Form

UNKNOWN_INTERACTION = 10062  # the three seconds, or the fifteen minutes, are over
ALREADY_ANSWERED = 40060

T = TypeVar("T")

# Discord takes a first answer for three seconds; in two more it can still say what became of one on its way.
FIRST_WITHIN = 5.0
# A further answer may come for a quarter of an hour, but nobody looks at the place where it would appear that long.
FURTHER_WITHIN = 15.0


class GivenUpError(Exception):
    """Discord did not take a reply in time. What was recorded before it stays."""


@asynccontextmanager
async def in_time(seconds: float) -> AsyncIterator[None]:
    """Ends what takes longer than `seconds` and raises GivenUpError for it; every other end passes as it is."""
    try:
        async with asyncio.timeout(seconds) as limit:
            yield
    except TimeoutError:
        if limit.expired():
            raise GivenUpError(f"not taken by Discord within {seconds:g} seconds") from None
        raise


async def show(
    interaction: discord.Interaction[Any], card: Card, *, private: bool = True, held: bool = False
) -> int | None:
    """Answer with `card`: as the first reply, or as a further one where there is one already. Raises GivenUpError.

    `held`: `hold` went before. Returns the id of the message; None where Discord took it, and the connection broke
    before it could say which.
    """
    response = interaction.response
    if held or response.is_done():
        async with in_time(FURTHER_WITHIN):
            sent = await interaction.followup.send(view=layout(card), files=_files(card), ephemeral=private, wait=True)
            return sent.id
    told = await _answer(lambda: response.send_message(view=layout(card), files=_files(card), ephemeral=private))
    return told.message_id if told else None


async def replace(interaction: discord.Interaction[Any], card: Card, *, held: bool = False) -> None:
    """Show `card` in place of the message whose button or menu was used, also where that was acknowledged before.

    Its files take the place of those that were there. `held`: `hold` went before. Raises GivenUpError.
    """
    if held or interaction.response.is_done():
        async with in_time(FURTHER_WITHIN):
            await interaction.edit_original_response(view=layout(card), attachments=_in_place(interaction, card))
        return
    await _answer(
        lambda: interaction.response.edit_message(view=layout(card), attachments=_in_place(interaction, card))
    )


async def hold(interaction: discord.Interaction[Any], *, in_place: bool) -> None:
    """Say that the answer takes a moment: it will be private, or stand in the place of the message that was used.

    `show` or `replace` gives it then, told that it was held: where the connection broke meanwhile, Discord may know of
    it and discord.py not. Raises GivenUpError.
    """
    if in_place:
        await _answer(interaction.response.defer)
    else:
        await _answer(lambda: interaction.response.defer(ephemeral=True, thinking=True))


async def ask(interaction: discord.Interaction[Any], form: Form) -> None:
    """Answer with a form to be filled in, which only a first reply can be. Raises GivenUpError."""
    await _answer(lambda: interaction.response.send_modal(modal(form)))


async def offer(interaction: discord.Interaction[Any], choices: Sequence[app_commands.Choice[str]]) -> None:
    """Answer with suggestions, at most 25. Raises GivenUpError."""
    await _answer(lambda: interaction.response.autocomplete(choices))


def _files(card: Card) -> Sequence[discord.File]:
    """Made anew for each try: a file is read while it is sent. Without any the request stays plain JSON."""
    missing: Sequence[discord.File] = discord.utils.MISSING
    return files(card) or missing


def _in_place(interaction: discord.Interaction[Any], card: Card) -> Sequence[discord.File]:
    """The files of an edit, made anew for each try; where none are and none were, nothing is said about them."""
    message = interaction.message
    untouched: Sequence[discord.File] = discord.utils.MISSING
    return files(card) or ([] if message is not None and message.attachments else untouched)


async def _answer(send: Callable[[], Awaitable[T]]) -> T | None:
    """Send a first reply, once more where the connection broke under it.

    discord.py repeats what Discord answered with a 5xx, but not what a reset cut off. Whether Discord took the first
    one nobody knows; it takes only one answer, so that a second does no harm. None where it had taken the first.
    """
    async with in_time(FIRST_WITHIN):
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
