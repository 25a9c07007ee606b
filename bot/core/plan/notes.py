"""What a plan took for granted, and what a member should look into, as sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.core.plan.applications import closed
from bot.core.plan.days import MonthRange
from bot.core.plan.lengths import Stretch, absence, working_days
from bot.core.plan.lineup import Lineup
from bot.core.plan.milestones import certificate_of
from bot.core.plan.schedule import fits_inside
from bot.core.plan.standing import Standing, year_of
from bot.core.plan.values import Assumption, Milestone, PlannedStage, Request, Warning
from bot.core.plan.wording import counted, day, days, group_name, length, listed, month, uncapped, year_span
from bot.core.timelines.routes import EffectKind, Modifier
from bot.core.timelines.stages import Group, MonthDay, Months, PartTime, Stage

UNNAMED = "because you named none"
LONG_WAIT = 183  # days: what opens later than that after a stage was missed by it


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """All that is known of a plan once its stages have days."""

    asked: Request
    line: Lineup
    stand: Standing
    ahead: Sequence[Stretch]
    planned: Sequence[PlannedStage]
    milestones: Sequence[Milestone]


def assumptions(plan: Drawn) -> Iterator[Assumption]:
    """In the order of the stages they are about, after those about everything."""
    yield from _chosen_for_you(plan)
    yield from _where(plan)
    for stretch in plan.ahead:
        stage, own = stretch.part.stage, stretch.part.own
        if stretch.part.typical and stretch.part.own != stretch.part.length:
            text = f"{stage.title} takes its typical {length(stretch.part.length)}; {length(own)} are possible."
            yield Assumption("typical", text)
        elif own.min != own.max and own == stretch.part.length:
            yield Assumption("range", f"{stage.title} takes {length(own)}; nobody says what is typical.")
    yield from _openings(plan)
    yield from _beside(plan)
    left_out = list(_left_out(plan))
    if left_out:
        names = listed([uncapped(modifier.title) for modifier in left_out], "and")
        yield Assumption("not_counted", f"Not counted, because you did not choose them: {names}.")


def warnings(plan: Drawn) -> Iterator[Warning]:
    """The ones about this plan first, and the ones about its sources last."""
    if plan.asked.pathway.steps and not plan.planned:
        yield Warning("nothing_ahead", "All stages of this pathway are behind you, so there is nothing left to plan.")
    if plan.planned and plan.planned[0].ends.latest < plan.asked.today:
        first = plan.planned[0]
        text = f"By this count {first.stage.title} ended on {days(first.ends)}, before today."
        yield Warning("past", f"{text} Name the stage that you are in now.")
    yield from _certificate(plan)
    yield from closed(plan.asked, plan.line, plan.stand, plan.planned)
    yield from _longer(plan)
    yield from _missed(plan)
    yield from _left(plan)
    yield from _part_time(plan)
    yield from _sticking_out(plan)
    if plan.asked.pathway.stated is not None and plan.asked.pathway.total is not None:
        stated, total = map(_years, (plan.asked.pathway.stated, plan.asked.pathway.total))
        text = f"Its source says {stated} years; its own parts add up to {total} academic years."
        yield Warning("stated", f"{text} The plan counts the parts.")
    for stale in dict.fromkeys(m.rule for m in plan.milestones if m.stale and m.rule is not None):
        text = f"{stale.title}: its rule was due to be checked again on {day(stale.recheck)}. Look at its source first."
        yield Warning("stale", text)


def _chosen_for_you(plan: Drawn) -> Iterator[Assumption]:
    specialty, degree = plan.line.specialty, plan.line.degree
    residency = any(stretch.part.group is Group.RESIDENCY for stretch in plan.ahead)
    if plan.asked.choices.specialty is None and specialty is not None and (residency or plan.milestones):
        yield Assumption("specialty", f"The specialty is {specialty.title}, {UNNAMED}.")
    if plan.asked.choices.degree is None and degree is not None and len(plan.asked.pathway.degrees) > 1:
        ids = {stretch.part.stage.id for stretch in plan.ahead}
        if degree.id in ids:
            yield Assumption("degree", f"The degree is {degree.title}, {UNNAMED}.")


def _where(plan: Drawn) -> Iterator[Assumption]:
    if not plan.planned:
        return
    first = plan.planned[0]
    if plan.stand.index < 0:
        text = f"{first.stage.title} begins on its first day after {day(plan.stand.start)}"
        why = f"because you did not say when {group_name(plan.asked.anchor.stage)} ends"
        yield Assumption("before", f"{text}, {'as you said' if plan.asked.anchor.until else why}.")
        return
    if plan.asked.anchor.since is None:
        yield Assumption("since", _since(plan, first.stage, first.starts.earliest))
    if plan.stand.done:
        done = length(MonthRange(plan.stand.done, plan.stand.done))
        lie = "lies" if done.startswith("1 ") else "lie"
        text = f"Of {first.stage.title} {done} {lie} behind you, at full time."
        yield Assumption("done", text)


def _since(plan: Drawn, stage: Stage, start: date) -> str:
    """Where the month in which the member's year began was not named: what is counted, and how to name it."""
    unnamed = f"You did not say in which month this year of {stage.title} began"
    if year_of(plan.asked.table, stage).opens is not None:
        return f"{unnamed}: its last opening is counted, {day(start)}. The option since names another month."
    behind = plan.line.parts[: plan.stand.index]
    if any(year_of(plan.asked.table, part.stage).opens is not None for part in behind):
        why = "right after the stage before it"
        if plan.stand.done:
            why = f"because its first year is taken to have begun in {month(start).split()[0]}, {why}"
        return f"{unnamed}: {day(start)} is counted, {why}. The option since names the month."
    unknown = f"{unnamed}, and when it opens is not known here: the month in which you asked is counted"
    return f"{unknown}, from {day(start)}. Every date after it hangs on that: name the month with the option since."


