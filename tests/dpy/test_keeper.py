from hypothesis import given
from hypothesis import strategies as st

from bot.dpy.keeper import FIRST_PAUSE, LONGEST_PAUSE, pause

CHANCES = st.floats(min_value=0, max_value=1, exclude_max=True)


@given(st.integers(min_value=1, max_value=10_000), CHANCES)
def test_a_pause_is_between_one_second_and_a_minute(failures: int, chance: float) -> None:
    assert FIRST_PAUSE <= pause(failures, chance) <= LONGEST_PAUSE


@given(st.integers(min_value=1, max_value=20), CHANCES)
def test_pauses_grow_with_each_failure(failures: int, chance: float) -> None:
    assert pause(failures + 1, chance) >= pause(failures, chance)


def test_two_processes_do_not_come_back_at_the_same_moment() -> None:
    assert pause(8, 0.1) != pause(8, 0.9)
