"""The servers that the bot is in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Roll:
    """What a complete list of our servers showed: how many there are, which left since the last one, which came back.

    Both are ids in ascending order.
    """

    here: int
    left: tuple[int, ...]
    back: tuple[int, ...]
