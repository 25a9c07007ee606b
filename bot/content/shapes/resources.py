"""`resources/*.yaml`: a file is a list."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from bot.content.shapes.base import Audience, Day, Https, Id, Ids, Line, Shape
from bot.core.resources import Cost, ResourceKind, UrlLevel


class ResourceShape(Shape):
    """One item of `resources`."""

    # What `bot.content.rules.resources` says of address, level and words to look for.
    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["url"], "properties": {"url": {"type": "null"}}},
            "then": {
                "required": ["look_for"],
                "properties": {"look_for": {"type": "string"}, "url_level": {"type": "null"}},
            },
            "else": {"required": ["url_level"], "properties": {"url_level": {"type": "string"}}},
        }
    )

    id: Id
    """2 to 40 small letters, digits and hyphens. Never change it once it is live: lists and counts name it."""
    title: Line
    """What it is called."""
    description: Line
    """What it offers, in one line."""
    kind: Annotated[ResourceKind, Field(strict=False)]
    """What it is."""
    audience: Audience
    """Whom it is for; [] where it is for everybody."""
    cost: Annotated[Cost, Field(strict=False)]
    """What it costs to use."""
    checked: Day
    """The day somebody last looked, like 2026-11-24."""
    url: Https | None
    """https only; null where there is no single address, and look_for says what to look for."""
    url_level: Annotated[UrlLevel, Field(strict=False)] | None = None
    """How much of the address was seen when it was written down. It goes with url."""
    look_for: Line | None = None
    """What somebody would search for where there is no address."""
    cost_note: Line | None = None
    """What a word cannot say, like an amount with its year."""
    sources: Ids = []
    """Ids from sources.yaml of what is said here."""
    tags: Ids = []
    """Words to find it by, written like ids."""
    renamed_from: Ids = []
    """Ids that it had before, so that old lists and counts still lead here."""


class ListShape(Shape):
    """The file as a whole."""

    id: Id
    """2 to 40 small letters, digits and hyphens. Never change it once it is live: posted lists name it."""
    title: Line
    """What the list is called."""
    description: Line
    """What it is good for, in one line."""
    resources: list[Any]
    """Its resources, in the order they are shown."""
    also: Ids = []
    """Ids of resources of other lists that this one shows too."""
    renamed_from: Ids = []
    """Ids that it had before, so that posted lists still lead here."""
