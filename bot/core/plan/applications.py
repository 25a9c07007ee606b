"""What is over already of the way into a stage ahead: who has not applied begins it later than the plan says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.plan.days import DateRange, Year, plus
from bot.core.plan.lineup import Lineup
from bot.core.plan.milestones import concerns, span
from bot.core.plan.standing import Standing, year_of
from bot.core.plan.values import PlannedStage, Request, Warning
from bot.core.plan.wording import days, month, months
from bot.core.timelines.calendar import CalendarRule, Edge, RuleKind
from bot.core.timelines.stages import Stage

LATER_STARTS = 5  # how many openings after the planned one are looked at


@dataclass(frozen=True, slots=True)
class Step:
    """A dated step on the way into a stage, for one start of it."""

    rule: CalendarRule
    dates: DateRange

    @property
    def named(self) -> str:
        """Match Day (19 Mar 2027), or only the month where no more is known."""
        shown = days(self.dates) if self.rule.precision == "day" else months(self.dates)
        return f"{self.rule.title} ({shown})"

    @property
    def closes(self) -> bool:
        """Whether a season of applications ends with it: a match, or what has no beginning and only a last day.

        Any other step says when something opens, and for how long after that it stays open nobody knows here.
        """
        return self.rule.kind is RuleKind.MATCH or (self.rule.when is None and self.rule.until is not None)


def closed(asked: Request, line: Lineup, stand: Standing, planned: Sequence[PlannedStage]) -> Iterator[Warning]:
    """One for each stage that is entered by applications which are all over for the planned start.

    Where nothing is known to close a season none is called over. Of a range of starts the earliest is meant, or the
    latest once the range has begun. A stage that has begun is none of them, nor one whose later years are planned:
    whoever is in it was let in.
    """
    for index, one in enumerate(planned):
        begun = index == 0 and stand.index >= 0 and asked.anchor.year > 1
        start = one.starts.earliest if one.starts.earliest > asked.today else one.starts.latest
        if begun or start <= asked.today:
            continue
        steps = list(_steps(asked, line, one.stage, start))
        if any(step.closes for step in steps) and all(_over(step, asked.today) for step in _applied(steps)):
            yield _warning(asked, line, one.stage, start, steps)


def _warning(asked: Request, line: Lineup, stage: Stage, start: date, steps: Sequence[Step]) -> Warning:
    """Of `steps` the applications are over; interviews and matches are for those who have applied."""
    applied = _applied(steps)
    others = [step for step in steps if step not in applied]
    last = max(applied, key=lambda step: (step.dates.latest, step.dates.earliest))
    past = f"All dates known here to apply for {stage.title} from {month(start)} are over; the last was {last.named}."
    later = _later(asked, line, stage, start)
    instead = f", or plan for {month(later[0])}: its next date is {later[1].named}" if later else ""
    ahead = [step for step in others if not _over(step, asked.today)]
    if ahead:
        text = f"If you have applied, {_now(ahead, asked.today)}. If not, ask whether you still can{instead}."
        return Warning("applied", f"{past} {text}")
    if others:
        match = max(others, key=lambda step: step.dates.latest)
        text = f"So is {match.named}. Unless you have a place already, ask what is still open{instead}."
    else:
        text = f"Unless you have applied already, ask whether you still can{instead}."
    return Warning("applications_over", f"{past} {text}")


def _now(ahead: Sequence[Step], today: date) -> str:
    """What comes next of those not over; where all have begun, the last that did."""
    coming = [step for step in ahead if step.dates.earliest >= today]
    if coming:
        return f"next comes {_first(coming).named}"
    return f"now is the time of {max(ahead, key=lambda step: step.dates.earliest).named}"


def _applied(steps: Sequence[Step]) -> Sequence[Step]:
    """The applications among them; all of them where none is."""
    return [step for step in steps if step.rule.kind is RuleKind.APPLICATION] or steps


def _steps(asked: Request, line: Lineup, stage: Stage, start: date) -> Iterator[Step]:
    """Applications, interviews and matches that have a date, for those who begin the stage on `start`."""
    for rule in asked.table.calendar.values():
        hooked = rule.hook is not None and rule.hook.edge is Edge.START and stage.id in rule.hook.stages
        if not hooked or rule.kind not in (RuleKind.APPLICATION, RuleKind.INTERVIEW, RuleKind.MATCH):
            continue
        dates = span(rule, DateRange(start, start))
        if dates is not None and concerns(rule, line):
            yield Step(rule, dates)


def _later(asked: Request, line: Lineup, stage: Stage, start: date) -> tuple[date, Step] | None:
    """The next start for which a date to apply is still to come, and that date."""
    year = year_of(asked.table, stage)
    for _ in range(LATER_STARTS):
        start = _next(year, start)
        steps = [step for step in _steps(asked, line, stage, start) if not _over(step, asked.today)]
        applying = [step for step in steps if step.rule.kind is RuleKind.APPLICATION]
        if applying:
            return start, _first(applying)
    return None


def _first(steps: Sequence[Step]) -> Step:
    """The one that can be earliest; of several the first of the content."""
    return min(steps, key=lambda step: step.dates.earliest)


def _next(year: Year, start: date) -> date:
    return plus(start, 12) if year.opens is None else year.next_after(start)


def _over(step: Step, today: date) -> bool:
    return step.dates.latest < today
