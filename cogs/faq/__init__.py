"""/faq and *Answer from FAQ*: a member's words in, an answer out, one ask remembered."""

from bot.core.codes import Action
from bot.dpy.client import Preceptor
from bot.services.services import Services
from cogs.faq.browsing import BrowsePresses
from cogs.faq.cog import FaqCog
from cogs.faq.menu import FaqMenu
from cogs.faq.presses import FaqPresses


async def setup(bot: Preceptor, services: Services) -> None:
    presses = FaqPresses(faq=services.faq)
    bot.presses.on(Action.HELPED, presses.helped)
    bot.presses.on(Action.MISSED, presses.missed)
    bot.presses.on(Action.OUTDATED, presses.outdated)
    bot.presses.on(Action.OPEN, presses.open)
    bot.presses.on(Action.CHOOSE, presses.choose)
    bot.presses.on(Action.ANSWER, presses.answer)
    browsing = BrowsePresses(faq=services.faq)
    bot.presses.on(Action.TOPICS, browsing.topics)
    bot.presses.on(Action.TOPIC, browsing.topic)
    bot.presses.on(Action.READ, browsing.read)
    bot.tree.add_command(FaqMenu(faq=services.faq).command())
    await bot.add_cog(FaqCog(faq=services.faq))
