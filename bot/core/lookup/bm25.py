"""Whole words: BM25 over stems, as a share of what a document could reach at most.

Weights as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with Lucene's idf, which is never
negative. The sum is divided by the idf of all words of the query, unknown ones included: the result lies in [0, 1] and
compares across queries, which a raw BM25 sum does not.
"""

from dataclasses import dataclass

import numpy as np

from bot.core.lookup import kindred
from bot.core.lookup.arrays import Counts, Flags, Floats, Ints, Ragged
from bot.core.lookup.postings import Postings

SATURATION = 0.9  # k1
LENGTH = 0.4  # b


def idf(frequency: Ints, size: int) -> Floats:
    """How telling a term is that `frequency` of `size` documents hold; always > 0."""
    return np.log1p((size - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True, slots=True)
class WordQuery:
    """The words of a query: `terms`, each once, with weights in (0, 1], and the number of those that have no number.

    `endings` are the terms that a last, half-typed word may become, with their weights; it counts as one word.
    """

    terms: Ints
    weights: Floats
    strangers: int
    endings: Ints
    ending_weights: Floats


@dataclass(frozen=True, slots=True)
class Weighing:
    """What all documents together say of a word: enough to weigh another document as if it stood among them.

    `mass` of each term and `strange`, that of a word without a number, are what it adds to the length of a query; a
    term that no document holds adds the most. `rarity` is of kindred groups, `mean` the mean length of a document.
    """

    mass: Floats
    strange: float
    rarity: Floats
    mean: float

    def halves(self, lengths: Floats) -> Floats:
        """How often a word stands in documents of these lengths when it is worth half of what it can be."""
        return SATURATION * (1 - LENGTH + LENGTH * lengths / self.mean)

    def worths(self, counts: Counts, akin: Counts, lengths: Floats, members: Ragged) -> tuple[Ints, Ints, Floats]:
        """Documents, terms and what each is worth there, each pair once, sorted by document.

        `akin` are the counts of kindred groups; each lends something to all of its words.
        """
        halves = self.halves(lengths)
        own = self.mass[counts.terms] * counts.counts / (counts.counts + halves[counts.documents])
        lent = kindred.WEIGHT * self.rarity[akin.terms] * akin.counts / (akin.counts + halves[akin.documents])
        borrowers, number = members.take(akin.terms)
        width = len(self.mass)
        pairs = (counts.documents * width + counts.terms, np.repeat(akin.documents, number) * width + borrowers)
        keys, places = np.unique(np.concatenate(pairs), return_inverse=True)
        worths = np.zeros(len(keys))
        np.maximum.at(worths, places, np.concatenate((own, np.repeat(lent, number))))
        return keys // width, keys % width, worths


class Words:
    """The share in [0, 1] of a query's words that each document holds. Terms are stems, numbered by the caller."""

    def __init__(self, counts: Counts, *, weights: Floats, groups_of: Ragged, members: Ragged, size: int) -> None:
        """`weights` of all terms, in (0, 1], < 1 for stop words; kindred groups as in `Corpus`; `size` documents."""
        self.frequency: Ints = np.bincount(counts.terms, minlength=len(weights))
        lengths = np.bincount(counts.documents, counts.counts * weights[counts.terms], size).astype(np.float64)
        akin = counts.translate(groups_of)
        self.weighing = Weighing(
            mass=idf(self.frequency, size) * weights,
            strange=float(idf(np.zeros(1, np.int64), size)[0]),
            rarity=idf(np.bincount(akin.terms, minlength=len(members.starts) - 1), size),
            mean=float(lengths.sum()) / max(size, 1) or 1.0,
        )
        documents, terms, worths = self.weighing.worths(counts, akin, lengths, members)
        self.telling: Flags = weights == 1
        self._postings = Postings.of(terms, documents, worths, vocabulary=len(weights), size=size)

    @property
    def mass(self) -> Floats:
        return self.weighing.mass

    def mass_of(self, query: "WordQuery") -> float:
        """The length of a query: the most that a document could hold of it. 0 for no words."""
        mass = float(self.mass[query.terms] @ query.weights) + query.strangers * self.weighing.strange
        hopes = self.mass[query.endings] * query.ending_weights
        return mass + float(hopes.max(initial=0.0))

    def scores(self, query: "WordQuery") -> Floats:
        mass = self.mass_of(query)
        if not mass:
            return np.zeros(self._postings.size)
        shares = self._postings.sums(query.terms, query.weights)
        if len(query.endings):
            shares += self._postings.best(query.endings, query.ending_weights)
        return shares / mass

    def cover(self, query: "WordQuery", document: int) -> tuple[float, int]:
        """How much of a finished query the document holds, in its own or kindred words; stop words do not count.

        The share in [0, 1] of the words' weight, 0 where there are none, and the number of words held.
        """
        telling = self.telling[query.terms]
        terms = query.terms[telling]
        masses = self.mass[terms] * query.weights[telling]
        held = self._postings.holders(terms, document)
        whole = float(masses.sum()) + query.strangers * self.weighing.strange
        return (float(masses[held].sum()) / whole if whole else 0.0), int(held.sum())

    def held(self, terms: Ints, weights: Floats) -> Floats:
        """The weights of the terms that each document holds, in its own or kindred words, added up."""
        return self._postings.held(terms, weights)
