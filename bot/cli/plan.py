"""`plan`: the timeline of one member, computed from what they say of themselves."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.codes import FINE, PROBLEMS, USAGE
from bot.core.plan import Anchor, Choices, Plan, PlanError
from bot.core.plan import plan as computed
from bot.core.plan.days import DateRange
from bot.core.plan.values import Milestone
from bot.core.plan.wording import academic, day, days, length, spent, year_span
from bot.core.storage import StoreError
from bot.core.timelines.routes import Pathway
from bot.core.timelines.table import Timelines
from bot.render.plans.phrases import NO_ADVICE, WHOLE, age, when

Write = Callable[[Plan, int | None], Sequence[Path]]
"""Makes files of a plan and a year of birth, and says which. Raises StoreError where they cannot be written."""


def plan(
    timelines: Timelines,
    *,
    route: str | None,
    choices: Choices,
    anchor: Anchor,
    born: int | None,
    today: date,
    as_json: bool,
    write: Write | None = None,
) -> int:
    """Write files where asked and print the plan, or the sentence that says what would make one.

    The exit code: 0, 1 where a file could not be written, or 2 where there is no plan.
    """
    try:
        found = computed(timelines, _pathway(timelines, route), choices, anchor, today)
        if born is not None and not 1900 <= born <= today.year:
            raise PlanError(f"A year of birth lies between 1900 and {today.year}, and {born} does not.")
    except PlanError as error:
        click.echo(str(error), err=True)
        return USAGE
    try:
        written = write(found, born) if write else ()
    except StoreError as error:
        click.echo(str(error), err=True)
        return PROBLEMS
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=2))
    else:
        _print(found, born)
        for file in written:
            click.echo(f"{file} is written.")
    return FINE


def plain(plan: Plan) -> dict[str, object]:
    """A plan for programs. Days are YYYY-MM-DD; a pair is the earliest and the latest, or the least and the most."""
    return {
        "route": plan.pathway.id,
        "stages": [
            {
                "id": stage.id,
                "starts": _pair(stage.starts),
                "ends": _pair(stage.ends),
                "months": [stage.months.min, stage.months.max],
            }
            for stage in plan.stages
        ],
        "academic_years": list(plan.academic_years),
        "possible_academic_years": list(plan.possible_academic_years),
        "elapsed": [[one.years, one.months, one.days] for one in plan.elapsed],
        "milestones": [
            {"id": one.id, "date": _date(one.dates), "precision": one.precision.value} for one in plan.milestones
        ],
        "assumptions": [one.text for one in plan.assumptions],
        "warnings": [one.text for one in plan.warnings],
    }


def _pathway(timelines: Timelines, route: str | None) -> Pathway:
    known = timelines.pathways
    if route is None:
        assumed = next((pathway for pathway in known.values() if pathway.default), None)
        if assumed is None:
            raise PlanError(f"Say which route: {', '.join(known) or 'the content has none'}.")
        return assumed
    if route not in known:
        raise PlanError(f'There is no route "{route}". There are {", ".join(known)}.')
    return known[route]


def _pair(value: DateRange) -> list[str]:
    return [value.earliest.isoformat(), value.latest.isoformat()]


def _date(value: DateRange | None) -> str | list[str] | None:
    if value is None:
        return None
    return value.earliest.isoformat() if value.certain else _pair(value)


def _print(plan: Plan, born: int | None) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    specialty = f", {plan.specialty.title}" if plan.specialty else ""
    console.print(f"{plan.pathway.country}: {plan.pathway.title}{specialty}", style="bold")
    if plan.done:
        console.print(f"Done: {', '.join(stage.title for stage in plan.done)}")
    if plan.stages:
        console.print(_stages(plan))
        console.print(_totals(plan, born))
    if plan.milestones:
        console.print(_milestones(plan.milestones))
    for heading, notes in (("Assumed", plan.assumptions), ("Look into", plan.warnings)):
        _listed(console, heading, [note.text for note in notes])
    console.print(f"\n{NO_ADVICE}")


def _stages(plan: Plan) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("stage", "first day", "last day", "takes"):
        table.add_column(name)
    for stage in plan.stages:
        inside = "" if stage.adds else " (within)"
        table.add_row(Text(f"{stage.stage.title}{inside}"), days(stage.starts), days(stage.ends), length(stage.months))
    return table


def _totals(plan: Plan, born: int | None) -> str:
    first, last = plan.elapsed
    calendar = spent(first) if first == last else f"{spent(first)} to {spent(last)}"
    lines = [
        f"{academic(plan.months)}, {calendar} on the calendar.",
        f"{WHOLE}: {year_span(plan.possible.months)} academic years.",
        *(text for text in (plan.possible.shortest, plan.possible.longest) if text),
    ]
    lines += filter(None, [age(plan, born)])
    return "\n".join(["", *lines, ""])


def _milestones(milestones: Sequence[Milestone]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("when", "milestone", "how well supported", "check again on"):
        table.add_column(name)
    for one in milestones:
        level = one.rule.level.value if one.rule else ""
        recheck = day(one.rule.recheck) if one.rule else ""
        table.add_row(when(one), Text(one.title), level, recheck)
    return table


def _listed(console: Console, heading: str, texts: Sequence[str]) -> None:
    if texts:
        console.print(f"\n{heading}:")
    for text in texts:
        console.print(f"- {text}")
