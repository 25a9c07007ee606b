"""`preceptor plan` as it is typed."""

import json
from pathlib import Path
from typing import Any

import pytest
import time_machine

from bot.cli.plan_table import page
from tests.cli.test_main import typed
from tests.core.plan.shipped import timelines

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
EXAMPLE = ("--route", "us_standard", "--stage", "undergraduate", "--year", "1", "--since", "2026-08")


def plain(*arguments: str) -> Any:
    result = typed("plan", *arguments, "--content", CONTENT, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*arguments: str) -> str:
    result = typed("plan", *arguments, "--content", CONTENT)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.strip().splitlines()[-1]


def test_json_has_the_worked_example_in_the_promised_shape() -> None:
    found = plain(*EXAMPLE, "--specialty", "anesthesiology")
    assert list(found) == [
        *("route", "stages", "academic_years", "possible_academic_years", "elapsed", "milestones"),
        *("assumptions", "warnings"),
    ]
    assert found["route"] == "us_standard"
    assert found["stages"][-1] == {
        "id": "pain_fellowship_acgme",
        "starts": ["2038-07-01", "2038-07-01"],
        "ends": ["2039-06-30", "2039-06-30"],
        "months": [12, 12],
    }
    assert found["academic_years"] == [13, 13]
    assert found["possible_academic_years"] == [11, 17]
    assert found["elapsed"] == [[12, 10, 10], [12, 10, 10]]
    milestones = {one.pop("id"): one for one in found["milestones"]}
    assert milestones["pain_exam"] == {"date": ["2039-09-01", "2039-09-30"], "precision": "month"}
    assert milestones["match_day"] == {"date": "2034-03-17", "precision": "day"}
    assert milestones["training_complete"] == {"date": "2039-06-30", "precision": "day"}
    assert all(isinstance(text, str) for text in found["assumptions"] + found["warnings"])


def test_every_option_reaches_the_plan() -> None:
    def months(*arguments: str) -> dict[str, list[int]]:
        found = plain(*EXAMPLE, *arguments)
        return {stage["id"]: stage["months"] for stage in found["stages"]}

    assert months("--gap-years", "2")["gap"] == [24, 24]
    assert months("--research-years", "1")["research_year"] == [12, 12]
    assert months("--degree", "md_phd")["md_phd"] == [96, 96]
    assert months("--fellowship-years", "2")["second_fellowship"] == [12, 12]
    assert months("--repeat-year", "residency", "--repeat-year", "residency")["residency"] == [72, 72]
    assert months("--part-time", "residency=50%")["residency"] == [96, 96]
    assert months("--specialty", "ir_integrated")["residency"] == [72, 72]
    assert months("--until", "2029-05")["bachelor"] == [36, 36]
    assert plain(*EXAMPLE, "--leave-days", "90")["stages"][2]["ends"] == ["2038-06-30", "2038-07-14"]


def test_halves_are_numbers_and_whole_years_have_no_point() -> None:
    found = typed("plan", "--route", "in_standard", "--stage", "medical_school", "--content", CONTENT, "--json").stdout
    assert json.loads(found)["academic_years"] == [9.5, 11.5]
    assert '"academic_years": [\n    13,' in typed("plan", *EXAMPLE, "--content", CONTENT, "--json").stdout


def test_without_a_route_the_usual_one_is_assumed() -> None:
    assert plain("--stage", "residency", "--since", "2026-07")["route"] == "us_standard"


@time_machine.travel("2026-11-24", tick=False)
def test_text_reads_like_a_plan() -> None:
    found = typed("plan", *EXAMPLE, "--born", "2008", "--content", CONTENT)
    assert found.exit_code == 0
    lines = [line.rstrip() for line in found.stdout.splitlines()]
    assert lines[0] == "United States: MD or DO, residency, ACGME pain fellowship, Anesthesiology"
    assert "Bachelor's degree                20 Aug 2026  15 May 2030  4 years" in lines
    assert "13 academic years, 12 years 10 months 10 days on the calendar." in lines
    whole = "The whole route, from its first stage, with the usual degree and no years added: 11–17 academic years."
    assert whole in " ".join(lines)
    assert "You turn 31 in the year in which it ends." in lines
    assert any(line.startswith("Sep 2039 ") and "Earliest" in line for line in lines)
    assert "- The specialty is Anesthesiology, because you named none." in lines
    assert "ask the program or the board" in found.stdout


