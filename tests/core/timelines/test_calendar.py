"""Days of calendar rules."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.levels import Level
from bot.core.timelines.calendar import CalendarRule, DayOfYear, Nth, Offset, RuleKind, Weekday, When

MATCH_DAY = DayOfYear(month=3, nth=Nth.THIRD, weekday=Weekday.FRIDAY)
YEARS = st.integers(1990, 2200)


def rule(when: When | None, until: When | None = None, *, about: bool = False) -> CalendarRule:
    return CalendarRule(
        id="exam",
        title="Exam",
        country="Utopia",
        kind=RuleKind.EXAM,
        rule="some day",
        hook=None,
        when=when,
        until=until,
        about=about,
        specialties=(),
        latest="",
        recheck=date(2027, 6, 1),
        level=Level.VERIFIED,
        sources=(),
        checked=date(2026, 11, 24),
        note="",
    )


def test_match_day_is_the_third_friday_of_march() -> None:
    found = {year: MATCH_DAY.in_year(year)[0] for year in (2020, 2022, 2024, 2026, 2027, 2028, 2034)}
    assert found == {
        2020: date(2020, 3, 20),
        2022: date(2022, 3, 18),
        2024: date(2024, 3, 15),
        2026: date(2026, 3, 20),
        2027: date(2027, 3, 19),
        2028: date(2028, 3, 17),
        2034: date(2034, 3, 17),
    }


def test_days_are_shifted_after_they_are_found() -> None:
    monday = DayOfYear(month=3, nth=Nth.THIRD, weekday=Weekday.FRIDAY, shift_days=-4)
    assert monday.in_year(2026) == (date(2026, 3, 16), date(2026, 3, 16))
    new_year = DayOfYear(month=1, day=1, shift_days=-1)
    assert new_year.in_year(2027) == (date(2026, 12, 31), date(2026, 12, 31))


def test_a_month_lasts_from_its_first_day_to_its_last() -> None:
    february = DayOfYear(month=2)
    assert february.in_year(2027) == (date(2027, 2, 1), date(2027, 2, 28))
    assert february.in_year(2028) == (date(2028, 2, 1), date(2028, 2, 29))


def test_the_last_weekday_may_be_the_fourth_or_the_fifth() -> None:
    last = DayOfYear(month=6, nth=Nth.LAST, weekday=Weekday.FRIDAY)
    assert last.in_year(2025)[0] == date(2025, 6, 27)  # the fourth
    assert last.in_year(2028)[0] == date(2028, 6, 30)  # the fifth


def test_years_are_counted_from_the_edge() -> None:
    submit = DayOfYear(month=11, nth=Nth.SECOND, weekday=Weekday.WEDNESDAY, years=-2)
    assert submit.counted_from(date(2027, 7, 1)) == (date(2025, 11, 12), date(2025, 11, 12))


def test_the_next_one_begins_after_the_edge() -> None:
    september = DayOfYear(month=9, next=True)
    assert september.counted_from(date(2039, 6, 30))[0] == date(2039, 9, 1)
    assert september.counted_from(date(2039, 8, 31))[0] == date(2039, 9, 1)
    assert september.counted_from(date(2039, 9, 1))[0] == date(2040, 9, 1)
    assert september.counted_from(date(2039, 12, 31))[0] == date(2040, 9, 1)


def test_a_shift_across_new_year_skips_none_and_doubles_none() -> None:
    eve = DayOfYear(month=1, day=1, shift_days=-1, next=True)
    assert eve.counted_from(date(2026, 12, 30))[0] == date(2026, 12, 31)
    assert eve.counted_from(date(2026, 12, 31))[0] == date(2027, 12, 31)


@given(YEARS, st.integers(1, 12), st.sampled_from(Nth), st.sampled_from(Weekday))
def test_a_weekday_of_a_month_is_that_weekday_and_in_its_part_of_the_month(
    year: int, month: int, nth: Nth, weekday: Weekday
) -> None:
    day, same = DayOfYear(month=month, nth=nth, weekday=weekday).in_year(year)
    assert day == same
    assert (day.year, day.month) == (year, month)
    assert f"{day:%A}".lower() == weekday
    if nth is Nth.LAST:
        assert (day + timedelta(days=7)).month != month
    else:
        assert (day.day - 1) // 7 == list(Nth).index(nth)


@example(date(2026, 12, 31), 1, 1, -1)
@example(date(2027, 1, 1), 12, 28, 31)
@given(st.dates(date(1990, 1, 1), date(2200, 12, 31)), st.integers(1, 12), st.integers(1, 28), st.integers(-31, 31))
def test_the_next_day_is_the_first_after_the_edge(edge: date, month: int, day: int, shift: int) -> None:
    when = DayOfYear(month=month, day=day, shift_days=shift, next=True)
    found = when.counted_from(edge)[0]
    earlier = [when.in_year(year)[0] for year in range(edge.year - 2, edge.year + 3)]
    assert found == min(one for one in earlier if one > edge)


def test_a_rule_is_as_exact_as_the_less_exact_of_its_ends() -> None:
    day, month = DayOfYear(month=9, day=15), DayOfYear(month=9)
    assert [rule(one).precision for one in (day, MATCH_DAY, month, Offset(18), None)] == [
        *("day", "day", "month", "month", "month"),
    ]
    assert rule(day, MATCH_DAY).precision == "day"
    assert rule(day, month).precision == "month"
    assert rule(None, day).precision == "day"
    assert rule(day, about=True).precision == "month"
