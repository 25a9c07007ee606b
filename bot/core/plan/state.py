"""What a plan on somebody's screen was made of, as the short codes that its menus carry.

Everything but the three ids is a number below a fixed size; together they are one number, written with the 64
characters of base64. Ids of timelines have at most 24 characters, so that three of them and the number fit into a
custom_id. Sizes and orders are for ever: menus with these codes stay in messages for years.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.plan.values import Anchor, Choices
from bot.core.timelines.stages import Group


class Field(StrEnum):
    """What a menu under a plan changes."""

    SPECIALTY = "specialty"
    DEGREE = "degree"
    GAP_YEARS = "gap_years"
    RESEARCH_YEARS = "research_years"
    FELLOWSHIP_YEARS = "fellowship_years"
    ROUTE = "route"


FIELDS = (
    *(Field.SPECIALTY, Field.DEGREE, Field.GAP_YEARS),
    *(Field.RESEARCH_YEARS, Field.FELLOWSHIP_YEARS, Field.ROUTE),
)
STAGES = (
    *(Group.HIGH_SCHOOL, Group.UNDERGRADUATE, Group.GAP, Group.POSTBACC),
    *(Group.MEDICAL_SCHOOL, Group.RESIDENCY, Group.FELLOWSHIP, Group.PRACTICE),
)
FIRST_YEAR = 1900  # months and years of birth are counted from here

# How many values each number can have: field, stage, year of it, month, years of fellowship, of gap, of research,
# year of birth, user id.
SIZES = (8, 8, 64, 4096, 4, 32, 32, 512, 2**64)
# Where the member named no month, the month is that in which they asked, and its day stands before all others.
SIZES_ASKED = (32, *SIZES)
MOST_YEARS_OF_STAGE, MOST_FELLOWSHIP, MOST_ADDED = SIZES[2] - 1, SIZES[4] - 1, SIZES[5] - 1
_BYTES, _BYTES_ASKED = 14, 15  # 19 characters, and 20
_LENGTH_ASKED = 20
_PAD = "="  # 14 bytes are 19 characters and one that says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanState:
    """`route`, `degree` and `specialty` are ids, None where nothing was chosen, as for `Choices` and `Anchor`.

    `opener` is the user id of whoever opened the plan, `since` the first of a month, `born` a year. `asked` is the day
    on which the plan was asked for, kept where `since` is None: what is assumed instead goes by it, so that a press on
    a later day changes this plan and no other. None in codes of before it was kept.
    """

    opener: int
    stage: Group
    year: int = 1
    since: date | None = None
    asked: date | None = None
    route: str | None = None
    degree: str | None = None
    specialty: str | None = None
    fellowship_years: int | None = None
    gap_years: int = 0
    research_years: int = 0
    born: int | None = None

    @property
    def choices(self) -> Choices:
        return Choices(
            specialty=self.specialty,
            degree=self.degree,
            gap_years=self.gap_years,
            research_years=self.research_years,
            fellowship_years=self.fellowship_years,
        )

    @property
    def anchor(self) -> Anchor:
        return Anchor(stage=self.stage, year=self.year, since=self.since, asked=self.asked)


def packed(state: PlanState, field: Field) -> tuple[str, str, str, str]:
    """The arguments of the code of a menu that changes `field`. Raises ValueError for a number beyond its size."""
    asked = state.asked if state.since is None else None
    month = _month(state.since or asked)
    numbers = (
        *(() if asked is None else (asked.day,)),
        FIELDS.index(field),
        STAGES.index(state.stage),
        state.year,
        month,
        state.fellowship_years or 0,
        state.gap_years,
        state.research_years,
        0 if state.born is None else state.born - FIRST_YEAR + 1,
        state.opener,
    )
    whole = 0
    for number, size in zip(numbers, SIZES if asked is None else SIZES_ASKED, strict=True):
        if not 0 <= number < size:
            raise ValueError(f"{number} does not fit into {size}: {state}")
        whole = whole * size + number
    text = urlsafe_b64encode(whole.to_bytes(_BYTES if asked is None else _BYTES_ASKED)).decode().removesuffix(_PAD)
    return text, state.route or "", state.degree or "", state.specialty or ""


def unpacked(args: Sequence[str]) -> tuple[PlanState, Field] | None:
    """The inverse of `packed`; None for numbers that it did not make. `bot.core.codes` has looked at their shape."""
    text, route, degree, specialty = args
    whole = int.from_bytes(urlsafe_b64decode(text + _PAD * (-len(text) % 4)))
    numbers: list[int] = []
    for size in reversed(SIZES_ASKED):
        whole, number = divmod(whole, size)
        numbers.insert(0, number)
    day, field, stage, year, month, fellowship, gap, research, born, opener = numbers
    try:
        named = date(FIRST_YEAR + (month - 1) // 12, (month - 1) % 12 + 1, day or 1) if month else None
    except ValueError:  # a month has no such day
        return None
    if whole or field >= len(FIELDS) or bool(day) != (len(text) == _LENGTH_ASKED) or (day and named is None):
        return None
    state = PlanState(
        opener=opener,
        stage=STAGES[stage],
        year=year,
        since=None if day else named,
        asked=named if day else None,
        route=route or None,
        degree=degree or None,
        specialty=specialty or None,
        fellowship_years=fellowship or None,
        gap_years=gap,
        research_years=research,
        born=born + FIRST_YEAR - 1 if born else None,
    )
    return state, FIELDS[field]


def _month(value: date | None) -> int:
    """Which month since 1900, from 1 on; 0 for none."""
    return 0 if value is None else (value.year - FIRST_YEAR) * 12 + value.month
