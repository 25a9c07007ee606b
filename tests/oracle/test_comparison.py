"""Ten thousand plans at random, reckoned twice: by the core, and from the words of the guide with another library.

The first thousand run with every suite, the others with the long batteries.
"""

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from whenever import Date

from bot.content.loader import load
from bot.core.timelines.table import Timelines
from tests.oracle.comparison import difference, first_difference, of_the_core, of_the_oracle
from tests.oracle.request import Request
from tests.oracle.requests import GROUPS, request_of
from tests.oracle.table import Table, read

CONTENT = Path(__file__).parents[2] / "content"
FEW, ALL = 1_000, 10_000


@pytest.fixture(scope="module")
def table() -> Table:
    return read(CONTENT / "timelines")


@pytest.fixture(scope="module")
def timelines() -> Timelines:
    pack = load(CONTENT, today=date(2026, 11, 24)).pack
    assert pack is not None
    return pack.timelines


def differences(table: Table, timelines: Timelines, requests: Iterable[Request]) -> list[str]:
    return [found for request in requests if (found := first_difference(table, timelines, request))]


@pytest.mark.parametrize("start", range(0, FEW, 50))
def test_both_come_to_the_same(table: Table, timelines: Timelines, start: int) -> None:
    found = differences(table, timelines, (request_of(table, number) for number in range(start, start + 50)))
    assert not found, "\n".join(found)


@pytest.mark.long
@pytest.mark.parametrize("start", range(FEW, ALL, 250))
def test_both_come_to_the_same_in_the_long_run(table: Table, timelines: Timelines, start: int) -> None:
    found = differences(table, timelines, (request_of(table, number) for number in range(start, start + 250)))
    assert not found, "\n".join(found)


def planned(table: Table, numbers: range) -> Iterator[tuple[Request, dict[str, Any]]]:
    """The requests that are no nonsense, each with its plan by the oracle."""
    for number in numbers:
        request = request_of(table, number)
        plan = of_the_oracle(table, request)
        if isinstance(plan, dict):
            yield request, plan


def test_most_requests_make_a_plan_and_every_choice_occurs_in_one(table: Table) -> None:
    found = list(planned(table, range(FEW)))
    assert len(found) >= FEW * 0.6
    requests = [request for request, _ in found]
    assert {request.route for request in requests} == set(table.pathways)
    assert {request.specialty for request in requests} == {None, *table.specialties}
    degrees = {name for row in table.pathways.values() for name in row.get("degrees", [])}
    assert {request.degree for request in requests} == {None, *degrees}
    assert {request.stage for request in requests} == set(GROUPS)
    assert {request.gap_years for request in requests} == set(range(6))
    assert {request.research_years for request in requests} == set(range(3))
    assert {request.fellowship_years for request in requests} == {None, 1, 2, 3}
    assert {len(request.repeated) for request in requests} == set(range(4))
    counts = Counter(name for request in requests for name in ("since", "until", "part_time") if getattr(request, name))
    counts["leave"] = sum(request.leave_days > 0 for request in requests)
    assert min(counts.values()) >= 20, counts
    todays = {request.today for request in requests}
    assert any((day.month, day.day) == (2, 29) for day in todays)
    assert min(todays) < Date(2000, 1, 1) and max(todays) > Date(2150, 1, 1)
    assert sum(plan["elapsed"][0] != plan["elapsed"][1] for _, plan in found) >= 100


@pytest.mark.long
def test_every_reason_to_refuse_and_every_milestone_occurs(table: Table) -> None:
    sources = [file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("[!_]*.py")]
    reasons = {reason for text in sources for reason in re.findall(r'raise RefusedError\("([^"]+)"\)', text)}
    refused, milestones, stages = set(), set(), set()
    for number in range(ALL):
        answer = of_the_oracle(table, request_of(table, number))
        if isinstance(answer, str):
            refused.add(answer.removeprefix("refused: "))
        else:
            milestones |= {each["id"] for each in answer["milestones"]}
            stages |= {each["id"] for each in answer["stages"]}
    assert len(reasons) >= 20 and refused == reasons
    dated = {row["id"] for row in table.calendar.values() if "when" in row or "until" in row}
    assert milestones == {*dated, "training_complete", "certification"}
    # On no pathway the one, and the other only told of.
    unplanned = {"spine_fellowship_ismm", "military_gmo"}
    assert stages == set(table.stages) - unplanned


