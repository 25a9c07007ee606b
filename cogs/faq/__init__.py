"""/faq: a member's words in, an answer out, one ask remembered."""

from bot.core.codes import Action
from bot.dpy.client import Preceptor
from bot.services.services import Services
from cogs.faq.cog import FaqCog
from cogs.faq.presses import FaqPresses


async def setup(bot: Preceptor, services: Services) -> None:
    presses = FaqPresses(faq=services.faq)
    bot.presses.on(Action.HELPED, presses.helped)
    bot.presses.on(Action.MISSED, presses.missed)
    bot.presses.on(Action.OUTDATED, presses.outdated)
    bot.presses.on(Action.OPEN, presses.open)
    bot.presses.on(Action.CHOOSE, presses.choose)
    await bot.add_cog(FaqCog(faq=services.faq))
