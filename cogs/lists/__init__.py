"""/lists: what moderators do about the resource lists of their server, and the channels that show them."""

from bot.core.codes import Action
from bot.dpy.client import Preceptor
from bot.dpy.rights import Rights
from bot.services.services import Services
from cogs.lists.cog import ListsCog
from cogs.lists.items import ItemPanel
from cogs.lists.presses import ListsPresses
from cogs.lists.suggestions import SuggestionDesk
from cogs.lists.venue import Venue


async def setup(bot: Preceptor, services: Services) -> None:
    desk = SuggestionDesk(suggestions=services.suggestions, settings=services.settings)
    bot.presses.on(Action.SUGGESTIONS, desk.turn)
    bot.presses.on(Action.INTO, desk.into)
    bot.presses.on(Action.APPROVE, desk.approve)
    bot.presses.on(Action.EDIT, desk.edit)
    bot.presses.on(Action.REJECT, desk.reject)
    panel = ItemPanel(items=services.items, settings=services.settings)
    bot.presses.on(Action.ITEMS, panel.turn)
    bot.presses.on(Action.HIDE, panel.hide)
    bot.presses.on(Action.PIN, panel.pin)
    bot.presses.on(Action.ADD_ITEM, panel.add)
    bot.presses.on(Action.TAKE_BACK, panel.take_back)
    venue = Venue(Rights(bot))
    presses = ListsPresses(postings=services.postings, rounds=services.rounds, settings=services.settings, venue=venue)
    bot.presses.on(Action.POST_LIST, presses.post)
    bot.presses.on(Action.CANCEL, presses.cancel)
    bot.presses.on(Action.STATUS, presses.status)
    bot.presses.on(Action.WITHDRAW, presses.withdraw)
    await bot.add_cog(
        ListsCog(
            postings=services.postings,
            rounds=services.rounds,
            settings=services.settings,
            venue=venue,
            items=services.items,
            desk=desk,
            panel=panel,
        )
    )
