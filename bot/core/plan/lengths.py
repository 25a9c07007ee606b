"""How long each stage takes that is current or ahead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.plan.days import MonthRange
from bot.core.plan.lineup import Lineup, Part, modifier_for
from bot.core.plan.standing import Standing
from bot.core.plan.values import PartTime, PlanError, Request
from bot.core.plan.wording import group_name, listed
from bot.core.timelines.routes import EffectKind, Modifier, Specialty
from bot.core.timelines.stages import Choice, Group
from bot.core.timelines.stages import PartTime as Rule

PARTLY = (Rule.ALLOWED, Rule.ARRANGED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stage as it is ahead. `months` are what is left of it, `done` what was before.

    `percent` is the share of full time, and `late` the working days by which its earliest and latest last day move.
    """

    part: Part
    months: MonthRange
    done: int = 0
    percent: int = 100
    late: tuple[int, int] = (0, 0)

    def stretched(self, months: int) -> int:
        """So many full-time months at this share, rounded up."""
        return -(-months * 100 // self.percent)


def stretches(asked: Request, line: Lineup, stand: Standing) -> list[Stretch]:
    """Raises PlanError for a choice that fits none of the stages ahead, or not those it is for."""
    fixed = asked.anchor.until is not None and stand.index >= 0  # before the first stage, it is school that ends then
    ahead = [Stretch(part, part.length) for part in line.parts[max(stand.index, 0) :]]
    if ahead and stand.index >= 0:
        ahead[0] = _current(ahead[0], stand.done)
    for group in asked.choices.repeated:
        _repeat(asked, ahead, group, fixed=fixed)
    if ahead and stand.done:
        left = MonthRange(ahead[0].months.min - stand.done, ahead[0].months.max - stand.done)
        ahead[0] = replace(ahead[0], months=left, done=stand.done)
    if asked.choices.leave_days:
        _leave(asked, ahead, line.specialty, fixed=fixed)
    if asked.choices.part_time is not None:
        _part_time(asked, ahead, asked.choices.part_time, fixed=fixed)
    return ahead


def absence(asked: Request) -> Modifier | None:
    """The rule about leave, where the pathway has one."""
    return modifier_for(asked.table, asked.pathway, Choice.LEAVE_DAYS)


def working_days(months: int) -> int:
    """About how many working days there are in so many months: 52 weeks a year, 5 days a week."""
    return months * 65 // 3


def _current(stretch: Stretch, done: int) -> Stretch:
    """A stage is not over before the year ends in which the member is."""
    least = min(done + 12, stretch.part.own.max)
    months = MonthRange(max(stretch.months.min, least), max(stretch.months.max, least))
    return replace(stretch, months=months)


def _repeat(asked: Request, ahead: list[Stretch], group: Group, *, fixed: bool) -> None:
    """`fixed`: the first stage ends on a day that was given, here and below."""
    years = len(asked.choices.repeated)
    modifier = modifier_for(asked.table, asked.pathway, Choice.REPEATED_YEARS)
    effect = modifier.effect if modifier else None
    if modifier is None or effect is None or effect.kind is not EffectKind.LENGTHEN or effect.months is None:
        raise PlanError(f"{asked.pathway.title} is not planned with repeated years. Leave them out.")
    if modifier.max is not None and years > modifier.max:
        raise PlanError(f"{years} repeated years are more than a plan can hold: choose {modifier.max} at most.")
    if group not in effect.groups:
        known = listed([group_name(name) for name in effect.groups], "or")
        raise PlanError(f"There is no year of {group_name(group)} to repeat. Name {known}.")
    index = _first(ahead, group)
    if index is None:
        raise PlanError(f"{_not_ahead(group)} Leave the repeated year out, or name a stage that is ahead.")
    if index == 0 and fixed:
        raise PlanError(_twice(ahead[0], "the repeated year"))
    old = ahead[index]
    ahead[index] = replace(old, months=MonthRange(old.months.min + effect.months, old.months.max + effect.months))


def _leave(asked: Request, ahead: list[Stretch], specialty: Specialty | None, *, fixed: bool) -> None:
    leave = asked.choices.leave_days
    if leave < 0:
        raise PlanError("There are no fewer than 0 days of leave. Leave them out, or give the working days away.")
    modifier = absence(asked)
    if modifier is None or modifier.effect.kind is not EffectKind.ABSENCE or modifier.effect.free_days is None:
        raise PlanError(f"What leave costs on the pathway {asked.pathway.title} is not known here. Leave the days out.")
    effect = modifier.effect
    if effect.specialties and (specialty is None or specialty.id not in effect.specialties):
        known = listed([asked.table.specialties[name].title for name in effect.specialties], "and")
        name = specialty.title if specialty else "this pathway"
        raise PlanError(
            f"What leave costs is known for {known}, not for {name}. Leave the days out, and ask its board."
        )
    group = effect.groups[0]
    index = _first(ahead, group)
    if index is None:
        raise PlanError(f"{_not_ahead(group)} Leave the days of leave out.")
    if index == 0 and fixed:
        raise PlanError(_twice(ahead[0], "the days of leave"))
    most = working_days(ahead[index].part.own.max)
    if leave > most:
        raise PlanError(f"{leave} working days away are more than the whole {group_name(group)} has: {most} at most.")
    agreed = (effect.free_days or 0) + (effect.approved_days or 0)
    late = (max(0, leave - agreed), max(0, leave - (effect.free_days or 0)))
    ahead[index] = replace(ahead[index], late=late)


def _part_time(asked: Request, ahead: list[Stretch], share: PartTime, *, fixed: bool) -> None:
    if not 1 <= share.percent <= 100:
        raise PlanError(f"{share.percent} percent of full time cannot be planned: give a number from 1 to 100.")
    modifier = modifier_for(asked.table, asked.pathway, Choice.PART_TIME_PERCENT)
    if modifier is None or modifier.effect.kind is not EffectKind.STRETCH:
        raise PlanError(f"Part-time training on {asked.pathway.title} is not known here. Leave the percentage out.")
    group = share.group or asked.anchor.stage
    inside = [index for index, stretch in enumerate(ahead) if stretch.part.group is group]
    if not inside:
        raise PlanError(f"{_not_ahead(group)} Name a stage that is ahead for the part-time share.")
    allowed = [index for index in inside if ahead[index].part.stage.part_time in PARTLY]
    if not allowed:
        raise PlanError(_full_time_only(ahead, [ahead[index] for index in inside]))
    for index in allowed:
        stretch = replace(ahead[index], percent=share.percent)
        least = stretch.part.stage.part_time_min_percent
        if least is not None and share.percent < least:
            raise PlanError(f"{stretch.part.stage.title} can be done at {least} percent of full time or more.")
        if index == 0 and fixed and share.percent < 100:
            raise PlanError(_twice(stretch, "the part-time share"))
        months = MonthRange(stretch.stretched(stretch.months.min), stretch.stretched(stretch.months.max))
        ahead[index] = replace(stretch, months=months)


def _full_time_only(ahead: Sequence[Stretch], group: Sequence[Stretch]) -> str:
    titles = listed([stretch.part.stage.title for stretch in group], "and")
    said = f"Whether {titles} can be done part-time is not known here."
    if all(stretch.part.stage.part_time is Rule.FORBIDDEN for stretch in group):
        said = f"{titles} cannot be done part-time."
    others = [stretch.part for stretch in ahead if stretch.part.stage.part_time in PARTLY]
    if not others:
        return f"{said} Leave the percentage out."
    groups = listed(list(dict.fromkeys(group_name(part.group) for part in others)), "or")
    return f"{said} Name {groups} for it, or leave the percentage out."


def _first(ahead: Sequence[Stretch], group: Group) -> int | None:
    fitting = [i for i, stretch in enumerate(ahead) if stretch.part.group is group]
    outer = [i for i in fitting if ahead[i].part.stage.inside is None]
    return next(iter(outer), None)


def _not_ahead(group: Group) -> str:
    return f"No stage of {group_name(group)} is ahead of you on this pathway."


def _twice(stretch: Stretch, other: str) -> str:
    return f"You said when {stretch.part.stage.title} ends, so {other} cannot move its end. Give one of the two."