Fault = Callable[[Table], None]


def set_to(part: str, name: str, value: object, *keys: str | int) -> Fault:
    """A fault in the tables: what lies at `keys` of a row is `value`."""

    def plant(table: Table) -> None:
        row: Any = getattr(table, part)[name]
        for key in keys[:-1]:
            row = row[key]
        assert row[keys[-1]] != value
        row[keys[-1]] = value

    return plant


IN_THE_TABLES: dict[str, Fault] = {
    "a residency begins a day later": set_to("anchors", "us_training_year", "07-02", "opens"),
    "medical school closes a day earlier": set_to("anchors", "us_medical_school", "05-19", "closes"),
    "the combined program closes with college": set_to("stages", "bs_md", "05-15", "closes"),
    "Canada's year is known to the day": set_to("anchors", "ca_training_year", True, "exact"),
    "a program takes a year more": set_to("specialties", "family_medicine", {"min": 48, "max": 48}, "months"),
    "a range is lost": set_to("specialties", "emergency_medicine", 36, "months", "max"),
    "a pathway's own months are lost": set_to("pathways", "us_md_phd", None, "steps", 3, "months"),
    "fewer gap years are allowed": set_to("modifiers", "gap_years", 4, "max"),
    "pain training overlaps less": set_to("stages", "ca_pain", 11, "overlaps", "max_months"),
    "the pain year lies earlier": set_to("stages", "uk_pain", 48, "inside", "after_months"),
    "less part-time is allowed": set_to("stages", "au_fpm", 51, "part_time_min_percent"),
    "a day less of leave is free": set_to("modifiers", "leave_aba", 79, "effect", "free_days"),
    "a day more of leave is approved": set_to("modifiers", "leave_aba", 41, "effect", "approved_days"),
    "the Match is a week earlier": set_to("calendar", "match_day", "second", "when", "nth"),
    "applications open a year later": set_to("calendar", "fellow_eras_submit", -1, "when", "years"),
    "an exam is counted from a month later": set_to("calendar", "step1", 19, "when", "months_after"),
    "a rule holds for all specialties": set_to("calendar", "aba_basic", ["anesthesiology", "pmr"], "specialties"),
    "a board gives a certificate": set_to("specialties", "neurosurgery", "aba", "certificate"),
}


def found_by(table: Table, timelines: Timelines, find: Callable[[Request], str | None]) -> str | None:
    """The first difference that is there with a fault and not without it."""
    for number in range(FEW):
        request = request_of(table, number)
        found = find(request)
        if found and not first_difference(table, timelines, request):
            return found
    return None


@pytest.mark.parametrize("fault", IN_THE_TABLES)
def test_a_fault_in_the_tables_is_found(table: Table, timelines: Timelines, fault: str) -> None:
    faulty = copy.deepcopy(table)
    IN_THE_TABLES[fault](faulty)
    assert found_by(table, timelines, lambda request: first_difference(faulty, timelines, request))


Plan = dict[str, Any]


def a_day_too_many(plan: Plan) -> None:
    for stage in plan["stages"][-1:]:
        stage["ends"][1] = Date.parse_iso(stage["ends"][1]).add(days=1).format_iso()


def no_gap(plan: Plan) -> None:
    plan["stages"] = [stage for stage in plan["stages"] if stage["id"] != "gap"]


def no_range(plan: Plan) -> None:
    for stage in plan["stages"]:
        stage["starts"][1] = stage["starts"][0]


def a_month_is_a_day(plan: Plan) -> None:
    for milestone in plan["milestones"]:
        milestone["precision"] = milestone["precision"].replace("month", "day")


def another_order(plan: Plan) -> None:
    plan["milestones"].reverse()


def the_last_is_lost(plan: Plan) -> None:
    plan["milestones"] = plan["milestones"][:-1]


def a_year_is_lost(plan: Plan) -> None:
    plan["academic_years"][0] = max(0, plan["academic_years"][0] - 1)


