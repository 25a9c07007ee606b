"""What stays in a file of something that was renamed or retired."""

from bot.content.shapes.base import Day, Id, Ids, Line, Question, Shape


class Retirement(Shape):
    """`retired`: since when, and what took its place (null where nothing did)."""

    on: Day
    successor: Id | None = None


class RetiredShape(Shape):
    """A list or resource with the key `retired`: only its names stay."""

    id: Id
    title: Line
    retired: Retirement
    renamed_from: Ids = []


class RetiredEntryShape(Shape):
    """An entry with the key `retired`: only its id and question stay."""

    id: Id
    question: Question
    retired: Retirement
    renamed_from: Ids = []
