"""What goes into a plan, and what comes out of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.errors import MemberError
from bot.core.plan.days import DateRange, Elapsed, MonthRange
from bot.core.timelines.calendar import CalendarRule
from bot.core.timelines.routes import Certificate, Pathway, Specialty
from bot.core.timelines.stages import Group, Stage
from bot.core.timelines.table import Timelines

LAST_YEAR = 2200


class PlanError(MemberError):
    """What was asked for makes no plan. The sentence says what would, and is plain text: titles stand in it."""

    def __init__(self, sentence: str) -> None:
        super().__init__("{}", sentence)


@dataclass(frozen=True, slots=True)
class PartTime:
    """A percentage of full time, and for which stages; None: for those in which the member stands."""

    percent: int
    group: Group | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a member chose. None, 0 and empty: what the pathway assumes, and nothing more.

    `specialty` and `degree` are ids. Each of `repeated` is one year that is done again. `leave_days` are working days.
    """

    specialty: str | None = None
    degree: str | None = None
    gap_years: int = 0
    research_years: int = 0
    fellowship_years: int | None = None
    repeated: tuple[Group, ...] = ()
    leave_days: int = 0
    part_time: PartTime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where the member stands: in which year (from 1) of which stages.

    `since` is any day of the month in which that year began; None: at its last opening before `asked`, the day on
    which they said so, or before today where that is None. `until` is the day on which the stage should end; None:
    when it takes as long as it takes.
    """

    stage: Group
    year: int = 1
    since: date | None = None
    until: date | None = None
    asked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that a plan is made of."""

    table: Timelines
    pathway: Pathway
    choices: Choices
    anchor: Anchor
    today: date


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """A stage with its days, both ends included. `months` are those that the plan counts, so not what is done.

    `group` is the stage's, or for a year added after others theirs. `adds` is False for one inside another.
    """

    stage: Stage
    group: Group
    starts: DateRange
    ends: DateRange
    months: MonthRange
    adds: bool = True

    @property
    def id(self) -> str:
        return self.stage.id


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"  # only the months may be shown
    UNKNOWN = "unknown"  # it has no date


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """Something dated. `dates` is None where the precision is `unknown`.

    `rule` is the calendar rule that it follows and `certificate` the one it is about, where there are such. `stale`
    says that the rule should have been looked at again by today.
    """

    id: str
    title: str
    dates: DateRange | None
    precision: Precision
    rule: CalendarRule | None = None
    certificate: Certificate | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Assumption:
    """What a plan takes for granted, as a sentence. `code` is the same for all of a kind."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Warning:
    """What a member should look into, as a sentence. `code` is the same for all of a kind."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Possible:
    """The whole range of a pathway, whatever was chosen, and what its ends would take: "" where nobody says."""

    months: MonthRange
    shortest: str
    longest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A pathway from where a member stands.

    `done` are the stages behind them, `months` the sum that academic years are counted from, and `elapsed` what lies
    between the first day and the earliest, and the latest, last day. `degree` is the stage of it, where there is one.
    """

    pathway: Pathway
    specialty: Specialty | None
    degree: Stage | None
    choices: Choices
    anchor: Anchor
    today: date
    done: tuple[Stage, ...]
    stages: tuple[PlannedStage, ...]
    months: MonthRange
    possible: Possible
    elapsed: tuple[Elapsed, Elapsed]
    milestones: tuple[Milestone, ...]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[Warning, ...]

    @property
    def starts(self) -> date | None:
        """The first day; None where nothing is ahead."""
        return self.stages[0].starts.earliest if self.stages else None

    @property
    def ends(self) -> DateRange | None:
        """The last day; None where nothing is ahead."""
        if not self.stages:
            return None
        return DateRange(max(s.ends.earliest for s in self.stages), max(s.ends.latest for s in self.stages))

    @property
    def dated(self) -> bool:
        """Whether anything ahead has a date."""
        return bool(self.stages) or any(one.dates is not None for one in self.milestones)

    @property
    def academic_years(self) -> tuple[float, float]:
        return years(self.months.min), years(self.months.max)

    @property
    def possible_academic_years(self) -> tuple[float, float]:
        return years(self.possible.months.min), years(self.possible.months.max)


def years(months: int) -> float:
    """Months as years, with two digits after the point where needed; an int where they are whole."""
    return months // 12 if months % 12 == 0 else round(months / 12, 2)
