"""FAQ lookup: from the words that somebody typed, or a message in which they stand, to the entries that answer them."""

from bot.core.lookup.calibrate import Calibration
from bot.core.lookup.hearing import Heard, hear
from bot.core.lookup.index import Index, build
from bot.core.lookup.passages import sentences

__all__ = ["Calibration", "Heard", "Index", "build", "hear", "sentences"]
