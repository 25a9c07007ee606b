"""/stats: what people ask most, for moderators."""

from bot.dpy.client import Preceptor
from bot.services.services import Services
from cogs.statistics.cog import StatisticsCog


async def setup(bot: Preceptor, services: Services) -> None:
    await bot.add_cog(StatisticsCog(statistics=services.statistics, settings=services.settings))
