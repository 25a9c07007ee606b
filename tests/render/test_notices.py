"""The short cards: what they hold whatever people typed."""

from hypothesis import given
from hypothesis import strategies as st

from bot.render.card import Card, Text
from bot.render.neutral import clean, typed
from bot.render.notices import lost_form

AWKWARD = st.text(st.sampled_from("a\\*_@`~ é\n\u200b\u0301"), max_size=30)


def text_of(card: Card) -> str:
    [part] = card.parts
    assert isinstance(part, Text)
    return part.content


def given_back(card: Card) -> str:
    """What stands below the sentence that every such card begins with."""
    return text_of(card).partition("\n")[2]


def test_a_lost_form_gives_back_what_was_typed_in_the_order_of_its_fields() -> None:
    assert given_back(lost_form(["How *long*?", "", "Soon"])) == "How \\*long\\*\\?\n\nSoon"


def test_a_lost_form_with_nothing_to_see_in_it_says_that_it_was_empty() -> None:
    for texts in ([], [""], [" \n"], ["\u200b\u200d", "\u2060\ufeff"], ["\x00"]):
        assert given_back(lost_form(texts)) == "It was empty."


def test_a_lost_form_leaves_out_a_field_with_nothing_to_see_in_it() -> None:
    assert given_back(lost_form(["\u200b", "Soon"])) == "Soon"


@given(st.integers(0, 3), AWKWARD, st.sampled_from("*\\@a"))
def test_a_lost_form_is_never_cut_inside_an_escape(before: int, end: str, filler: str) -> None:
    long = "a" * before + filler * 4000 + end
    card = lost_form([long])
    assert card.excesses() == []
    shown = given_back(card)
    assert shown.endswith("…")
    # Read back, it is the beginning of what was typed: a half escape at the end would be one backslash too many.
    kept = typed(shown.removesuffix("…"))
    assert clean(long).startswith(kept)
    assert len(kept) > 1200
