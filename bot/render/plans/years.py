"""The line of time under a chart: where a day lies, and which years or months are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.core.plan.days import plus
from bot.core.plan.wording import month

SHORT = 730  # days; below, months are named instead of years
LEAST = 92  # days that are shown at least, so that two days do not fill the picture
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
MONTH_STEPS = (1, 2, 3, 6, 12)
GAP = 7.0  # pixels between two names at least


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Years:
    """From the beginning of `first` to the end of `last`, between two edges in pixels."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def over(cls, first: date, last: date, left: float, right: float) -> "Years":
        if (last - first).days < SHORT:
            first = first.replace(day=1)
            last = max(last, first + timedelta(days=LEAST - 1))
        return cls(first, last, left, right)

    def at(self, day: date) -> float:
        """Where `day` begins; the nearest edge for a day outside."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def after(self, day: date) -> float:
        """Where `day` ends."""
        return self.at(day + timedelta(days=1)) if day < date.max else self.right

    @property
    def short(self) -> bool:
        return (self.last - self.first).days < SHORT

    def ticks(self, width: float) -> list[Tick]:
        """As many as there is room for where a name takes so much."""
        steps = MONTH_STEPS if self.short else YEAR_STEPS
        for step in steps:
            ticks = list(self._months(step) if self.short else self._years(step))
            if all(two.x - one.x >= width + GAP for one, two in pairwise(ticks)):
                return ticks
        return ticks[:1]

    def _years(self, step: int) -> Iterator[Tick]:
        for year in range(self.first.year, self.last.year + 1):
            day = date(year, 1, 1)
            if year % step == 0 and day >= self.first:
                yield Tick(self.at(day), day, str(year))

    def _months(self, step: int) -> Iterator[Tick]:
        day = self.first
        while day <= self.last:
            yield Tick(self.at(day), day, month(day))
            day = plus(day, step)
