"""What is dated in the next 12 months for those in a stage, whichever year of it they are in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.core.plan.days import DAY, DateRange, plus
from bot.core.plan.milestones import span
from bot.core.plan.standing import year_of
from bot.core.timelines.calendar import CalendarRule, DayOfYear, Edge, Offset, RuleKind
from bot.core.timelines.routes import Pathway
from bot.core.timelines.stages import Group, Stage
from bot.core.timelines.table import Timelines

AHEAD = 12  # months
_DATED = (RuleKind.APPLICATION, RuleKind.INTERVIEW, RuleKind.EXAM, RuleKind.MATCH, RuleKind.CERTIFICATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something dated that concerns those in a stage.

    `stage` is the one that the rule hangs on, and `edge` the day on which it then begins or ends. `as_of` is the day
    on which this was asked, and `stale` says that the rule should have been looked at again by then.
    """

    rule: CalendarRule
    dates: DateRange
    stage: Stage
    edge: date
    as_of: date
    stale: bool


def deadlines(timelines: Timelines, stage: Group, today: date) -> tuple[Deadline, ...]:
    """In the order of their days. Rules for some specialties are among them; `rule.specialties` says for which."""
    found = [one for rule in timelines.calendar.values() if (one := _next(timelines, rule, stage, today)) is not None]
    return tuple(sorted(found, key=lambda one: (one.dates, one.rule.id)))


def _next(table: Timelines, rule: CalendarRule, group: Group, today: date) -> Deadline | None:
    counts = [end for end in (rule.when, rule.until) if end is not None]
    if rule.kind not in _DATED or rule.hook is None or not counts or any(isinstance(end, Offset) for end in counts):
        return None
    possible = sorted(_spans(table, rule, today), key=lambda one: (one[1], one[0]))
    for edge, dates, stage in possible:
        if dates.latest < today or group not in _concerned(table, stage, rule.hook.edge, edge, dates):
            continue
        if dates.earliest >= plus(today, AHEAD):
            return None
        stale = today >= rule.recheck
        return Deadline(rule=rule, dates=dates, stage=stage, edge=edge, as_of=today, stale=stale)
    return None


def _spans(table: Timelines, rule: CalendarRule, today: date) -> Iterator[tuple[date, DateRange, Stage]]:
    """For each stage the rule hangs on, and each academic year near today: the edge, and the days of the rule."""
    stages = rule.hook.stages if rule.hook else ()
    last = rule.until or rule.when
    away = last.years if isinstance(last, DayOfYear) else 0  # the edge is so many years away from the rule
    for stage in (table.stages[name] for name in stages):
        year = year_of(table, stage)
        if year.opens is None or rule.hook is None:
            continue
        for number in range(today.year - away - 1, today.year - away + 3):
            opening = year.opens.in_year(number)
            edge = opening if rule.hook.edge is Edge.START else year.in_session(opening - DAY)
            dates = span(rule, DateRange(edge, edge))
            if dates is not None:
                yield edge, dates, stage


def _concerned(table: Timelines, stage: Stage, edge: Edge, day: date, dates: DateRange) -> set[Group]:
    if edge is Edge.START and dates.latest < day:
        return {group for pathway in table.pathways.values() for group in _before(table, pathway, stage)}
    if edge is Edge.END and dates.earliest > day:
        order = list(Group)
        return {stage.group, order[min(order.index(stage.group) + 1, len(order) - 1)]}
    return {stage.group}


def _before(table: Timelines, pathway: Pathway, stage: Stage) -> Iterator[Group]:
    """The groups of the stages that come before one, or what it is a variant of, back to one that is not optional."""
    ids = [step.stage for step in pathway.steps]
    place = next((ids.index(name) for name in (stage.id, stage.variant_of) if name in ids), None)
    if place is None:
        return
    for step in reversed(pathway.steps[:place]):
        yield table.stages[step.stage].group
        if not step.optional:
            return
    yield Group.HIGH_SCHOOL
