"""What single values of a content file may be, whatever they belong to."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from bot.content.places import quoted
from bot.core.problems import ProblemKind

ID_PATTERN = r"^[a-z0-9-]{2,40}$"
ID_HINT = "Use 2 to 40 small letters, digits and hyphens."

QUESTION_LENGTH = 100  # Discord shows it as the name of a choice, which may have that many characters
PHRASING_LENGTH = 200
ANSWER_LENGTH = 3_000
PHRASINGS = 3  # fewer, and most people's words would not be recognised

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ADDRESS = re.compile(r"https://[^\s/?#@<>\"]+\.[^\s/?#@<>\"]+([/?#][^\s<>\"]*)?")


def _said(kind: ProblemKind, message: str, hint: str) -> PydanticCustomError:
    """An error in our own words; braces would be read as placeholders."""
    return PydanticCustomError("said", "{message}", {"kind": kind, "message": message, "hint": hint})


def _one_line(text: str) -> str:
    if not text.strip():
        raise _said(ProblemKind.EMPTY_TEXT, "the text is empty.", "Write it, or delete the line.")
    if "\n" in text or "\r" in text:
        raise _said(ProblemKind.LINE_BREAK, "the text must fit on one line.", "Shorten it, or delete the line breaks.")
    if text != text.strip():
        raise _said(ProblemKind.OUTER_SPACE, "the text begins or ends with a space.", "Delete the space.")
    if not any(character.isalnum() for character in text):
        raise _said(ProblemKind.NO_WORDS, "the text has no words.", "Write some.")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise _said(ProblemKind.EMPTY_TEXT, "the text is empty.", "Write it.")
    return text.strip()


def _day(value: object) -> object:
    """`value` as a date where it is text that should be one; anything else is left to pydantic to refuse."""
    if not isinstance(value, str):
        return value
    hint = "Write it as year-month-day, like 2026-11-24."
    if not _DAY.fullmatch(value):
        raise _said(ProblemKind.NOT_A_DATE, f"{quoted(value)} is not a date.", hint)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise _said(ProblemKind.NOT_A_DATE, f"there is no day {quoted(value)}.", hint) from error


def _https(url: str) -> str:
    if _ADDRESS.fullmatch(url):
        return url
    better = re.sub(r"^(http:/*|https?:/{0,2}|/*)(?=[^/])", "https://", url)
    if _ADDRESS.fullmatch(better):
        raise _said(ProblemKind.NOT_HTTPS, "not an https address.", f"Did you mean {quoted(better, limit=200)}?")
    raise _said(ProblemKind.NOT_HTTPS, "not an https address.", "It begins with https:// and has no spaces.")


Day = Annotated[date, BeforeValidator(_day)]
Prose = Annotated[str, Field(max_length=ANSWER_LENGTH), AfterValidator(_not_blank)]
Https = Annotated[str, Field(max_length=512), AfterValidator(_https)]
Audience = list[Literal["premed", "student", "resident", "fellow", "attending", "patient"]]
Id = Annotated[str, Field(pattern=ID_PATTERN)]
Ids = Annotated[list[Id], Field(max_length=20)]
Question = Annotated[str, Field(max_length=QUESTION_LENGTH), AfterValidator(_one_line)]
Line = Annotated[str, Field(max_length=PHRASING_LENGTH), AfterValidator(_one_line)]


class Shape(BaseModel):
    """Strict: text is never read as a number or the other way round, and unknown keys are mistakes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
