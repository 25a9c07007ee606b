import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.codes import BUTTON, LONGEST, MENU, Action, Code, decode, encode

SNOWFLAKES = st.integers(min_value=0, max_value=2**64 - 1)
ENTRY_IDS = st.from_regex(r"[a-z0-9-]{2,40}", fullmatch=True)


@given(st.sampled_from((BUTTON, MENU)), st.sampled_from(Action), SNOWFLAKES, ENTRY_IDS)
def test_every_code_fits_into_a_custom_id_and_comes_back_whole(
    kind: str, action: Action, ask_id: int, entry_id: str
) -> None:
    custom_id = encode(kind, action, ask_id, entry_id)
    assert len(custom_id) <= LONGEST
    assert decode(custom_id) == Code(action, (str(ask_id), entry_id))


@given(st.text())
def test_any_other_custom_id_is_nobodys(custom_id: str) -> None:
    code = decode(custom_id)
    assert code is None or custom_id.startswith((f"{BUTTON}:", f"{MENU}:"))


@pytest.mark.parametrize("custom_id", ["", "b1", "b1:", "b1:zz:1", "b0:h:1", "faq:helped:1", "b1h:1"])
def test_codes_of_other_versions_are_not_understood(custom_id: str) -> None:
    assert decode(custom_id) is None


def test_a_code_that_discord_would_refuse_is_not_made() -> None:
    with pytest.raises(ValueError, match="custom_id"):
        encode(BUTTON, Action.HELPED, "x" * 100)
    with pytest.raises(ValueError, match="custom_id"):
        encode(BUTTON, Action.OPEN, "a:b")


def test_no_two_actions_share_a_code() -> None:
    assert len({action.value for action in Action}) == len(Action)