@time_machine.travel("2026-11-24", tick=False)
def test_text_shows_ranges_what_is_done_and_what_has_no_date() -> None:
    found = typed("plan", "--route", "uk_anaesthetics", "--stage", "residency", "--year", "2", "--content", CONTENT)
    lines = [line.rstrip() for line in found.stdout.splitlines()]
    assert lines[:2] == ["United Kingdom: Anaesthetics with a year of pain medicine", "Done: Medical school"]
    assert "8 academic years, 7 years 11 months 30 days on the calendar." in lines
    assert any("(within)" in line for line in lines)
    assert any(line.startswith("date not known ") for line in lines)
    open_end = typed("plan", "--route", "us_seed", "--stage", "fellowship", "--born", "1990", "--content", CONTENT)
    assert "You turn 37 to 38 in the year in which it ends." in open_end.stdout
    assert "1–2 academic years, 0 years 11 months 29 days to 1 year 11 months 29 days on the" in open_end.stdout
    over = typed("plan", "--stage", "practice", "--content", CONTENT)
    assert "All stages of this pathway are behind you" in over.stdout


def test_one_year_is_one_academic_year() -> None:
    result = typed("plan", "--stage", "fellowship", "--since", "2026-07", "--content", CONTENT)
    assert "1 academic year, 0 years 11 months 29 days on the calendar." in result.stdout


def test_what_makes_no_plan_is_refused_with_a_sentence() -> None:
    assert refused(*EXAMPLE, "--gap-years", "9") == "9 gap years are more than a plan can hold: choose 5 at most."
    assert refused("--route", "us", "--stage", "gap").startswith(
        'There is no route "us". There are au_nz, ca_standard,'
    )
    assert refused(*EXAMPLE, "--born", "1492").startswith("A year of birth lies between 1900 and ")
    assert refused("--route", "us_standard") == "Error: Say where you stand: --stage undergraduate, for example."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--stage", "college"), '"college" is no stage. Choose one of high_school, undergraduate, gap, postbacc,'),
        (("--stage", "gap", "--since", "2026-13"), '"2026-13" is no month. Write it like 2026-08.'),
        (("--stage", "gap", "--since", "August"), '"August" is no month. Write it like 2026-08.'),
        (("--stage", "gap", "--until", "2026-02-30"), '"2026-02-30" is no day. Write it like 2030-05-15, or 2030-05'),
        (("--stage", "gap", "--until", "soon"), '"soon" is no day. Write it like 2030-05-15, or 2030-05 for the last'),
        (("--stage", "gap", "--part-time", "half"), '"half" is no share of full time. Write it like 60, or like resi'),
        (("--stage", "gap", "--part-time", "home=60"), '"home" is no stage. Choose one of high_school, undergraduate'),
        (("--stage", "gap", "--repeat-year", "2"), '"2" is no stage. Choose one of high_school, undergraduate, gap,'),
    ],
)
def test_a_word_that_is_no_value_is_refused_with_one_that_is(arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(*arguments)


def test_the_page_of_all_routes_is_the_one_that_the_content_makes() -> None:
    """If this fails, the content changed: `make plans` writes the page anew."""
    written = (ROOT / "docs" / "plans.md").read_text(encoding="utf-8")
    assert written == page(timelines())
    assert typed("plan", "--table", "--content", CONTENT).stdout == written


def test_the_page_has_every_route_with_every_specialty() -> None:
    written = (ROOT / "docs" / "plans.md").read_text(encoding="utf-8")
    for pathway in timelines().pathways.values():
        for specialty in pathway.specialties or ("–",):
            shown = f"`{specialty}`" if pathway.specialties else specialty
            assert written.count(f"| `{pathway.id}` | {shown} | ") == 1
