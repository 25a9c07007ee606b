"""/privacy: what is kept about the caller, as a card, as a file, and its removal."""

from bot.core.codes import Action
from bot.dpy.client import Preceptor
from bot.services.services import Services
from cogs.privacy.cog import PrivacyCog


async def setup(bot: Preceptor, services: Services) -> None:
    cog = PrivacyCog(privacy=services.privacy, settings=services.settings)
    bot.presses.on(Action.ERASE, cog.erase)
    await bot.add_cog(cog)
