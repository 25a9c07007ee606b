from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.flood import Flood

ADA, BEN = 1, 2


def test_ten_at_once_are_fine_and_the_eleventh_waits_for_its_token() -> None:
    flood = Flood()
    assert [flood.allow(ADA, 1000.0) for _ in range(10)] == [0.0] * 10
    assert flood.allow(ADA, 1000.0) == pytest.approx(6.0)
    assert flood.allow(ADA, 1004.0) == pytest.approx(2.0)
    assert flood.allow(ADA, 1006.0) == 0.0
    assert flood.allow(ADA, 1006.0) == pytest.approx(6.0)


def test_one_member_does_not_slow_another() -> None:
    flood = Flood(limit=1)
    assert flood.allow(ADA, 0.0) == 0.0
    assert flood.allow(ADA, 0.0) > 0
    assert flood.allow(BEN, 0.0) == 0.0


def test_a_bucket_that_is_full_again_is_forgotten() -> None:
    flood = Flood(limit=10, per=timedelta(minutes=1))
    for member in range(1000):
        flood.allow(member, 0.0)
    assert len(flood) == 1000
    flood.allow(ADA, 7.0)
    assert len(flood) == 1


def test_memory_is_bounded_even_in_a_storm() -> None:
    flood = Flood(members=100)
    for member in range(5000):
        flood.allow(member, 0.0)
    assert len(flood) == 100


def test_the_one_quiet_longest_goes_first() -> None:
    flood = Flood(limit=1, members=2)
    for member in (ADA, BEN, 3):
        flood.allow(member, 0.0)
    assert flood.allow(3, 0.0) > 0
    assert flood.allow(ADA, 0.0) == 0.0


@pytest.mark.parametrize("wrong", [{"limit": 0}, {"per": timedelta(0)}, {"members": 0}])
def test_a_bucket_without_size_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        Flood(**wrong)  # type: ignore[arg-type]


GAPS = st.lists(st.floats(0, 30, allow_nan=False), min_size=1, max_size=80)


@given(start=st.floats(0, 1e7, allow_nan=False), gaps=GAPS, limit=st.integers(1, 20))
def test_no_stretch_of_time_has_more_than_its_tokens(start: float, gaps: list[float], limit: int) -> None:
    flood = Flood(limit=limit, per=timedelta(seconds=60))
    now, allowed = start, list[float]()
    for gap in gaps:
        now += gap
        if flood.allow(ADA, now) == 0.0:
            allowed.append(now)
    for i, first in enumerate(allowed):
        for j in range(i, len(allowed)):
            tokens = limit + (allowed[j] - first) * limit / 60
            assert j - i + 1 <= tokens + 1e-3


@given(start=st.floats(0, 1e7, allow_nan=False), gaps=GAPS, limit=st.integers(1, 20))
def test_to_wait_as_long_as_told_is_enough_and_not_too_long(start: float, gaps: list[float], limit: int) -> None:
    flood = Flood(limit=limit, per=timedelta(seconds=60))
    now = start
    for gap in gaps:
        now += gap
        wait = flood.allow(ADA, now)
        if wait:
            assert wait <= 60 / limit + 1e-6
            assert flood.allow(ADA, now + wait / 2) > 0
            now += wait
            assert flood.allow(ADA, now) == 0.0


def test_a_member_who_is_let_go_is_not_known_any_more_and_others_are() -> None:
    flood = Flood(limit=1)
    flood.allow(ADA, 1000.0)
    flood.allow(BEN, 1000.0)
    assert flood.forget(ADA)
    assert (flood.remembers(ADA, 1000.0), flood.remembers(BEN, 1000.0)) == (False, True)
    assert not flood.forget(ADA)
    assert flood.allow(BEN, 1000.0) > 0


def test_a_full_bucket_is_no_memory_and_a_sweep_lets_go_of_it_wherever_it_stands() -> None:
    """Ben's is full before Ada's, who came first: taking only the oldest would leave it."""
    flood = Flood(limit=2, per=timedelta(seconds=60))
    flood.allow(ADA, 1000.0)
    flood.allow(ADA, 1000.0)
    flood.allow(BEN, 1000.0)
    assert [flood.remembers(BEN, now) for now in (1029.0, 1030.0)] == [True, False]
    assert len(flood) == 2
    flood.sweep(1031.0)
    assert (len(flood), flood.remembers(ADA, 1031.0)) == (1, True)
    flood.sweep(1061.0)
    assert len(flood) == 0
