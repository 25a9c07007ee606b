"""Which documents hold a term, and what it is worth in each: the sparse matrix that queries are summed over."""

from dataclasses import dataclass

import numpy as np

from bot.core.lookup.arrays import Flags, Floats, Ints, Ragged, ascending


@dataclass(frozen=True, slots=True)
class Postings:
    """Row `t` of `documents` lists where term `t` occurs; `worths` lies beside its flat array. `size`: documents."""

    documents: Ragged
    worths: Floats
    size: int

    @classmethod
    def of(cls, terms: Ints, documents: Ints, worths: Floats, *, vocabulary: int, size: int) -> "Postings":
        """From triples in the order of their documents, with terms in 0..vocabulary and each pair at most once."""
        order = ascending(terms, vocabulary)
        starts = np.zeros(vocabulary + 1, np.int64)
        np.cumsum(np.bincount(terms, minlength=vocabulary), out=starts[1:])
        # Half the width: these arrays are most of an index, and queries wait for memory rather than for sums.
        return cls(Ragged(starts, documents[order].astype(np.int32)), worths[order].astype(np.float32), size)

    def sums(self, terms: Ints, weights: Floats) -> Floats:
        """The weighted sum of the terms' worths for every document."""
        places, lengths = self.documents.places(terms)
        worths = self.worths[places] * np.repeat(weights, lengths)
        # Without any place bincount would count instead of sum, in integers.
        return np.bincount(self.documents.flat[places], weights=worths, minlength=self.size).astype(np.float64)

    def held(self, terms: Ints, weights: Floats) -> Floats:
        """The weights of the terms that each document holds, added up."""
        places, lengths = self.documents.places(terms)
        weights = np.repeat(weights, lengths)
        return np.bincount(self.documents.flat[places], weights=weights, minlength=self.size).astype(np.float64)

    def holders(self, terms: Ints, document: int) -> Flags:
        """Which of the terms the document holds."""
        documents, lengths = self.documents.take(terms)
        found = np.zeros(len(terms), np.bool_)
        found[np.repeat(np.arange(len(terms)), lengths)[documents == document]] = True
        return found

    def best(self, terms: Ints, weights: Floats) -> Floats:
        """The greatest weighted worth among the terms for every document, 0 where it holds none of them."""
        places, lengths = self.documents.places(terms)
        best = np.zeros(self.size)
        np.maximum.at(best, self.documents.flat[places], self.worths[places] * np.repeat(weights, lengths))
        return best
