"""When each stage begins and ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.core.plan.days import DAY, DateRange, MonthRange, Year, plus, working_days_after
from bot.core.plan.lengths import Stretch
from bot.core.plan.lineup import Lineup
from bot.core.plan.standing import Standing, year_of
from bot.core.plan.values import LAST_YEAR, Anchor, PlanError, PlannedStage
from bot.core.timelines.stages import Stage
from bot.core.timelines.table import Timelines


def schedule(
    table: Timelines, line: Lineup, ahead: Sequence[Stretch], anchor: Anchor, stand: Standing
) -> list[PlannedStage]:
    """Raises PlanError where a day lies beyond what can be planned."""
    ahead = _with_host(table, line, ahead, anchor, stand)
    placed: list[PlannedStage] = []
    for stretch in ahead:
        first = not placed
        stage = stretch.part.stage
        year = year_of(table, stage)
        if stage.inside is not None and (host := _found(placed, stage.inside.stage)) is not None:
            if stand.index >= 0 and stage is line.parts[stand.index].stage:
                found = _from(year, stretch, DateRange(stand.start, stand.start), anchor.until)
            else:
                found = _inside(table, stretch, host, _stretch_of(ahead, host.stage))
            placed.append(replace(found, adds=False))
        elif first and stand.index >= 0:
            until = anchor.until if stage is line.parts[stand.index].stage else None
            placed.append(_from(year, stretch, DateRange(stand.start, stand.start), until))
        else:
            before = DateRange(stand.start, stand.start) if first else _last(placed)
            starts = DateRange(year.next_after(before.earliest), year.next_after(before.latest))
            placed.append(_from(year, stretch, _overlapping(stretch, year, placed, starts), None))
        _reachable(placed[-1])
    return placed


def summed(table: Timelines, ahead: Sequence[PlannedStage]) -> MonthRange:
    """The months of all that does not lie inside another; an overlap takes off the least."""
    least = sum(stage.months.min for stage in ahead if stage.adds)
    most = sum(stage.months.max for stage in ahead if stage.adds)
    outer = [stage for stage in ahead if stage.adds]
    for before, stage in pairwise(outer):
        overlap = table.stages[stage.id].overlaps
        if overlap is not None and overlap.stage == before.id:
            least -= min(overlap.max_months, before.months.min)
    return MonthRange(least, most)


def fits_inside(planned: PlannedStage, host: PlannedStage) -> bool:
    return planned.ends.latest <= host.ends.latest


def _with_host(
    table: Timelines, line: Lineup, ahead: Sequence[Stretch], anchor: Anchor, stand: Standing
) -> list[Stretch]:
    """Who stands inside another stage stands in that one too; what is left of it depends on which year this is."""
    inner = ahead[0].part.stage.inside if ahead and stand.index >= 0 else None
    if inner is None:
        return list(ahead)
    host = next((part for part in line.parts[: stand.index] if part.stage.id == inner.stage), None)
    if host is None:
        return list(ahead)
    year = year_of(table, ahead[0].part.stage)
    least = ahead[0].months.min if anchor.until is None else year.months_until(stand.start, anchor.until)
    months = MonthRange(least, max(least, host.own.max - inner.after_months))
    return [Stretch(host, months, done=inner.after_months), *ahead]


def _from(year: Year, stretch: Stretch, starts: DateRange, until: date | None) -> PlannedStage:
    if until is not None:
        months = year.months_until(starts.earliest, until)
        return PlannedStage(
            stretch.part.stage, stretch.part.group, starts, DateRange(until, until), MonthRange(months, months)
        )
    ends = DateRange(year.end(starts.earliest, stretch.months.min), year.end(starts.latest, stretch.months.max))
    late = DateRange(
        working_days_after(ends.earliest, stretch.late[0]), working_days_after(ends.latest, stretch.late[1])
    )
    return PlannedStage(stretch.part.stage, stretch.part.group, starts, late, stretch.months)


def _overlapping(stretch: Stretch, year: Year, placed: Sequence[PlannedStage], starts: DateRange) -> DateRange:
    """The days on which a stage can begin that may begin before the end of the one right before it."""
    overlap = stretch.part.stage.overlaps
    outer = [planned for planned in placed if planned.adds]
    if overlap is None or not outer or outer[-1].id != overlap.stage:
        return starts
    host = outer[-1]
    early = plus(host.ends.earliest + DAY, -overlap.max_months)
    return DateRange(min(starts.earliest, year.next_from(max(early, host.starts.earliest))), starts.latest)


def _inside(table: Timelines, stretch: Stretch, host: PlannedStage, hosted: Stretch) -> PlannedStage:
    stage = stretch.part.stage
    after = stage.inside.after_months if stage.inside is not None else 0
    year = year_of(table, stage)
    waiting = hosted.stretched(max(0, after - hosted.done))
    earliest = year.next_from(plus(host.starts.earliest, waiting))
    latest = year.last_until(plus(host.ends.latest + DAY, -stretch.months.max))
    return _from(year, stretch, DateRange(earliest, max(earliest, latest)), None)


def _last(placed: Sequence[PlannedStage]) -> DateRange:
    return DateRange(max(p.ends.earliest for p in placed), max(p.ends.latest for p in placed))


def _found(placed: Sequence[PlannedStage], name: str) -> PlannedStage | None:
    return next((planned for planned in placed if planned.id == name), None)


def _stretch_of(ahead: Sequence[Stretch], stage: Stage) -> Stretch:
    return next(stretch for stretch in ahead if stretch.part.stage is stage)


def _reachable(planned: PlannedStage) -> None:
    if planned.ends.latest.year > LAST_YEAR:
        raise PlanError(f"{planned.stage.title} would end after {LAST_YEAR}. Begin earlier, or choose fewer years.")
