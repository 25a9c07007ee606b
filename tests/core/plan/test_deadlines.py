"""What is dated in the next twelve months."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.plan import deadlines
from bot.core.plan.days import DateRange, plus
from bot.core.timelines.calendar import RuleKind
from tests.core.plan.shipped import TODAY, Group, timelines


def found(stage: Group, today: date = TODAY) -> dict[str, DateRange]:
    return {one.rule.id: one.dates for one in deadlines(timelines(), stage, today)}


def test_each_stage_sees_the_way_into_the_next_one_and_its_own_exams() -> None:
    assert list(found(Group.GAP)) == [
        *("mcat", "tmdsas_open", "aacomas_open", "amcas_open", "amcas_submit", "tmdsas_submit", "amcas_transmit"),
    ]
    assert list(found(Group.GAP)) == list(found(Group.POSTBACC))
    assert list(found(Group.MEDICAL_SCHOOL)) == [
        *("match_week", "match_day", "eras_res_open", "step2", "eras_res_submit", "eras_res_review", "nrmp_reg"),
    ]
    residency = found(Group.RESIDENCY)
    assert {"aba_basic", "fellow_eras_submit", "fellow_deadline", "fellow_match", "ca_pain_apply"} <= residency.keys()
    assert {"match_day", "pain_exam"}.isdisjoint(residency)
    assert {"pain_exam", "aba_advanced_winter"} <= found(Group.FELLOWSHIP).keys()
    assert list(found(Group.PRACTICE)) == ["pain_exam"]
    assert not found(Group.HIGH_SCHOOL)


def test_the_days_are_those_of_the_next_time_it_happens() -> None:
    assert found(Group.MEDICAL_SCHOOL)["match_day"] == DateRange(date(2027, 3, 19), date(2027, 3, 19))
    assert found(Group.RESIDENCY)["fellow_eras_submit"] == DateRange(date(2027, 11, 10), date(2027, 11, 10))
    eve = found(Group.MEDICAL_SCHOOL, date(2027, 3, 19))
    assert eve["match_day"].latest == date(2027, 3, 19)
    after = found(Group.MEDICAL_SCHOOL, date(2027, 3, 20))
    assert after["match_day"].latest == date(2028, 3, 17)
    running = found(Group.UNDERGRADUATE, date(2027, 6, 1))
    assert running["mcat"] == DateRange(date(2027, 1, 1), date(2027, 9, 30))


def test_a_deadline_says_for_which_beginning_it_is_and_how_fresh_its_rule_is() -> None:
    (one,) = [one for one in deadlines(timelines(), Group.RESIDENCY, TODAY) if one.rule.id == "fellow_eras_submit"]
    assert (one.stage.id, one.edge, one.as_of, one.stale) == (
        "pain_fellowship_acgme",
        date(2029, 7, 1),
        TODAY,
        False,
    )
    assert one.rule.sources
    later = deadlines(timelines(), Group.RESIDENCY, date(2027, 5, 1))
    assert {one.rule.id for one in later if one.stale} >= {"fellow_eras_submit", "aba_basic"}


@given(st.sampled_from(list(Group)), st.dates(date(2000, 1, 1), date(2150, 1, 1)))
@settings(max_examples=150, deadline=None)
def test_every_deadline_lies_within_twelve_months_or_is_running(stage: Group, today: date) -> None:
    dated = deadlines(timelines(), stage, today)
    assert [one.dates for one in dated] == sorted(one.dates for one in dated)
    for one in dated:
        assert one.dates.latest >= today
        assert one.dates.earliest < plus(today, 12)
        assert one.rule.kind not in (RuleKind.START, RuleKind.END, RuleKind.LIMIT)
    assert len({one.rule.id for one in dated}) == len(dated)


@given(st.dates(date(2000, 1, 1), date(2150, 1, 1)))
@settings(max_examples=50, deadline=None)
def test_what_comes_on_the_same_day_or_month_each_year_is_always_among_the_deadlines(today: date) -> None:
    assert "nrmp_reg" in found(Group.MEDICAL_SCHOOL, today)
    assert "pain_exam" in found(Group.FELLOWSHIP, today)


def test_what_comes_more_than_twelve_months_from_now_is_not_among_them() -> None:
    """The third Friday of March moves: from the 16th to the 21st."""
    assert "match_day" in found(Group.MEDICAL_SCHOOL, date(2035, 3, 16))
    assert "match_day" not in found(Group.MEDICAL_SCHOOL, date(2035, 3, 17))
    assert "match_day" in found(Group.MEDICAL_SCHOOL, date(2035, 3, 22))