def another_day_elapsed(plan: Plan) -> None:
    plan["elapsed"][1][2] += 1


IN_A_PLAN = (
    *(a_day_too_many, no_gap, no_range, a_month_is_a_day, another_order, the_last_is_lost, a_year_is_lost),
    another_day_elapsed,
)


@pytest.mark.parametrize("fault", IN_A_PLAN, ids=lambda fault: fault.__name__)
def test_a_fault_in_a_plan_is_found(table: Table, timelines: Timelines, fault: Callable[[Plan], None]) -> None:
    def find(request: Request) -> str | None:
        plan = copy.deepcopy(of_the_core(timelines, request))
        if isinstance(plan, dict):
            fault(plan)
        return difference(plan, of_the_oracle(table, request))

    assert found_by(table, timelines, find)


def test_a_refusal_and_a_plan_are_never_the_same(table: Table, timelines: Timelines) -> None:
    sound = Request("us_standard", "undergraduate", 1, Date(2026, 11, 24))
    nonsense = replace(sound, year=9)
    plan, refused = of_the_core(timelines, sound), of_the_core(timelines, nonsense)
    assert difference(plan, of_the_oracle(table, nonsense)) and difference(refused, of_the_oracle(table, sound))
    assert difference("broken: ValueError()", of_the_oracle(table, nonsense))


D = Date
TODAY = Date(2026, 11, 24)
# What both once told apart, by the sentence of docs/timelines.md that decides it.
DECIDED = {
    "gap years are one stage": Request("us_standard", "gap", 3, TODAY, gap_years=1),
    "research years are one stage": Request("us_standard", "medical_school", 6, TODAY, research_years=2),
    "a pathway without stages is the same for all": Request("eu_edpm", "residency", 5, TODAY, until=D(2020, 1, 1)),
    "and for whoever is in a gap": Request("eu_edpm", "gap", 2, TODAY),
    "and in practice": Request("eu_edpm", "practice", 1, TODAY),
    "no optional step lies in a combined program": Request("us_standard", "postbacc", 1, TODAY, degree="bs_md"),
    "no fellowship is chosen in practice": Request("in_standard", "practice", 1, TODAY, fellowship_years=2),
    "nor a second one": Request("us_standard", "practice", 1, TODAY, fellowship_years=2),
    "one fellowship changes nothing": Request("us_standard", "practice", 1, TODAY, fellowship_years=1),
    "days lie between 1900 and 2200": Request("us_standard", "practice", 1, TODAY, since=D(2201, 1, 1)),
    "a milestone may lie beyond": Request("us_standard", "fellowship", 1, TODAY, since=D(2199, 10, 1)),
    "full time stands beside a known end": Request(
        "us_standard", "residency", 2, TODAY, until=D(2027, 1, 3), part_time=(100, None)
    ),
    "leave is bounded by the whole residency": Request("us_standard", "residency", 2, TODAY, leave_days=1040),
    "at full time": Request("us_standard", "residency", 1, TODAY, leave_days=1041, part_time=(50, None)),
    "leave in a research year moves its end": Request(
        "us_standard", "residency", 5, TODAY, research_years=1, leave_days=100
    ),
    "and is bounded by it": Request("us_standard", "residency", 5, TODAY, research_years=1, leave_days=261),
    "a research year in residency may be repeated": Request(
        "us_seed", "residency", 6, TODAY, research_years=2, repeated=("residency",)
    ),
    "school's end stands beside a repeated year": Request(
        "us_standard", "high_school", 1, TODAY, until=D(2028, 6, 1), repeated=("undergraduate",)
    ),
    "the host of a pain year that ends early": Request(
        "uk_anaesthetics", "fellowship", 1, TODAY, since=D(2026, 8, 1), until=D(2027, 2, 1)
    ),
    "the host of a pain year that ends late": Request(
        "uk_anaesthetics", "fellowship", 1, TODAY, since=D(2026, 8, 1), until=D(2029, 8, 1)
    ),
}


@pytest.mark.parametrize("rule", DECIDED)
def test_what_both_once_told_apart_is_decided(table: Table, timelines: Timelines, rule: str) -> None:
    found = first_difference(table, timelines, DECIDED[rule])
    assert not found, found
