"""A few documents over an index, scored as if they stood in it, at a few kilobytes for each who has some.

How telling a word is, how long a document usually is and how rare a piece is are taken from the index below. Only
what these documents hold is kept, in arrays sorted by term. Words and pieces that the index does not know are as rare
as can be there, and so they are here.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import snowballstemmer

from bot.core.lookup.arrays import Counts, Floats, Ints
from bot.core.lookup.corpus import Corpus
from bot.core.lookup.fold import tokens
from bot.core.lookup.grams import pieces
from bot.core.lookup.query import Query
from bot.core.lookup.repair import Speller
from bot.core.lookup.scorer import Scorer
from bot.core.lookup.telling import BEGINNING, Telling

BELOW_EXACT = 0.999


class _Table:
    """Triples of term, document and worth, sorted by term."""

    def __init__(self, terms: Ints, documents: Ints, worths: Floats, size: int) -> None:
        order = np.argsort(terms, kind="stable")
        self._terms = terms[order]
        self._documents = documents[order].astype(np.int16)
        self._worths = worths[order].astype(np.float32)
        self._size = size

    def sums(self, terms: Ints, weights: Floats) -> Floats:
        """The weighted sum of the terms' worths for every document."""
        places, which = self._places(terms)
        worths = self._worths[places] * weights[which]
        return np.bincount(self._documents[places], weights=worths, minlength=self._size).astype(np.float64)

    def best(self, terms: Ints, weights: Floats) -> Floats:
        """The greatest weighted worth among the terms for every document, 0 where it holds none of them."""
        places, which = self._places(terms)
        best = np.zeros(self._size)
        np.maximum.at(best, self._documents[places], self._worths[places] * weights[which])
        return best

    def held(self, terms: Ints, weights: Floats) -> Floats:
        """The weights of the terms that each document holds, added up."""
        places, which = self._places(terms)
        held = np.bincount(self._documents[places], weights=weights[which], minlength=self._size)
        return held.astype(np.float64)

    def _places(self, terms: Ints) -> tuple[Ints, Ints]:
        """Where the terms stand, and for each place the index in `terms`."""
        firsts = np.searchsorted(self._terms, terms, side="left")
        lengths = np.searchsorted(self._terms, terms, side="right") - firsts
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        return np.arange(total) + np.repeat(firsts - ends + lengths, lengths), np.repeat(np.arange(len(terms)), lengths)


