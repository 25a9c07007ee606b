"""/timeline: where somebody stands in, a dated plan out. Nothing is kept."""

from bot.core.codes import Action
from bot.dpy.client import Preceptor
from bot.services.services import Services
from cogs.timeline.cog import TimelineCog
from cogs.timeline.presses import TimelinePresses


async def setup(bot: Preceptor, services: Services) -> None:
    presses = TimelinePresses(timelines=services.timelines, charts=services.charts)
    bot.presses.on(Action.PLAN, presses.plan)
    bot.presses.on(Action.DUE, presses.due)
    await bot.add_cog(TimelineCog(timelines=services.timelines, charts=services.charts))
