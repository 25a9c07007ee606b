"""The measures, by hand and against the plainest way to compute them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.evaluation import Measures, Outcome, Query, auroc, measure, percentile
from bot.core.findings import Match


def outcome(relevant: str, ranked: str, *, score: float = 0.5, answered: bool = True) -> Outcome:
    """Entries are letters; an empty `relevant` is out of scope. Scores fall from `score` on."""
    query = Query("q", "words", frozenset(relevant), in_scope=bool(relevant))
    return Outcome(query, tuple(Match(id, score - place / 100) for place, id in enumerate(ranked)), answered)


def test_recall_and_rank_are_over_queries_in_scope() -> None:
    found = measure(
        [
            outcome("a", "abc"),
            outcome("b", "abc"),
            outcome("xd", "abcd"),
            outcome("x", "abcdefghijx"),  # rank 11
            outcome("x", ""),
            outcome("", "abc"),
        ]
    )
    assert (found.in_scope, found.out_of_scope) == (5, 1)
    assert found.recall_at_1 == pytest.approx(1 / 5)
    assert found.recall_at_3 == pytest.approx(2 / 5)
    assert found.recall_at_5 == pytest.approx(3 / 5)
    assert found.mrr_at_10 == pytest.approx((1 + 1 / 2 + 1 / 4) / 5)


def test_balanced_accuracy_values_answers_and_silence_alike() -> None:
    found = measure(
        [
            outcome("a", "a"),
            outcome("a", "a", answered=False),
            outcome("a", "b"),
            outcome("a", "a"),
            outcome("", "a", answered=False),
            outcome("", "a"),
        ]
    )
    assert found.balanced_accuracy == pytest.approx((2 / 4 + 1 / 2) / 2)


def test_what_cannot_be_measured_is_none() -> None:
    assert measure([]) == Measures(0, 0, None, None, None, None, None, None)
    inside = measure([outcome("a", "a")])
    assert (inside.auroc, inside.balanced_accuracy) == (None, 1.0)
    outside = measure([outcome("", "a", answered=False)])
    assert (outside.recall_at_1, outside.auroc, outside.balanced_accuracy) == (None, None, 1.0)


def test_a_query_that_finds_nothing_scores_lowest() -> None:
    assert measure([outcome("a", "a", score=0.1), outcome("", "")]).auroc == 1.0
    assert measure([outcome("a", ""), outcome("", "")]).auroc == 0.5


SCORES = st.lists(st.sampled_from([-math.inf, 0.0, 0.2, 0.5, 0.9]), min_size=1, max_size=12)


@given(SCORES, SCORES)
def test_auroc_is_the_chance_to_win_a_pair(positive: list[float], negative: list[float]) -> None:
    wins = sum((one > other) + (one == other) / 2 for one in positive for other in negative)
    assert auroc(positive, negative) == pytest.approx(wins / len(positive) / len(negative))


def test_percentiles_are_values_that_were_seen() -> None:
    assert percentile([], 0.5) is None
    assert percentile([3.0], 0.99) == 3.0
    hundred = [float(value) for value in range(100, 0, -1)]
    assert (percentile(hundred, 0.5), percentile(hundred, 0.99), percentile(hundred, 1.0)) == (50, 99, 100)
