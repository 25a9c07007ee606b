"""What newcomers ask, looked up in the content that is shipped: a wrong answer is the worst that can come of it."""

from pathlib import Path

import pytest

from bot.core.findings import Close, Found
from bot.core.lookup import Index, build
from tests.content.samples import loaded
from tests.core.lookup.asked import ASKED
from tests.core.lookup.unanswered import ALSO_NOT_IN_THE_FAQ, HELD, MISLED, NOT_IN_THE_FAQ, NOT_IN_THE_LARGER_FAQ

CONTENT = Path(__file__).parents[3] / "content"


@pytest.fixture(scope="module")
def shipped() -> Index:
    pack = loaded(CONTENT).pack
    assert pack is not None
    return build(pack.entries.values())


LISTS = (NOT_IN_THE_FAQ, ALSO_NOT_IN_THE_FAQ, NOT_IN_THE_LARGER_FAQ)


@pytest.mark.parametrize("words", [words for words in MISLED.strip().splitlines() if words not in HELD])
def test_what_once_misled_is_no_longer_answered(shipped: Index, words: str) -> None:
    assert not isinstance(shipped.find(words), Found)


@pytest.mark.parametrize("text", LISTS)
def test_at_most_a_tenth_of_what_the_faq_does_not_hold_is_answered(shipped: Index, text: str) -> None:
    asked = [words for words in text.strip().splitlines() if words not in HELD]
    answered = [words for words in asked if isinstance(shipped.find(words), Found)]
    assert len(text.strip().splitlines()) >= 40
    assert len(asked) >= 20  # a list that the FAQ has caught up with says little: write a new one beside it
    assert len(answered) <= len(asked) / 10, answered


@pytest.mark.parametrize(("words", "meant"), HELD.items())
def test_what_an_entry_has_come_to_answer_leads_to_it(shipped: Index, words: str, meant: str) -> None:
    assert words in "\n".join((MISLED, *LISTS)).splitlines()
    finding = shipped.find(words)
    assert isinstance(finding, Found | Close)
    matches = (finding.match,) if isinstance(finding, Found) else finding.matches
    assert meant in [match.entry_id for match in matches]


def test_nearly_all_other_ways_of_asking_lead_to_their_entry_and_hardly_any_elsewhere(shipped: Index) -> None:
    lost, astray = [], []
    for meant, ways in ASKED.items():
        for words in ways:
            finding = shipped.find(words)
            if isinstance(finding, Found):
                assert finding.match.score < 1, f"a phrasing of an entry: {words}"
                astray += [words] if finding.match.entry_id != meant else []
            elif not isinstance(finding, Close) or meant not in [match.entry_id for match in finding.matches]:
                lost.append(words)
    asked = sum(map(len, ASKED.values()))
    assert asked >= 150
    assert len(astray) <= asked * 0.02, astray
    assert len(lost) <= asked * 0.05, lost


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("what do you earn as a pain doc", "physician-pay"),
        ("salary", "physician-pay"),
        ("how much does a pain doctor earn", "physician-pay"),
        ("how manny yaers untill im done", "training-length"),
        ("how long does it take to become a pain doctor", "training-length"),
        ("cme", "staying-current"),
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


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("pain exam", "pain-board-exam"),
        ("pain board certification", "board-certification"),  # one of several entries about certificates
    ],
)
def test_what_may_be_meant_is_offered_with_others(shipped: Index, words: str, meant: str) -> None:
    finding = shipped.find(words)
    assert isinstance(finding, Close)
    assert meant in [match.entry_id for match in finding.matches]
