from hypothesis import given
from hypothesis import strategies as st

from bot.core.postings.values import FIRST_MARK, Part, Posting

SNOWFLAKES = st.integers(1, 2**63 - 1)


@given(SNOWFLAKES, st.integers(0, 10**6))
def test_a_mark_and_a_nonce_are_ones_that_discord_takes(id_: int, sends: int) -> None:
    posting = Posting(id_, 1, 2, "things", sends=sends)
    assert FIRST_MARK <= posting.mark < 2**31
    assert len(posting.nonce) <= 25


def test_a_mark_is_the_same_at_every_start_and_another_for_another_posting() -> None:
    marks = {Posting(id_, 1, 2, "things").mark for id_ in range(10**18, 10**18 + 1000)}
    assert len(marks) == 1000
    assert Posting(1234567890123456789, 1, 2, "things").mark == 571972841


def test_the_nonce_changes_once_a_message_is_recorded() -> None:
    assert Posting(7, 1, 2, "things").nonce != Posting(7, 1, 2, "things", sends=1).nonce


def test_a_version_tells_apart_what_is_shown() -> None:
    posted = Posting(7, 1, 2, "things", parts=(Part(1, "a"), Part(2, "b")))
    assert len(posted.version) == 8
    assert posted.version != Posting(7, 1, 2, "things", parts=(Part(1, "a"), Part(2, "c"))).version
    assert Posting(7, 1, 2, "things").version == ""
