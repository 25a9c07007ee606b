"""What newcomers ask, looked up in the content that is shipped: a wrong answer is the worst that can come of it."""

from pathlib import Path

import pytest

from bot.core.findings import Close, Found
from bot.core.lookup import Index, build
from tests.content.samples import loaded
from tests.core.lookup.unanswered import ALSO_NOT_IN_THE_FAQ, MISLED, NOT_IN_THE_FAQ

CONTENT = Path(__file__).parents[3] / "content"


@pytest.fixture(scope="module")
def shipped() -> Index:
    pack = loaded(CONTENT).pack
    assert pack is not None
    return build(pack.entries.values())


@pytest.mark.parametrize("words", MISLED.strip().splitlines())
def test_what_once_misled_is_no_longer_answered(shipped: Index, words: str) -> None:
    assert not isinstance(shipped.find(words), Found)


@pytest.mark.parametrize("text", [NOT_IN_THE_FAQ, ALSO_NOT_IN_THE_FAQ])
def test_at_most_a_tenth_of_what_the_faq_does_not_hold_is_answered(shipped: Index, text: str) -> None:
    asked = text.strip().splitlines()
    answered = [words for words in asked if isinstance(shipped.find(words), Found)]
    assert len(asked) >= 40
    assert len(answered) <= len(asked) / 10, answered


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("what do you earn as a pain doc", "physician-pay"),
        ("salary", "physician-pay"),
        ("how much does a pain doctor earn", "physician-pay"),
        ("how manny yaers untill im done", "training-length"),
        ("how long does it take to become a pain doctor", "training-length"),
        ("cme", "staying-current"),
        ("pain board certification", "board-certification"),
        ("what is a pain specialist", "specialist-role"),
        ("which types of patients are treated", "who-benefits"),
        ("can I do research in pain", "research-and-teaching"),
        ("do you need to be good with your hands", "key-skills"),
    ],
)
def test_what_the_faq_holds_is_answered(shipped: Index, words: str, meant: str) -> None:
    finding = shipped.find(words)
    assert isinstance(finding, Found)
    assert finding.match.entry_id == meant


def test_what_may_be_meant_is_offered_with_others(shipped: Index) -> None:
    finding = shipped.find("do i need a fellowship")
    assert isinstance(finding, Close)
    assert "training-length" in [match.entry_id for match in finding.matches]
