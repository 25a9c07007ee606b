"""Plans for members: what they said of themselves in, a plan out. Nothing of it is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.core.errors import MemberError
from bot.core.history import Kind
from bot.core.pack import Pack, Source
from bot.core.plan import Anchor, Choices, Comparison, Deadline, Plan, compare, deadlines, plan
from bot.core.plan.alternatives import Menu, adapted, menus, without
from bot.core.plan.state import MOST_ADDED, MOST_FELLOWSHIP, MOST_YEARS_OF_STAGE, Field, PlanState
from bot.core.plan.values import LAST_YEAR
from bot.core.plan.wording import group_name, listed
from bot.core.settings import Language
from bot.core.timelines import names
from bot.core.timelines.names import Name
from bot.core.timelines.routes import Pathway
from bot.core.timelines.stages import Group
from bot.core.timelines.table import Timelines
from bot.services.settings import SettingsService
from bot.services.shelf import Shelf

FIRST_YEAR = 1900
SUGGESTIONS = 25
_MONTH = re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})|(?P<month_>[0-9]{1,2})[-/. ](?P<year_>[0-9]{4})")
_WORDS = re.compile(r"(?P<month>[a-z]{3,9})\.?[ ,]+(?P<year>[0-9]{4})")
_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where a member asks: `at` is aware UTC, `guild_id` None in direct messages."""

    member_id: int
    guild_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a member said of themselves, as they typed it; None for what they left out."""

    stage: str
    since: str | None = None
    route: str | None = None
    degree: str | None = None
    year: int | None = None
    specialty: str | None = None
    fellowship_years: int | None = None
    gap_years: int | None = None
    research_years: int | None = None
    born: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan, what it was made of, and what could be chosen instead.

    `dropped` are the fields whose choice has no place on the route: it stays in the state and is not counted.
    `sources` are those of the pack; `language` is that of the server's dates.
    """

    plan: Plan
    state: PlanState
    menus: tuple[Menu, ...]
    sources: Mapping[str, Source]
    dropped: tuple[Field, ...] = ()
    language: Language = Language.ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two plans that differ in the specialty alone. `stage_named` says that the member named the stage."""

    a: Plan
    b: Plan
    comparison: Comparison
    stage_named: bool
    language: Language


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline, and those in which stages it concerns, of those asked for."""

    deadline: Deadline
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What is due in the next 12 months, in the order of days. `stage` is None where no stage was named."""

    stage: Group | None
    as_of: date
    due: tuple[Due, ...]
    sources: Mapping[str, Source]
    language: Language


class TimelineService:
    """Every answer is for today in the server's zone, from the content that is live."""

    def __init__(self, *, shelf: Shelf, settings: SettingsService) -> None:
        self._shelf = shelf
        self._settings = settings

    async def plan(self, wish: Wish, moment: Moment) -> Planned:
        """Raises MemberError with what would make a plan."""
        table = self._table
        pathway = _route(table, wish.route)
        settings = await self._settings.of(moment.guild_id)
        since = None if wish.since is None else month_of(wish.since)
        state = PlanState(
            opener=moment.member_id,
            stage=_stage(wish.stage),
            year=_within(wish.year, 1, MOST_YEARS_OF_STAGE, "Years of a stage") or 1,
            since=since,
            asked=settings.day_of(moment.at) if since is None else None,
            route=pathway.id,
            degree=_known(names.degrees(table), wish.degree, "degree", names.degrees(table, pathway)),
            specialty=_known(names.specialties(table), wish.specialty, "specialty", names.specialties(table, pathway)),
            fellowship_years=_within(wish.fellowship_years, 1, MOST_FELLOWSHIP, "Years of fellowship"),
            gap_years=_within(wish.gap_years, 0, MOST_ADDED, "Gap years") or 0,
            research_years=_within(wish.research_years, 0, MOST_ADDED, "Research years") or 0,
            born=wish.born,
        )
        return await self._planned(state, moment)

    async def change(self, state: PlanState, field: Field, value: str, moment: Moment) -> Planned:
        """The plan with `field` set to `value`, an id or a number as a menu has it. Raises MemberError."""
        if moment.member_id != state.opener:
            raise MemberError("This plan belongs to whoever opened it. Open one of your own with `/timeline plan`.")
        state = self._present(state)
        if field is Field.ROUTE:
            pathway = self._table.pathways.get(_heir(self._pack, Kind.PATHWAY, value) or "")
            if pathway is None:
                raise MemberError(_GONE)
            state = replace(state, route=pathway.id)
            return await self._planned(state, moment, self._counted(state))
        changed = self._with(state, field, value)
        new = {field.value: getattr(changed, field.value)}
        return await self._planned(changed, moment, replace(self._counted(state), **new))

    async def compare(
        self, specialty_a: str, specialty_b: str, stage: str | None, since: str | None, moment: Moment
    ) -> Compared:
        """Both on the first route that has both. Raises MemberError."""
        table, every = self._table, names.specialties(self._table)
        a = _known(every, specialty_a, "specialty", every) or ""
        b = _known(every, specialty_b, "specialty", every) or ""
        if a == b:
            raise MemberError("These are one and the same specialty. Choose two different ones to compare.")
        pathway = _route_with(table, a, b)
        group = Group.HIGH_SCHOOL if stage is None else _stage(stage)
        anchor = Anchor(stage=group, since=None if since is None else month_of(since))
        settings = await self._settings.of(moment.guild_id)
        today = settings.day_of(moment.at)
        first, second = (plan(table, pathway, Choices(specialty=one), anchor, today) for one in (a, b))
        return Compared(
            a=first,
            b=second,
            comparison=compare(first, second),
            stage_named=stage is not None,
            language=settings.language,
        )

    async def deadlines(self, stage: str | None, moment: Moment) -> Agenda:
        """For those in a stage; without one for everybody. Raises MemberError."""
        chosen = None if stage is None else _stage(stage)
        settings = await self._settings.of(moment.guild_id)
        today = settings.day_of(moment.at)
        found: dict[str, Due] = {}
        for group in Group if chosen is None else (chosen,):
            for one in deadlines(self._table, group, today):
                known = found.get(one.rule.id)
                # In two stages the same rule may fall on two days: the first of them is the one that is due.
                first = one if known is None or one.dates < known.deadline.dates else known.deadline
                found[one.rule.id] = Due(first, (*(known.groups if known else ()), group))
        ordered = sorted(found.values(), key=lambda due: (due.deadline.dates, due.deadline.rule.id))
        return Agenda(
            stage=chosen,
            as_of=today,
            due=tuple(ordered),
            sources=self._pack.sources,
            language=settings.language,
        )

    def suggest_routes(self, typed: str) -> tuple[Name, ...]:
        """At most 25, as for the others below."""
        return names.like(names.routes(self._table), typed)[:SUGGESTIONS]

    def suggest_specialties(self, typed: str, *, route: str | None = None) -> tuple[Name, ...]:
        """Those of the route that was typed so far; of all, where it is none."""
        return names.like(names.specialties(self._table, self._typed(route)), typed)[:SUGGESTIONS]

    def suggest_degrees(self, typed: str, *, route: str | None = None) -> tuple[Name, ...]:
        return names.like(names.degrees(self._table, self._typed(route)), typed)[:SUGGESTIONS]

    @property
    def _pack(self) -> Pack:
        return self._shelf.stock.pack

    @property
    def _table(self) -> Timelines:
        return self._pack.timelines

    def _typed(self, route: str | None) -> Pathway | None:
        found = names.named(names.routes(self._table), route) if route else None
        return self._table.pathways[found.id] if found else None

    def _counted(self, state: PlanState) -> Choices:
        """Of what was chosen, what the route has a place for. The rest stays in the state, for another route."""
        return adapted(self._table, self._table.pathways[state.route or ""], state.choices, state.anchor)

    async def _planned(self, state: PlanState, moment: Moment, counted: Choices | None = None) -> Planned:
        """`counted`: those choices of the state that count; None: all."""
        settings = await self._settings.of(moment.guild_id)
        today = settings.day_of(moment.at)
        if state.born is not None and not FIRST_YEAR <= state.born <= today.year:
            raise MemberError(f"A year of birth lies between {FIRST_YEAR} and {today.year}. Mend it, or leave it out.")
        pack = self._pack
        table = pack.timelines
        choices = counted or state.choices
        dropped = tuple(one for one in Field if _chose(state.choices, one) and not _chose(choices, one))
        made = plan(table, table.pathways[state.route or ""], choices, state.anchor, today)
        made = without(made, dropped)
        return Planned(
            plan=made,
            state=state,
            menus=menus(table, made, state.choices),
            sources=pack.sources,
            dropped=dropped,
            language=settings.language,
        )

    def _present(self, state: PlanState) -> PlanState:
        """`state` with the ids of today. Raises MemberError where something of it is gone."""
        route = _heir(self._pack, Kind.PATHWAY, state.route)
        degree = _heir(self._pack, Kind.STAGE, state.degree)
        specialty = _heir(self._pack, Kind.SPECIALTY, state.specialty)
        table = self._table
        there = (
            route in table.pathways,
            state.degree is None or degree in table.stages,
            state.specialty is None or specialty in table.specialties,
        )
        if not all(there):
            raise MemberError(_GONE)
        return replace(state, route=route, degree=degree, specialty=specialty)

    def _with(self, state: PlanState, field: Field, value: str) -> PlanState:
        if field is Field.SPECIALTY:
            return self._present(replace(state, specialty=value))
        if field is Field.DEGREE:
            return self._present(replace(state, degree=value))
        most = MOST_FELLOWSHIP if field is Field.FELLOWSHIP_YEARS else MOST_ADDED
        if not re.fullmatch(r"[0-9]{1,2}", value) or int(value) > most:
            raise MemberError(_GONE)
        years = int(value)
        if field is Field.FELLOWSHIP_YEARS:
            return replace(state, fellowship_years=years or None)
        return replace(state, **{field.value: years})  # type: ignore[arg-type]  # gap or research years, both numbers


