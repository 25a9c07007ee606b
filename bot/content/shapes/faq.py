"""`faq/*.yaml`."""

from typing import Annotated, Any

from pydantic import Field

from bot.content.shapes.base import PHRASINGS, Audience, Day, Id, Ids, Line, Prose, Question, Shape
from bot.core.pack import Level


class EntryShape(Shape):
    """One item of `entries`."""

    id: Id
    """2 to 40 small letters, digits and hyphens. Never change it once it is live: buttons and counts name it."""
    question: Question
    """One line, at most 100 characters."""
    phrasings: Annotated[list[Line], Field(min_length=PHRASINGS, max_length=100)]
    """At least 3 other ways in which people ask it, short, with slang and abbreviations. More is better."""
    topic: Id
    """The group it is in, written like an id."""
    answer: Prose
    """Discord's markdown, at most 3,000 characters; up to 900 reads well. Write what the guide claims as its claim."""
    sources: Ids
    """Ids from sources.yaml; [] where there is none."""
    checked: Day
    """The day somebody last compared the answer with its sources, like 2026-11-24."""
    level: Annotated[Level, Field(strict=False)]
    """How well it is supported. Where an answer mixes levels, take the weakest that it rests on."""
    tags: Ids = []
    """Words to find it by, written like ids."""
    audience: Audience = []
    """Whom it is for."""
    related: Ids = []
    """Ids of other entries, which are offered below the answer."""
    pinned: bool = False
    """True shows it before anybody has typed."""
    renamed_from: Ids = []
    """Ids that it had before, so that old buttons and counts still lead here."""


class FaqShape(Shape):
    """The file as a whole."""

    entries: list[Any]
    """Questions with their answers, one after the other."""
