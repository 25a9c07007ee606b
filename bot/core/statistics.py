"""What is asked most, over which window."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.asks import Outcome


class Period(StrEnum):
    """The periods that moderators choose from, counted back from the end of today."""

    WEEK = "7d"
    MONTH = "30d"
    QUARTER = "90d"
    ALL = "all"


class By(StrEnum):
    """What a row of the statistics stands for."""

    ENTRY = "entry"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class AskCount:
    """`n` asks that ended as `outcome` at `entry_id`, None where no entry was reached."""

    entry_id: str | None
    outcome: Outcome
    n: int


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """`n` readers whose ask was on the local day `day` gave an entry the verdict that was asked for."""

    entry_id: str
    day: date
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A server's local day on which the daily counts (`counted`) and the asks kept or sealed (`recorded`) disagree."""

    guild_id: int | None
    day: date
    counted: int
    recorded: int


@dataclass(frozen=True, slots=True)
class TopRow:
    """`count` asks that reached `id`, and their `share` in [0, 1] of all asks of the window."""

    id: str
    title: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Top:
    """Most asked first, ties by id. `total` counts every ask of the window, `missed` those that found nothing."""

    period: Period
    guild_id: int | None
    total: int
    missed: int
    rows: tuple[TopRow, ...]


DAYS = {Period.WEEK: timedelta(days=7), Period.MONTH: timedelta(days=30), Period.QUARTER: timedelta(days=90)}
