"""Calendar rules: when, counted from a stage, something has to be done or happens."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from bot.core.levels import Level


class Nth(StrEnum):
    """Which of a month's weekdays. There is no fifth: most months have none."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    LAST = "last"


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Edge(StrEnum):
    """The end of a stage that a rule is counted from."""

    START = "start"
    END = "end"


class RuleKind(StrEnum):
    """What a calendar rule is about."""

    APPLICATION = "application"
    INTERVIEW = "interview"
    EXAM = "exam"
    MATCH = "match"
    START = "start"
    END = "end"
    CERTIFICATION = "certification"  # of use only to those whose certificate names it
    LIMIT = "limit"  # within which time, or how often


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day, or a month where `day` and `nth` are None, of the year in which the edge of the stage lies.

    `years` moves that year: -2 is two years earlier. Where `next` is set it is the first such day or month that begins
    after the edge instead. `shift_days` moves the day after all that: -4 from a Friday is the Monday before.
    """

    month: int
    day: int | None = None
    nth: Nth | None = None
    weekday: Weekday | None = None
    shift_days: int = 0
    years: int = 0
    next: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is a day."""
        return self.day is not None or self.nth is not None

    def in_year(self, year: int) -> tuple[date, date]:
        """First and last day in `year`, which is the year itself: `years` and `next` are not looked at."""
        length = calendar.monthrange(year, self.month)[1]
        if self.day is not None:
            first = last = date(year, self.month, self.day)
        elif self.nth is not None and self.weekday is not None:
            first = last = date(year, self.month, _nth(year, self.month, self.nth, self.weekday))
        else:
            first, last = date(year, self.month, 1), date(year, self.month, length)
        shift = timedelta(days=self.shift_days)
        return first + shift, last + shift

    def counted_from(self, edge: date) -> tuple[date, date]:
        """First and last day for a stage whose edge is `edge`."""
        if not self.next:
            return self.in_year(edge.year + self.years)
        around = (self.in_year(edge.year + years) for years in (-1, 0, 1, 2))  # a shift may lead into another year
        return next(found for found in around if found[0] > edge)


@dataclass(frozen=True, slots=True)
class Offset:
    """So many months after the edge of the stage, before it where negative. Never to the day."""

    months: int


When = DayOfYear | Offset


@dataclass(frozen=True, slots=True)
class Hook:
    """The stages of which any may stand in a pathway for the rule to apply, and which edge it is counted from."""

    stages: tuple[str, ...]
    edge: Edge


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRule:
    """Something dated that comes with a stage.

    From `when` until `until`; without `until` it is one day or month, without `when` it only has to be done by
    `until`, and without both there is no date, only what `rule` says in words. `about`: the day moves a little from
    year to year. `hook` is None for what hangs on no stage; `specialties` narrows it, where empty to none. `latest`
    has the dates last known. From `recheck` on somebody should look again.
    """

    id: str
    title: str
    country: str
    kind: RuleKind
    rule: str
    hook: Hook | None
    when: When | None
    until: When | None
    about: bool
    specialties: tuple[str, ...]
    latest: str
    recheck: date
    level: Level
    sources: tuple[str, ...]
    checked: date
    note: str

    @property
    def precision(self) -> Literal["day", "month"]:
        """`day` where each end that is given is one; `month` means that only months may be shown."""
        given = [end for end in (self.when, self.until) if end is not None]
        exact = all(isinstance(end, DayOfYear) and end.exact for end in given)
        return "day" if given and exact and not self.about else "month"


def _nth(year: int, month: int, nth: Nth, weekday: Weekday) -> int:
    """The day of the month."""
    number = list(Weekday).index(weekday)
    days = [week[number] for week in calendar.monthcalendar(year, month) if week[number]]
    return days[-1] if nth is Nth.LAST else days[list(Nth).index(nth)]
