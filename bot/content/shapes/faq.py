"""`faq/*.yaml`."""

from typing import Annotated, Any

from pydantic import Field

from bot.content.shapes.base import PHRASINGS, Audience, Day, Id, Ids, Line, Prose, Question, Shape
from bot.core.pack import Level


class EntryShape(Shape):
    """One item of `entries`."""

    id: Id
    question: Question
    phrasings: Annotated[list[Line], Field(min_length=PHRASINGS, max_length=100)]
    topic: Id
    answer: Prose
    sources: Ids
    checked: Day
    level: Annotated[Level, Field(strict=False)]
    tags: Ids = []
    audience: Audience = []
    related: Ids = []
    pinned: bool = False
    renamed_from: Ids = []


class FaqShape(Shape):
    """The file as a whole."""

    entries: list[Any]
