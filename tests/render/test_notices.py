"""The short cards: what they hold whatever people typed."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import MemberError
from bot.core.plan.values import PlanError
from bot.render.card import Card, Text
from bot.render.neutral import clean, typed
from bot.render.notices import lost_form, told

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


@given(st.lists(AWKWARD, min_size=1, max_size=3))
def test_what_an_error_quotes_is_shown_as_itself(texts: list[str]) -> None:
    sentence = "Not **this**: " + ", ".join(["{}"] * len(texts))
    error = MemberError(sentence, *texts)
    assert str(error) == sentence.format(*texts)
    shown = text_of(told(error.sentence, *error.texts))
    assert shown.startswith("Not **this**: ")
    assert typed(shown.removeprefix("Not **this**: ")) == ", ".join(clean(text) for text in texts)


def test_an_error_that_quotes_nothing_is_shown_as_it_stands() -> None:
    assert text_of(told(MemberError("Write {} or `this`.").sentence)) == "Write {} or `this`."


def test_an_error_about_a_plan_has_no_formatting_at_all() -> None:
    error = PlanError("*Gas* has no place ahead of you: leave it out.")
    assert typed(text_of(told(error.sentence, *error.texts))) == str(error)
    assert "*" not in text_of(told(error.sentence, *error.texts)).replace("\\*", "")
