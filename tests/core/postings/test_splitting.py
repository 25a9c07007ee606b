from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.postings.splitting import split

ROOM = 10


def fits(number: int, run: Sequence[int]) -> bool:
    """The first run has less room: something stands above it."""
    return sum(run) <= ROOM - (3 if number == 0 else 1)


@given(st.lists(st.integers(0, 7)))
def test_every_item_comes_once_in_its_order_in_runs_that_fit(items: list[int]) -> None:
    runs = split(items, fits=fits)
    assert [item for run in runs for item in run] == items
    assert all(fits(number, run) for number, run in enumerate(runs))


@given(st.lists(st.integers(0, 7), min_size=1))
def test_a_run_ends_only_where_the_next_item_has_no_room(items: list[int]) -> None:
    runs = split(items, fits=fits)
    assert all(runs)
    for number, (run, after) in enumerate(pairwise(runs)):
        assert not fits(number, [*run, after[0]])


def test_without_items_there_is_one_run() -> None:
    assert split([], fits=fits) == ((),)


@pytest.mark.parametrize("items", [[8], [1, 10], [1, 7, 10]])
def test_an_item_without_room_anywhere_is_an_error(items: list[int]) -> None:
    with pytest.raises(ValueError, match="too large for a message of its own"):
        split(items, fits=fits)
