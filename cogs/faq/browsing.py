"""What the buttons and menus of /faq browse do: each shows another page in the place of the one before."""

from bot.dpy.presses import Press
from bot.dpy.replies import replace
from bot.services.faq import FaqService
from cogs.faq.results import card_of_read, list_of, occasion


class BrowsePresses:
    """The arguments of each press are those that `bot.render.browse` puts into its code."""

    def __init__(self, *, faq: FaqService) -> None:
        self._faq = faq

    async def topics(self, press: Press) -> None:
        """A page of all topics."""
        [number] = press.code.args
        await replace(press.interaction, list_of(self._faq.topics(int(number))))

    async def topic(self, press: Press) -> None:
        """A page of the entries of a topic: by a button with its number, or the first one out of the menu."""
        topic, number = press.code.args or (*press.values, "0")
        await replace(press.interaction, list_of(self._faq.topic(topic, int(number))))

    async def read(self, press: Press) -> None:
        """An entry out of the menu."""
        [entry_id] = press.values
        read = await self._faq.read(entry_id, occasion(press.interaction))
        await replace(press.interaction, card_of_read(read))
