"""The composition root: the one package that knows every layer, opens what lives long and hands it down."""

from bot.app.app import App
from bot.app.opening import ContentError, open_app
from bot.app.running import run

__all__ = ["App", "ContentError", "open_app", "run"]
