"""/lists: resource lists shown in channels and kept right there, for moderators."""

from bot.core.codes import Action
from bot.dpy.client import Preceptor
from bot.dpy.rights import Rights
from bot.services.services import Services
from cogs.lists.cog import ListsCog
from cogs.lists.presses import ListsPresses
from cogs.lists.venue import Venue


async def setup(bot: Preceptor, services: Services) -> None:
    venue = Venue(Rights(bot))
    presses = ListsPresses(postings=services.postings, rounds=services.rounds, venue=venue)
    bot.presses.on(Action.POST_LIST, presses.post)
    bot.presses.on(Action.CANCEL, presses.cancel)
    await bot.add_cog(
        ListsCog(postings=services.postings, rounds=services.rounds, settings=services.settings, venue=venue)
    )
