"""The two scores, the spelling repair and the sparse tables, against small sums done by hand or by plain loops."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.lookup import kindred, stopwords
from bot.core.lookup.arrays import Counts, Ragged
from bot.core.lookup.corpus import read
from bot.core.lookup.grams import pieces
from bot.core.lookup.postings import Postings
from bot.core.lookup.repair import Speller
from bot.core.lookup.scorer import Scorer

RAGGED = st.lists(st.lists(st.integers(0, 50), max_size=4), min_size=1, max_size=8)


@given(RAGGED, st.data())
def test_rows_of_a_ragged_table_come_back_in_order(rows: list[list[int]], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=6))
    elements, lengths = Ragged.of(rows).take(np.array(chosen, np.int64))
    assert elements.tolist() == [element for row in chosen for element in rows[row]]
    assert lengths.tolist() == [len(rows[row]) for row in chosen]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=40))
def test_equal_pairs_are_counted_together(pairs: list[tuple[int, int]]) -> None:
    documents, terms = np.array([pair[0] for pair in pairs], np.int64), np.array([pair[1] for pair in pairs], np.int64)
    counts = Counts.of(documents, terms)
    found = {
        (int(document), int(term)): count
        for document, term, count in zip(counts.documents, counts.terms, counts.counts, strict=True)
    }
    assert found == {pair: pairs.count(pair) for pair in set(pairs)}


def test_postings_sum_and_choose_per_document() -> None:
    postings = Postings.of(np.array([0, 0, 1]), np.array([0, 2, 2]), np.array([1.0, 2.0, 3.0]), vocabulary=2, size=3)
    both = np.array([0, 1]), np.array([1.0, 0.5])
    assert postings.sums(*both).tolist() == [1.0, 0.0, 3.5]
    assert postings.best(*both).tolist() == [1.0, 0.0, 2.0]
    nothing = np.array([], np.int64), np.array([])
    assert postings.sums(*nothing).tolist() == [0.0, 0.0, 0.0]
    assert postings.best(*nothing).tolist() == [0.0, 0.0, 0.0]


def test_a_word_is_cut_into_padded_pieces() -> None:
    assert pieces("pain") == [" pa", "pai", "ain", "in ", " pai", "pain", "ain "]
    assert pieces("pain", finished=False) == [" pa", "pai", "ain", " pai", "pain"]
    assert pieces("x") == [" x "]
    assert pieces("x", finished=False) == [" x"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("felowship", "fellowship"),
        ("anesthesiolgoy", "anesthesiology"),  # a swap of neighbours is one slip
        ("pian", "pain"),
        ("xyzzyx", None),
        ("2032", None),
        ("pai", None),
    ],
)
def test_a_mistyped_word_is_read_as_the_nearest(typed: str, meant: str | None) -> None:
    found = Speller(["pain", "plan", "fellowship", "anesthesiology", "2031"]).repair(typed)
    assert (found[0] if found else None) == meant


def test_of_two_words_equally_near_the_likelier_is_meant() -> None:
    assert Speller(["plain", "plait"]).repair("plaix") == ("plain", 0.8)
    assert Speller(["plait", "plain"]).repair("plaix") == ("plait", 0.8)


def test_the_score_of_one_word_is_the_formulas() -> None:
    scorer = Scorer(read([["zebra"], ["quagga"]]))
    # One word in documents of equal length: BM25 is 1 / (1 + k1) of the word's idf, the cosine of equal words is 1.
    assert scorer.scores(["zebra"]).tolist() == pytest.approx([(1 / 1.9 + 1) / 2, 0.0])


def test_an_unknown_word_weighs_as_much_as_the_rarest() -> None:
    scorer = Scorer(read([["zebra"], ["quagga"]]))
    idf = math.log(1 + 1.5 / 1.5)
    strange = math.log(1 + 2.5 / 0.5)
    words = idf / 1.9 / (idf + strange)
    # ten pieces: " ze zeb ebr bra ra " and " zeb zebr ebra bra " of the one, as many of the other at half their square
    known, new = 9 * (math.log(3 / 2) + 1) ** 2, 9 * 0.5 * (math.log(3) + 1) ** 2
    assert scorer.scores(["zebra", "hippo"])[0] == pytest.approx((words + math.sqrt(known / (known + new))) / 2)


def test_a_kindred_word_finds_what_the_word_itself_would() -> None:
    scorer = Scorer(read([["salary of a keeper"], ["shoes of a keeper"], ["hats of a dancer"]]))
    paid, shoes, hats = scorer.scores(["income"])
    assert paid > 0
    assert shoes == hats == 0
    assert paid < scorer.scores(["salary"])[0]


def test_no_stop_word_has_kin() -> None:
    assert stopwords.STOP_WORDS.isdisjoint(word for group in kindred.GROUPS for word in group)


def test_every_group_of_kin_has_two_words_at_least_and_none_twice() -> None:
    assert [group for group in kindred.GROUPS if len(group) < 2 or len(set(group)) < len(group)] == []


def test_many_phrasings_do_not_drown_the_one_that_fits() -> None:
    crowd = [f"{word} question about gardens" for word in "abc bcd cde def efg fgh ghi hij ijk jkl".split()]  # noqa: SIM905
    few, many = read([["lonely zebra"], ["other"]]), read([["lonely zebra", *crowd], ["other"]])
    crowded = Scorer(many).scores(["lonely", "zebra"])[0]
    pooled_only = Scorer(read([["lonely zebra", *crowd[:-1]], ["other"]])).scores(["lonely", "zebra"])[0]
    assert pooled_only < crowded < Scorer(few).scores(["lonely", "zebra"])[0]


def test_what_is_held_out_is_not_known() -> None:
    corpus = read([["zebra crossing", "quagga"], ["heron"]])
    rest = Scorer(corpus, np.array([True, False, True]))
    assert rest.scores(["quagga"]).tolist() == [0.0, 0.0]
    assert rest.scores(["zebra"]).tolist() == Scorer(read([["zebra crossing"], ["heron"]])).scores(["zebra"]).tolist()
