"""Stages of training, and the days on which they begin and end."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.levels import Level


class Group(StrEnum):
    """Where in a life a stage belongs, in the order of a life. Members choose one; every stage has one."""

    HIGH_SCHOOL = "high_school"
    UNDERGRADUATE = "undergraduate"
    GAP = "gap"
    POSTBACC = "postbacc"
    MEDICAL_SCHOOL = "medical_school"
    RESIDENCY = "residency"
    FELLOWSHIP = "fellowship"
    PRACTICE = "practice"


class Choice(StrEnum):
    """A number that a member may give for a plan."""

    GAP_YEARS = "gap_years"
    RESEARCH_YEARS = "research_years"
    FELLOWSHIP_YEARS = "fellowship_years"
    REPEATED_YEARS = "repeated_years"
    LEAVE_DAYS = "leave_days"
    PART_TIME_PERCENT = "part_time_percent"


class PartTime(StrEnum):
    """Whether a stage can be done part-time."""

    ALLOWED = "allowed"
    ARRANGED = "arranged"  # only where the program agrees
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Months:
    """How long something takes. `typical` is what a plan assumes; None where nobody says: it carries the range on."""

    min: int
    max: int
    typical: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of every year; never the 29th of February."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """An academic year. A stage counted from it begins on the next `opens`, not on the day after the one before.

    `closes` is the last day of a stage that ends with an academic year; None: it ends on the day before `opens`.
    Where `exact` is False only the month of `opens` is known, and its day is what a plan uses for it.
    """

    id: str
    title: str
    opens: MonthDay
    closes: MonthDay | None
    exact: bool
    level: Level
    sources: tuple[str, ...]
    checked: date
    note: str


@dataclass(frozen=True, slots=True)
class Within:
    """Inside another stage, at the earliest `after_months` from its beginning."""

    stage: str
    after_months: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """May begin up to `max_months` before the end of another stage."""

    stage: str
    max_months: int


@dataclass(frozen=True, slots=True)
class ProgramException:
    """A program that keeps another academic year than its stage."""

    program: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One part of a pathway.

    `months` is None where the specialty decides. It begins at the next opening of `anchor`; `at_once` says that it
    begins on the day after the stage before, because there is nothing to wait for. With neither, its opening is
    unknown: it also begins the next day, and a plan says so. `closes` overrules the anchor's.

    It may stand in for another stage (`variant_of`) or for several (`replaces`), lie `inside` another and add nothing,
    `interrupt` another, which goes on afterwards, or `overlap` one. `optional` ones are in no plan unless asked for.
    `choice` names the number of years that decides its length. `certifies`: whether it leads to the certificate of
    the specialty.
    """

    id: str
    title: str
    group: Group
    months: Months | None
    anchor: str | None = None
    at_once: bool = False
    closes: MonthDay | None = None
    optional: bool = False
    variant_of: str | None = None
    replaces: tuple[str, ...] = ()
    inside: Within | None = None
    interrupts: Within | None = None
    overlaps: Overlap | None = None
    choice: Choice | None = None
    part_time: PartTime | None = None  # None: nothing is known
    part_time_min_percent: int | None = None
    certifies: bool = True
    exceptions: tuple[ProgramException, ...] = ()
    level: Level
    sources: tuple[str, ...]
    checked: date
    note: str = ""
