"""/help: what one can do here."""

from bot.dpy.client import Preceptor
from bot.services.services import Services
from cogs.help.cog import HelpCog


async def setup(bot: Preceptor, services: Services) -> None:
    await bot.add_cog(HelpCog(settings=services.settings))
