"""What stays in a file of something that was renamed or retired."""

from bot.content.shapes.base import Day, Id, Ids, Key, Keys, Line, Question, Shape


class Retirement(Shape):
    """`retired`: since when, and what took its place (null where nothing did)."""

    on: Day
    """The day it was taken out, like 2026-11-24."""
    successor: Id | None = None
    """The id of what took its place; null where nothing did."""


class RetiredShape(Shape):
    """A list or resource with the key `retired`: only its names stay."""

    id: Id
    """The id it always had."""
    title: Line
    """What it was called."""
    retired: Retirement
    """Since when it is gone, and what took its place."""
    renamed_from: Ids = []
    """Ids that it had before that."""


class RetiredEntryShape(Shape):
    """An entry with the key `retired`: only its id and question stay."""

    id: Id
    """The id it always had."""
    question: Question
    """What it answered."""
    retired: Retirement
    """Since when it is gone, and what took its place."""
    renamed_from: Ids = []
    """Ids that it had before that."""


class TimelineRetirement(Shape):
    """`retired` in a file of timelines."""

    on: Day
    """The day it was taken out, like 2026-11-24."""
    successor: Key | None = None
    """The id of what took its place; null where nothing did."""


class RetiredTimelineShape(Shape):
    """A part of a timeline with the key `retired`: only its names stay."""

    id: Key
    """The id it always had."""
    title: Line
    """What it was called."""
    retired: TimelineRetirement
    """Since when it is gone, and what took its place."""
    renamed_from: Keys = []
    """Ids that it had before that."""
