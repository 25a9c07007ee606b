"""The second reckoning itself: what the facts and the guide say in figures, and that it stands on its own."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from whenever import Date

from tests.oracle.days import Year, end, months_later, months_until, working_days_later
from tests.oracle.milestones import in_year
from tests.oracle.reckoning import between, possible, reckon
from tests.oracle.request import RefusedError, Request
from tests.oracle.table import Table, read

ROOT = Path(__file__).parents[2]
FACTS = ROOT.parent / "shared" / "facts" / "domain.yaml"
COLLEGE = Year((8, 20), (5, 15), exact=False)
TRAINING = Year((7, 1), (6, 30), exact=True)
TODAY = Date(2026, 11, 24)


@pytest.fixture(scope="module")
def table() -> Table:
    return read(ROOT / "content" / "timelines")


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    if not FACTS.is_file():
        pytest.skip(f"the file of facts is not here: {FACTS}")
    found: dict[str, Any] = yaml.safe_load(FACTS.read_text(encoding="utf-8"))
    return found


def test_it_shares_no_module_with_what_it_is_compared_with() -> None:
    loaded = "import sys, tests.oracle.reckoning, tests.oracle.requests; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, check=True, text=True)
    modules = {name.split(".")[0] for name in told.stdout.split()}
    assert {"tests", "whenever", "yaml"} <= modules
    assert not {"bot", "cogs", "dateutil"} & modules


def test_the_worked_examples_of_the_facts_come_out_to_the_day(table: Table, facts: dict[str, Any]) -> None:
    cases = {case["id"]: case for case in facts["examples"]["cases"]}
    least = cases["tv.seed_min"]
    plan = reckon(table, Request("us_standard", "undergraduate", 1, TODAY, since=Date(2026, 8, 1)))
    assert [stage["starts"] for stage in plan["stages"]][1:] == [
        [day, day] for day in (least["med_start"], least["residency"][0], "2038-07-01")
    ]
    ends = [least["bachelor_end"], least["med_end"], least["residency"][1], least["fellowship_end"]]
    assert [stage["ends"] for stage in plan["stages"]] == [[day, day] for day in ends]
    assert plan["academic_years"] == [least["academic_years"]] * 2
    assert plan["elapsed"] == [[12, 10, 10]] * 2 and least["elapsed"] == "12y10m10d"
    dates = {each["id"]: each["date"] for each in plan["milestones"]}
    assert least["exam"][:7] == "2039-09" and dates["pain_exam"] == ["2039-09-01", "2039-09-30"]
    gap = cases["tv.gap2"]
    plan = reckon(table, Request("us_standard", "undergraduate", 1, TODAY, since=Date(2026, 8, 1), gap_years=2))
    assert plan["stages"][-1]["ends"] == [gap["fellowship_end"]] * 2
    assert plan["academic_years"] == [gap["academic_years"]] * 2
    assert plan["elapsed"] == [[14, 10, 10]] * 2 and gap["elapsed"] == "14y10m10d"


def test_match_day_of_the_facts(table: Table, facts: dict[str, Any]) -> None:
    expected = next(case for case in facts["examples"]["cases"] if case["id"] == "tv.match_day")["expect"]
    rule = table.calendar["match_day"]["when"]
    assert {year: in_year(rule, year)[0].format_iso() for year in expected} == expected


def test_totals_of_the_facts(table: Table, facts: dict[str, Any]) -> None:
    known = {path["id"]: path.get("total_m") or path.get("range_without_gap_m") for path in facts["pathways"]}
    found = {name: [years * 12 for years in possible(table, row)] for name, row in table.pathways.items()}
    assert known.keys() == found.keys()
    assert {name: found[name] for name, total in known.items() if total} == {k: v for k, v in known.items() if v}


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (months_later(Date(2026, 8, 31), 6), Date(2027, 2, 28)),
        (months_later(Date(2027, 8, 31), 6), Date(2028, 2, 29)),
        (end(COLLEGE, Date(2026, 8, 20), 48), Date(2030, 5, 15)),
        (end(TRAINING, Date(2034, 7, 1), 48), Date(2038, 6, 30)),
        (end(None, Date(2027, 2, 28), 12), Date(2028, 2, 27)),
        (end(COLLEGE, Date(2026, 6, 1), 1), Date(2026, 6, 30)),
        (COLLEGE.last_ended_before(TODAY).add(days=1), Date(2026, 5, 16)),
        (working_days_later(Date(2026, 11, 22), 1), Date(2026, 11, 23)),
        (working_days_later(Date(2026, 11, 20), 1), Date(2026, 11, 23)),
        (months_until(COLLEGE, Date(2026, 8, 20), Date(2030, 6, 10)), 48),
        (months_until(COLLEGE, Date(2026, 8, 20), Date(2030, 9, 15)), 49),
        (months_until(None, Date(2026, 1, 1), Date(2026, 3, 31)), 3),
        (between(Date(2026, 8, 20), Date(2039, 6, 30)), [12, 10, 10]),
    ],
)
def test_the_arithmetic_of_the_guide(got: object, wanted: object) -> None:
    assert got == wanted


def test_what_the_guide_calls_refused_is_refused(table: Table) -> None:
    seed = Request("us_seed", "undergraduate", 5, TODAY)
    standard = Request("us_standard", "undergraduate", 5, TODAY)
    with pytest.raises(RefusedError):
        reckon(table, seed)
    assert reckon(table, standard)["stages"][0]["months"] == [12, 12]
    with pytest.raises(RefusedError):
        reckon(table, Request("us_standard", "undergraduate", 6, TODAY))
