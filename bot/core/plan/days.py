"""Days of stages: when an academic year opens, and on which day something that takes so many months ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.core.timelines.stages import MonthDay

DAY = timedelta(days=1)
WEEKEND = 5  # date.weekday() of Saturday


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """From the earliest to the latest day on which something may be; the same day twice where it is certain."""

    earliest: date
    latest: date

    @property
    def certain(self) -> bool:
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True, order=True)
class MonthRange:
    """From the fewest to the most months."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Elapsed:
    """What lies between two days: whole years, whole months, and the days left."""

    years: int
    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Year:
    """The academic year of a stage. Without `opens` there is none: it begins on any day, and has no break."""

    opens: MonthDay | None
    closes: MonthDay | None = None
    exact: bool = True

    def next_after(self, day: date) -> date:
        """The first day on which a stage can begin after `day`."""
        return self.next_from(day + DAY)

    def next_from(self, day: date) -> date:
        """The first day on which a stage can begin from `day` on."""
        if self.opens is None:
            return day
        opening = self.opens.in_year(day.year)
        return opening if opening >= day else self.opens.in_year(day.year + 1)

    def last_until(self, day: date) -> date:
        """The last day on which a stage could begin, `day` included."""
        if self.opens is None:
            return day
        opening = self.opens.in_year(day.year)
        return opening if opening <= day else self.opens.in_year(day.year - 1)

    def in_session(self, day: date) -> date:
        """`day`, or where it lies in the break, the last day before it that does not."""
        if self.opens is None or self.closes is None:
            return day
        opening = self.last_until(day)
        close = self.closes.in_year(opening.year)
        if close < opening:
            close = self.closes.in_year(opening.year + 1)
        return min(day, close)

    def end(self, start: date, months: int) -> date:
        """The last day of what begins on `start` and takes so many months."""
        straight = plus(start, months) - DAY
        ended = self.in_session(straight)
        return ended if ended >= start else straight

    def months_until(self, start: date, until: date) -> int:
        """How many months it takes from `start` to `until`, 1 at least: the most that end by then, or one begun."""
        between = relativedelta(until, start)
        guess = between.years * 12 + between.months + 1
        most = next((months for months in range(guess + 12, 1, -1) if self.end(start, months) <= until), 1)
        begun = self.end(start, most) < until and self.in_session(until) == until
        return most + 1 if begun else most


def plus(day: date, months: int) -> date:
    """So many months later: the same day of the month, or the last one of a month that is too short."""
    return day + relativedelta(months=months)


def elapsed(start: date, end: date) -> Elapsed:
    between = relativedelta(end, start)
    return Elapsed(between.years, between.months, between.days)


def working_days_after(day: date, count: int) -> date:
    """The `count`-th day from Monday to Friday after `day`; `day` itself where it is 0."""
    weeks, rest = divmod(count, 5)
    while count and day.weekday() >= WEEKEND:
        day -= DAY  # counting from a weekend is counting from the Friday before
    day += timedelta(weeks=weeks)
    while rest:
        day += DAY
        rest -= day.weekday() < WEEKEND
    return day
