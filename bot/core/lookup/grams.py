"""Pieces of words: they carry a typo, an ending or a compound that no dictionary knows.

TF-IDF over the 3- and 4-character pieces of each padded word (what scikit-learn calls `char_wb`), compared by cosine.
"""

import numpy as np

from bot.core.lookup.arrays import Counts, Floats, Ints
from bot.core.lookup.postings import Postings

SIZES = (3, 4)

# A piece that no entry has still belongs to the length of the query, at this share of its square: words from another
# world lower the score, typos (whose pieces are new as well) do not sink it.
UNKNOWN = 0.5


def pieces(token: str, *, finished: bool = True) -> list[str]:
    """All pieces of one word with a space on both sides (`finished` false: no end yet); repeats stay."""
    padded = f" {token} " if finished else f" {token}"
    found = [padded[at : at + size] for size in SIZES for at in range(len(padded) - size + 1)]
    return found or [padded]


class Grams:
    """The cosine of a query with every document. Terms are pieces, numbered by the caller."""

    def __init__(self, counts: Counts, *, vocabulary: int, size: int) -> None:
        frequency = np.bincount(counts.terms, minlength=vocabulary)
        self.rarity = np.log((1 + size) / (1 + frequency)) + 1
        self.strange = float(np.log(1 + size) + 1)
        self._shares = np.where(frequency > 0, 1.0, UNKNOWN)
        worths = (1 + np.log(counts.counts)) * self.rarity[counts.terms]
        lengths = np.sqrt(np.bincount(counts.documents, weights=worths**2, minlength=size))
        worths /= lengths[counts.documents]
        self._postings = Postings.of(counts.terms, counts.documents, worths, vocabulary=vocabulary, size=size)

    def scores(self, terms: Ints, counts: Floats, strangers: Floats) -> Floats:
        """Cosines in [0, 1]. Each term at most once; `strangers` are the counts of the pieces that have no number."""
        worths, _ = self.weights(terms, counts, strangers)
        return self._postings.sums(terms, worths)

    def weights(self, terms: Ints, counts: Floats, strangers: Floats) -> tuple[Floats, Floats]:
        """What each piece of a query counts for, those with a number and those without; its length is 1."""
        worths = (1 + np.log(counts)) * self.rarity[terms]
        strange = (1 + np.log(strangers)) * self.strange
        length = float(np.sqrt(self._shares[terms] @ worths**2 + UNKNOWN * (strange @ strange))) or 1.0
        return worths / length, strange / length