_GONE = "What this menu offers was changed since the plan was made. Make a new one with `/timeline plan`."


def month_of(typed: str) -> date:
    """The first day of a month: 2026-08, 8/2026 or August 2026. Raises MemberError."""
    said = " ".join(typed.casefold().split())
    numbers, words = _MONTH.fullmatch(said), _WORDS.fullmatch(said)
    if numbers is not None:
        year, month = (int(numbers[name] or numbers[f"{name}_"]) for name in ("year", "month"))
    elif words is not None:
        year = int(words["year"])
        month = next((n for n, name in enumerate(_NAMES, 1) if name.startswith(words["month"])), 0)
    else:
        year = month = 0
    if not 1 <= month <= 12:
        raise MemberError("That is no month I can read. Write year and month, like `2026-08` for August 2026.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise MemberError(f"Plans reach from {FIRST_YEAR} to {LAST_YEAR}. Give a month within, like `2026-08`.")
    return date(year, month, 1)


def _stage(typed: str) -> Group:
    said = "_".join(typed.casefold().replace("-", " ").split())
    if said not in tuple(Group):
        known = listed([group_name(group) for group in Group], "or")
        raise MemberError(f"I know no such stage. Pick one from the list: {known}.")
    return Group(said)


def _route(table: Timelines, typed: str | None) -> Pathway:
    """The one that was typed, or the one that is assumed."""
    if not table.pathways:
        raise MemberError("No routes are written down yet, so there is nothing to plan. Ask a moderator about it.")
    every = names.routes(table)
    if typed is None:
        return table.pathways[every[0].id]
    found = names.named(every, typed)
    if found is None:
        some, titles = _some(every)
        raise MemberError(f"I know no such route. Pick one from the list, such as {some}.", *titles)
    return table.pathways[found.id]


def _route_with(table: Timelines, a: str, b: str) -> Pathway:
    for one in names.routes(table):
        pathway = table.pathways[one.id]
        if a in pathway.specialties and b in pathway.specialties:
            return pathway
    first, second = table.specialties[a].title, table.specialties[b].title
    raise MemberError("No route has both {} and {}. Choose two specialties of one country.", first, second)


def _known(every: tuple[Name, ...], typed: str | None, what: str, fitting: tuple[Name, ...]) -> str | None:
    """The id of what was typed. `fitting` are those that would make sense."""
    if typed is None:
        return None
    found = names.named(every, typed)
    if found is None:
        if not fitting:
            raise MemberError(f"I know no such {what}. Leave it out on this route.")
        some, titles = _some(fitting)
        raise MemberError(f"I know no such {what}. Pick one from the list, such as {some}.", *titles)
    return found.id


def _some(among: tuple[Name, ...]) -> tuple[str, list[str]]:
    """The first few of them as words of a sentence, with `{}` for their titles, and those."""
    return listed([f"{{}} (`{one.id}`)" for one in among[:3]], "or"), [one.title for one in among[:3]]


def _within(number: int | None, least: int, most: int, what: str) -> int | None:
    if number is not None and not least <= number <= most:
        raise MemberError(f"{what} go from {least} to {most}. Choose one of these, or leave it out.")
    return number


def _heir(pack: Pack, kind: Kind, id_: str | None) -> str | None:
    return None if id_ is None else pack.history(kind).heir(id_)


def _chose(choices: Choices, field: Field) -> bool:
    chosen = {
        Field.SPECIALTY: choices.specialty,
        Field.DEGREE: choices.degree,
        Field.GAP_YEARS: choices.gap_years,
        Field.RESEARCH_YEARS: choices.research_years,
        Field.FELLOWSHIP_YEARS: choices.fellowship_years,
    }
    return bool(chosen.get(field))
