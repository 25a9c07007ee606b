"""A plan says where the applications for a start ahead are over by today."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.plan import plan
from bot.core.plan.values import Plan
from bot.core.timelines.calendar import DayOfYear
from tests.core.plan.shipped import TODAY, Anchor, Choices, Group, codes, days, planned, text_of, timelines

FINAL_YEAR = Anchor(stage=Group.MEDICAL_SCHOOL, year=4, since=date(2026, 8, 1))
LAST_OF_RESIDENCY = Anchor(stage=Group.RESIDENCY, year=4, since=date(2026, 7, 1))
ABOUT_IT = {"applied", "applications_over"}


def us(anchor: Anchor, today: date, choices: Choices | None = None) -> Plan:
    return planned("us_standard", anchor, choices, today=today)


def test_who_has_not_applied_reads_what_is_over_and_which_start_is_next() -> None:
    assert text_of(us(LAST_OF_RESIDENCY, TODAY), "applications_over") == (
        "All dates known here to apply for Pain medicine fellowship, ACGME from Jul 2027 are over; the last was "
        "Deadlines of pain fellowships (15 Apr 2026 to 31 May 2026). So is Pain medicine match day (Sep 2026 to Oct "
        "2026). Unless you have a place already, ask what is still open, or plan for Jul 2028: its next date is Pain "
        "fellowships begin to read (2 Dec 2026)."
    )


def test_who_has_applied_reads_what_comes_next_while_the_match_is_ahead() -> None:
    assert text_of(us(FINAL_YEAR, TODAY), "applied") == (
        "All dates known here to apply for Residency from Jul 2027 are over; the last was Residency programs begin to "
        "read (Sep 2026). If you have applied, next comes Match Week (15 Mar 2027 to 19 Mar 2027). If not, ask whether "
        "you still can, or plan for Jul 2028: its next date is ERAS season opens (2 Jun 2027)."
    )


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2026, 9, 1), None),  # the day before applications can be submitted
        (date(2026, 9, 30), None),  # of the last one only the month is known, and it is not over
        (date(2026, 10, 1), "applied"),
        (date(2027, 3, 19), "applied"),  # Match Day itself
        (date(2027, 3, 20), "applications_over"),
        (date(2027, 6, 30), "applications_over"),
        (date(2027, 7, 1), None),  # by this count it has begun
    ],
)
def test_the_warning_comes_and_changes_with_the_day(today: date, code: str | None) -> None:
    assert codes(us(FINAL_YEAR, today)) & ABOUT_IT == ({code} if code else set())


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2027, 5, 31), None),
        (date(2027, 6, 1), "applied"),  # interviews and the match are ahead
        (date(2027, 10, 31), "applied"),
        (date(2027, 11, 1), "applications_over"),
    ],
)
def test_interviews_do_not_keep_applications_open(today: date, code: str | None) -> None:
    third_year = Anchor(stage=Group.RESIDENCY, year=3, since=date(2026, 7, 1))
    assert codes(us(third_year, today)) & ABOUT_IT == ({code} if code else set())


@pytest.mark.parametrize(
    ("today", "ahead"),
    [
        (date(2026, 6, 1), "next comes Pain medicine match opens (Jun 2026)."),  # it begins today
        (date(2026, 6, 2), "next comes Pain medicine match day (Sep 2026 to Oct 2026)."),
        (date(2026, 9, 1), "next comes Pain medicine match day (Sep 2026 to Oct 2026)."),
        (date(2026, 9, 2), "now is the time of Pain medicine match day (Sep 2026 to Oct 2026)."),
        (date(2026, 10, 31), "now is the time of Pain medicine match day (Sep 2026 to Oct 2026)."),
    ],
)
def test_what_runs_already_is_not_what_comes_next(today: date, ahead: str) -> None:
    assert f"If you have applied, {ahead} If not, " in text_of(us(LAST_OF_RESIDENCY, today), "applied")


@pytest.mark.parametrize(
    ("anchor", "today"),
    [
        (Anchor(stage=Group.UNDERGRADUATE, year=4), TODAY),
        (Anchor(stage=Group.UNDERGRADUATE, year=3, since=date(2025, 8, 1)), date(2026, 7, 1)),
        (Anchor(stage=Group.UNDERGRADUATE, year=4, since=date(2026, 8, 1)), date(2027, 7, 10)),
    ],
)
def test_where_only_openings_are_known_no_season_is_called_over(anchor: Anchor, today: date) -> None:
    assert codes(us(anchor, today)) & ABOUT_IT == set()


def test_a_day_to_apply_by_closes_a_season_without_a_match() -> None:
    table = timelines()
    opens = table.calendar["tmdsas_open"]
    by = replace(opens, id="by", title="Last day", when=None, until=DayOfYear(month=11, day=1, years=-1))
    dated = replace(table, calendar={opens.id: opens, by.id: by})
    found = plan(dated, table.pathways["us_standard"], Choices(), Anchor(stage=Group.UNDERGRADUATE, year=4), TODAY)
    assert text_of(found, "applications_over") == (
        "All dates known here to apply for Medical school, MD or DO from Aug 2027 are over; the last was Last day "
        "(1 Nov 2026). Unless you have applied already, ask whether you still can, or plan for Aug 2028: its next date "
        "is TMDSAS (Texas) opens (1 May 2027)."
    )


def test_who_is_in_the_stage_already_is_not_warned_about_it() -> None:
    inside = (
        Anchor(stage=Group.FELLOWSHIP),
        Anchor(stage=Group.FELLOWSHIP, since=date(2026, 7, 1)),
        Anchor(stage=Group.RESIDENCY, year=2, since=date(2027, 7, 1)),  # its next year begins after today
        Anchor(stage=Group.PRACTICE),
    )
    assert [codes(us(anchor, TODAY)) & ABOUT_IT for anchor in inside] == [set()] * 4


def test_who_names_a_start_ahead_is_not_in_the_stage_yet() -> None:
    assert "applied" in codes(us(Anchor(stage=Group.RESIDENCY, since=date(2027, 7, 1)), TODAY))
    assert codes(us(Anchor(stage=Group.RESIDENCY, since=date(2028, 7, 1)), TODAY)) & ABOUT_IT == set()


def test_a_year_in_between_leaves_time_to_apply() -> None:
    assert codes(us(FINAL_YEAR, TODAY, Choices(research_years=1))) & ABOUT_IT == set()


def test_of_a_range_the_earliest_start_is_meant() -> None:
    found = planned("ca_standard", Anchor(stage=Group.RESIDENCY, year=4, since=date(2026, 7, 1)))
    assert "for Royal College pain medicine from Jul 2027 are over" in text_of(found, "applied")


def test_of_a_range_that_has_begun_the_latest_start_is_meant() -> None:
    last_year = Anchor(stage=Group.RESIDENCY, year=5)
    found = planned("ca_standard", last_year)
    assert days(found, "ca_pain")[:2] == ("2026-07-01", "2027-07-01")
    assert "for Royal College pain medicine from Jul 2027 are over" in text_of(found, "applied")
    asked_later = planned("ca_standard", replace(last_year, asked=TODAY), today=date(2027, 7, 1))
    assert codes(asked_later) & ABOUT_IT == set()  # the latest start is today


def test_where_nothing_is_known_of_applications_nothing_is_said() -> None:
    assert codes(planned("uk_anaesthetics", Anchor(stage=Group.MEDICAL_SCHOOL, year=5))) & ABOUT_IT == set()
