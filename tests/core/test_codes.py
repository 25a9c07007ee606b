import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.codes import (
    BUTTON,
    FLAG,
    FORM,
    ID,
    ITEM,
    KEY,
    LONGEST,
    MENU,
    NAME,
    NUMBERS,
    PAGE,
    REVISION,
    SHAPES,
    WHICH,
    WHO,
    Action,
    Code,
    decode,
    encode,
)
from bot.core.settings import Setting

VALUES = {
    ID: st.integers(min_value=0, max_value=2**63 - 1).map(str),
    NAME: st.from_regex(r"[a-z0-9-]{2,40}", fullmatch=True),
    FLAG: st.sampled_from(("0", "1")),
    PAGE: st.integers(min_value=0, max_value=9999).map(str),
    WHICH: st.sampled_from([setting.value for setting in Setting]),
    REVISION: st.integers(min_value=0, max_value=10**12 - 1).map(str),
    NUMBERS: st.from_regex(NUMBERS, fullmatch=True),
    KEY: st.from_regex(KEY, fullmatch=True),
    WHO: st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True),
    ITEM: st.from_regex(r"[a-z0-9_-]{2,40}", fullmatch=True),
}


@given(st.sampled_from(sorted(SHAPES)), st.data())
def test_every_code_fits_into_a_custom_id_and_comes_back_whole(key: tuple[str, Action], data: st.DataObject) -> None:
    kind, action = key
    args = tuple(data.draw(VALUES[pattern]) for pattern in SHAPES[key])
    custom_id = encode(kind, action, *args)
    assert len(custom_id) <= LONGEST
    assert decode(custom_id) == Code(action, args)


@pytest.mark.parametrize(("kind", "action"), sorted(SHAPES))
def test_the_longest_code_of_each_shape_fits(kind: str, action: Action) -> None:
    longest = {
        ID: "9" * 19,
        NAME: "x" * 40,
        FLAG: "1",
        PAGE: "9999",
        WHICH: max(Setting, key=len),
        REVISION: "9" * 12,
        NUMBERS: "_" * 20,
        KEY: "k" * 24,
        WHO: "x" * 40,
        ITEM: "x" * 40,
    }
    assert len(encode(kind, action, *(longest[pattern] for pattern in SHAPES[kind, action]))) <= LONGEST


@given(st.text())
def test_any_other_custom_id_is_nobodys(custom_id: str) -> None:
    code = decode(custom_id)
    assert code is None or custom_id.startswith((f"{BUTTON}:", f"{MENU}:", f"{FORM}:"))


@pytest.mark.parametrize("custom_id", ["", "b1", "b1:", "b1:zz:1", "b0:h:1", "faq:helped:1", "b1h:1"])
def test_codes_of_other_versions_are_not_understood(custom_id: str) -> None:
    assert decode(custom_id) is None


@pytest.mark.parametrize(
    "custom_id",
    ["b1:l:", "b1:l:-1", "b1:l:10000", "b1:t:training", "b1:t:training:x", "b1:t:Training:0", "s1:t:training",
     "s1:p:A:us_seed::", "s1:p:EoS98EZkFDql8qBAAAA:us-seed::", "s1:p:EoS98EZkFDql8qBAAAA:us_seed:", "s1:due:x",
     "s1:r:x", "s1:a:1", "s1:a:1:x", "b1:a:1:2", "s1:c:1:2:3"],
)  # fmt: skip
def test_a_code_is_understood_whole_or_not_at_all(custom_id: str) -> None:
    assert decode(custom_id) is None


@pytest.mark.parametrize(
    ("custom_id", "means"),
    [
        ("b1:h:7:how-long", Code(Action.HELPED, ("7", "how-long"))),
        ("b1:e:how-long", Code(Action.OPEN, ("how-long",))),
        ("s1:c:7:1", Code(Action.CHOOSE, ("7", "1"))),
        ("s1:a:7:8", Code(Action.ANSWER, ("7", "8"))),
        ("b1:l:3", Code(Action.TOPICS, ("3",))),
        ("b1:t:training:0", Code(Action.TOPIC, ("training", "0"))),
        ("s1:t", Code(Action.TOPIC)),
        ("s1:r", Code(Action.READ)),
        ("s1:p:EoS98EZkFDql8qBAAAA:us_seed::pmr", Code(Action.PLAN, ("EoS98EZkFDql8qBAAAA", "us_seed", "", "pmr"))),
        ("s1:due", Code(Action.DUE)),
        ("f1:erase", Code(Action.ERASE)),
    ],
)
def test_a_code_means_for_ever_what_it_meant_when_it_was_sent(custom_id: str, means: Code) -> None:
    assert decode(custom_id) == means


def test_a_code_that_discord_would_refuse_is_not_made() -> None:
    with pytest.raises(ValueError, match="custom_id"):
        encode(BUTTON, Action.HELPED, "x" * 100)
    with pytest.raises(ValueError, match="custom_id"):
        encode(BUTTON, Action.OPEN, "a:b")


def test_no_two_actions_share_a_code() -> None:
    assert len({action.value for action in Action}) == len(Action)
