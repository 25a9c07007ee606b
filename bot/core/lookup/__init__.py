"""FAQ lookup: from the words that somebody typed to the entries that answer them."""

from bot.core.lookup.calibrate import Calibration
from bot.core.lookup.index import Index, build

__all__ = ["Calibration", "Index", "build"]
