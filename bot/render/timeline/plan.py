"""The card of a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from bot.core.plan.alternatives import Menu as Choosable
from bot.core.plan.state import Field, PlanState
from bot.core.plan.values import Assumption, Milestone, Plan, PlannedStage, Warning
from bot.core.plan.wording import academic, length, listed, year_span
from bot.core.settings import Language
from bot.render.card import CHARACTERS, Attached, Card, Part, Picture, Rule, Text, Tone
from bot.render.neutral import neutral
from bot.render.plans.phrases import WHOLE, age
from bot.render.timeline.menus import NAMES, menus
from bot.render.timeline.words import ADVICE, calendar, course, fitting, support, when, where

CHART, CALENDAR, PLAIN = "plan.png", "plan.ics", "plan.txt"
TOP = ("training_complete", "certification")  # milestones that stand at the top
NEXT = 12  # milestones in the card; the file has all of them

# Characters at the most; what comes when takes what the others leave.
FINE_PRINT, STAGES, WARNINGS, ASSUMPTIONS = 400, 1000, 1000, 500

NO_FILES = (
    "I may not attach files in this channel, so the chart, the calendar and the plain text are missing. You get them "
    "with `/timeline plan` in a direct message to me."
)
NO_CHART = "The chart could not be drawn this time. All that it shows stands here and in plan.txt."


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What goes along with a plan. `chart` is None where it could not be drawn; `alt` is what it says.

    `calendar` is None where nothing dated is ahead.
    """

    chart: bytes | None
    alt: str
    calendar: bytes | None
    plain: str


def plan_card(
    plan: Plan,
    state: PlanState,
    *,
    choosable: Sequence[Choosable],
    enclosed: Enclosed | None,
    dropped: Sequence[Field] = (),
    language: Language = Language.ENGLISH,
) -> Card:
    """`enclosed` is None where no files may be attached. `dropped`: choices that have no place on the route."""
    more = f"-# … and {{}} more {'in plan.txt below' if enclosed else 'in the plain text, which is missing here'}"
    head = "\n".join(_head(plan, state, dropped, more, language))
    stages = _section("Stages", [_stage(one, language) for one in plan.stages], STAGES, more)
    notes = [
        *_section("Look into", _notes(plan.warnings), WARNINGS, more),
        *_section("Assumed", _notes(plan.assumptions), ASSUMPTIONS, more),
        "\n".join((*_missing(enclosed), ADVICE)),
    ]
    room = CHARACTERS - sum(map(len, (head, *stages, *notes)))
    ahead = _next(_ahead(plan), room, more, language)
    parts: list[Part] = [Text(head)]
    if enclosed is not None and enclosed.chart is not None:
        parts.append(Picture(CHART, enclosed.chart, enclosed.alt))
    # The menus stand below the stages, which they change, and above the small things: nobody scrolls that far.
    parts += [*map(Text, stages), *menus(choosable, state), Rule(), *map(Text, (*ahead, *notes))]
    if enclosed is not None:
        if enclosed.calendar is not None:
            parts.append(Attached(CALENDAR, enclosed.calendar))
        parts.append(Attached(PLAIN, enclosed.plain.encode()))
    return Card(Tone.ANSWER, tuple(parts))


def _head(plan: Plan, state: PlanState, dropped: Sequence[Field], more: str, language: Language) -> Iterator[str]:
    """The route, how long it takes, and when it ends."""
    specialty = f"**{neutral(plan.specialty.title)}** · " if plan.specialty else ""
    yield f"## {neutral(plan.pathway.title)}"
    yield f"{specialty}{neutral(plan.pathway.country)} · {where(plan, language)}"
    if dropped:
        names = listed([NAMES[one].lower() for one in dropped], "and")
        yield f"Left out, because this route has no place for it: {names}. Another route that has one counts it again."
    if plan.stages:
        yield f"**{academic(plan.months)}**, {calendar(plan)} on the calendar"
    elif plan.pathway.steps:
        yield "**No stage of this route is ahead of you.**"
    yield from _dated([one for one in plan.milestones if one.id in TOP], language)
    yield from fitting(list(_fine_print(plan, state)), FINE_PRINT, more)


def _fine_print(plan: Plan, state: PlanState) -> Iterator[str]:
    if turning := age(plan, state.born):
        yield f"-# {turning}"
    if plan.done:
        yield f"-# Behind you: {neutral(', '.join(one.title for one in plan.done))}"
    if plan.possible.months.max:
        yield f"-# {WHOLE}: {year_span(plan.possible.months)} academic years."
        for end, text in (("Shortest", plan.possible.shortest), ("Longest", plan.possible.longest)):
            if text:
                yield f"-# {end}: {neutral(text)}"


def _section(heading: str, lines: Sequence[str], room: int, more: str) -> list[str]:
    """A text of at most `room` characters; none where there is nothing to say."""
    title = f"### {heading}"
    shown = fitting(lines, room - len(title), more)
    return ["\n".join((title, *shown))] if shown else []


def _stage(one: PlannedStage, language: Language) -> str:
    inside = "" if one.adds else ", within another stage"
    days = course(one.starts, one.ends, language)
    return f"**{neutral(one.stage.title)}** · {length(one.months)}{inside}\n{days}"


def _next(ahead: Sequence[Milestone], room: int, more: str, language: Language) -> list[str]:
    """As `_section`, for what comes next."""
    for count in range(min(len(ahead), NEXT), 0, -1):
        left = [more.format(len(ahead) - count)] if count < len(ahead) else []
        text = "\n".join(("### What comes next", *_dated(ahead[:count], language), *left))
        if len(text) <= room:
            return [text]
    return []


def _dated(milestones: Sequence[Milestone], language: Language) -> Iterator[str]:
    """A line each; what supports several that follow each other is said once, below them."""
    for said, group in groupby(milestones, key=partial(_support, language=language)):
        same = list(group)
        yield from (f"**{when(one, language)}** {neutral(one.title)}" for one in same)
        if said:
            yield f"-# {said}" if len(same) == 1 else f"-# these {len(same)}: {said}"


def _support(one: Milestone, language: Language) -> str:
    return "" if one.rule is None else support(one.rule, stale=one.stale, language=language)


def _ahead(plan: Plan) -> list[Milestone]:
    """What is not over today, without what stands at the top."""
    later = [one for one in plan.milestones if one.dates is None or one.dates.latest >= plan.today]
    return [one for one in later if one.id not in TOP]


def _notes(notes: Sequence[Assumption | Warning]) -> list[str]:
    return [f"- {neutral(one.text)}" for one in notes]


def _missing(enclosed: Enclosed | None) -> Iterator[str]:
    if enclosed is None:
        yield NO_FILES
    elif enclosed.chart is None:
        yield NO_CHART
