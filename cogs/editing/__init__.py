"""/content: what members get answers from, and what of the files is not live, for moderators."""

from bot.dpy.client import Preceptor
from bot.services.services import Services
from cogs.editing.cog import EditingCog


async def setup(bot: Preceptor, services: Services) -> None:
    await bot.add_cog(EditingCog(editing=services.editing, settings=services.settings))
