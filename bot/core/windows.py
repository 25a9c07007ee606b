"""Which local days a period covers."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.statistics import DAYS, Period


@dataclass(frozen=True, slots=True)
class Days:
    """Local days from `first` to `last`, both included; None is open on that side."""

    first: date | None
    last: date | None


def days_of(period: Period, *, today: date) -> Days:
    """`7d` is today and the six days before. `all` leaves out nothing, not even a day that has begun further east."""
    length = DAYS.get(period)
    if length is None:
        return Days(None, None)
    return Days(today - length + timedelta(days=1), today)
