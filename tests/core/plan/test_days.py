from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.plan.days import Elapsed, Year, elapsed, plus, working_days_after
from bot.core.timelines.stages import MonthDay

COLLEGE = Year(MonthDay(8, 20), MonthDay(5, 15))
TRAINING = Year(MonthDay(7, 1), MonthDay(6, 30))
AUGUST = Year(MonthDay(8, 1))
NONE = Year(None)
DATES = st.dates(date(1950, 1, 1), date(2190, 1, 1))
YEARS = st.sampled_from([COLLEGE, TRAINING, AUGUST, NONE])


def test_a_month_later_is_the_same_day_or_the_last_one() -> None:
    assert plus(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert plus(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert plus(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert plus(date(2028, 2, 29), 48) == date(2032, 2, 29)
    assert plus(date(2028, 3, 31), -1) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("year", "start", "months", "end"),
    [
        (COLLEGE, "2026-08-20", 48, "2030-05-15"),
        (COLLEGE, "2026-08-20", 8, "2027-04-19"),
        (COLLEGE, "2026-08-20", 9, "2027-05-15"),
        (COLLEGE, "2027-01-01", 48, "2030-12-31"),  # who begins in January ends in December
        (COLLEGE, "2026-06-01", 1, "2026-06-30"),  # all of it in the break: nothing to move it back to
        (TRAINING, "2034-07-01", 48, "2038-06-30"),
        (TRAINING, "2034-09-01", 48, "2038-08-31"),
        (AUGUST, "2026-08-01", 84, "2033-07-31"),
        (NONE, "2028-02-29", 12, "2029-02-27"),
        (NONE, "2027-03-01", 12, "2028-02-29"),
        (NONE, "2026-09-01", 66, "2032-02-29"),
    ],
)
def test_a_stage_ends_with_its_months_or_where_the_academic_year_did(
    year: Year, start: str, months: int, end: str
) -> None:
    assert year.end(date.fromisoformat(start), months).isoformat() == end


def test_the_next_opening_is_never_the_day_itself_where_it_comes_after() -> None:
    assert TRAINING.next_after(date(2034, 6, 30)) == date(2034, 7, 1)
    assert TRAINING.next_after(date(2034, 7, 1)) == date(2035, 7, 1)
    assert TRAINING.next_from(date(2034, 7, 1)) == date(2034, 7, 1)
    assert TRAINING.last_until(date(2034, 6, 30)) == date(2033, 7, 1)
    assert NONE.next_after(date(2028, 2, 28)) == date(2028, 2, 29)


@given(YEARS, DATES, st.integers(1, 120))
def test_more_months_never_end_earlier(year: Year, start: date, months: int) -> None:
    assert start <= year.end(start, months) <= year.end(start, months + 1)


@given(YEARS, DATES, DATES)
def test_a_later_start_never_ends_earlier(year: Year, one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert year.next_after(first) <= year.next_after(second)
    first, second = year.next_from(first), year.next_from(second)
    assert year.end(first, 36) <= year.end(second, 36)


@given(YEARS, DATES, st.integers(0, 4000))
def test_months_until_a_day_are_the_most_that_end_by_then_or_one_begun(year: Year, start: date, further: int) -> None:
    until = start + timedelta(days=further)
    months = year.months_until(start, until)
    fitting = max((n for n in range(1, 140) if year.end(start, n) <= until), default=1)
    if year.end(start, fitting) < until and year.in_session(until) == until:
        assert months == fitting + 1
    else:
        assert months == fitting


def test_until_the_close_of_a_school_year_is_whole_years() -> None:
    assert COLLEGE.months_until(date(2026, 8, 20), date(2030, 5, 15)) == 48
    assert COLLEGE.months_until(date(2026, 8, 20), date(2030, 5, 31)) == 48
    assert COLLEGE.months_until(date(2026, 8, 20), date(2030, 12, 10)) == 52
    assert TRAINING.months_until(date(2034, 7, 1), date(2038, 6, 20)) == 48


@given(DATES, DATES)
def test_what_has_elapsed_leads_back_to_the_last_day(one: date, other: date) -> None:
    start, end = sorted((one, other))
    found = elapsed(start, end)
    whole = found.years * 12 + found.months
    assert plus(start, whole) + timedelta(days=found.days) == end
    assert plus(start, whole + 1) > end
    assert found.months < 12


def test_thirteen_academic_years_are_ten_months_and_ten_days_beyond_twelve() -> None:
    assert elapsed(date(2026, 8, 20), date(2039, 6, 30)) == Elapsed(12, 10, 10)


@given(DATES, st.integers(0, 400))
def test_working_days_are_counted_one_by_one(start: date, count: int) -> None:
    day = start
    for _ in range(count):
        day += timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
    assert working_days_after(start, count) == day
