"""A drawing as a value. Lengths are pixels of a picture as wide as a phone, counted from the top left corner."""

from collections.abc import Callable
from dataclasses import dataclass

Measure = Callable[[str, float, bool], float]
"""How wide a text is, by its size and whether it is bold."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. `x` is its left edge, `y` the line it stands on, `width` what it takes."""

    text: str
    x: float
    y: float
    width: float
    size: float
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled stretch, or a hatched one."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Diamond:
    """Around `x` and `y`; `size` is from its middle to a corner."""

    x: float
    y: float
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    x: float
    y: float
    to_x: float
    to_y: float
    colour: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts lie on each other in their order, the first one at the bottom."""

    width: float
    height: float
    parts: tuple[Words | Bar | Diamond | Line, ...]
