"""How a message falls apart into what can be looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.lookup.passages import LONGEST, MOST_TAILS, passages, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("How long is it? I am an M.D. student. Thanks!", ["How long is it", "I am an M.D. student", "Thanks"]),
        ("one\ntwo\n\nthree", ["one", "two", "three"]),
        ("Dr. Lee said 3.5 years, e.g. in Texas; is that so?", ["Dr. Lee said 3.5 years, e.g. in Texas", "is that so"]),
        ("really?!?! ok...", ["really", "ok"]),
        ("no mark at all", ["no mark at all"]),
        ("  spaces   inside ", ["spaces inside"]),
        ("🙂 !!! ???", []),
        ("", []),
    ],
)
def test_a_message_falls_into_its_sentences(text: str, parts: list[str]) -> None:
    assert [words for words, _ in sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@12> how long <:hm:34> is it <t:1:R>", "how long is it"),
        ("see https://a.example/b?c=d#e now", "see now"),
        ("**how** _long_ is ||it|| in `code`", "how long is it in code"),
        ("snake_case stays", "snake_case stays"),
        ("> quoted words", "quoted words"),
        ("# A heading", "A heading"),
        ("```py\nprint('how long?')\n``` after", "after"),
        ("```never closed how long", ""),
    ],
)
def test_what_nobody_says_aloud_is_left_out(text: str, said: str) -> None:
    assert " ".join(words for words, _ in sentences(text)) == said


@pytest.mark.parametrize(
    "text",
    [
        "fellowship is one year, right?",
        "how long is fellowship",
        "hey guys, so how long is fellowship",
        "Do I need research",
        "anyone here done a fellowship",
        "I was wondering how long fellowship is",
        "tell me what pain doctors earn",
    ],
)
def test_a_question_is_known_with_and_without_its_mark(text: str) -> None:
    assert [passage.asks for passage in passages(text)] == [True]


@pytest.mark.parametrize(
    "text", ["I just finished my rotation", "Thanks in advance", "pain fellowship after neurology", "That helped a lot"]
)
def test_a_statement_asks_nothing(text: str) -> None:
    assert [passage.asks for passage in passages(text)] == [False]


def test_a_question_is_found_behind_what_leads_to_it_and_before_what_follows() -> None:
    [passage] = passages("i am an ms2 and was wondering how long it takes to be done, thanks in advance everybody")
    assert passage.words == "i am an ms2 and was wondering how long it takes to be done"
    assert passage.tails == ("how long it takes to be done",)
    [passage] = passages("my advisor could not tell me if i need a fellowship because he left")
    assert passage.turns == ("if i need a fellowship",)


def test_what_is_too_short_to_ask_by_itself_is_no_tail() -> None:
    [passage] = passages("tell me how")
    assert passage.tails == ()


@given(st.text(alphabet="how is it? a.\n,*`<>@-#;:/ thanks because", max_size=400))
def test_any_text_falls_apart_without_losing_order(text: str) -> None:
    everything = " ".join(words for words, _ in sentences(text))
    for passage in passages(text):
        assert passage.words in everything
        assert "\n" not in passage.words
        assert len(passage.tails) <= MOST_TAILS
        assert all(passage.words.endswith(tail) for tail in (*passage.tails, *passage.turns))


def test_only_as_much_is_read_as_a_message_may_have() -> None:
    [(words, _)] = sentences("x" * (LONGEST + 50))
    assert len(words) == LONGEST
