"""/lists suggestions: one that waits after the other, each decided on its card."""

from typing import Any

import discord

from bot.core.errors import MemberError
from bot.dpy.presses import Press, is_form
from bot.dpy.replies import ask, replace, show
from bot.render import suggestions as cards
from bot.render.card import Card
from bot.render.dates import Dates
from bot.services.settings import SettingsService
from bot.services.suggestions import Desk, Edits, SuggestionService


class SuggestionDesk:
    """The arguments of each press are those that `bot.render.suggestions` puts into its code."""

    def __init__(self, *, suggestions: SuggestionService, settings: SettingsService) -> None:
        self._suggestions = suggestions
        self._settings = settings

    async def open(self, interaction: discord.Interaction[Any]) -> None:
        """The oldest that waits."""
        await interaction.response.defer(ephemeral=True)
        guild_id = server_of(interaction)
        await show(interaction, await self._card(guild_id, await self._suggestions.desk(guild_id)))

    async def turn(self, press: Press) -> None:
        """Another one."""
        await self._show(press, int(press.code.args[0]))

    async def into(self, press: Press) -> None:
        """The same for another list."""
        await self._show(press, int(press.code.args[0]), into=press.values[0])

    async def approve(self, press: Press) -> None:
        suggestion_id, list_id = press.code.args
        await self._approve(press, int(suggestion_id), list_id, None)

    async def edit(self, press: Press) -> None:
        """The button opens the form; the form approves what was made of it."""
        suggestion_id, list_id = int(press.code.args[0]), press.code.args[1]
        if not is_form(press):
            desk = await self._suggestions.desk(server_of(press.interaction), suggestion_id, list_id)
            if desk is None or desk.suggestion.id != suggestion_id:
                await self._show(press, suggestion_id)
                return
            await ask(press.interaction, cards.editing(desk.suggestion, desk.into, desk.kind))
            return
        link, title, description, kind, cost = (*press.values, *("",) * 5)[:5]
        await self._approve(press, suggestion_id, list_id, Edits(link, title, description, kind, cost))

    async def reject(self, press: Press) -> None:
        """The button asks why; the form rejects."""
        suggestion_id, guild_id = int(press.code.args[0]), server_of(press.interaction)
        if not is_form(press):
            await ask(press.interaction, cards.rejecting(await self._suggestions.waiting(guild_id, suggestion_id)))
            return
        await acknowledge(press)
        reason = " ".join(press.values)
        rejected = await self._suggestions.reject(guild_id, suggestion_id, reason, by=press.interaction.user.id)
        await self._show(press, suggestion_id, note=cards.rejected(rejected))

    async def _approve(self, press: Press, suggestion_id: int, list_id: str, edits: Edits | None) -> None:
        guild_id, by = server_of(press.interaction), press.interaction.user.id
        await acknowledge(press)
        done = await self._suggestions.approve(guild_id, suggestion_id, list_id, by=by, edits=edits)
        await self._show(press, suggestion_id, note=cards.approved(done.suggestion, done.into, done.title))

    async def _show(
        self, press: Press, suggestion_id: int, *, into: str | None = None, note: str | None = None
    ) -> None:
        guild_id = server_of(press.interaction)
        if not press.interaction.response.is_done():
            await acknowledge(press)
        desk = await self._suggestions.desk(guild_id, suggestion_id, into)
        await in_place(press, await self._card(guild_id, desk, note))

    async def _card(self, guild_id: int, desk: Desk | None, note: str | None = None) -> Card:
        if desk is None:
            return cards.nothing_waits(note)
        return cards.desk(
            desk.suggestion,
            number=desk.number,
            total=desk.total,
            before=desk.before,
            after=desk.after,
            lists=desk.lists,
            into=desk.into,
            note=note,
            dates=Dates.of(await self._settings.of(guild_id)),
        )


async def acknowledge(press: Press) -> None:
    """Says that an answer will come; what Discord lets one say depends on whether there is a card below."""
    await press.interaction.response.defer(ephemeral=True, thinking=press.interaction.message is None)


async def in_place(press: Press, card: Card) -> None:
    """In place of the card whose control was used; a form without one below it is answered by itself."""
    if press.interaction.message is None:
        await show(press.interaction, card)
    else:
        await replace(press.interaction, card)


def server_of(interaction: discord.Interaction[Any]) -> int:
    """The server that Discord names; the policy has let nobody through from elsewhere."""
    if interaction.guild_id is None:
        raise MemberError("That belongs to a server: use it in one.")
    return interaction.guild_id
