"""The core's plan and the second reckoning's, side by side."""

from collections.abc import Mapping
from typing import Any

from bot.cli.plan import plain
from bot.core.plan import Anchor, Choices, PartTime, PlanError, plan
from bot.core.timelines.stages import Group
from bot.core.timelines.table import Timelines
from tests.oracle.reckoning import reckon
from tests.oracle.request import RefusedError, Request
from tests.oracle.table import Table

SAID_IN_WORDS = ("assumptions", "warnings")


def of_the_core(timelines: Timelines, request: Request) -> Mapping[str, Any] | str:
    """The plan without its sentences, or why there is none."""
    part_time = None
    if request.part_time is not None:
        percent, group = request.part_time
        part_time = PartTime(percent, None if group is None else Group(group))
    choices = Choices(
        specialty=request.specialty,
        degree=request.degree,
        gap_years=request.gap_years,
        research_years=request.research_years,
        fellowship_years=request.fellowship_years,
        repeated=tuple(Group(group) for group in request.repeated),
        leave_days=request.leave_days,
        part_time=part_time,
    )
    since, until = request.since, request.until
    anchor = Anchor(
        stage=Group(request.stage),
        year=request.year,
        since=None if since is None else since.to_stdlib(),
        until=None if until is None else until.to_stdlib(),
    )
    try:
        found = plain(plan(timelines, timelines.pathways[request.route], choices, anchor, request.today.to_stdlib()))
    except PlanError as error:
        return f"refused: {error}"
    except Exception as error:  # noqa: BLE001  # whatever breaks is a difference, told with its request
        return f"broken: {error!r}"
    return {name: value for name, value in found.items() if name not in SAID_IN_WORDS}


def of_the_oracle(table: Table, request: Request) -> Mapping[str, Any] | str:
    """The same, reckoned a second time."""
    try:
        return reckon(table, request)
    except RefusedError as error:
        return f"refused: {error}"


def first_difference(table: Table, timelines: Timelines, request: Request) -> str | None:
    found = difference(of_the_core(timelines, request), of_the_oracle(table, request))
    return None if found is None else f"{request}\n    {found}"


def difference(one: object, other: object, path: str = "") -> str | None:
    """The first place where two plans differ, in their own order; None where they are the same.

    Two refusals are the same whatever they say.
    """
    if isinstance(one, str) and isinstance(other, str) and one.startswith("refused") and other.startswith("refused"):
        return None
    if isinstance(one, Mapping) and isinstance(other, Mapping) and one.keys() == other.keys():
        pairs = [(str(name), one[name], other[name]) for name in one]
    elif isinstance(one, list) and isinstance(other, list):
        pairs = [(str(at), *pair) for at, pair in enumerate(zip(one, other, strict=False))]
    else:
        return None if one == other else f"{path or 'the plan'}: {one!r}, and by the oracle {other!r}"
    for name, left, right in pairs:
        found = difference(left, right, f"{path}.{name}".strip("."))
        if found:
            return found
    if isinstance(one, list) and isinstance(other, list) and len(one) != len(other):
        rest = (one[len(other) :], other[len(one) :])
        return f"{path}: beyond that {rest[0]!r}, and by the oracle {rest[1]!r}"
    return None
