"""A good score is not enough for an answer."""

import pytest

from bot.core.findings import Close, Found, Match
from bot.core.lookup import build
from tests.core.lookup.packs import GARDEN, entry

SOON = 0.05  # a threshold that nearly any score reaches

TRAINING = (
    entry("length", "How long is the fellowship?", "fellowship length", "years of training"),
    entry("jobs", "Is there work after a fellowship?", "finding a job", "work in a clinic"),
    entry("boards", "Which board certifies?", "board exam", "certificates"),
)


def test_words_that_an_entry_mostly_lacks_are_not_answered_with_it() -> None:
    index = build(GARDEN, sure=SOON)
    assert isinstance(index.find("lawn mower brands"), Close)
    assert isinstance(index.find("mow the lawn"), Found)


def test_one_word_that_two_entries_share_is_not_answered() -> None:
    index = build(TRAINING, sure=SOON)
    finding = index.find("do I need a fellowship")
    assert isinstance(finding, Close)
    assert {match.entry_id for match in finding.matches[:2]} == {"length", "jobs"}


def test_one_word_of_one_entry_is_answered() -> None:
    finding = build(TRAINING, sure=SOON).find("certificates please")
    assert isinstance(finding, Found)
    assert finding.match.entry_id == "boards"


def test_a_question_between_two_entries_is_not_answered() -> None:
    twins = (entry("one", "pruning red roses"), entry("two", "pruning white roses"), GARDEN[1])
    assert isinstance(build(twins, sure=SOON).find("pruning pink roses"), Close)


@pytest.mark.parametrize("words", ["which is there", "how is it", "what do you do"])
def test_words_without_a_meaning_of_their_own_are_not_answered(words: str) -> None:
    assert not isinstance(build(TRAINING, sure=0.001).find(words), Found)


@pytest.mark.parametrize("words", ["work in a clinic", "How long is the fellowship?", "What do you do?"])
def test_the_very_words_of_an_entry_need_no_evidence(words: str) -> None:
    index = build((*TRAINING, entry("do", "What do you do?"), entry("clinic", "Which clinic?")), sure=0.9)
    finding = index.find(words)
    assert isinstance(finding, Found)
    assert finding.match.score == 1


def test_a_kindred_word_is_evidence() -> None:
    pay = (entry("pay", "What is the salary of a surgeon?"), entry("way", "Where is the library?"))
    assert build(pay, sure=SOON).find("surgeon income") == Found(build(pay).search("surgeon income")[0])


def test_three_are_offered_where_three_fit_at_all() -> None:
    words = "mow the lawn"
    best, second, *_ = ranked = build(GARDEN).search(words)
    assert second.score < best.score / 2
    assert build(GARDEN, sure=best.score * 1.1).find(words) == Close(ranked[:3])


def test_a_pack_of_one_entry_answers() -> None:
    finding = build([GARDEN[0]]).find("when should I prune my roses")
    assert isinstance(finding, Found)
    assert finding.match == Match("roses", finding.match.score)
