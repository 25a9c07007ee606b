"""Plans from the timelines that are shipped, for tests."""

from datetime import date
from functools import cache
from pathlib import Path

from bot.core.plan import Anchor, Choices, PartTime, Plan, plan
from bot.core.plan.values import Assumption, Milestone, PlannedStage, Warning
from bot.core.timelines.stages import Group
from bot.core.timelines.table import Timelines
from tests.content.samples import loaded

CONTENT = Path(__file__).parents[3] / "content"
TODAY = date(2026, 11, 24)
AUGUST = date(2026, 8, 1)
JULY = date(2026, 7, 1)


@cache
def timelines() -> Timelines:
    pack = loaded(CONTENT).pack
    assert pack is not None
    return pack.timelines


def planned(route: str, anchor: Anchor, choices: Choices | None = None, *, today: date = TODAY) -> Plan:
    table = timelines()
    return plan(table, table.pathways[route], choices or Choices(), anchor, today)


def college(route: str = "us_standard", choices: Choices | None = None, *, year: int = 1) -> Plan:
    """A plan of somebody whose year of college began in August 2026."""
    return planned(route, Anchor(stage=Group.UNDERGRADUATE, year=year, since=AUGUST), choices)


def stage(found: Plan, name: str) -> PlannedStage:
    (one,) = [one for one in found.stages if one.id == name]
    return one


def milestone(found: Plan, name: str) -> Milestone:
    (one,) = [one for one in found.milestones if one.id == name]
    return one


def days(found: Plan, name: str) -> tuple[str, str, str, str]:
    """First day, earliest and latest; last day, earliest and latest."""
    one = stage(found, name)
    edges = (one.starts.earliest, one.starts.latest, one.ends.earliest, one.ends.latest)
    return (edges[0].isoformat(), edges[1].isoformat(), edges[2].isoformat(), edges[3].isoformat())


def notes(found: Plan) -> list[Assumption | Warning]:
    return [*found.assumptions, *found.warnings]


def codes(found: Plan) -> set[str]:
    return {note.code for note in notes(found)}


def text_of(found: Plan, code: str) -> str:
    (text,) = [note.text for note in notes(found) if note.code == code]
    return text


__all__ = [
    "AUGUST",
    "JULY",
    "TODAY",
    "Anchor",
    "Choices",
    "Group",
    "PartTime",
    "codes",
    "college",
    "days",
    "milestone",
    "planned",
    "stage",
    "text_of",
    "timelines",
]
