"""What is dated in a plan beside its stages: applications, exams, matches, the end of training and the certificate."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.core.plan.days import DAY, DateRange, plus
from bot.core.plan.lineup import Lineup
from bot.core.plan.values import Milestone, PlannedStage, Precision, Request
from bot.core.timelines.calendar import CalendarRule, Edge, Offset, RuleKind, When
from bot.core.timelines.routes import Certificate, Pathway
from bot.core.timelines.stages import Group


def certificate_of(asked: Request, line: Lineup) -> Certificate | None:
    """The one that the specialty leads to, or the pathway where there is none to choose."""
    name = line.specialty.certificate if line.specialty else asked.pathway.certificate
    return asked.table.certificates[name] if name is not None else None


def milestones(asked: Request, line: Lineup, planned: Sequence[PlannedStage], done: int) -> list[Milestone]:
    """Those that are not over on the first day of the plan, in order; one without a date comes last.

    `done` are the months of the first stage that lie before the plan.
    """
    certificate = certificate_of(asked, line)
    edges = {stage.id: _edges(stage, done if index == 0 else 0) for index, stage in enumerate(planned)}
    found = list(_of_rules(asked, line, edges, certificate))
    found += _certified(asked.pathway, planned, found, certificate)
    if planned:
        ends = DateRange(max(p.ends.earliest for p in planned), max(p.ends.latest for p in planned))
        found.append(Milestone(id="training_complete", title="Training complete", dates=ends, precision=Precision.DAY))
        start = planned[0].starts.earliest
        found = [one for one in found if one.dates is None or one.dates.latest >= start]
    return sorted(found, key=lambda one: (one.dates or DateRange(date.max, date.max), one.id))


def span(rule: CalendarRule, edges: DateRange) -> DateRange | None:
    """From the first to the last day of a rule for a stage that begins, or ends, on one of these days.

    None where the rule has no date. Where it is known to the month only, whole months.
    """
    ends = [end for end in (rule.when, rule.until) if end is not None]
    if not ends:
        return None
    first, last = _days(ends[0], edges.earliest)[0], _days(ends[-1], edges.latest)[1]
    if rule.precision == "month":
        return DateRange(first.replace(day=1), plus(last.replace(day=1), 1) - DAY)
    return DateRange(first, last)


def concerns(rule: CalendarRule, line: Lineup) -> bool:
    """Whether the rule is for all, or for the specialty of these stages."""
    return not rule.specialties or (line.specialty is not None and line.specialty.id in rule.specialties)


def _days(when: When, edge: date) -> tuple[date, date]:
    if isinstance(when, Offset):
        first = plus(edge, when.months).replace(day=1)
        return first, plus(first, 1) - DAY
    return when.counted_from(edge)


def _of_rules(
    asked: Request, line: Lineup, edges: Mapping[str, Mapping[Edge, DateRange]], certificate: Certificate | None
) -> Iterator[Milestone]:
    """`edges`: the first and last days of the stages of the plan, in their order."""
    for rule in asked.table.calendar.values():
        of_it = certificate is not None and certificate.milestone == rule.id
        if rule.kind is RuleKind.CERTIFICATION and not of_it:
            continue
        if not concerns(rule, line):
            continue
        hooked = next((days for name, days in edges.items() if rule.hook and name in rule.hook.stages), None)
        if hooked is None or rule.hook is None:
            continue
        dates = span(rule, hooked[rule.hook.edge])
        if dates is not None:
            yield Milestone(
                id=rule.id,
                title=rule.title,
                dates=dates,
                precision=Precision(rule.precision),
                rule=rule,
                certificate=certificate if of_it else None,
                stale=asked.today >= rule.recheck,
            )


def _edges(planned: PlannedStage, done: int) -> Mapping[Edge, DateRange]:
    begun = DateRange(plus(planned.starts.earliest, -done), plus(planned.starts.latest, -done))
    return {Edge.START: begun, Edge.END: planned.ends}


def _certified(
    pathway: Pathway, planned: Sequence[PlannedStage], found: Sequence[Milestone], certificate: Certificate | None
) -> Iterator[Milestone]:
    """The earliest day of the certificate: that of its rule, or unknown."""
    leading = [p for p in planned if p.group is Group.FELLOWSHIP and p.stage.certifies]
    if certificate is None or (pathway.steps and not leading):
        return
    exam = next((one for one in found if one.id == certificate.milestone), None)
    yield Milestone(
        id="certification",
        title=f"Earliest certification: {certificate.title}",
        dates=exam.dates if exam else None,
        precision=exam.precision if exam else Precision.UNKNOWN,
        rule=exam.rule if exam else None,
        certificate=certificate,
        stale=exam.stale if exam else False,
    )