def _openings(plan: Drawn) -> Iterator[Assumption]:
    later = [planned for planned in plan.planned if plan.stand.index < 0 or planned is not plan.planned[0]]
    unknown = [p.stage.title for p in later if p.stage.anchor is None and not p.stage.at_once and p.adds]
    if unknown:
        does = "begin" if len(unknown) > 1 else "begins"
        text = f"When {listed(unknown, 'and')} {does} is not known, so the day after what comes before is counted."
        yield Assumption("opening_unknown", text)
    inexact = {p.stage.anchor for p in plan.planned if p.stage.anchor and not year_of(plan.asked.table, p.stage).exact}
    for name in sorted(inexact):
        anchor = plan.asked.table.anchors[name]
        text = f"{anchor.title}: only the month of its opening is known; {_of_year(anchor.opens)} is counted."
        yield Assumption("opening_inexact", text)


def _beside(plan: Drawn) -> Iterator[Assumption]:
    for planned in plan.planned:
        overlap = plan.asked.table.stages[planned.id].overlaps
        if overlap is None:
            continue
        host = plan.asked.table.stages[overlap.stage].title
        limit = length(MonthRange(overlap.max_months, overlap.max_months))
        if any(other.id == overlap.stage for other in plan.planned):
            text = f"{planned.stage.title} may begin up to {limit} before the end of {host}; both cases are counted."
        else:
            text = f"{host} is taken as finished, although up to {limit} of it may run beside {planned.stage.title}."
        yield Assumption("overlap", text)
    for planned in plan.planned:
        if not planned.adds and planned.stage.inside is not None:
            host = plan.asked.table.stages[planned.stage.inside.stage].title
            yield Assumption("inside", f"{planned.stage.title} lies inside {host} and adds nothing.")


def _left_out(plan: Drawn) -> Iterator[Modifier]:
    """What could have been added to a stage ahead, and was not."""
    groups = {stretch.part.group for stretch in plan.ahead}
    stages = {stretch.part.stage.id for stretch in plan.ahead}
    specialty = plan.line.specialty.id if plan.line.specialty else None
    for modifier in map(plan.asked.table.modifiers.__getitem__, plan.asked.pathway.modifiers):
        effect = modifier.effect
        if effect.kind not in (EffectKind.INSERT, EffectKind.LENGTHEN) or not groups & set(effect.groups):
            continue
        elsewhere = effect.specialties and specialty not in effect.specialties
        repeated = effect.kind is EffectKind.LENGTHEN and modifier.choice is not None and plan.asked.choices.repeated
        if not elsewhere and not repeated and effect.stage not in stages:
            yield modifier


