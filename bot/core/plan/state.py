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
MOST_YEARS_OF_STAGE, MOST_FELLOWSHIP, MOST_ADDED = SIZES[2] - 1, SIZES[4] - 1, SIZES[5] - 1
_BYTES = 14
_PAD = "="  # 14 bytes are 19 characters and one that says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanState:
    """`route`, `degree` and `specialty` are ids, None where nothing was chosen, as for `Choices` and `Anchor`.

    `opener` is the user id of whoever opened the plan, `since` the first of a month, `born` a year.
    """

    opener: int
    stage: Group
    year: int = 1
    since: date | None = None
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
        return Anchor(stage=self.stage, year=self.year, since=self.since)


def packed(state: PlanState, field: Field) -> tuple[str, str, str, str]:
    """The arguments of the code of a menu that changes `field`. Raises ValueError for a number beyond its size."""
    month = 0 if state.since is None else (state.since.year - FIRST_YEAR) * 12 + state.since.month
    numbers = (
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
    for number, size in zip(numbers, SIZES, strict=True):
        if not 0 <= number < size:
            raise ValueError(f"{number} does not fit into {size}: {state}")
        whole = whole * size + number
    text = urlsafe_b64encode(whole.to_bytes(_BYTES)).decode().removesuffix(_PAD)
    return text, state.route or "", state.degree or "", state.specialty or ""


def unpacked(args: Sequence[str]) -> tuple[PlanState, Field] | None:
    """The inverse of `packed`; None for numbers that it did not make. `bot.core.codes` has looked at their shape."""
    text, route, degree, specialty = args
    whole = int.from_bytes(urlsafe_b64decode(text + _PAD))
    numbers: list[int] = []
    for size in reversed(SIZES):
        whole, number = divmod(whole, size)
        numbers.insert(0, number)
    field, stage, year, month, fellowship, gap, research, born, opener = numbers
    if whole or field >= len(FIELDS):
        return None
    since = date(FIRST_YEAR + (month - 1) // 12, (month - 1) % 12 + 1, 1) if month else None
    state = PlanState(
        opener=opener,
        stage=STAGES[stage],
        year=year,
        since=since,
        route=route or None,
        degree=degree or None,
        specialty=specialty or None,
        fellowship_years=fellowship or None,
        gap_years=gap,
        research_years=research,
        born=born + FIRST_YEAR - 1 if born else None,
    )
    return state, FIELDS[field]
