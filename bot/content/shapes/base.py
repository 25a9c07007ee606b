"""What single values of a content file may be, whatever they belong to."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from bot.content.places import quoted
from bot.core.listing import ADDRESS, LINE_LENGTH, URL_LENGTH
from bot.core.problems import ProblemKind

ID_PATTERN = r"^[a-z0-9-]{2,40}$"
ID_HINT = "Use 2 to 40 small letters, digits and hyphens."
# Ids of timelines are typed on the command line with an underscore, and three of them fit into one button.
KEY_PATTERN = r"^[a-z0-9_]{2,24}$"
KEY_HINT = "Use 2 to 24 small letters, digits and underscores."
LOCKED_PATTERN = r"^[a-z0-9_-]{2,40}$"  # any of both

QUESTION_LENGTH = 100  # Discord shows it as the name of a choice, which may have that many characters
PHRASING_LENGTH = LINE_LENGTH
ANSWER_LENGTH = 3_000
PHRASINGS = 3  # fewer, and most people's words would not be recognised

TITLE_LENGTH = 80
NOTE_LENGTH = 400

DAY_HINT = "Write it as year-month-day, like 2026-11-24."
MONTH_DAY_HINT = "Write it as month-day, like 07-01."
ADDRESS_HINT = "It begins with https:// and has no spaces."

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")

# The validators below in the language of JSON Schema, for editors that check while somebody types.
_DAY_PATTERN = (
    "^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$"
)
_MONTH_DAY_PATTERN = (
    "^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))$"
)
_LINE_PATTERN = r"^(?=[^\r\n]*[\p{L}\p{N}])\S(?:[^\r\n]*\S)?$"
_ADDRESS_PATTERN = f"^{ADDRESS.pattern}$"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a validator demands, as the keywords of JSON Schema say it, with the words an editor shows otherwise."""

    pattern: str
    otherwise: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(core) | {"pattern": self.pattern, "patternErrorMessage": self.otherwise}


@dataclass(frozen=True, slots=True)
class Once:
    """The items of the list differ; `bot.content.rules` looks after that."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(core) | {"uniqueItems": True}


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
    if not _DAY.fullmatch(value):
        raise _said(ProblemKind.NOT_A_DATE, f"{quoted(value)} is not a date.", DAY_HINT)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise _said(ProblemKind.NOT_A_DATE, f"there is no day {quoted(value)}.", DAY_HINT) from error


def _month_day(text: str) -> str:
    if not _MONTH_DAY.fullmatch(text):
        raise _said(ProblemKind.NOT_A_DATE, f"{quoted(text)} is not a day of the year.", MONTH_DAY_HINT)
    if text == "02-29":
        raise _said(ProblemKind.NOT_A_DATE, "29 February is not in every year.", "Write 02-28 or 03-01.")
    try:
        date.fromisoformat(f"2001-{text}")
    except ValueError as error:
        raise _said(ProblemKind.NOT_A_DATE, f"there is no day {quoted(text)} in any year.", MONTH_DAY_HINT) from error
    return text


def _https(url: str) -> str:
    if ADDRESS.fullmatch(url):
        return url
    better = re.sub(r"^(http:/*|https?:/{0,2}|/*)(?=[^/])", "https://", url)
    if ADDRESS.fullmatch(better):
        raise _said(ProblemKind.NOT_HTTPS, "not an https address.", f"Did you mean {quoted(better, limit=200)}?")
    raise _said(ProblemKind.NOT_HTTPS, "not an https address.", ADDRESS_HINT)


_A_LINE = Typed(_LINE_PATTERN, "One line of words, without a space at its beginning or end.")

Day = Annotated[date, BeforeValidator(_day), Typed(_DAY_PATTERN, DAY_HINT)]
Prose = Annotated[str, Field(max_length=ANSWER_LENGTH), AfterValidator(_not_blank), Typed(r"\S", "Write it.")]
Https = Annotated[str, Field(max_length=URL_LENGTH), AfterValidator(_https), Typed(_ADDRESS_PATTERN, ADDRESS_HINT)]
Audience = Annotated[list[Literal["premed", "student", "resident", "fellow", "attending", "patient"]], Once()]
Id = Annotated[str, Field(pattern=ID_PATTERN), Typed(ID_PATTERN, ID_HINT)]
Ids = Annotated[list[Id], Field(max_length=20), Once()]
MonthDayText = Annotated[str, AfterValidator(_month_day), Typed(_MONTH_DAY_PATTERN, MONTH_DAY_HINT)]
Key = Annotated[str, Field(pattern=KEY_PATTERN), Typed(KEY_PATTERN, KEY_HINT)]
Keys = Annotated[list[Key], Field(max_length=40), Once()]
Question = Annotated[str, Field(max_length=QUESTION_LENGTH), AfterValidator(_one_line), _A_LINE]
Line = Annotated[str, Field(max_length=PHRASING_LENGTH), AfterValidator(_one_line), _A_LINE]
Title = Annotated[str, Field(max_length=TITLE_LENGTH), AfterValidator(_one_line), _A_LINE]
Note = Annotated[str, Field(max_length=NOTE_LENGTH), AfterValidator(_one_line), _A_LINE]


class Shape(BaseModel):
    """Strict: text is never read as a number or the other way round, and unknown keys are mistakes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
