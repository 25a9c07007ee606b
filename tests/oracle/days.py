"""Days, counted one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from whenever import Date, Weekday

WORKING = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY)


def months_later(day: Date, months: int) -> Date:
    """The same day of the month, or the last of a month that has no such day. `months` may be negative."""
    return day.add(months=months)


def month_of(day: Date) -> tuple[Date, Date]:
    """First and last day of the month in which `day` lies."""
    first = day.replace(day=1)
    return first, first.add(months=1).subtract(days=1)


def backwards(day: Date) -> Iterator[Date]:
    """`day` and each day before it."""
    while True:
        yield day
        day = day.prev_day()


def forwards(day: Date) -> Iterator[Date]:
    """`day` and each day after it."""
    while True:
        yield day
        day = day.next_day()


def working_days_later(day: Date, count: int) -> Date:
    while count:
        day = day.add(days=1)
        if day.day_of_week() in WORKING:
            count -= 1
    return day


def whole_months(first: Date, last: Date) -> int:
    """The most months that can be added to `first` without passing `last`."""
    months = 0
    while months_later(first, months + 1) <= last:
        months += 1
    return months


def stretched(months: int, percent: int) -> int:
    """Whole months that `months` of full time take at `percent` of it, rounded up."""
    return ceil(Fraction(months * 100, percent))


@dataclass(frozen=True)
class Year:
    """An academic year: `opens` and `closes` are (month, day); without `closes` it has no break."""

    opens: tuple[int, int]
    closes: tuple[int, int] | None
    exact: bool

    def opens_on(self, day: Date) -> bool:
        return (day.month, day.day) == self.opens

    def next_opening(self, day: Date) -> Date:
        """The first opening on `day` or after it."""
        return next(each for each in forwards(day) if self.opens_on(each))

    def last_opening(self, day: Date) -> Date:
        """The last opening on `day` or before it."""
        return next(each for each in backwards(day) if self.opens_on(each))

    def last_day(self, opening: Date) -> Date:
        """The last day of the year that begins on `opening`."""
        if self.closes is None:
            return self.next_opening(opening.add(days=1)).subtract(days=1)
        return next(each for each in forwards(opening) if (each.month, each.day) == self.closes)

    def in_session(self, day: Date) -> bool:
        """Whether, going back, the opening of a year comes before the end of one."""
        for each in backwards(day):
            if self.opens_on(each):
                return True
            if (each.month, each.day) == self.closes and each < day:
                return False
        raise AssertionError("days go back for ever")

    def last_ended_before(self, day: Date) -> Date:
        """The last day of an academic year that is strictly before `day`."""
        opening = self.last_opening(day)
        while self.last_day(opening) >= day:
            opening = self.last_opening(opening.subtract(days=1))
        return self.last_day(opening)


def first_day_after(year: Year | None, day: Date) -> Date:
    """When a stage begins that follows something that ended on `day`."""
    after = day.add(days=1)
    return after if year is None else year.next_opening(after)


def end(year: Year | None, first: Date, months: int) -> Date:
    """The last day of a stage that begins on `first` and takes `months`."""
    last = months_later(first, months).subtract(days=1)
    if year is None or year.in_session(last):
        return last
    taught = year.last_ended_before(last)
    return last if taught < first else taught


def months_until(year: Year | None, first: Date, until: Date) -> int:
    """How many months a stage takes that begins on `first` and is known to end on `until`."""
    months = 1
    if end(year, first, months) > until:
        return months
    while end(year, first, months + 1) <= until:
        months += 1
    if end(year, first, months) < until and (year is None or year.in_session(until)):
        months += 1
    return months
