"""What somebody typed, in the numbers of one corpus."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

import numpy as np
import snowballstemmer

from bot.core.lookup.arrays import Floats, Ints
from bot.core.lookup.bm25 import WordQuery
from bot.core.lookup.corpus import Corpus
from bot.core.lookup.grams import pieces
from bot.core.lookup.repair import Speller

MOST_TOKENS = 64  # a message of any length costs no more than this
MOST_ENDINGS = 32


@dataclass(frozen=True, slots=True)
class Query:
    """`pieces` with their counts; `strange_pieces` are the counts of those that have no number.

    `strangers` are the stems of the words without a number, `mended` those of the words that were taken for mistyped
    ones, `strange_texts` the pieces without a number in the order of their counts.
    """

    words: WordQuery
    pieces: Ints
    piece_counts: Floats
    strange_pieces: Floats
    strangers: tuple[str, ...]
    mended: tuple[str, ...]
    strange_texts: tuple[str, ...]


class Reader:
    """Reads queries against a corpus of which `known` stems are in use."""

    def __init__(self, corpus: Corpus, stem_frequency: Ints, form_frequency: Ints) -> None:
        """How many entries hold each stem and each form; 0 is unknown, and repaired where something is near."""
        self._corpus = corpus
        akin = np.diff(corpus.groups_of.starts) > 0
        self._known = (stem_frequency > 0) | akin | (corpus.stem_weights < 1)
        likeliest = np.argsort(-form_frequency, kind="stable").tolist()
        self._speller = Speller([corpus.forms[form] for form in likeliest if form_frequency[form]])
        self._form_frequency = form_frequency

    def read(self, tokens: Sequence[str], *, finished: bool = True, beyond: Container[str] = ()) -> Query:
        """The first `MOST_TOKENS` tokens; `finished` false: the last token may be the beginning of a word.

        Words whose stems are `beyond` the corpus are not mistyped: they stay as they are.
        """
        used = tokens[:MOST_TOKENS]
        endings = {} if finished or not used else self.endings(used[-1])
        weights: dict[int, float] = {}
        strangers: dict[str, str] = {}
        mended: list[str] = []
        # A stemmer keeps state while it works and costs nothing to make: one a query is safe in any thread.
        stem_of = snowballstemmer.stemmer("english").stemWord
        for token in used[:-1] if endings else used:
            stem, weight, text = self._stem(token, stem_of, beyond)
            if weight < 1:
                mended.append(text)
            if stem is None:
                strangers[token] = text
            else:
                weights[stem] = max(weight, weights.get(stem, 0.0))
        words = WordQuery(*_arrays(weights), len(strangers), *_arrays(endings))
        pieces, counts, strange = self._pieces(used, finished=finished)
        strange_counts = np.fromiter(strange.values(), np.float64)
        return Query(words, pieces, counts, strange_counts, tuple(strangers.values()), tuple(mended), tuple(strange))

    def _stem(self, token: str, stem_of: Callable[[str], str], beyond: Container[str]) -> tuple[int | None, float, str]:
        """The number of the stem, how near it is, and the stem of what was typed, empty for a known word."""
        corpus = self._corpus
        form = corpus.form_numbers.get(token)
        text = "" if form is not None else stem_of(token)
        stem = corpus.stem_numbers.get(text) if form is None else int(corpus.stem_of[form])
        if (stem is not None and self._known[stem]) or text in beyond:
            return stem, 1.0, text
        repaired = self._speller.repair(token)
        if repaired is None:
            return stem, 1.0, text
        return int(corpus.stem_of[corpus.form_numbers[repaired[0]]]), repaired[1], text

    def endings(self, beginning: str) -> dict[int, float]:
        """Stems of the known forms with this beginning, weighted by how much of the form is there."""
        corpus = self._corpus
        first = bisect_left(corpus.forms, beginning)
        found: dict[int, float] = {}
        for form in range(first, len(corpus.forms)):
            if len(found) == MOST_ENDINGS or not corpus.forms[form].startswith(beginning):
                break
            stem = int(corpus.stem_of[form])
            weight = max(0.5, len(beginning) / len(corpus.forms[form]))
            if self._form_frequency[form]:
                found[stem] = max(weight, found.get(stem, 0.0))
        return found

    def _pieces(self, tokens: Sequence[str], *, finished: bool) -> tuple[Ints, Floats, Counter[str]]:
        corpus = self._corpus
        forms: list[int] = []
        spelled: list[str] = []
        for place, token in enumerate(tokens):
            whole = finished or place < len(tokens) - 1
            form = corpus.form_numbers.get(token) if whole else None
            if form is None:
                spelled += pieces(token, finished=whole)
            else:
                forms.append(form)
        known, _ = corpus.pieces_of.take(np.array(forms, np.int64))
        counts = Counter(known.tolist())
        strange: Counter[str] = Counter()
        for piece in spelled:
            number = corpus.piece_numbers.get(piece)
            if number is None:
                strange[piece] += 1
            else:
                counts[number] += 1
        return *_arrays(counts), strange


def _arrays(weights: dict[int, float] | Counter[int]) -> tuple[Ints, Floats]:
    """Keys and values, sorted by key: sums come out the same whatever the order of the words."""
    numbers = np.array(sorted(weights), np.int64)
    return numbers, np.array([weights[number] for number in numbers.tolist()], np.float64)
