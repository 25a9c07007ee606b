"""How well each entry fits a query: the mean of a score over words and one over pieces of words.

All phrasings of an entry count as one document: what several of them say together fits more ways of asking than any
single one. Where an entry has many, its best single phrasing counts as well.
"""

from collections.abc import Sequence

import numpy as np

from bot.core.lookup.arrays import Counts, Flags, Floats, Ints, Ragged
from bot.core.lookup.bm25 import Words
from bot.core.lookup.corpus import Corpus
from bot.core.lookup.grams import Grams
from bot.core.lookup.query import Query, Reader

CROWDED = 10
POOLED = 0.7  # share of the pooled score in a crowded entry


class Fit:
    """The score of one way to cut a corpus into documents."""

    def __init__(self, corpus: Corpus, forms: Counts, size: int) -> None:
        stems = forms.translate(Ragged(np.arange(len(corpus.stem_of) + 1), corpus.stem_of))
        self.words = Words(
            stems, weights=corpus.stem_weights, groups_of=corpus.groups_of, members=corpus.members, size=size
        )
        self.grams = Grams(forms.translate(corpus.pieces_of), vocabulary=len(corpus.piece_numbers), size=size)

    def scores(self, query: Query) -> Floats:
        pieces = self.grams.scores(query.pieces, query.piece_counts, query.strange_pieces)
        return (self.words.scores(query.words) + pieces) / 2


class Scorer:
    """Scores in [0, 1] for every entry of a corpus, by entry number. Immutable."""

    def __init__(self, corpus: Corpus, kept: Flags | None = None) -> None:
        """Over the phrasings that are `kept`, by number; all without it."""
        kept = np.ones(len(corpus.owners), np.bool_) if kept is None else kept
        forms = corpus.counts(corpus.owners, kept)
        self.pooled = Fit(corpus, forms, corpus.entries)
        self.reader = Reader(corpus, self.pooled.words.frequency, np.bincount(forms.terms, minlength=len(corpus.forms)))
        number = np.bincount(corpus.owners[kept], minlength=corpus.entries)
        self._crowded: Flags = number > CROWDED
        single = kept & self._crowded[corpus.owners]
        self._single_owners: Ints = corpus.owners[single]
        self._single: Fit | None = None
        if len(self._single_owners):
            documents = np.cumsum(single) - 1
            self._single = Fit(corpus, corpus.counts(documents, single), len(self._single_owners))

    def scores(self, tokens: Sequence[str], *, finished: bool = True) -> Floats:
        """`finished` false: the last token may be the beginning of a word."""
        return self.scored(self.reader.read(tokens, finished=finished))

    def scored(self, query: Query) -> Floats:
        """`scores` of what was read already."""
        scores = self.pooled.scores(query)
        if self._single is not None:
            best = np.zeros(len(scores))
            np.maximum.at(best, self._single_owners, self._single.scores(query))
            scores[self._crowded] = POOLED * scores[self._crowded] + (1 - POOLED) * best[self._crowded]
        return scores

    def cover(self, tokens: Sequence[str], entry: int) -> tuple[float, int]:
        """The share of the tokens' weight that an entry holds, and how many words; see `Words.cover`."""
        return self.pooled.words.cover(self.reader.read(tokens).words, entry)
