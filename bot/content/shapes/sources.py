"""`sources.yaml`."""

from typing import Annotated, Any

from pydantic import Field

from bot.content.shapes.base import Https, Line, Shape


class SourceShape(Shape):
    """One value of `sources`."""

    org: Line
    title: Line
    url: Https | None
    year: Annotated[int, Field(ge=1800, le=2200)] | None


class SourcesShape(Shape):
    """The file as a whole."""

    sources: dict[str, Any]
