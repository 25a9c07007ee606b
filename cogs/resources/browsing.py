"""What the buttons and menus of /resources browse do: each shows another page in the place of the one before."""

from bot.dpy.presses import Press
from bot.dpy.replies import replace
from bot.render import resources as cards
from bot.render.card import Card
from bot.render.dates import Dates
from bot.services.resources import Listing, Lists, ResourceService
from bot.services.settings import SettingsService


class ResourcePresses:
    """The arguments of each press are those that `bot.render.resources` puts into its code."""

    def __init__(self, *, resources: ResourceService, settings: SettingsService) -> None:
        self._resources = resources
        self._settings = settings

    async def lists(self, press: Press) -> None:
        """A page of all lists."""
        who, number = press.code.args
        await self._show(press, None, who, int(number))

    async def listed(self, press: Press) -> None:
        """A page of a list: by a button with its number, or the first one out of the menu."""
        list_id, who, number = press.code.args if len(press.code.args) == 3 else (*press.values, *press.code.args, "0")
        await self._show(press, list_id, who, int(number))

    async def whom(self, press: Press) -> None:
        """The same list, or all of them, for another audience."""
        [list_id], [who] = press.code.args, press.values
        await self._show(press, None if list_id == cards.EVERYBODY else list_id, who)

    async def _show(self, press: Press, list_id: str | None, who: str, number: int = 0) -> None:
        guild_id = press.interaction.guild_id
        found = self._resources.browse(guild_id, list_id, None if who == cards.EVERYBODY else who)
        dates = Dates.of(await self._settings.of(guild_id))
        await replace(press.interaction, card_of(found, dates, number=number))


def card_of(found: Lists | Listing, dates: Dates, *, number: int = 0) -> Card:
    match found:
        case Lists(lists, total, audience, audiences, unknown):
            return cards.overview(
                lists, total=total, audience=audience, audiences=audiences, number=number, unknown=unknown
            )
        case Listing(shown, items, beside, doubtful, pinned):
            return cards.leaf(
                shown,
                items,
                lists=[one for one, _ in beside.lists],
                audience=beside.audience,
                audiences=beside.audiences,
                doubtful=doubtful,
                pinned=pinned,
                number=number,
                dates=dates,
            )
