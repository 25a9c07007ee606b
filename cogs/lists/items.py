"""/lists items: what a server changes about the items of a list."""

from typing import Any

import discord

from bot.core.errors import MemberError
from bot.core.overlay import Change
from bot.dpy.presses import Press, is_form
from bot.dpy.replies import ask, show
from bot.render import items as cards
from bot.render.card import Card
from bot.render.dates import Dates
from bot.services.items import Bench, ItemService
from bot.services.settings import SettingsService
from cogs.lists.suggestions import acknowledge, in_place, server_of


class ItemPanel:
    """The arguments of each press are those that `bot.render.items` puts into its code."""

    def __init__(self, *, items: ItemService, settings: SettingsService) -> None:
        self._items = items
        self._settings = settings

    async def open(self, interaction: discord.Interaction[Any], words: str) -> None:
        guild_id = server_of(interaction)
        bench = self._items.bench(guild_id, words)
        await show(interaction, self._panel(bench, await self._dates(guild_id)))

    async def turn(self, press: Press) -> None:
        """A page of the panel by its button, or an item out of the menu."""
        guild_id = server_of(press.interaction)
        bench = self._items.bench(guild_id, press.code.args[0])
        if len(press.code.args) == 2:
            await in_place(press, self._panel(bench, await self._dates(guild_id), number=int(press.code.args[1])))
        else:
            await in_place(press, await self._one(guild_id, bench, press.values[0], None))

    async def hide(self, press: Press) -> None:
        list_id, item_id = press.code.args
        guild_id = await self._begin(press)
        change = await self._items.hide(guild_id, list_id, item_id, by=press.interaction.user.id)
        await self._changed(press, guild_id, change)

    async def pin(self, press: Press) -> None:
        list_id, item_id = press.code.args
        guild_id = await self._begin(press)
        change = await self._items.pin(guild_id, list_id, item_id, by=press.interaction.user.id)
        await self._changed(press, guild_id, change)

    async def add(self, press: Press) -> None:
        """The button opens the form; the form adds what was typed."""
        guild_id, [list_id] = server_of(press.interaction), press.code.args
        if not is_form(press):
            bench = self._items.bench(guild_id, list_id)
            await ask(press.interaction, cards.adding(bench.shown, bench.audiences))
            return
        await self._begin(press)
        change = await self._items.add(guild_id, list_id, press.values, by=press.interaction.user.id)
        await self._changed(press, guild_id, change)

    async def take_back(self, press: Press) -> None:
        """Whichever change it was: the item as it is then, or the panel where it is gone."""
        guild_id = await self._begin(press)
        change = await self._items.take_back(guild_id, int(press.code.args[0]), by=press.interaction.user.id)
        bench, dates = self._items.bench(guild_id, change.list_id), await self._dates(guild_id)
        await in_place(press, self._panel(bench, dates, note=cards.undone(change, bench.items)))

    async def _begin(self, press: Press) -> int:
        guild_id = server_of(press.interaction)
        await acknowledge(press)
        return guild_id

    async def _changed(self, press: Press, guild_id: int, change: Change) -> None:
        bench, dates = self._items.bench(guild_id, change.list_id), await self._dates(guild_id)
        note = cards.done(change, bench.items, dates)
        await in_place(press, await self._one(guild_id, bench, change.item_id, note))

    def _panel(self, bench: Bench, dates: Dates, *, number: int = 0, note: str | None = None) -> Card:
        return cards.panel(bench.shown, bench.items, last=bench.last, number=number, note=note, dates=dates)

    async def _one(self, guild_id: int, bench: Bench, item_id: str, note: str | None) -> Card:
        chosen = bench.item(item_id)
        if chosen is None:
            raise MemberError("That item is no longer in this list. Use `/lists items` to see the list as it is.")
        dates, doubtful = await self._dates(guild_id), item_id in bench.doubtful
        return cards.one(bench.shown, chosen, bench.items, doubtful=doubtful, note=note, dates=dates)

    async def _dates(self, guild_id: int) -> Dates:
        return Dates.of(await self._settings.of(guild_id))
