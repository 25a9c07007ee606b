"""`overlays/*.yaml`: what is different about lists that stand elsewhere."""

from typing import Annotated, Any

from pydantic import Field

from bot.content.shapes.base import Id, Once, Shape

Items = Annotated[list[Id], Field(max_length=200), Once()]


class OverlaidShape(Shape):
    """One item of `lists`."""

    list: Id
    """Id of the list that is shown otherwise."""
    pinned: Items = []
    """Ids of resources that it shows before the others, in this order."""
    added: Items = []
    """Ids of resources that it shows after its own."""
    hidden: Items = []
    """Ids of resources that it does not show."""


class OverlayShape(Shape):
    """The file as a whole."""

    resources: list[Any] = []
    """Resources for these lists, written as in resources/*.yaml."""
    lists: Annotated[list[OverlaidShape], Field(min_length=1)]
    """The lists, and what is different about each."""
