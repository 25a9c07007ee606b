from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.statistics import Period
from bot.core.windows import Days, days_of

DATES = st.dates(date(2000, 1, 1), date(2200, 1, 1))


def test_seven_days_are_today_and_the_six_before() -> None:
    assert days_of(Period.WEEK, today=date(2031, 3, 5)) == Days(date(2031, 2, 27), date(2031, 3, 5))


def test_all_is_open_on_both_sides() -> None:
    assert days_of(Period.ALL, today=date(2031, 3, 5)) == Days(None, None)


@given(today=DATES)
@pytest.mark.parametrize(("period", "length"), [(Period.WEEK, 7), (Period.MONTH, 30), (Period.QUARTER, 90)])
def test_two_periods_in_a_row_meet_and_do_not_overlap(period: Period, length: int, today: date) -> None:
    now, before = days_of(period, today=today), days_of(period, today=today - timedelta(days=length))
    assert now.first is not None
    assert now.last is not None
    assert before.last == now.first - timedelta(days=1)
    assert (now.last - now.first).days + 1 == length
