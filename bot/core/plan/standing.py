"""Where a member stands: in which stage, since which day, and how much of it is done."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.plan.days import DAY, Year
from bot.core.plan.lineup import Lineup, Part
from bot.core.plan.values import LAST_YEAR, Anchor, PlanError
from bot.core.plan.wording import day, group_name
from bot.core.timelines.stages import Group, Stage
from bot.core.timelines.table import Timelines

FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Standing:
    """`index` is that of the stage among the parts, and `done` the months of it that are behind.

    The plan begins on `start`. Where the member is before the first stage, the index is -1 and `start` the last day
    before anything can begin; where they are past the last, it is the number of parts.
    """

    index: int
    done: int
    start: date


def year_of(table: Timelines, stage: Stage) -> Year:
    """The academic year of a stage."""
    if stage.anchor is None:
        return Year(None)
    anchor = table.anchors[stage.anchor]
    return Year(anchor.opens, stage.closes or anchor.closes, anchor.exact)


def standing(table: Timelines, line: Lineup, anchor: Anchor, today: date) -> Standing:
    """Raises PlanError for a year that the stage does not have, and for days that make no sense."""
    _sensible(anchor)
    today = anchor.asked or today
    if line.current < 0:
        return _before(anchor, today, bool(line.parts))
    if line.current >= len(line.parts):
        return Standing(len(line.parts), 0, anchor.since or today)
    index, done = _reached(line, anchor)
    start = _since(table, line, index, anchor, today)
    if anchor.until is not None and anchor.until < start:
        title = line.parts[index].stage.title
        message = f"{title} cannot end on {day(anchor.until)}: this year of it began on {day(start)}."
        raise PlanError(f"{message} Give a later end, or an earlier month for its beginning.")
    return Standing(index, done, start)


def _sensible(anchor: Anchor) -> None:
    if anchor.year < 1:
        raise PlanError("Years are counted from 1: who has just begun is in year 1.")
    for given in (anchor.since, anchor.until):
        if given is not None and not FIRST_YEAR <= given.year <= LAST_YEAR:
            raise PlanError(f"{given.year} is out of reach: give a year from {FIRST_YEAR} to {LAST_YEAR}.")


def _before(anchor: Anchor, today: date, stages: bool) -> Standing:
    if anchor.year > 1 and stages:
        message = (
            f"How long {group_name(anchor.stage)} takes is not known here, so year {anchor.year} of it has no end."
        )
        raise PlanError(f"{message} Leave the year out, or name the stage after it and the month in which that begins.")
    ended = anchor.until or max(today, anchor.since.replace(day=1) if anchor.since else today)
    return Standing(-1, 0, ended)


def _reached(line: Lineup, anchor: Anchor) -> tuple[int, int]:
    """The stage that the year leads to, and the months of it that are done."""
    group = [index for index, part in enumerate(line.parts) if part.group is anchor.stage]
    counting = [index for index in group if line.parts[index].stage.inside is None] or group
    before = 12 * (anchor.year - 1)
    for index in counting[:-1]:
        if before < line.parts[index].length.max:
            return index, before
        before -= line.parts[index].length.max
    last = counting[-1]
    if before >= line.parts[last].own.max:
        raise PlanError(_too_late(anchor, [line.parts[index] for index in counting]))
    return last, before


def _too_late(anchor: Anchor, parts: list[Part]) -> str:
    months = sum(part.length.max for part in parts[:-1]) + parts[-1].own.max
    most = -(-months // 12)
    titles = " and ".join(part.stage.title for part in parts)
    there = "has only a year 1" if most == 1 else f"has years 1 to {most}"
    repeated = "" if anchor.stage is Group.GAP else " Who repeats a year says which year of training it is."
    return f"{titles} {there}, so there is no year {anchor.year}.{repeated}"


def _since(table: Timelines, line: Lineup, index: int, anchor: Anchor, today: date) -> date:
    year = year_of(table, line.parts[index].stage)
    if anchor.since is None:
        return _last_begun(table, line, index, today) if year.opens is None else year.last_until(today)
    first = anchor.since.replace(day=1)
    if year.opens is None:
        return first
    near = {0} if year.exact else {0, -1, 1}
    opening = year.next_from(first - timedelta(days=31))
    for candidate in (opening, year.next_after(opening)):
        if (candidate.year - first.year) * 12 + candidate.month - first.month in near:
            return candidate
    return first


def _last_begun(table: Timelines, line: Lineup, index: int, today: date) -> date:
    """The day after the nearest stage before it that has an academic year last ended; else the first of this month."""
    years = [year_of(table, part.stage) for part in line.parts[:index]]
    before = next((year for year in reversed(years) if year.opens is not None), None)
    if before is None:
        return today.replace(day=1)
    opening = before.last_until(today)
    close = before.in_session(before.next_after(opening) - DAY)
    if close >= today:
        close = before.in_session(opening - DAY)
    return close + DAY
