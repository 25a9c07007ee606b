"""Which stages there are for a member: those of the pathway, as their degree and the years they add change them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.plan.days import MonthRange
from bot.core.plan.values import Anchor, Choices, PlanError
from bot.core.plan.wording import group_name, listed
from bot.core.timelines.routes import EffectKind, Modifier, Pathway, Side, Specialty
from bot.core.timelines.stages import Choice, Group, Months, Stage
from bot.core.timelines.table import Timelines


@dataclass(frozen=True, slots=True)
class Part:
    """A stage on the way. `own` is all that it can take, `length` what the plan counts with.

    `group` is that of the stage, or for a year added after others theirs. One that is not `active` only
    keeps the place of an optional stage.
    """

    stage: Stage
    group: Group
    own: MonthRange
    length: MonthRange
    typical: bool = False  # the plan counts with a typical length, and others are possible
    active: bool = True


@dataclass(frozen=True, slots=True)
class Lineup:
    """The stages in their order, and the index of the first one of the group in which the member stands.

    The index is -1 where all is ahead, and the number of parts where all is behind.
    """

    parts: tuple[Part, ...]
    current: int
    specialty: Specialty | None
    degree: Stage | None


def lineup(table: Timelines, pathway: Pathway, choices: Choices, anchor: Anchor) -> Lineup:
    """Raises PlanError for a choice that the pathway does not know, or whose place is behind."""
    specialty = _specialty(table, pathway, choices)
    degree = _degree(table, pathway, choices)
    parts = list(_steps(table, pathway, specialty, anchor.stage))
    if degree is not None:
        parts = _with_degree(parts, degree)
    builder = _Builder(table, pathway, anchor, parts)
    if parts:
        builder.add_gap(choices.gap_years)
        builder.add_research(choices.research_years)
        builder.set_fellowship(choices.fellowship_years)
    else:
        _nothing_to_choose(pathway, choices)
    current = builder.current()
    active = tuple(part for part in builder.parts if part.active)
    if 0 <= current < len(builder.parts):
        current = sum(part.active for part in builder.parts[:current])
    elif current > 0:
        current = len(active)
    return Lineup(active, current, specialty, degree)


def modifier_for(table: Timelines, pathway: Pathway, choice: Choice) -> Modifier | None:
    """The modifier that answers a choice on this pathway."""
    known = (table.modifiers[name] for name in pathway.modifiers)
    return next((modifier for modifier in known if modifier.choice is choice), None)


class _Builder:
    """Parts to which years are added."""

    def __init__(self, table: Timelines, pathway: Pathway, anchor: Anchor, parts: list[Part]) -> None:
        self.parts = parts
        self._table = table
        self._pathway = pathway
        self._anchor = anchor

    def current(self) -> int:
        """Index of the first part in which the member stands."""
        group = self._anchor.stage
        if not self.parts or (group is Group.HIGH_SCHOOL and not self._in(group)):
            return -1
        if group is Group.PRACTICE and not self._in(group):
            return len(self.parts)
        found = self._in(group)
        if not found:
            there = [name for name in Group if self._in(name)]
            groups = listed([group_name(name) for name in there], "or")
            message = f"{self._pathway.title}, as you chose it, has no stage called {group_name(group)}."
            raise PlanError(f"{message} Say where you stand in its own stages: {groups}.")
        return found[0]

    def add_gap(self, years: int) -> None:
        modifier = self._modifier(Choice.GAP_YEARS, years)
        standing = self._anchor.stage is Group.GAP and not self._in(Group.GAP)
        if modifier is None or not (years or standing):
            return
        if standing:
            self._within_most(modifier, max(years, self._anchor.year))
            self._insert(modifier, max(years, self._anchor.year), after=-1)
        else:
            self._insert(modifier, years, after=self.current())

    def add_research(self, years: int) -> None:
        modifier = self._modifier(Choice.RESEARCH_YEARS, years)
        if modifier is not None and years:
            self._insert(modifier, years, after=self.current())

    def set_fellowship(self, years: int | None) -> None:
        if years is None:
            return
        if years < 1:
            raise PlanError("A fellowship takes a year at least: choose 1 or more fellowship years.")
        for index, part in enumerate(self.parts):
            if part.active and part.stage.choice is Choice.FELLOWSHIP_YEARS and index >= self.current():
                least, most = part.own.min // 12, part.own.max // 12
                if not least <= years <= most:
                    raise PlanError(f"{part.stage.title} takes {least} to {most} years: choose one of them.")
                length = MonthRange(12 * years, 12 * years)
                self.parts[index] = replace(part, own=length, length=length, typical=False)
                return
        modifier = modifier_for(self._table, self._pathway, Choice.FELLOWSHIP_YEARS)
        if modifier is None and any(part.stage.choice is Choice.FELLOWSHIP_YEARS for part in self.parts):
            raise PlanError("The fellowship is behind you, so its length is settled. Leave the fellowship years out.")
        if modifier is None:
            message = f"The length of the fellowship cannot be chosen on the pathway {self._pathway.title}."
            raise PlanError(f"{message} Leave the fellowship years out.")
        self._within_most(modifier, years)
        if years > modifier.effect.beyond:
            self._insert(modifier, years - modifier.effect.beyond, after=self.current())

    def _modifier(self, choice: Choice, years: int) -> Modifier | None:
        name = choice.value.replace("_", " ")
        if years < 0:
            raise PlanError(f"There are no fewer than 0 {name}. Leave them out, or choose 1 or more.")
        modifier = modifier_for(self._table, self._pathway, choice)
        if modifier is None and years:
            raise PlanError(f"{self._pathway.title} is not planned with {name}. Leave them out.")
        if modifier is not None:
            self._within_most(modifier, years)
        return modifier

    def _within_most(self, modifier: Modifier, years: int) -> None:
        if modifier.max is not None and years > modifier.max:
            name = modifier.choice.value.replace("_", " ") if modifier.choice else modifier.title
            raise PlanError(f"{years} {name} are more than a plan can hold: choose {modifier.max} at most.")

    def _insert(self, modifier: Modifier, years: int, *, after: int) -> None:
        """Put the modifier's stage where it belongs, if that comes after the index `after`."""
        effect = modifier.effect
        if effect.kind is not EffectKind.INSERT or effect.stage is None or effect.months is None:
            raise PlanError(f"{modifier.title} cannot be planned with. Leave them out.")
        stage = self._table.stages[effect.stage]
        place, group = self._place(modifier, after)
        length = MonthRange(years * effect.months, years * effect.months)
        part = Part(stage, group if effect.side is Side.AFTER else stage.group, length, length)
        kept = [i for i, other in enumerate(self.parts) if other.stage.id == stage.id and i > after]
        if kept:
            self.parts[kept[0]] = part
        else:
            self.parts.insert(place, part)

    def _place(self, modifier: Modifier, after: int) -> tuple[int, Group]:
        effect = modifier.effect
        for group in effect.groups:
            found = self._in(group)
            if effect.side is Side.BEFORE and found and found[0] > after:
                return found[0], group
            if effect.side is Side.AFTER and found and found[-1] >= after:
                beyond = found[-1] + 1
                while beyond < len(self.parts) and self.parts[beyond].stage.inside is not None:
                    beyond += 1
                return beyond, group
        where = "before" if effect.side is Side.BEFORE else "in or after"
        groups = listed([group_name(group) for group in effect.groups], "or")
        name = modifier.choice.value.replace("_", " ") if modifier.choice else modifier.title
        raise PlanError(f"There is no place ahead of you for {name}: they come {where} {groups}. Leave them out.")

    def _in(self, group: Group) -> list[int]:
        return [index for index, part in enumerate(self.parts) if part.active and part.group is group]


