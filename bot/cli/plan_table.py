"""`plan --table`: every route with every specialty, and what it takes, as the page docs/plans.md."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.core.levels import Level
from bot.core.plan import Anchor, Choices, Plan, plan
from bot.core.plan.days import MonthRange
from bot.core.plan.wording import length, spent, year_span
from bot.core.timelines.routes import Pathway
from bot.core.timelines.stages import Group, Months
from bot.core.timelines.table import Timelines

COUNTED_ON = date(2026, 12, 31)  # any day would do: it decides from which opening the calendar is counted

_INTRODUCTION = """\
# What every route takes

Written by `make plans` from the content; a test holds it to that. Each plan begins in year 1 of the first stage, at its
last opening before 31 Dec 2026, with nothing added. How it is computed stands in [timelines](timelines.md).
"""


def page(timelines: Timelines) -> str:
    """The page as Markdown."""
    routes = [row for pathway in timelines.pathways.values() for row in _routes(timelines, pathway)]
    heads = ("route", "specialty", "academic years", "on the calendar", "possible", "rests on")
    parts = [
        _INTRODUCTION,
        _table(heads, routes),
        "## Stages\n",
        _table(("stage", "takes", "level", "sources"), _stages(timelines)),
        "## Specialties\n",
        _table(("specialty", "takes", "board", "certificate", "level", "sources"), _specialties(timelines)),
    ]
    return "\n".join(parts)


def _routes(timelines: Timelines, pathway: Pathway) -> Iterator[tuple[str, ...]]:
    first = timelines.stages[pathway.steps[0].stage].group if pathway.steps else Group.PRACTICE
    for specialty in pathway.specialties or (None,):
        found = plan(timelines, pathway, Choices(specialty=specialty), Anchor(stage=first), COUNTED_ON)
        rests = ", ".join(f"`{stage.id}`" for stage in found.stages)
        yield (
            f"`{pathway.id}`",
            f"`{specialty}`" if specialty else "–",
            year_span(found.months) if found.stages else "no stage",
            _elapsed(found),
            year_span(found.possible.months) if found.stages else "–",
            rests or f"`{pathway.certificate}`",
        )


def _elapsed(found: Plan) -> str:
    if not found.stages:
        return "–"
    least, most = found.elapsed
    return spent(least) if least == most else f"{spent(least)} to {spent(most)}"


def _stages(timelines: Timelines) -> Iterator[tuple[str, ...]]:
    for stage in timelines.stages.values():
        takes = _months(stage.months) if stage.months else "what the specialty says"
        yield f"`{stage.id}`", takes, stage.level.value, _sources(stage.level, stage.sources)


def _specialties(timelines: Timelines) -> Iterator[tuple[str, ...]]:
    for one in timelines.specialties.values():
        certificate = f"`{one.certificate}`" if one.certificate else "none known"
        yield (
            f"`{one.id}`",
            _months(one.months),
            one.board,
            certificate,
            one.level.value,
            _sources(one.level, one.sources),
        )


def _months(months: Months) -> str:
    takes = length(MonthRange(months.min, months.max))
    if months.typical is None or months.min == months.max:
        return takes
    return f"{takes}, typically {length(MonthRange(months.typical, months.typical))}"


def _sources(level: Level, sources: Iterable[str]) -> str:
    named = ", ".join(f"`{source}`" for source in sources)
    return named or ("computed" if level is Level.DERIVED else "none")


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
