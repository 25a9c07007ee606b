"""`resources/*.yaml`: a file is a list."""

from typing import Annotated, Any

from pydantic import Field

from bot.content.shapes.base import Audience, Day, Https, Id, Ids, Line, Shape
from bot.core.resources import Cost, ResourceKind, UrlLevel


class ResourceShape(Shape):
    """One item of `resources`."""

    id: Id
    title: Line
    description: Line
    kind: Annotated[ResourceKind, Field(strict=False)]
    audience: Audience
    cost: Annotated[Cost, Field(strict=False)]
    checked: Day
    url: Https | None
    url_level: Annotated[UrlLevel, Field(strict=False)] | None = None
    look_for: Line | None = None
    cost_note: Line | None = None
    sources: Ids = []
    tags: Ids = []
    renamed_from: Ids = []


class ListShape(Shape):
    """The file as a whole."""

    id: Id
    title: Line
    description: Line
    resources: list[Any]
    also: Ids = []
    renamed_from: Ids = []
