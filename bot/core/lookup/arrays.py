"""The array types of the lookup, and two things that several of its parts need."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.signedinteger[Any]]
Floats: TypeAlias = NDArray[np.floating[Any]]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of different lengths in one flat array: row `r` is `flat[starts[r]:starts[r + 1]]`."""

    starts: Ints
    flat: Ints

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "Ragged":
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        return cls(starts, np.fromiter(chain.from_iterable(rows), np.int64, count=int(starts[-1])))

    def places(self, chosen: Ints) -> tuple[Ints, Ints]:
        """Positions in `flat` of the elements of the `chosen` rows, one row after the other, and the rows' lengths."""
        firsts = self.starts[chosen]
        lengths = self.starts[chosen + 1] - firsts
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        return np.arange(total) + np.repeat(firsts - ends + lengths, lengths), lengths

    def take(self, chosen: Ints) -> tuple[Ints, Ints]:
        """The elements of the `chosen` rows, one row after the other, and the rows' lengths."""
        places, lengths = self.places(chosen)
        return self.flat[places], lengths


@dataclass(frozen=True, slots=True)
class Counts:
    """A sparse table: `counts[i]` > 0 times term `terms[i]` in document `documents[i]`; each pair at most once."""

    documents: Ints
    terms: Ints
    counts: Floats

    @classmethod
    def of(cls, documents: Ints, terms: Ints, counts: Floats | None = None) -> "Counts":
        """Sum up equal pairs; without `counts` every pair counts 1. Sorted by document, then term."""
        width = int(terms.max(initial=0)) + 1
        keys = documents * width + terms
        if counts is None:
            keys, sums = np.unique(keys, return_counts=True)
        elif len(keys):
            order = np.argsort(keys, kind="stable")
            keys = keys[order]
            firsts = np.flatnonzero(np.diff(keys, prepend=-1))
            keys, sums = keys[firsts], np.add.reduceat(counts[order], firsts)
        else:
            sums = counts
        return cls(keys // width, keys % width, sums.astype(np.float64))

    def translate(self, table: Ragged) -> "Counts":
        """Each term replaced by all terms of its row in `table`."""
        terms, lengths = table.take(self.terms)
        return Counts.of(np.repeat(self.documents, lengths), terms, np.repeat(self.counts, lengths))
