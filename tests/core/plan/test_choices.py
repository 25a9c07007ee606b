"""What the choices of a member do to the stages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.plan.days import MonthRange
from tests.core.plan.shipped import (
    AUGUST,
    JULY,
    Anchor,
    Choices,
    Group,
    PartTime,
    codes,
    college,
    days,
    planned,
    stage,
    text_of,
)

RESIDENT = Anchor(stage=Group.RESIDENCY, since=JULY)
SCHOOL = Anchor(stage=Group.MEDICAL_SCHOOL, since=AUGUST)
FELLOW = Anchor(stage=Group.FELLOWSHIP, since=AUGUST)


def ids(route: str, anchor: Anchor, choices: Choices | None = None) -> list[str]:
    return [one.id for one in planned(route, anchor, choices).stages]


@pytest.mark.parametrize(
    ("route", "group", "text"),
    [
        (
            "us_standard",
            Group.RESIDENCY,
            (
                "You did not say in which month this year of Residency began: its last opening is counted, 1 Jul 2026. "
                "The option since names another month."
            ),
        ),
        (
            "us_standard",
            Group.POSTBACC,
            (
                "You did not say in which month this year of Post-baccalaureate program began: 16 May 2026 is counted, "
                "right after the stage before it. The option since names the month."
            ),
        ),
        (
            "uk_anaesthetics",
            Group.MEDICAL_SCHOOL,
            (
                "You did not say in which month this year of Medical school began, and when it opens is not known "
                "here: the month in which you asked is counted, from 1 Nov 2026. Every date after it hangs on that: "
                "name the month with the option since."
            ),
        ),
    ],
)
def test_a_month_that_was_not_named_is_said_to_be_counted_and_how_to_name_it(
    route: str, group: Group, text: str
) -> None:
    assert text_of(planned(route, Anchor(stage=group)), "since") == text
    assert "since" not in codes(planned(route, Anchor(stage=group, since=JULY)))


def test_of_a_later_year_it_is_said_that_the_first_followed_the_stage_before() -> None:
    found = planned("us_standard", Anchor(stage=Group.GAP, year=2))
    assert text_of(found, "since") == (
        "You did not say in which month this year of Gap before medical school began: 16 May 2026 is counted, because "
        "its first year is taken to have begun in May, right after the stage before it. The option since names the "
        "month."
    )
    assert text_of(found, "done") == "Of Gap before medical school 1 year lies behind you, at full time."


def test_a_degree_stands_in_the_place_of_what_it_is_a_variant_of_or_of_all_it_replaces() -> None:
    short = college(choices=Choices(degree="md_3yr"))
    assert [one.id for one in short.stages] == ["bachelor", "md_3yr", "residency", "pain_fellowship_acgme"]
    assert days(short, "md_3yr") == ("2030-08-01", "2030-08-01", "2033-05-20", "2033-05-20")
    both = college(choices=Choices(degree="bs_md"))
    assert [one.id for one in both.stages] == ["bs_md", "residency", "pain_fellowship_acgme"]
    assert days(both, "bs_md") == ("2026-08-20", "2026-08-20", "2034-05-20", "2034-05-20")
    long = college(choices=Choices(degree="md_phd"))
    assert stage(long, "md_phd").months == MonthRange(96, 96)
    assert "degree" not in codes(long)
    assert text_of(college(), "degree") == "The degree is Medical school, MD or DO, because you named none."


def test_gap_years_stand_before_medical_school_wherever_that_is() -> None:
    assert ids("us_standard", Anchor(stage=Group.UNDERGRADUATE), Choices(gap_years=1))[1] == "gap"
    assert ids("us_seed", Anchor(stage=Group.UNDERGRADUATE), Choices(gap_years=1))[1] == "gap"
    assert ids("us_standard", Anchor(stage=Group.POSTBACC), Choices(gap_years=1))[:2] == ["postbacc", "gap"]
    assert ids("uk_anaesthetics", Anchor(stage=Group.HIGH_SCHOOL), Choices(gap_years=1))[:2] == [
        "gap",
        "uk_medical_school",
    ]


def test_who_stands_in_the_gap_has_as_many_years_of_it_as_were_said() -> None:
    here = Anchor(stage=Group.GAP, year=2, since=date(2026, 6, 1))
    plan = planned("us_standard", here)
    assert days(plan, "gap") == ("2026-06-01", "2026-06-01", "2027-05-31", "2027-05-31")
    assert days(plan, "md_do")[0] == "2027-08-01"
    longer = planned("us_standard", here, Choices(gap_years=4))
    assert stage(longer, "gap").months == MonthRange(36, 36)


def test_research_years_follow_medical_school_or_where_that_is_behind_residency() -> None:
    assert ids("us_standard", SCHOOL, Choices(research_years=1))[:2] == ["md_do", "research_year"]
    assert ids("us_standard", RESIDENT, Choices(research_years=2))[:2] == ["residency", "research_year"]
    assert ids("uk_anaesthetics", RESIDENT, Choices(research_years=1))[-2:] == ["uk_pain", "research_year"]
    plan = planned("us_standard", SCHOOL, Choices(research_years=2))
    assert days(plan, "research_year") == ("2030-05-21", "2030-05-21", "2032-05-20", "2032-05-20")


def test_a_second_year_of_fellowship_is_another_fellowship_where_the_first_takes_one() -> None:
    plan = college(choices=Choices(fellowship_years=2))
    assert [one.id for one in plan.stages][-2:] == ["pain_fellowship_acgme", "second_fellowship"]
    assert days(plan, "second_fellowship") == ("2039-07-01", "2039-07-01", "2040-06-30", "2040-06-30")
    guide = college("us_seed", Choices(fellowship_years=2))
    assert days(guide, "pain_fellowship_seed") == ("2038-07-01", "2038-07-01", "2040-06-30", "2040-06-30")
    assert ids("us_standard", Anchor(stage=Group.FELLOWSHIP, year=2), Choices(fellowship_years=2)) == [
        "second_fellowship"
    ]


def test_the_year_one_is_in_is_counted_to_its_end_and_what_is_done_is_not_counted() -> None:
    third = college(year=3)
    assert days(third, "bachelor") == ("2026-08-20", "2026-08-20", "2028-05-15", "2028-05-15")
    assert third.months == MonthRange(132, 132)
    assert text_of(third, "done") == "Of Bachelor's degree 2 years lie behind you, at full time."
    fifth = college(year=5)
    assert days(fifth, "bachelor") == ("2026-08-20", "2026-08-20", "2027-05-15", "2027-05-15")
    last = planned("in_standard", Anchor(stage=Group.MEDICAL_SCHOOL, year=6, since=AUGUST))
    assert stage(last, "in_mbbs").months == MonthRange(6, 6)
    second = planned("us_seed", Anchor(stage=Group.FELLOWSHIP, year=2, since=JULY))
    assert stage(second, "pain_fellowship_seed").months == MonthRange(12, 12)


def test_years_are_counted_through_all_stages_of_a_group() -> None:
    plan = planned("uk_anaesthetics", Anchor(stage=Group.RESIDENCY, year=4, since=AUGUST))
    assert [one.id for one in plan.done] == ["uk_medical_school", "uk_foundation"]
    assert days(plan, "uk_ct_st") == ("2026-08-01", "2026-08-01", "2032-07-31", "2032-07-31")
    researcher = planned(
        "us_standard", Anchor(stage=Group.MEDICAL_SCHOOL, year=5, since=date(2026, 6, 1)), Choices(research_years=1)
    )
    assert researcher.stages[0].id == "research_year"


@pytest.mark.parametrize(
    ("since", "start", "end"),
    [
        (date(2026, 8, 1), "2026-08-20", "2030-05-15"),
        (date(2026, 9, 30), "2026-08-20", "2030-05-15"),  # its opening is known to the month only
        (date(2026, 7, 1), "2026-08-20", "2030-05-15"),
        (date(2027, 1, 1), "2027-01-01", "2030-12-31"),
        (None, "2026-08-20", "2030-05-15"),
    ],
)
def test_a_month_means_the_opening_near_it_or_its_first_day(since: date | None, start: str, end: str) -> None:
    plan = planned("us_standard", Anchor(stage=Group.UNDERGRADUATE, since=since))
    assert days(plan, "bachelor") == (start, start, end, end)
    assert ("since" in codes(plan)) == (since is None)


def test_who_ends_after_the_opening_waits_for_the_next_one() -> None:
    plan = planned("us_standard", Anchor(stage=Group.RESIDENCY, since=date(2026, 9, 1)))
    assert days(plan, "residency") == ("2026-09-01", "2026-09-01", "2030-08-31", "2030-08-31")
    assert days(plan, "pain_fellowship_acgme")[0] == "2031-07-01"
    assert text_of(plan, "off_cycle") == (
        "Residency ends on 31 Aug 2030, and Pain medicine fellowship, ACGME opens next on 1 Jul 2031."
        " That is the safe date; ask whether a start in between is possible."
    )
    assert "off_cycle" not in codes(college())


def test_an_end_that_was_said_takes_the_place_of_the_one_computed() -> None:
    plan = planned("us_standard", replace(RESIDENT, year=4, until=date(2028, 3, 10)))
    assert days(plan, "residency") == ("2026-07-01", "2026-07-01", "2028-03-10", "2028-03-10")
    assert stage(plan, "residency").months == MonthRange(21, 21)
    assert days(plan, "pain_fellowship_acgme")[0] == "2028-07-01"
    assert text_of(plan, "longer") == (
        "Residency would take longer than the 4 years that are known. Look at the end that you gave."
    )
    sixth = planned("uk_anaesthetics", Anchor(stage=Group.RESIDENCY, year=8, since=AUGUST, until=date(2029, 1, 31)))
    assert days(sixth, "uk_ct_st")[3] == "2029-01-31"


def test_before_the_first_stage_everything_is_ahead_and_after_the_last_nothing() -> None:
    plan = planned("us_standard", Anchor(stage=Group.HIGH_SCHOOL, until=date(2028, 6, 10)))
    assert days(plan, "bachelor")[0] == "2028-08-20"
    assert text_of(plan, "before") == "Bachelor's degree begins on its first day after 10 Jun 2028, as you said."
    assert days(planned("us_standard", Anchor(stage=Group.HIGH_SCHOOL)), "bachelor")[0] == "2027-08-20"
    later = Anchor(stage=Group.HIGH_SCHOOL, since=date(2029, 9, 1))
    assert days(planned("us_standard", later), "bachelor")[0] == "2030-08-20"
    over = planned("us_standard", Anchor(stage=Group.PRACTICE))
    assert (over.stages, over.milestones, over.months, over.starts) == ((), (), MonthRange(0, 0), None)
    assert len(over.done) == 4
    assert codes(over) == {"nothing_ahead"}


def test_a_repeated_year_lengthens_the_stage_it_is_in() -> None:
    plan = college(choices=Choices(repeated=(Group.RESIDENCY, Group.RESIDENCY, Group.MEDICAL_SCHOOL)))
    assert stage(plan, "residency").months == MonthRange(72, 72)
    assert stage(plan, "md_do").months == MonthRange(60, 60)
    again = planned("us_standard", replace(RESIDENT, year=2), Choices(repeated=(Group.RESIDENCY,)))
    assert stage(again, "residency").months == MonthRange(48, 48)


def test_leave_moves_the_end_of_residency_by_the_working_days_beyond_what_is_free() -> None:
    free = planned("us_standard", RESIDENT, Choices(leave_days=80))
    assert days(free, "residency")[2:] == ("2030-06-30", "2030-06-30")
    agreed = planned("us_standard", RESIDENT, Choices(leave_days=90))
    assert days(agreed, "residency")[2:] == ("2030-06-30", "2030-07-12")
    assert days(agreed, "pain_fellowship_acgme")[:2] == ("2030-07-01", "2031-07-01")
    assert text_of(agreed, "leave").startswith("Without consent 10 working days are added at the end. Up to 80 working")
    beyond = planned("us_standard", RESIDENT, Choices(leave_days=131))
    assert days(beyond, "residency")[2:] == ("2030-07-15", "2030-09-09")
    assert text_of(beyond, "leave").startswith("11 to 51 working days are added at the end. Up to 80 working days")
    assert text_of(beyond, "leave_review") == (
        "131 working days are more than 6 months away. What has to be done again is then decided anew."
    )
    assert beyond.months == MonthRange(60, 60)


def test_part_time_stretches_what_is_left_of_a_stage() -> None:
    plan = planned("us_standard", replace(RESIDENT, year=3), Choices(part_time=PartTime(60)))
    assert stage(plan, "residency").months == MonthRange(40, 40)
    assert days(plan, "residency")[3] == "2029-10-31"
    assert text_of(plan, "part_time") == (
        "Residency at 60 percent needs a program that agrees to it. Ask before you count on it."
    )
    kingdom = planned("uk_anaesthetics", RESIDENT, Choices(part_time=PartTime(80)))
    assert stage(kingdom, "uk_foundation").months == MonthRange(24, 24)
    assert stage(kingdom, "uk_ct_st").months == MonthRange(105, 105)
    assert text_of(kingdom, "full_time") == (
        "Foundation programme is planned at full time: whether part-time is possible is not known."
    )
    later = planned("uk_anaesthetics", SCHOOL, Choices(part_time=PartTime(50, Group.RESIDENCY)))
    assert stage(later, "uk_ct_st").months == MonthRange(168, 168)


def test_a_stage_inside_another_adds_nothing_and_lies_in_its_last_years() -> None:
    plan = planned("uk_anaesthetics", Anchor(stage=Group.RESIDENCY, since=AUGUST))
    assert days(plan, "uk_ct_st") == ("2028-08-01", "2028-08-01", "2035-07-31", "2035-07-31")
    assert days(plan, "uk_pain") == ("2033-08-01", "2034-08-01", "2034-07-31", "2035-07-31")
    assert plan.months == MonthRange(108, 108)
    fellow = planned("uk_anaesthetics", FELLOW)
    assert days(fellow, "uk_pain") == ("2026-08-01", "2026-08-01", "2027-07-31", "2027-07-31")
    assert days(fellow, "uk_ct_st") == ("2026-08-01", "2026-08-01", "2027-07-31", "2028-07-31")
    half = planned("uk_anaesthetics", RESIDENT, Choices(part_time=PartTime(40, Group.FELLOWSHIP)))
    assert text_of(half, "sticks_out") == (
        "Special interest area pain, in stage 3 does not fit into what is left of Anaesthetics, CT1 to ST7"
        " and reaches beyond it."
    )


def test_an_overlap_makes_a_range_of_whether_it_is_used() -> None:
    plan = planned("ca_standard", Anchor(stage=Group.RESIDENCY, since=JULY))
    assert days(plan, "ca_residency") == ("2026-07-01", "2026-07-01", "2031-06-30", "2031-06-30")
    assert days(plan, "ca_pain") == ("2030-07-01", "2031-07-01", "2032-06-30", "2033-06-30")
    assert plan.months == MonthRange(72, 84)
    fellow = planned("ca_standard", Anchor(stage=Group.FELLOWSHIP, since=JULY))
    assert [one.id for one in fellow.stages] == ["ca_pain"]
    assert text_of(fellow, "overlap") == (
        "Anesthesiology residency is taken as finished, although up to 1 year of it may run beside"
        " Royal College pain medicine."
    )


def test_an_unknown_opening_is_the_next_day_and_said() -> None:
    plan = planned("de_standard", Anchor(stage=Group.MEDICAL_SCHOOL, since=date(2026, 10, 1)))
    assert plan.stages[1].starts.earliest == plan.stages[0].ends.earliest + timedelta(days=1)
    assert text_of(plan, "opening_unknown") == (
        "When Facharzt Anästhesiologie and Zusatz-Weiterbildung Spezielle Schmerztherapie begin is not known,"
        " so the day after what comes before is counted."
    )


def test_a_leap_day_is_a_day_like_any_other() -> None:
    plan = planned("us_standard", Anchor(stage=Group.GAP, since=date(2028, 2, 1)), today=date(2028, 2, 29))
    assert days(plan, "gap") == ("2028-02-01", "2028-02-01", "2029-01-31", "2029-01-31")
    mbbs = planned("in_standard", Anchor(stage=Group.MEDICAL_SCHOOL, since=date(2026, 9, 1)))
    assert days(mbbs, "in_mbbs")[3] == "2032-02-29"
    assert days(mbbs, "in_md")[0] == "2032-03-01"
    long = planned("us_standard", Anchor(stage=Group.RESIDENCY, until=date(2028, 2, 29), since=JULY))
    assert days(long, "residency")[3] == "2028-02-29"


def test_a_plan_that_lies_in_the_past_says_so() -> None:
    plan = planned("us_standard", Anchor(stage=Group.UNDERGRADUATE, since=date(2015, 8, 1)))
    assert text_of(plan, "past") == (
        "By this count Bachelor's degree ended on 15 May 2019, before today. Name the stage that you are in now."
    )
    assert "past" not in codes(college())


def test_what_could_be_added_and_was_not_is_named() -> None:
    assert text_of(planned("ca_standard", RESIDENT), "not_counted") == (
        "Not counted, because you did not choose them: repeated year and research years."
    )
    plan = planned("us_standard", RESIDENT, Choices(specialty="pmr", research_years=1, fellowship_years=2))
    said = text_of(plan, "not_counted")
    assert "no pain fellowship in the Match" in said
    assert not [word for word in ("research", "second", "BASIC", "gap") if word in said]
