"""What is dated in a plan beside its stages."""

from datetime import date

import pytest

from bot.core.plan.days import DateRange
from bot.core.plan.values import Milestone, Precision
from tests.core.plan.shipped import (
    AUGUST,
    JULY,
    Anchor,
    Choices,
    Group,
    codes,
    college,
    milestone,
    planned,
    text_of,
    timelines,
)


def span(one: Milestone) -> tuple[str, str]:
    assert one.dates is not None
    return one.dates.earliest.isoformat(), one.dates.latest.isoformat()


@pytest.mark.parametrize(
    ("name", "first", "last", "precision"),
    [
        ("mcat", "2029-01-01", "2029-09-30", Precision.MONTH),
        ("aacomas_open", "2029-05-01", "2029-05-07", Precision.DAY),
        ("amcas_transmit", "2029-06-01", "2029-06-30", Precision.MONTH),  # "the last Friday or so"
        ("med_start", "2030-07-01", "2030-08-31", Precision.MONTH),
        ("step1", "2032-02-01", "2033-02-28", Precision.MONTH),
        ("step2", "2033-08-01", "2033-08-31", Precision.MONTH),
        ("eras_res_submit", "2033-09-07", "2033-09-07", Precision.DAY),
        ("match_week", "2034-03-13", "2034-03-17", Precision.DAY),
        ("match_day", "2034-03-17", "2034-03-17", Precision.DAY),
        ("pgy_start", "2034-07-01", "2034-07-01", Precision.DAY),
        ("aba_basic", "2036-06-01", "2036-06-30", Precision.MONTH),
        ("fellow_eras_submit", "2036-11-12", "2036-11-12", Precision.DAY),
        ("fellow_eras_review", "2036-12-03", "2036-12-03", Precision.DAY),
        ("fellow_deadline", "2037-04-15", "2037-05-31", Precision.DAY),
        ("fellow_match", "2037-09-01", "2037-10-31", Precision.MONTH),
        ("aba_advanced_winter", "2039-01-01", "2039-01-31", Precision.MONTH),
        ("training_complete", "2039-06-30", "2039-06-30", Precision.DAY),
        ("pain_exam", "2039-09-01", "2039-09-30", Precision.MONTH),
        ("certification", "2039-09-01", "2039-09-30", Precision.MONTH),
    ],
)
def test_a_rule_of_the_calendar_gives_a_milestone(name: str, first: str, last: str, precision: Precision) -> None:
    one = milestone(college(), name)
    assert (*span(one), one.precision) == (first, last, precision)
    if one.rule is not None:
        assert one.rule.sources or one.rule.level.value == "unverified"


def test_what_has_no_date_is_no_milestone() -> None:
    ids = {one.id for one in college().milestones}
    assert {"signals", "step_limit", "aba_applied"}.isdisjoint(ids)
    assert {"signals", "step_limit", "aba_applied"} <= timelines().calendar.keys()


def test_rules_of_one_specialty_are_not_for_others() -> None:
    ids = {one.id for one in college(choices=Choices(specialty="pmr")).milestones}
    assert {"aba_basic", "aba_advanced_summer"}.isdisjoint(ids)
    assert {"step3", "pain_exam"} <= ids


def test_what_was_over_before_the_plan_begins_is_left_out_and_the_rest_counts_from_the_true_beginning() -> None:
    plan = planned("us_standard", Anchor(stage=Group.RESIDENCY, year=3, since=JULY))
    ids = {one.id for one in plan.milestones}
    assert {"match_day", "pgy_start", "aba_basic"}.isdisjoint(ids)  # BASIC was in June, at the end of the second year
    assert span(milestone(plan, "aba_basic_second")) == ("2026-11-01", "2026-11-30")
    assert span(milestone(plan, "step3")) == ("2024-07-01", "2026-07-31")
    assert span(milestone(plan, "fellow_eras_submit")) == ("2026-11-11", "2026-11-11")


def test_training_is_complete_months_before_the_earliest_certification() -> None:
    plan = college(choices=Choices(fellowship_years=2))
    assert span(milestone(plan, "training_complete"))[0] == "2040-06-30"
    assert span(milestone(plan, "certification"))[0] == "2039-09-01"  # the first fellowship is the one that counts


def test_the_certificate_follows_from_the_specialty() -> None:
    for name, board in (("anesthesiology", "aba"), ("pmr", "abpmr"), ("psychiatry", "abpn"), ("ir_integrated", "abr")):
        found = milestone(college(choices=Choices(specialty=name)), "certification").certificate
        assert found is not None
        assert found.id == board
    assert text_of(college(choices=Choices(specialty="ir_integrated")), "certificate").endswith(
        "The board was on a list quoted in 2017. Ask it before you count on the certificate."
    )


def test_no_known_certificate_is_said_and_no_exam_is_promised() -> None:
    plan = college(choices=Choices(specialty="internal_medicine"))
    assert {"certification", "pain_exam"}.isdisjoint(one.id for one in plan.milestones)
    assert text_of(plan, "no_certificate").startswith(
        "No certificate in pain medicine is known at the end of this plan. No ABMS certificate"
    )


def test_a_certificate_without_a_date_has_an_unknown_one() -> None:
    plan = planned("uk_anaesthetics", Anchor(stage=Group.MEDICAL_SCHOOL, since=AUGUST))
    one = milestone(plan, "certification")
    assert (one.dates, one.precision, plan.milestones[-1]) == (None, Precision.UNKNOWN, one)
    (diploma,) = planned("eu_edpm", Anchor(stage=Group.PRACTICE)).milestones
    assert diploma.certificate is not None
    assert (diploma.id, diploma.certificate.id, diploma.dates) == ("certification", "edpm", None)
    assert not planned("us_standard", Anchor(stage=Group.PRACTICE)).milestones


def test_a_rule_past_its_day_of_checking_says_so() -> None:
    here = Anchor(stage=Group.UNDERGRADUATE, since=AUGUST)
    assert "stale" not in codes(planned("us_standard", here, today=date(2027, 1, 14)))
    plan = planned("us_standard", here, today=date(2027, 1, 15))
    stale = {one.id for one in plan.milestones if one.stale}
    assert stale == {"mcat", "aba_basic", "aba_basic_second", "aba_advanced_summer", "aba_advanced_winter"}
    said = [note.text for note in plan.warnings if note.code == "stale"]
    assert len(said) == len(stale)
    assert said[0] == "MCAT: its rule was due to be checked again on 15 Jan 2027. Look at its source first."


def test_canada_has_dates_of_its_own() -> None:
    plan = planned("ca_standard", Anchor(stage=Group.RESIDENCY, since=JULY))
    assert milestone(plan, "ca_pain_apply").dates == DateRange(date(2029, 8, 1), date(2030, 8, 31))
