"""The way from what is posted to what is wanted, walked on a channel that behaves as Discord's do."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.core.postings.moves import Edit, Keep, Move, Pin, Post, Withdraw, diff, settled
from bot.core.postings.values import UNKNOWN, Part

DIGESTS = st.sampled_from([*"abcdef"])
WANTED = st.lists(DIGESTS, max_size=6)
POSTED = st.lists(
    st.builds(Part, st.integers(1, 999), st.one_of(DIGESTS, st.just(UNKNOWN))),
    max_size=6,
    unique_by=lambda part: part.message_id,
)


def walked(wanted: Sequence[str], posted: Sequence[Part], moves: Sequence[Move]) -> dict[int, str]:
    """What the channel shows after the moves, by message from top to bottom. A new message is always the last."""
    channel = {part.message_id: part.digest for part in posted}
    for move in moves:
        match move:
            case Keep(message_id, index):
                assert channel[message_id] == wanted[index]
            case Edit(message_id, index):
                assert channel[message_id] != wanted[index], "an edit that changes nothing"
                channel[message_id] = wanted[index]
            case Withdraw(message_id):
                del channel[message_id]
            case Post(index):
                channel[max(channel, default=0) + 1] = wanted[index]
            case Pin():
                pass
    return dict(sorted(channel.items()))


@given(WANTED, POSTED)
def test_the_moves_lead_to_what_is_wanted_in_its_order(wanted: list[str], posted: list[Part]) -> None:
    shown = walked(wanted, posted, diff(wanted, posted))
    assert list(shown.values()) == wanted


@given(WANTED, POSTED)
def test_twice_is_once(wanted: list[str], posted: list[Part]) -> None:
    shown = walked(wanted, posted, diff(wanted, posted))
    again = diff(wanted, [Part(message_id, digest) for message_id, digest in shown.items()])
    assert settled(again)
    assert len(again) == len(wanted)


@given(WANTED, POSTED, st.integers(0, 12))
def test_cut_off_anywhere_the_rest_of_the_way_is_found(wanted: list[str], posted: list[Part], taken: int) -> None:
    halfway = walked(wanted, posted, diff(wanted, posted)[:taken])
    parts = [Part(message_id, digest) for message_id, digest in halfway.items()]
    assert list(walked(wanted, parts, diff(wanted, parts)).values()) == wanted


@given(WANTED, POSTED)
def test_no_message_is_sent_while_one_is_left_to_show_it(wanted: list[str], posted: list[Part]) -> None:
    moves = diff(wanted, posted)
    sent = sum(isinstance(move, Post) for move in moves)
    removed = sum(isinstance(move, Withdraw) for move in moves)
    assert sent == max(0, len(wanted) - len(posted))
    assert removed == max(0, len(posted) - len(wanted))


@given(WANTED, POSTED, st.one_of(st.none(), st.integers(1, 999)))
def test_the_first_message_is_pinned_unless_it_is(wanted: list[str], posted: list[Part], pinned: int | None) -> None:
    moves = diff(wanted, posted, pin=True, pinned=pinned)
    first = min((part.message_id for part in posted), default=None)
    assert (moves[-1:] == (Pin(),)) == (bool(wanted) and (first is None or first != pinned))
    assert Pin() not in moves[:-1]
    assert Pin() not in diff(wanted, posted, pin=False, pinned=pinned)


def test_where_one_is_missing_in_the_middle_those_below_move_up() -> None:
    assert diff(["a", "b", "c"], [Part(1, "a"), Part(3, "c")]) == (Keep(1, 0), Edit(3, 1), Post(2))


def test_what_is_too_many_goes_from_the_bottom() -> None:
    assert diff(["a"], [Part(1, "a"), Part(2, "b"), Part(3, "c")]) == (Keep(1, 0), Withdraw(3), Withdraw(2))


def test_nothing_wanted_removes_everything_and_pins_nothing() -> None:
    assert diff([], [Part(1, "a"), Part(2, "b")], pin=True) == (Withdraw(2), Withdraw(1))
