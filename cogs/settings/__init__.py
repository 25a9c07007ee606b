"""/setup: who is who in a server and where things go; /help: what one can do here."""

from bot.core.codes import Action
from bot.dpy.client import Preceptor
from bot.dpy.rights import Rights
from bot.services.services import Services
from cogs.settings.cog import SettingsCog
from cogs.settings.panel import Panel
from cogs.settings.presses import SettingsPresses


async def setup(bot: Preceptor, services: Services) -> None:
    rights = Rights(bot)
    panel = Panel(settings=services.settings, rights=rights)
    presses = SettingsPresses(settings=services.settings, rights=rights, panel=panel)
    bot.presses.on(Action.SETTING, presses.choose)
    bot.presses.on(Action.UNDO, presses.undo)
    bot.presses.on(Action.MAKE_FORUM, presses.make_forum)
    bot.presses.on(Action.CHECK, presses.check)
    await bot.add_cog(SettingsCog(settings=services.settings, panel=panel))
