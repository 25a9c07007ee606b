"""Two plans side by side: where they part, and by how much at each stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.core.plan.days import DateRange, MonthRange
from bot.core.plan.values import Plan, PlannedStage
from bot.core.timelines.stages import Group, Stage


@dataclass(frozen=True, slots=True)
class Side:
    """What one plan has of a group: its stages, their first and last days, and the months that count."""

    stages: tuple[Stage, ...]
    starts: DateRange
    ends: DateRange
    months: MonthRange


@dataclass(frozen=True, slots=True)
class Row:
    """A group in both plans, None where one has none of it.

    `apart` are whole months from the end in the first plan to the end in the second, for the earliest and for the
    latest ends: negative where the second is earlier, None where a plan lacks the group.
    """

    group: Group
    a: Side | None
    b: Side | None
    apart: tuple[int, int] | None

    @property
    def differs(self) -> bool:
        return self.a != self.b


@dataclass(frozen=True, slots=True)
class Comparison:
    """`parts_at` is the first row in which the plans differ; None where they have the same days throughout.

    `apart` is how many months the second plan ends after the first, None where one of them has nothing ahead.
    """

    rows: tuple[Row, ...]
    parts_at: Row | None
    apart: tuple[int, int] | None


def compare(a: Plan, b: Plan) -> Comparison:
    """By groups, in the order of a life: two countries have no stage in common."""
    rows = tuple(
        _row(group, _side(a, group), _side(b, group))
        for group in Group
        if any(stage.group is group for stage in (*a.stages, *b.stages))
    )
    ends = None if a.ends is None or b.ends is None else _apart(a.ends, b.ends)
    return Comparison(rows, next((row for row in rows if row.differs), None), ends)


def _row(group: Group, a: Side | None, b: Side | None) -> Row:
    return Row(group, a, b, None if a is None or b is None else _apart(a.ends, b.ends))


def _side(plan: Plan, group: Group) -> Side | None:
    stages = [planned for planned in plan.stages if planned.group is group]
    if not stages:
        return None
    counting = [planned for planned in stages if planned.adds] or stages
    months = MonthRange(sum(s.months.min for s in counting), sum(s.months.max for s in counting))
    return Side(tuple(planned.stage for planned in stages), stages[0].starts, _ends(stages), months)


def _ends(stages: Sequence[PlannedStage]) -> DateRange:
    return DateRange(max(s.ends.earliest for s in stages), max(s.ends.latest for s in stages))


def _apart(a: DateRange, b: DateRange) -> tuple[int, int]:
    return _months(a.earliest, b.earliest), _months(a.latest, b.latest)


def _months(first: date, second: date) -> int:
    between = relativedelta(second, first)
    return between.years * 12 + between.months