class Beyond:
    """Made by `Documents.over`. Immutable."""

    def __init__(
        self,
        corpus: Corpus,
        scorer: Scorer,
        telling: Telling,
        ids: Sequence[str],
        texts: Sequence[Sequence[str]],
        *,
        exact: dict[str, list[int]],
    ) -> None:
        """`texts` of each document, titles among them; `exact` as `exact_of` gives it. At most 32,767 documents."""
        self._ids = tuple(ids)
        self._exact = exact
        self._corpus = corpus
        self._scorer = scorer
        self._telling = telling
        cut = [[token for text in document for token in tokens(text)] for document in texts]
        self._stems: dict[str, int] = {}  # those that the index does not have
        self._words = self._word_table(cut)
        self._pieces = self._piece_table(cut)

    def scores(
        self, query: Query, typed: Sequence[str], whole: str, *, finished: bool
    ) -> Iterator[tuple[str, float, float]]:
        """Each id with its score and the share it holds of what tells something, both in [0, 1].

        Both are 1 for a title that is exactly `whole`, the key of what was typed.

        `query` is what the index made of `typed`. It may have taken a word of these documents for a mistyped one of its
        own: that is read again.
        """
        if any(stem in self._stems for stem in query.mended):
            query = self._scorer.reader.read(typed, finished=finished, beyond=self._stems)
        scores = np.minimum((self._word_scores(query, typed, finished) + self._piece_scores(query)) / 2, BELOW_EXACT)
        shares = self._shares(query)
        exact = self._exact.get(whole, [])
        scores[exact] = shares[exact] = 1.0
        return zip(self._ids, scores.tolist(), shares.tolist(), strict=True)

    def _shares(self, query: Query) -> Floats:
        told = self._telling.told(query)
        held = self._words.held(told.terms, told.masses)
        for stem in told.strangers:
            near = self._telling.begun(stem) | {number for number, _ in self._meant(stem)}
            if len(stem) >= BEGINNING:
                near |= {number for own, number in self._stems.items() if own.startswith(stem)}
            terms = np.array(sorted(near), np.int64)
            held += told.strange * (self._words.held(terms, np.ones(len(terms))) > 0)
        mass = told.mass
        return held / mass if mass else held

    def _word_scores(self, query: Query, typed: Sequence[str], finished: bool) -> Floats:
        words = self._scorer.pooled.words
        shares = self._words.sums(query.words.terms, query.words.weights)
        strangers = {number: near for stem in query.strangers for number, near in self._meant(stem)}
        shares += self._words.sums(np.array([*strangers], np.int64), np.array([*strangers.values()], np.float64))
        mass = words.mass_of(query.words)
        if not finished and typed:
            own = {n: stem for stem, n in self._stems.items() if stem.startswith(typed[-1]) and n not in strangers}
            weights = [max(0.5, len(typed[-1]) / len(stem)) for stem in own.values()]
            shares += self._words.best(
                np.concatenate((query.words.endings, np.array([*own], np.int64))),
                np.concatenate((query.words.ending_weights, np.array(weights, np.float64))),
            )
        return shares / mass if mass else np.zeros(len(self._ids))

    def _piece_scores(self, query: Query) -> Floats:
        grams = self._scorer.pooled.grams
        known, strange = grams.weights(query.pieces, query.piece_counts, query.strange_pieces)
        numbers = np.array([self._hashed(piece) for piece in query.strange_texts], np.int64)
        return self._pieces.sums(np.concatenate((query.pieces, numbers)), np.concatenate((known, strange)))

    def _meant(self, stem: str) -> Iterator[tuple[int, float]]:
        """The own stem that a word without a number has, or is a mistyped form of, with its similarity; at most one."""
        if stem in self._stems:
            yield self._stems[stem], 1.0
        elif self._stems and (found := Speller([*self._stems]).repair(stem)) is not None:
            yield self._stems[found[0]], found[1]

    def _hashed(self, piece: str) -> int:
        """A number behind those of the index's pieces. Two pieces may share one, which costs next to nothing."""
        return len(self._corpus.piece_numbers) + zlib.crc32(piece.encode())

    def _word_table(self, cut: Sequence[Sequence[str]]) -> _Table:
        corpus, weighing = self._corpus, self._scorer.pooled.words.weighing
        stem_of = snowballstemmer.stemmer("english").stemWord
        width = len(corpus.stem_weights)
        documents, terms = [], []
        for document, words in enumerate(cut):
            for word in words:
                form = corpus.form_numbers.get(word)
                text = "" if form is not None else stem_of(word)
                number = int(corpus.stem_of[form]) if form is not None else corpus.stem_numbers.get(text)
                if number is None:
                    number = self._stems.setdefault(text, width + len(self._stems))
                documents.append(document)
                terms.append(number)
        held = Counts.of(np.array(documents, np.int64), np.array(terms, np.int64))
        known = held.terms < width
        mine = Counts(held.documents[known], held.terms[known], held.counts[known])
        strange = Counts(held.documents[~known], held.terms[~known], held.counts[~known])
        size = len(self._ids)
        masses = mine.counts * corpus.stem_weights[mine.terms]
        lengths = np.bincount(mine.documents, masses, size).astype(np.float64)
        lengths += np.bincount(strange.documents, strange.counts, size)
        places, numbers, worths = weighing.worths(mine, mine.translate(corpus.groups_of), lengths, corpus.members)
        halves = weighing.halves(lengths)[strange.documents]
        return _Table(
            np.concatenate((numbers, strange.terms)),
            np.concatenate((places, strange.documents)),
            np.concatenate((worths, weighing.strange * strange.counts / (strange.counts + halves))),
            size,
        )

    def _piece_table(self, cut: Sequence[Sequence[str]]) -> _Table:
        grams = self._scorer.pooled.grams
        documents, terms, worths = [], [], []
        for document, words in enumerate(cut):
            counts = Counter(piece for word in words for piece in pieces(word))
            numbers = [self._corpus.piece_numbers.get(piece) for piece in counts]
            rarity = np.array([grams.strange if n is None else grams.rarity[n] for n in numbers])
            worth = (1 + np.log(np.fromiter(counts.values(), np.float64, len(counts)))) * rarity
            documents += [document] * len(counts)
            terms += [self._hashed(piece) if n is None else n for piece, n in zip(counts, numbers, strict=True)]
            worths.append(worth / (float(np.sqrt(worth @ worth)) or 1.0))
        return _Table(np.array(terms, np.int64), np.array(documents, np.int64), np.concatenate(worths), len(cut))