def _longer(plan: Drawn) -> Iterator[Warning]:
    if plan.asked.anchor.until is None or plan.stand.index < 0:
        return
    stretch = plan.ahead[0]
    planned = next(p for p in plan.planned if p.id == stretch.part.stage.id)
    if planned.months.max + stretch.done > stretch.part.own.max:
        text = f"{planned.stage.title} would take longer than the {length(stretch.part.own)} that are known."
        yield Warning("longer", f"{text} Look at the end that you gave.")


def _missed(plan: Drawn) -> Iterator[Warning]:
    """Who ends soon after an academic year has opened waits for the next one."""
    outer = [planned for planned in plan.planned if planned.adds]
    for before, after in pairwise(outer):
        late, begins = before.ends.latest, after.starts.latest
        if (begins - late).days > LONG_WAIT:
            text = f"{before.stage.title} ends on {day(late)}, and {after.stage.title} opens next on {day(begins)}."
            yield Warning("off_cycle", f"{text} That is the safe date; ask whether a start in between is possible.")


def _left(plan: Drawn) -> Iterator[Warning]:
    leave = plan.asked.choices.leave_days
    modifier = absence(plan.asked)
    if not leave or modifier is None:
        return
    effect = modifier.effect
    free, agreed = effect.free_days or 0, effect.approved_days or 0
    text = modifier.text
    if leave > free + agreed:
        text = f"{leave - free - agreed} to {leave - free} working days are added at the end. {text}"
    elif leave > free:
        text = f"Without consent {counted(leave - free, 'working day is', 'working days are')} added at the end. {text}"
    yield Warning("leave", text)
    if effect.review_months is not None and leave > working_days(effect.review_months):
        text = f"{leave} working days are more than {effect.review_months} months away."
        yield Warning("leave_review", f"{text} What has to be done again is then decided anew.")


def _part_time(plan: Drawn) -> Iterator[Warning]:
    slow = [stretch for stretch in plan.ahead if stretch.percent < 100]
    for stretch in slow:
        if stretch.part.stage.part_time is PartTime.ARRANGED:
            text = f"{stretch.part.stage.title} at {stretch.percent} percent needs a program that agrees to it."
            yield Warning("part_time", f"{text} Ask before you count on it.")
    share = plan.asked.choices.part_time
    if share is None or share.percent == 100:
        return
    group = share.group or plan.asked.anchor.stage
    for stretch in plan.ahead:
        if stretch.part.group is group and stretch not in slow:
            text = f"{stretch.part.stage.title} is planned at full time: whether part-time is possible is not known."
            yield Warning("full_time", text)


def _sticking_out(plan: Drawn) -> Iterator[Warning]:
    for planned in plan.planned:
        inside = planned.stage.inside
        host = next((p for p in plan.planned if inside is not None and p.id == inside.stage), None)
        if host is not None and not planned.adds and not fits_inside(planned, host):
            text = f"{planned.stage.title} does not fit into what is left of {host.stage.title} and reaches beyond it."
            yield Warning("sticks_out", text)


def _certificate(plan: Drawn) -> Iterator[Warning]:
    certificate = certificate_of(plan.asked, plan.line)
    specialty = plan.line.specialty
    note = specialty.certificate_note if specialty else plan.asked.pathway.certificate_note
    leading = any(p.group is Group.FELLOWSHIP and p.stage.certifies for p in plan.planned)
    if not leading:
        return
    if certificate is None:
        text = "No certificate in pain medicine is known at the end of this plan."
        yield Warning("no_certificate", f"{text} {note}".rstrip())
    elif note:
        yield Warning("certificate", f"{certificate.title} ({certificate.board}): {note}")


def _years(months: Months) -> str:
    return year_span(MonthRange(months.min, months.max))


def _of_year(value: MonthDay) -> str:
    return day(value.in_year(2001)).removesuffix(" 2001")