def _specialty(table: Timelines, pathway: Pathway, choices: Choices) -> Specialty | None:
    if choices.specialty is None:
        return table.specialties[pathway.specialties[0]] if pathway.specialties else None
    if not pathway.specialties:
        raise PlanError(f"{pathway.title} leaves no specialty to choose. Leave it out.")
    if choices.specialty not in pathway.specialties:
        known = listed([table.specialties[name].title for name in pathway.specialties], "and")
        chosen = table.specialties.get(choices.specialty)
        name = chosen.title if chosen else f'"{choices.specialty}"'
        raise PlanError(f"{name} is not on the pathway {pathway.title}. It has {known}.")
    return table.specialties[choices.specialty]


def _degree(table: Timelines, pathway: Pathway, choices: Choices) -> Stage | None:
    if choices.degree is None:
        return table.stages[pathway.degrees[0]] if pathway.degrees else None
    if choices.degree not in pathway.degrees:
        chosen = table.stages.get(choices.degree)
        name = chosen.title if chosen else f'"{choices.degree}"'
        if not pathway.degrees:
            raise PlanError(f"{pathway.title} leaves no degree to choose. Leave it out.")
        known = listed([f"{table.stages[name].title} ({name})" for name in pathway.degrees], "and")
        raise PlanError(f"{name} is no degree of the pathway {pathway.title}. It has {known}.")
    return table.stages[choices.degree]


def _nothing_to_choose(pathway: Pathway, choices: Choices) -> None:
    if choices.gap_years or choices.research_years or choices.fellowship_years is not None:
        raise PlanError(f"{pathway.title} has no stages, so years cannot be added to it. Leave them out.")


def _steps(table: Timelines, pathway: Pathway, specialty: Specialty | None, standing: Group) -> Iterator[Part]:
    """The steps as parts. An optional one is active where the member stands in it and cannot stand elsewhere."""
    required = {table.stages[step.stage].group for step in pathway.steps if not step.optional}
    counted_stages = {table.modifiers[name].effect.stage for name in pathway.modifiers}
    for step in pathway.steps:
        stage = table.stages[step.stage]
        by_specialty = specialty.months if specialty and stage.months is None else None
        own = by_specialty or step.months
        here = stage.group is standing and standing not in required and stage.id not in counted_stages
        yield _part(stage, own or Months(0, 0), active=here or not step.optional)


def _part(stage: Stage, months: Months, *, active: bool = True) -> Part:
    own = MonthRange(months.min, months.max)
    if months.typical is None:
        return Part(stage, stage.group, own, own, active=active)
    typical = MonthRange(months.typical, months.typical)
    return Part(stage, stage.group, own, typical, months.min < months.max, active)


def _with_degree(parts: Sequence[Part], degree: Stage) -> list[Part]:
    """The degree in the place of what it is a variant of, or of all that it replaces."""
    ids = [part.stage.id for part in parts]
    if degree.id in ids or degree.months is None:
        return list(parts)
    gone = [ids.index(name) for name in _replaced(degree) if name in ids]
    if not gone:
        return list(parts)
    first, last = min(gone), max(gone)
    return [*parts[:first], _part(degree, degree.months), *parts[last + 1 :]]


def _replaced(degree: Stage) -> Iterable[str]:
    return degree.replaces or ((degree.variant_of,) if degree.variant_of else ())
