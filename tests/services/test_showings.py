"""An answer is posted to a channel once in ten minutes."""

import pytest

from bot.services.showings import LASTS, Showings, Shown, Turn

HERE, THERE = 11, 12


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def showings(clock: Clock) -> Showings:
    return Showings(monotonic=clock)


def show(showings: Showings, channel_id: int = HERE, entry_id: str = "pay", message_id: int | None = 5) -> None:
    turn = showings.take(channel_id, entry_id)
    assert isinstance(turn, Turn)
    with turn:
        turn.shown(message_id)


def test_the_next_one_learns_when_and_where_it_was_shown(showings: Showings, clock: Clock) -> None:
    show(showings)
    clock.now += 240
    assert showings.take(HERE, "pay") == Shown(240.0, 5)
    assert showings.take(HERE, "pay") == Shown(240.0, 5), "to have been told so changes nothing"


@pytest.mark.parametrize(("seconds", "again"), [(LASTS - 1, False), (LASTS, True)])
def test_after_ten_minutes_it_may_be_shown_again(showings: Showings, clock: Clock, seconds: float, again: bool) -> None:
    show(showings)
    clock.now += seconds
    assert isinstance(showings.take(HERE, "pay"), Turn) is again


def test_another_channel_and_another_answer_have_turns_of_their_own(showings: Showings) -> None:
    show(showings)
    show(showings, THERE)
    show(showings, HERE, "leave")


def test_of_two_at_once_one_has_the_turn(showings: Showings) -> None:
    first = showings.take(HERE, "pay")
    assert isinstance(first, Turn)
    assert showings.take(HERE, "pay") == Shown(0.0, None), "it is about to be shown"
    with first:
        first.shown(5)
    assert showings.take(HERE, "pay") == Shown(0.0, 5)


def test_what_failed_to_be_sent_does_not_count(showings: Showings) -> None:
    turn = showings.take(HERE, "pay")
    assert isinstance(turn, Turn)
    with pytest.raises(OSError, match="reset"), turn:
        raise OSError("reset")
    show(showings)


def test_a_turn_that_is_not_used_is_given_back(showings: Showings) -> None:
    turn = showings.take(HERE, "pay")
    assert isinstance(turn, Turn)
    with turn:
        pass
    assert isinstance(showings.take(HERE, "pay"), Turn)
    assert len(showings) == 1


def test_what_was_sent_counts_whatever_comes_after(showings: Showings) -> None:
    turn = showings.take(HERE, "pay")
    assert isinstance(turn, Turn)
    with pytest.raises(OSError, match="later"), turn:
        turn.shown(5)
        raise OSError("later")
    assert isinstance(showings.take(HERE, "pay"), Shown)


def test_a_message_that_discord_took_without_saying_which_counts(showings: Showings) -> None:
    show(showings, message_id=None)
    assert showings.take(HERE, "pay") == Shown(0.0, None)


def test_the_ten_minutes_begin_when_it_is_in_the_channel(showings: Showings, clock: Clock) -> None:
    turn = showings.take(HERE, "pay")
    assert isinstance(turn, Turn)
    clock.now += 500
    with turn:
        turn.shown(5)
    clock.now += 500
    assert showings.take(HERE, "pay") == Shown(500.0, 5)


def test_a_turn_that_was_never_ended_ends_by_itself(showings: Showings, clock: Clock) -> None:
    lost = showings.take(HERE, "pay")
    assert isinstance(lost, Turn)
    clock.now += LASTS
    second = showings.take(HERE, "pay")
    assert isinstance(second, Turn)
    with lost:
        pass  # given back too late: the second one keeps its turn
    assert isinstance(showings.take(HERE, "pay"), Shown)


def test_memory_has_an_end_and_the_oldest_goes_first(clock: Clock) -> None:
    showings = Showings(monotonic=clock, kept=3)
    for number in range(5):
        show(showings, channel_id=number)
    assert len(showings) == 3
    assert isinstance(showings.take(4, "pay"), Shown)
    assert isinstance(showings.take(1, "pay"), Turn)


def test_what_is_over_is_forgotten(showings: Showings, clock: Clock) -> None:
    for number in range(50):
        show(showings, channel_id=number)
    clock.now += LASTS
    show(showings, channel_id=99)
    assert len(showings) == 1
