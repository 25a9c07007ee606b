"""What could be chosen instead: the options of the menus under a plan, those alone that make one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.core.plan.days import MonthRange
from bot.core.plan.lineup import Lineup, lineup, modifier_for
from bot.core.plan.notes import UNNAMED
from bot.core.plan.standing import standing
from bot.core.plan.state import MOST_ADDED, MOST_FELLOWSHIP, Field
from bot.core.plan.values import Anchor, Choices, Plan, PlanError
from bot.core.plan.wording import counted, length, listed
from bot.core.timelines.routes import Pathway
from bot.core.timelines.stages import Choice, Group
from bot.core.timelines.table import Timelines


@dataclass(frozen=True, slots=True)
class Alternative:
    """`value` is an id or a number, `title` what it is called, `about` a few words more or ""."""

    value: str
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """The alternatives for a field, at least two of them, and the `value` of the one that the plan has."""

    field: Field
    alternatives: tuple[Alternative, ...]
    chosen: str


def menus(table: Timelines, plan: Plan, chosen: Choices | None = None) -> tuple[Menu, ...]:
    """Of the fields in their order, those in which something else would make another plan.

    `chosen`: all that was chosen, where that is more than the plan has a place for; another route may have one.
    """
    looked = _Looked(table, plan, chosen or plan.choices)
    found = (
        looked.specialties(),
        looked.degrees(),
        looked.added(Field.GAP_YEARS, Choice.GAP_YEARS),
        looked.added(Field.RESEARCH_YEARS, Choice.RESEARCH_YEARS),
        looked.fellowships(),
        looked.routes(),
    )
    return tuple(menu for menu in found if len(menu.alternatives) > 1)


def adapted(table: Timelines, pathway: Pathway, choices: Choices, anchor: Anchor) -> Choices:
    """`choices` without those that `pathway` does not know, or that have no place on it. The others stay."""
    fitting = replace(
        choices,
        specialty=choices.specialty if choices.specialty in pathway.specialties else None,
        degree=choices.degree if choices.degree in pathway.degrees else None,
        gap_years=0,
        research_years=0,
        fellowship_years=None,
    )
    wanted = (
        {"gap_years": choices.gap_years},
        {"research_years": choices.research_years},
        {"fellowship_years": choices.fellowship_years},
    )
    for years in wanted:
        more = replace(fitting, **years)
        if _line(table, pathway, more, anchor) is not None:
            fitting = more
    return fitting


def without(plan: Plan, dropped: Collection[Field]) -> Plan:
    """`plan` as one in which choices were dropped: what is assumed in their place is assumed because of that."""
    fields = {field.value for field in dropped}
    texts = tuple(
        replace(one, text=one.text.replace(UNNAMED, f"because this route does not have the {one.code} that you chose"))
        if one.code in fields
        else one
        for one in plan.assumptions
    )
    return replace(plan, assumptions=texts)


class _Looked:
    """What a plan could be changed to."""

    def __init__(self, table: Timelines, plan: Plan, chosen: Choices) -> None:
        self._table = table
        self._plan = plan
        self._wanted = chosen
        self._now = lineup(table, plan.pathway, plan.choices, plan.anchor)

    def specialties(self) -> Menu:
        chosen = self._now.specialty.id if self._now.specialty else ""
        found = [
            Alternative(one.id, one.title, f"{length(MonthRange(one.months.min, one.months.max))}, {one.board}")
            for one in map(self._table.specialties.__getitem__, self._plan.pathway.specialties)
            if self._ahead and self._with(specialty=one.id) is not None
        ]
        return Menu(Field.SPECIALTY, tuple(found), chosen)

    def degrees(self) -> Menu:
        """Nothing where the degree makes no difference any more."""
        chosen = self._now.degree.id if self._now.degree else ""
        lines = {name: self._with(degree=name) for name in self._plan.pathway.degrees}
        found = [
            Alternative(name, self._table.stages[name].title, _takes(self._table, name))
            for name, line in lines.items()
            if line is not None
        ]
        differ = {line.parts[max(line.current, 0) :] for line in lines.values() if line is not None}
        return Menu(Field.DEGREE, tuple(found) if len(differ) > 1 else (), chosen)

    def added(self, field: Field, choice: Choice) -> Menu:
        """Years that are put in. Who is in the second of them already has two, whatever they chose."""
        modifier = modifier_for(self._table, self._plan.pathway, choice)
        most = 0 if modifier is None else MOST_ADDED if modifier.max is None else min(modifier.max, MOST_ADDED)
        lines = {number: self._with(**{field.value: number}) for number in range(most + 1)}
        distinct = _distinct(lines)
        found = tuple(Alternative(str(n), counted(n, "year", "years") if n else "none") for n in distinct)
        return Menu(field, found, self._chosen(distinct))

    def fellowships(self) -> Menu:
        """As the route has it stands there by itself only where no number of years is the same."""
        lines = {number: self._with(fellowship_years=number or None) for number in range(MOST_FELLOWSHIP + 1)}
        distinct = _distinct(lines)
        found = tuple(_fellowship(number, line) for number, line in distinct.items())
        return Menu(Field.FELLOWSHIP_YEARS, found, self._chosen(distinct))

    def routes(self) -> Menu:
        found = []
        for pathway in self._table.pathways.values():
            choices = adapted(self._table, pathway, self._wanted, self._plan.anchor)
            if _line(self._table, pathway, choices, self._plan.anchor, self._plan) is not None:
                found.append(Alternative(pathway.id, pathway.title, pathway.country))
        return Menu(Field.ROUTE, tuple(found), self._plan.pathway.id)

    def _chosen(self, lines: Mapping[int, Lineup]) -> str:
        """The number that makes the present plan."""
        return next((str(number) for number, line in lines.items() if line.parts == self._now.parts), "")

    @property
    def _ahead(self) -> bool:
        return self._now.current < len(self._now.parts)

    def _with(self, **changes: str | int | None) -> Lineup | None:
        choices = replace(self._plan.choices, **changes)  # type: ignore[arg-type]  # each of them is of its own type
        return _line(self._table, self._plan.pathway, choices, self._plan.anchor, self._plan)


def _line(
    table: Timelines, pathway: Pathway, choices: Choices, anchor: Anchor, plan: Plan | None = None
) -> Lineup | None:
    """The stages, and where `plan` is given also the place in them; None where these choices make none."""
    try:
        line = lineup(table, pathway, choices, anchor)
        if plan is not None:
            standing(table, line, anchor, plan.today)
    except PlanError:
        return None
    return line


def _distinct(lines: Mapping[int, Lineup | None]) -> dict[int, Lineup]:
    """Those that make a plan; of numbers that make the same one, the last."""
    last = {line.parts: number for number, line in lines.items() if line is not None}
    return {number: line for number, line in lines.items() if line is not None and last[line.parts] == number}


def _fellowship(years: int, line: Lineup) -> Alternative:
    parts = [part for part in line.parts if part.group is Group.FELLOWSHIP]
    about = listed([part.stage.title for part in parts], "and") if len(parts) > 1 else ""
    takes = next((length(part.length) for part in parts if part.stage.choice is Choice.FELLOWSHIP_YEARS), "")
    title = counted(years, "year", "years") if years else takes or "as the route has it"
    return Alternative(str(years), title, about)


def _takes(table: Timelines, stage: str) -> str:
    months = table.stages[stage].months
    return length(MonthRange(months.min, months.max)) if months else ""
