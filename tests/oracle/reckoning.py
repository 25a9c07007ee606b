"""A whole plan, in the shape that `python -m bot plan --json` prints, without its sentences."""

from typing import Any

from whenever import Date

from tests.oracle.days import months_later, whole_months
from tests.oracle.milestones import milestones, whole_last
from tests.oracle.request import RefusedError, Request
from tests.oracle.schedule import Dated, schedule
from tests.oracle.standing import LAST_YEAR, standing
from tests.oracle.table import Row, Table


def reckon(table: Table, request: Request) -> dict[str, Any]:
    """Raises `RefusedError` where there is no such plan."""
    stand = standing(table, request)
    dated = schedule(table, request, stand)
    plan = {
        "route": request.route,
        "stages": [stage(each) for each in dated],
        "academic_years": academic_years(dated),
        "possible_academic_years": possible(table, table.pathways[request.route]),
        "elapsed": elapsed(dated),
        "milestones": milestones(table, request, stand, dated),
    }
    if any(day.year > LAST_YEAR for each in dated for day in (*each.first, *each.last)):
        raise RefusedError("too far ahead")
    return plan


def stage(dated: Dated) -> dict[str, Any]:
    return {
        "id": dated.part.id,
        "starts": [day.format_iso() for day in dated.first],
        "ends": [day.format_iso() for day in dated.last],
        "months": [dated.part.least, dated.part.most],
    }


def academic_years(dated: list[Dated]) -> list[float]:
    counted = [each for each in dated if each.part.host is None]
    least = sum(each.part.least - each.spared for each in counted)
    most = sum(each.part.most for each in counted)
    return [round(least / 12, 2), round(most / 12, 2)]


def possible(table: Table, pathway: Row) -> list[float]:
    least = most = 0
    before: tuple[str, int] = ("", 0)
    for step in pathway["steps"]:
        row = table.stages[step["stage"]]
        if row.get("optional") or "inside" in row:
            continue
        months = step.get("months") or row["months"]
        least, most = least + months["min"], most + months["max"]
        if row.get("overlaps", {}).get("stage") == before[0]:
            least -= min(row["overlaps"]["max_months"], before[1])
        before = row["id"], months["min"]
    return [round(least / 12, 2), round(most / 12, 2)]


def elapsed(dated: list[Dated]) -> list[list[int]]:
    if not dated:
        return [[0, 0, 0], [0, 0, 0]]
    return [between(dated[0].first[0], last) for last in whole_last(dated)]


def between(first: Date, last: Date) -> list[int]:
    """Years, months and days."""
    months = whole_months(first, last)
    reached, days = months_later(first, months), 0
    while reached < last:
        reached, days = reached.add(days=1), days + 1
    return [months // 12, months % 12, days]
