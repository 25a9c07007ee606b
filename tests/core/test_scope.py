"""What gets a fixed card instead of an answer, sentence by sentence."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.scope import Concern, concern, concern_in
from tests.core.careers import CAREER, lines
from tests.core.sentences import CRISIS, SYMPTOMS

QUERIES = Path(__file__).parents[3] / "shared" / "eval" / "pain.queries.jsonl"


@pytest.mark.parametrize("words", lines(CRISIS))
def test_words_of_a_crisis_are_heard(words: str) -> None:
    assert concern(words) is Concern.CRISIS


@pytest.mark.parametrize("words", lines(SYMPTOMS))
def test_somebodys_own_complaint_is_left_to_their_doctor(words: str) -> None:
    assert concern(words) is Concern.SYMPTOMS


@pytest.mark.parametrize("words", lines(CAREER))
def test_questions_about_a_career_are_answered(words: str) -> None:
    assert concern(words) is None


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(set(lines(CRISIS) + lines(SYMPTOMS))) >= 100
    assert len(set(lines(CAREER))) >= 150


def test_no_career_question_of_the_development_set_is_turned_away() -> None:
    if QUERIES.exists():
        rows = [json.loads(line) for line in QUERIES.read_text().splitlines()]
        asked = [row["query"] for row in rows if row["in_scope"]]
    else:
        asked = ["What does a pain doctor do?", "pain boards", "is it only for back pain"]
    assert [words for words in asked if concern(words)] == []


@pytest.mark.parametrize("words", ["I WANT TO DIE!!!", "i   want\nto die", "I w\u200bant to die", "I want to díe"])
def test_neither_case_nor_spaces_nor_invisible_characters_hide_it(words: str) -> None:
    assert concern(words) is Concern.CRISIS


def test_a_crisis_comes_before_symptoms() -> None:
    assert concern("my back hurts and I want to die") is Concern.CRISIS


@pytest.mark.parametrize("words", ["", " ", "🙂", "\ud800", "my " * 5000, "i " * 4000 + "pain"])
def test_odd_words_are_no_concern_and_cost_nothing(words: str) -> None:
    assert concern(words) is None


@given(st.text(max_size=300))
def test_any_text_can_be_read(words: str) -> None:
    assert concern(words) in {None, Concern.CRISIS, Concern.SYMPTOMS}


@given(st.sampled_from(lines(CRISIS) + lines(SYMPTOMS)))
def test_shouting_changes_nothing(words: str) -> None:
    assert concern(words.upper() + "!!!") is concern(words)


FILLER = "We had a long week on the wards and I learned a lot from the attendings. "


@pytest.mark.parametrize("before", [0, 10, 26, 27, 28, 50], ids=lambda times: f"after {times * len(FILLER)}")
def test_a_concern_is_heard_wherever_it_stands_in_a_message(before: int) -> None:
    message = FILLER * before + "I want to kill myself. " + FILLER
    assert concern_in(message[:4000]) is Concern.CRISIS
    assert concern_in(FILLER * before) is None


def test_the_end_of_a_sentence_tells_though_the_message_goes_on() -> None:
    message = "I just cannot take it anymore. Anyway, how long is fellowship?"
    assert concern(message) is None
    assert concern_in(message) is Concern.CRISIS


def test_the_worse_of_two_concerns_in_a_message_counts() -> None:
    assert concern_in("My back hurts. " + FILLER * 30 + "I want to die.") is Concern.CRISIS
    assert concern_in("My back hurts. " + FILLER * 30) is Concern.SYMPTOMS


@pytest.mark.parametrize("words", lines(CAREER))
def test_a_message_about_a_career_is_no_concern(words: str) -> None:
    assert concern_in(f"Hi all! {words}? Thanks in advance.") is None
