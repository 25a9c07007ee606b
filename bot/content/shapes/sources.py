"""`sources.yaml`."""

from typing import Annotated, Any

from pydantic import Field

from bot.content.shapes.base import Https, Line, Shape


class SourceShape(Shape):
    """One value of `sources`."""

    org: Line
    """Who published it."""
    title: Line
    """What it is called, without its year: that is shown after it."""
    url: Https | None
    """https only; null for something that is not on the web."""
    year: Annotated[int, Field(ge=1800, le=2200)] | None
    """When it was published; null where it is unknown."""


class SourcesShape(Shape):
    """The file as a whole."""

    sources: dict[str, Any]
    """Every source once, by an id that entries name."""
