"""The array types of the lookup, and what several of its parts need.

Large arrays are worked on in blocks. One call of numpy on millions of numbers would keep the event loop, which runs in
another thread, from its turn for as long as it takes; and what fits into the processor's cache is done sooner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.signedinteger[Any]]
Floats: TypeAlias = NDArray[np.floating[Any]]
Flags: TypeAlias = NDArray[np.bool_]

BLOCK = 1 << 17  # elements; about a millisecond each for most calls


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
        lengths = table.starts[self.terms + 1] - table.starts[self.terms]
        done = [part._translated(table) for part in self._blocks(lengths)]
        documents, terms, counts = (
            np.concatenate(parts)
            for parts in zip(*((one.documents, one.terms, one.counts) for one in done), strict=True)
        )
        return Counts(documents, terms, counts)

    def _translated(self, table: Ragged) -> "Counts":
        terms, lengths = table.take(self.terms)
        return Counts.of(np.repeat(self.documents, lengths), terms, np.repeat(self.counts, lengths))

    def _blocks(self, lengths: Ints) -> Iterator["Counts"]:
        """Cut between documents, so that the `lengths` of the pairs in each come to about `BLOCK`; at least one."""
        ends = np.flatnonzero(np.diff(self.documents, append=-1)) + 1
        reached = np.cumsum(lengths)[ends - 1]
        wanted = np.arange(BLOCK, reached[-1] if len(reached) else 0, BLOCK)
        cuts = [0, *np.unique(ends[np.searchsorted(reached, wanted)]).tolist(), len(self.documents)]
        for start, end in pairwise(cuts):
            yield Counts(self.documents[start:end], self.terms[start:end], self.counts[start:end])


def ascending(values: Ints, top: int) -> Ints:
    """The order in which `values`, in 0..top, ascend; equal ones keep theirs.

    For numbers of two bytes numpy sorts by their digits, which is many times faster than by comparing.
    """
    order: Ints = np.argsort((values & 0xFFFF).astype(np.uint16), kind="stable")
    return order if top <= 0xFFFF else order[ascending(values[order] >> 16, top >> 16)]
