"""A question is answered as well within a message as alone, and what asks nothing is not answered."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.core.findings import Close, Finding, Found, Missing
from bot.core.lookup import Index, build, hear
from bot.core.lookup.hearing import MOST
from bot.core.pack import Entry
from tests.content.samples import loaded
from tests.core.lookup.chatter import LEADS, chatter, within
from tests.core.lookup.unanswered import ALSO_NOT_IN_THE_FAQ, NOT_IN_THE_FAQ

CONTENT = Path(__file__).parents[3] / "content"
EVAL = Path(__file__).parents[3].parent / "shared" / "eval"

SMALL = build(
    [
        Entry(
            "leave", "How much leave is there in residency?", ("days off in residency", "vacation weeks"), "work", ""
        ),
        Entry("pay", "What does a pain doctor earn?", ("salary", "income of pain physicians"), "work", ""),
        Entry("length", "How long is the training?", ("how many years", "when am I done with training"), "road", ""),
    ],
    sure=0.25,
)


@pytest.fixture(scope="module")
def shipped() -> Index:
    pack = loaded(CONTENT).pack
    assert pack is not None
    return build(pack.entries.values())


def answer(index: Index, message: str) -> str | None:
    finding = hear(index, message).finding
    return finding.match.entry_id if isinstance(finding, Found) else None


@pytest.mark.parametrize("sentences", [0, 1, 3, 6, 12])
def test_a_question_is_answered_wherever_it_stands(sentences: int) -> None:
    for seed in range(8):
        heard = hear(SMALL, within("What does a pain doctor earn", sentences, seed=seed))
        assert isinstance(heard.finding, Found), seed
        assert (heard.words, heard.finding.match.entry_id) == ("What does a pain doctor earn", "pay")


@pytest.mark.parametrize("lead", LEADS)
def test_what_leads_to_a_question_does_not_hide_it(lead: str) -> None:
    heard = hear(SMALL, f"{lead}what a pain doctor earns, thanks in advance")
    assert isinstance(heard.finding, Found)
    assert (heard.words, heard.finding.match.entry_id) == ("what a pain doctor earns", "pay")


def test_two_questions_with_different_answers_are_both_offered() -> None:
    heard = hear(SMALL, "Hi. What does a pain doctor earn? And how much leave is there in residency?")
    assert isinstance(heard.finding, Close)
    assert {match.entry_id for match in heard.finding.matches[:2]} == {"pay", "leave"}
    assert heard.words == "What does a pain doctor earn / how much leave is there in residency"
    again = hear(SMALL, "What does a pain doctor earn? Seriously, what is the salary?").finding
    assert isinstance(again, Found), "the same answer twice is one answer"


def test_a_message_that_asks_nothing_is_offered_something_at_most() -> None:
    assert isinstance(hear(SMALL, "Days off in residency.").finding, Found), "a single sentence is an ask as any other"
    finding = hear(SMALL, "I had days off in residency. My cat was happy.").finding
    assert isinstance(finding, Close)
    assert finding.matches[0].entry_id == "leave"


def test_what_turns_into_a_question_late_is_offered_and_not_answered() -> None:
    finding = hear(
        SMALL, "my aunt the plumber keeps on asking me at every family dinner does a pain doctor earn an income at all"
    ).finding
    assert isinstance(finding, Close)
    assert finding.matches[0].entry_id == "pay"


def test_what_was_asked_is_said_where_nothing_fits() -> None:
    heard = hear(SMALL, "Hello all. I was wondering where the best pizza is. Bye.")
    assert heard.finding == Missing()
    assert heard.words == "where the best pizza is"
    assert hear(SMALL, "🙂") == hear(SMALL, "")


@pytest.mark.parametrize("text", ["why is it so? " * 280, "how " * 1000, "a! " * 1300, "x" * 4000, "is it you " * 400])
def test_a_message_costs_a_bounded_number_of_lookups(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    find = Index.find

    def counted(index: Index, words: str) -> Finding:
        asked.append(words)
        return find(index, words)

    monkeypatch.setattr(Index, "find", counted)
    hear(SMALL, text)
    assert 0 < len(asked) <= MOST


@pytest.mark.parametrize("sentences", [2, 4, 8])
def test_chatter_is_never_answered(shipped: Index, sentences: int) -> None:
    assert [said for seed in range(60) if answer(shipped, said := chatter(sentences, seed=seed))] == []


@pytest.mark.parametrize("text", [NOT_IN_THE_FAQ, ALSO_NOT_IN_THE_FAQ])
def test_what_the_faq_does_not_hold_is_answered_within_messages_no_more_than_alone(shipped: Index, text: str) -> None:
    asked = text.strip().splitlines()
    alone = [words for words in asked if isinstance(shipped.find(words), Found)]
    inside = [words for seed, words in enumerate(asked) if answer(shipped, within(words, 5, seed=seed))]
    assert len(inside) <= len(alone) + 1, set(inside) - set(alone)


def queries() -> Sequence[tuple[str, str]]:
    """Questions with the id of the entry that answers them: of the development set, else a few of our own."""
    file = EVAL / "pain.queries.jsonl"
    if not file.exists():
        return [("how long does it take to become a pain doctor", "training-length"), ("salary", "job-market")]
    ours = dict(zip((f"pain-{n}" for n in range(1, 9)), EIGHT, strict=True))
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    return [(row["query"], ours[row["relevant"][0]]) for row in rows if row["in_scope"]]


EIGHT = (
    *("specialist-role", "training-length", "key-skills", "job-market"),
    *("research-and-teaching", "board-certification", "staying-current", "who-benefits"),
)


@pytest.mark.parametrize("sentences", [2, 6])
def test_questions_of_the_development_set_fare_within_messages_as_alone(shipped: Index, sentences: int) -> None:
    asked = queries()
    alone = [answer_alone(shipped, words) for words, _ in asked]
    inside = [answer(shipped, within(words, sentences, seed=seed)) for seed, (words, _) in enumerate(asked)]
    meant = [entry_id for _, entry_id in asked]
    right = sum(a == m for a, m in zip(alone, meant, strict=True))
    assert right > 0
    assert sum(a == m for a, m in zip(inside, meant, strict=True)) >= 0.9 * right
    assert wrong(inside, meant) <= wrong(alone, meant) + 1


def answer_alone(index: Index, words: str) -> str | None:
    finding = index.find(words)
    return finding.match.entry_id if isinstance(finding, Found) else None


def wrong(given: Sequence[str | None], meant: Sequence[str]) -> int:
    return sum(one is not None and one != right for one, right in zip(given, meant, strict=True))
