"""What a query says beyond common words, and how much of that a document holds."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import snowballstemmer

from bot.core.lookup.arrays import Flags, Floats, Ints
from bot.core.lookup.bm25 import Words
from bot.core.lookup.corpus import Corpus
from bot.core.lookup.query import Query, Reader
from bot.core.lookup.stopwords import ASKING_WORDS

SHORTEST = 2  # letters of a word that tells something
BEGINNING = 4  # letters of an unknown word that stands for the longer ones which it begins


@cache
def _asking_stems() -> frozenset[str]:
    return frozenset(snowballstemmer.stemmer("english").stemWords(sorted(ASKING_WORDS)))


@dataclass(frozen=True, slots=True)
class Told:
    """The telling words of a query: `terms` with their `masses`, and the stems of those without a number.

    `strange` is the mass of each of these.
    """

    terms: Ints
    masses: Floats
    strangers: tuple[str, ...]
    strange: float

    @property
    def mass(self) -> float:
        """Of all of them; 0 for none."""
        return float(self.masses.sum()) + len(self.strangers) * self.strange


class Telling:
    """Over one index. Stop words, words of asking and single letters tell nothing."""

    def __init__(self, corpus: Corpus, words: Words, reader: Reader) -> None:
        self._asking = _asking_stems()
        tells = np.fromiter((self._tells(stem) for stem in corpus.stem_numbers), np.bool_)
        self._telling: Flags = words.telling & tells
        self._words = words
        self._reader = reader

    def told(self, query: Query) -> Told:
        telling = self._telling[query.words.terms]
        terms = query.words.terms[telling]
        masses = self._words.mass[terms] * query.words.weights[telling]
        strangers = tuple(stem for stem in query.strangers if self._tells(stem))
        return Told(terms, masses, strangers, self._words.weighing.strange)

    def shares(self, told: Told) -> Floats:
        """The share in [0, 1] of what was told that each document of the index holds; zeros where nothing was."""
        held = self._words.held(told.terms, told.masses)
        for stem in told.strangers:
            terms = np.array(sorted(self.begun(stem)), np.int64)
            held += told.strange * (self._words.held(terms, np.ones(len(terms))) > 0)
        mass = told.mass
        return held / mass if mass else held

    def _tells(self, stem: str) -> bool:
        return len(stem) >= SHORTEST and stem not in self._asking

    def begun(self, stem: str) -> set[int]:
        """The terms of the index that an unknown word stands for by being their beginning; empty for a short one."""
        return set(self._reader.endings(stem)) if len(stem) >= BEGINNING else set()
