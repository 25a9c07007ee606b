"""What the file of facts works out by hand, and what it says the routes add up to."""

import re
from datetime import date

import pytest

from bot.core.plan.days import MonthRange
from bot.core.plan.values import Precision
from bot.core.timelines.calendar import DayOfYear, Nth, Weekday
from tests.content.guide_rows import Row, facts
from tests.core.plan.shipped import Anchor, Choices, Group, codes, college, days, milestone, planned, text_of, timelines

ROUTES = (
    *("us_standard", "us_seed", "us_md_phd", "ca_standard", "uk_anaesthetics", "au_nz", "in_standard", "de_standard"),
    "eu_edpm",
)


def case(name: str) -> Row:
    (found,) = [row for row in facts()["examples"]["cases"] if row["id"] == name]
    row: Row = found
    return row


@pytest.mark.parametrize("route", ["us_standard", "us_seed"])
def test_the_worked_example_of_thirteen_years_holds_to_the_day(route: str) -> None:
    row = case("tv.seed_min")
    plan = college(route, Choices(fellowship_years=1))
    first, last = row["residency"]
    assert days(plan, "bachelor") == ("2026-08-20",) * 2 + (row["bachelor_end"],) * 2
    assert days(plan, "md_do") == (row["med_start"],) * 2 + (row["med_end"],) * 2
    assert days(plan, "residency") == (first, first, last, last)
    assert plan.ends is not None
    assert plan.ends.latest.isoformat() == plan.ends.earliest.isoformat() == row["fellowship_end"]
    assert list(plan.academic_years) == [row["academic_years"]] * 2
    assert {f"{one.years}y{one.months}m{one.days}d" for one in plan.elapsed} == {row["elapsed"]}
    exam = milestone(plan, "pain_exam")
    assert exam.precision is Precision.MONTH
    assert exam.dates is not None
    month = date.fromisoformat(row["exam"]).replace(day=1)
    assert (exam.dates.earliest, exam.dates.latest) == (month, month.replace(day=30))


def test_the_worked_example_with_two_gap_years_holds_to_the_day() -> None:
    row = case("tv.gap2")
    plan = college(choices=Choices(gap_years=2))
    assert plan.ends is not None
    assert plan.ends.earliest.isoformat() == plan.ends.latest.isoformat() == row["fellowship_end"]
    assert list(plan.academic_years) == [row["academic_years"]] * 2
    assert f"{plan.elapsed[0].years}y{plan.elapsed[0].months}m{plan.elapsed[0].days}d" == row["elapsed"]


def test_match_day_falls_where_the_worked_example_says() -> None:
    for year, day in case("tv.match_day")["expect"].items():
        third_friday = DayOfYear(month=3, nth=Nth.THIRD, weekday=Weekday.FRIDAY)
        assert third_friday.in_year(year)[0].isoformat() == day
    dates = milestone(college(), "match_day").dates
    assert dates is not None
    assert dates.earliest == dates.latest == date.fromisoformat(case("tv.match_day")["expect"][2034])


@pytest.mark.parametrize("route", ROUTES)
def test_every_pathway_computes_to_what_the_facts_add_up_to(route: str) -> None:
    rows = {row["id"]: row for row in facts()["pathways"]}
    assert sorted(rows) == sorted(timelines().pathways) == sorted(ROUTES)
    row, pathway = rows[route], timelines().pathways[route]
    first = timelines().stages[pathway.steps[0].stage].group if pathway.steps else Group.PRACTICE
    plan = planned(row["id"], Anchor(stage=first, since=date(2026, 9, 1)))
    total = row.get("total_m") or row.get("range_without_gap_m")
    typical = row.get("typical_total_m")
    if total is not None:
        assert plan.possible.months == MonthRange(*total)
    if typical is not None:
        assert plan.months == MonthRange(typical, typical)
    elif total is not None:
        assert plan.months == plan.possible.months
    else:
        assert (plan.stages, plan.months) == ((), MonthRange(0, 0))


def test_a_residency_takes_what_the_facts_say_of_its_specialty() -> None:
    for row in facts()["specialties"]:
        least, most = row.get("years_min", row.get("years")), row.get("years_max", row.get("years"))
        plan = college(choices=Choices(specialty=row["id"]))
        (residency,) = [one for one in plan.stages if one.id == "residency"]
        assert residency.months == MonthRange(12 * least, 12 * most), row["id"]


def test_a_length_that_is_a_range_goes_on_to_every_later_date() -> None:
    plan = college(choices=Choices(specialty="emergency_medicine"))
    assert days(plan, "residency") == ("2034-07-01", "2034-07-01", "2037-06-30", "2038-06-30")
    assert days(plan, "pain_fellowship_acgme") == ("2037-07-01", "2038-07-01", "2038-06-30", "2039-06-30")
    assert milestone(plan, "pain_exam").dates == milestone(plan, "certification").dates
    dates = milestone(plan, "certification").dates
    assert dates is not None
    assert (dates.earliest, dates.latest) == (date(2038, 9, 1), date(2039, 9, 30))
    assert list(plan.academic_years) == [12, 13]


def test_the_guide_adds_up_to_thirteen_to_fourteen_and_its_own_words_stand_beside() -> None:
    plan = college("us_seed")
    assert list(plan.academic_years) == [13, 14]
    assert list(plan.possible_academic_years) == [13, 14]
    assert text_of(plan, "stated") == (
        "Its source says 12–14 years; its own parts add up to 13–14 academic years. The plan counts the parts."
    )
    assert days(plan, "pain_fellowship_seed") == ("2038-07-01", "2038-07-01", "2039-06-30", "2040-06-30")
    assert "stated" not in codes(college())


def test_what_is_possible_does_not_depend_on_what_was_chosen() -> None:
    plan = college(choices=Choices(specialty="neurosurgery", gap_years=3))
    assert list(plan.possible_academic_years) == [11, 17]
    assert list(plan.academic_years) == [19, 19]
    assert re.search(r"\b11 academic years", plan.possible.shortest)
    assert re.search(r"\b17 academic", plan.possible.longest)


def test_years_come_in_halves_in_india() -> None:
    plan = planned("in_standard", Anchor(stage=Group.MEDICAL_SCHOOL, since=date(2026, 8, 1)))
    assert list(plan.academic_years) == [9.5, 11.5]
    assert days(plan, "in_mbbs") == ("2026-08-01", "2026-08-01", "2032-01-31", "2032-01-31")
    chosen = planned(
        "in_standard", Anchor(stage=Group.MEDICAL_SCHOOL, since=date(2026, 8, 1)), Choices(fellowship_years=3)
    )
    assert list(chosen.academic_years) == [11.5, 11.5]
