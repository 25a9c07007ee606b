"""/resources: links worth opening, found by leafing and by searching, and suggested by members."""

from bot.core.codes import Action
from bot.dpy.client import Preceptor
from bot.services.services import Services
from cogs.resources.browsing import ResourcePresses
from cogs.resources.cog import ResourcesCog
from cogs.resources.suggesting import Suggesting


async def setup(bot: Preceptor, services: Services) -> None:
    presses = ResourcePresses(resources=services.resources, settings=services.settings)
    bot.presses.on(Action.LISTS, presses.lists)
    bot.presses.on(Action.LISTED, presses.listed)
    bot.presses.on(Action.WHOM, presses.whom)
    suggesting = Suggesting(resources=services.resources, suggestions=services.suggestions, settings=services.settings)
    bot.presses.on(Action.PROPOSE, suggesting.propose)
    await bot.add_cog(ResourcesCog(resources=services.resources, suggesting=suggesting, settings=services.settings))
