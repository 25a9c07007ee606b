"""What a plan took for granted, and what a member should look into, as sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.plan.days import MonthRange
from bot.core.plan.lengths import Stretch, absence, working_days
from bot.core.plan.lineup import Lineup
from bot.core.plan.milestones import certificate_of
from bot.core.plan.schedule import fits_inside
from bot.core.plan.standing import Standing, year_of
from bot.core.plan.values import Anchor, Assumption, Choices, Milestone, PlannedStage, Warning
from bot.core.plan.wording import counted, day, days, length, listed, year_span
from bot.core.timelines.routes import EffectKind, Pathway
from bot.core.timelines.stages import Group, MonthDay, PartTime
from bot.core.timelines.table import Timelines


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """All that is known of a plan once its stages have days."""

    table: Timelines
    pathway: Pathway
    line: Lineup
    choices: Choices
    anchor: Anchor
    stand: Standing
    ahead: Sequence[Stretch]
    planned: Sequence[PlannedStage]
    milestones: Sequence[Milestone]
    today: date


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
    left_out = [m for m in map(plan.table.modifiers.__getitem__, plan.pathway.modifiers) if _is_left_out(plan, m.id)]
    if left_out and plan.planned:
        names = listed([modifier.title.lower() for modifier in left_out], "and")
        yield Assumption("not_counted", f"Not counted, because you did not choose them: {names}.")


def warnings(plan: Drawn) -> Iterator[Warning]:
    """The ones about this plan first, and the ones about its sources last."""
    if plan.pathway.steps and not plan.planned:
        yield Warning("nothing_ahead", "All stages of this pathway are behind you, so there is nothing left to plan.")
    if plan.planned and plan.planned[0].ends.latest < plan.today:
        first = plan.planned[0]
        text = f"By this count {first.stage.title} ended on {days(first.ends)}, before today."
        yield Warning("past", f"{text} Name the stage that you are in now.")
    yield from _longer(plan)
    yield from _missed(plan)
    yield from _left(plan)
    yield from _part_time(plan)
    yield from _sticking_out(plan)
    yield from _certificate(plan)
    if plan.pathway.stated is not None and plan.pathway.total is not None:
        stated, total = (
            year_span(MonthRange(months.min, months.max)) for months in (plan.pathway.stated, plan.pathway.total)
        )
        text = f"Its source says {stated} years; its own parts add up to {total} academic years, and the plan counts those."
        yield Warning("stated", text)
    for stale in dict.fromkeys(m.rule for m in plan.milestones if m.stale and m.rule is not None):
        text = f"{stale.title}: its rule was due to be checked again on {day(stale.recheck)}. Look at its source first."
        yield Warning("stale", text)


def _chosen_for_you(plan: Drawn) -> Iterator[Assumption]:
    specialty, degree = plan.line.specialty, plan.line.degree
    residency = any(stretch.part.stage.group is Group.RESIDENCY for stretch in plan.ahead)
    if plan.choices.specialty is None and specialty is not None and (residency or plan.milestones):
        yield Assumption("specialty", f"The specialty is {specialty.title}, because you named none.")
    if plan.choices.degree is None and degree is not None and len(plan.pathway.degrees) > 1:
        ids = {stretch.part.stage.id for stretch in plan.ahead}
        if degree.id in ids:
            yield Assumption("degree", f"The degree is {degree.title}, because you named none.")


def _where(plan: Drawn) -> Iterator[Assumption]:
    if not plan.planned:
        return
    first = plan.planned[0]
    if plan.stand.index < 0:
        ends = "as you said" if plan.anchor.until else "because you did not say when the time before ends"
        yield Assumption("before", f"{first.stage.title} begins on its first day after {day(plan.stand.start)}, {ends}.")
        return
    if plan.anchor.since is None:
        text = f"This year of {first.stage.title} began on {day(first.starts.earliest)}, because you named no month."
        yield Assumption("since", text)
    if plan.stand.done:
        text = f"{length(MonthRange(plan.stand.done, plan.stand.done))} of {first.stage.title} are done, at full time."
        yield Assumption("done", text)


def _openings(plan: Drawn) -> Iterator[Assumption]:
    later = [planned for planned in plan.planned if plan.stand.index < 0 or planned is not plan.planned[0]]
    unknown = [p.stage.title for p in later if p.stage.anchor is None and not p.stage.at_once and p.adds]
    if unknown:
        does = "begin" if len(unknown) > 1 else "begins"
        text = f"When {listed(unknown, 'and')} {does} is not known, so the day after what comes before is counted."
        yield Assumption("opening_unknown", text)
    inexact = {p.stage.anchor for p in plan.planned if p.stage.anchor and not year_of(plan.table, p.stage).exact}
    for name in sorted(inexact):
        anchor = plan.table.anchors[name]
        text = f"{anchor.title}: only the month of its opening is known; {_of_year(anchor.opens)} is counted."
        yield Assumption("opening_inexact", text)


def _beside(plan: Drawn) -> Iterator[Assumption]:
    for planned in plan.planned:
        overlap = plan.table.stages[planned.id].overlaps
        if overlap is None:
            continue
        host = plan.table.stages[overlap.stage].title
        limit = length(MonthRange(overlap.max_months, overlap.max_months))
        if any(other.id == overlap.stage for other in plan.planned):
            text = f"{planned.stage.title} may begin up to {limit} before the end of {host}; both cases are counted."
        else:
            text = f"{host} is taken as finished, although up to {limit} of it may run beside {planned.stage.title}."
        yield Assumption("overlap", text)
    for planned in plan.planned:
        if not planned.adds and planned.stage.inside is not None:
            host = plan.table.stages[planned.stage.inside.stage].title
            yield Assumption("inside", f"{planned.stage.title} lies inside {host} and adds nothing.")


def _is_left_out(plan: Drawn, name: str) -> bool:
    modifier = plan.table.modifiers[name]
    if modifier.effect.kind not in (EffectKind.INSERT, EffectKind.LENGTHEN):
        return False
    if modifier.effect.specialties and (
        plan.line.specialty is None or plan.line.specialty.id not in modifier.effect.specialties
    ):
        return False
    groups = {stretch.part.stage.group for stretch in plan.ahead}
    chosen = getattr(plan.choices, modifier.choice.value, None) if modifier.choice else None
    if modifier.effect.kind is EffectKind.LENGTHEN and modifier.choice is not None:
        chosen = plan.choices.repeated
    taken = chosen if isinstance(chosen, int) else bool(chosen)
    return not int(taken or 0) > modifier.effect.beyond and bool(groups & set(modifier.effect.groups))


def _longer(plan: Drawn) -> Iterator[Warning]:
    if plan.anchor.until is None or plan.stand.index < 0:
        return
    stretch = plan.ahead[0]
    planned = next(p for p in plan.planned if p.id == stretch.part.stage.id)
    if planned.months.max + stretch.done > stretch.part.own.max:
        text = f"{planned.stage.title} would take longer than the {length(stretch.part.own)} that are known."
        yield Warning("longer", f"{text} Look at the end that you gave.")


def _missed(plan: Drawn) -> Iterator[Warning]:
    """Who ends after an academic year has opened waits for the next one."""
    outer = [planned for planned in plan.planned if planned.adds]
    for before, after in zip(outer, outer[1:], strict=False):
        year = year_of(plan.table, after.stage)
        if year.opens is None or year.closes is None or after.stage.overlaps is not None:
            continue
        late = before.ends.latest
        missed = year.last_until(late)
        if year_of(plan.table, before.stage).opens and (after.starts.latest - late).days > 2 * 62:
            text = f"{before.stage.title} ends on {day(late)}, after {day(missed)}, when {after.stage.title} began."
            safe = f"The next opening, {day(after.starts.latest)}, is the safe date; ask whether a later start is possible."
            yield Warning("off_cycle", f"{text} {safe}")


def _left(plan: Drawn) -> Iterator[Warning]:
    leave = plan.choices.leave_days
    modifier = absence(plan.table, plan.pathway)
    if not leave or modifier is None:
        return
    effect = modifier.effect
    free, agreed = effect.free_days or 0, effect.approved_days or 0
    text = modifier.text
    if leave > free + agreed:
        least = counted(leave - free - agreed, "working day", "working days")
        text = f"{least} to {leave - free} are added at the end. {text}"
    elif leave > free:
        text = f"Without consent {counted(leave - free, 'working day is', 'working days are')} added at the end. {text}"
    yield Warning("leave", text)
    if effect.review_months is not None and leave > working_days(effect.review_months):
        text = f"{leave} working days are more than {effect.review_months} months away: what has to be done again is decided anew."
        yield Warning("leave_review", text)


def _part_time(plan: Drawn) -> Iterator[Warning]:
    slow = [stretch for stretch in plan.ahead if stretch.percent < 100]
    for stretch in slow:
        if stretch.part.stage.part_time is PartTime.ARRANGED:
            text = f"{stretch.part.stage.title} at {stretch.percent} percent needs a programme that agrees to it."
            yield Warning("part_time", f"{text} Ask before you count on it.")
    share = plan.choices.part_time
    if share is None or share.percent == 100:
        return
    group = share.group or plan.anchor.stage
    for stretch in plan.ahead:
        if stretch.part.stage.group is group and stretch not in slow:
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
    certificate = certificate_of(plan.table, plan.pathway, plan.line)
    specialty = plan.line.specialty
    note = specialty.certificate_note if specialty else plan.pathway.certificate_note
    leading = any(p.stage.group is Group.FELLOWSHIP and p.stage.certifies for p in plan.planned)
    if not leading:
        return
    if certificate is None:
        text = "No certificate in pain medicine is known at the end of this plan."
        yield Warning("no_certificate", f"{text} {note}".rstrip())
    elif note:
        yield Warning("certificate", f"{certificate.title} ({certificate.board}): {note}")


def _of_year(value: MonthDay) -> str:
    return day(value.in_year(2001)).removesuffix(" 2001")
