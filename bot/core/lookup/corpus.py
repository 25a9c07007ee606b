"""A pack's questions and phrasings, read once: every index over them is built from these numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
import snowballstemmer

from bot.core.lookup import kindred, stopwords
from bot.core.lookup.arrays import Counts, Flags, Floats, Ints, Ragged
from bot.core.lookup.fold import tokens
from bot.core.lookup.grams import pieces


@dataclass(frozen=True, slots=True)
class Corpus:
    """Numbered words of numbered phrasings of numbered entries; all numbers count from 0.

    `forms` are the different words as written (folded), sorted, so that words with one beginning are neighbours.
    Occurrence `i` says that phrasing `phrasing_of[i]` holds form `form_of[i]`; phrasing `p` belongs to entry
    `owners[p]`. A form has one stem and many pieces, with repeats. Stems also have a weight in (0, 1], and some are
    in kindred groups: `groups_of` lists the groups of each stem, `members` the stems of each group.
    """

    owners: Ints
    phrasing_of: Ints
    form_of: Ints
    forms: tuple[str, ...]
    form_numbers: dict[str, int]
    stem_of: Ints
    stem_numbers: dict[str, int]
    stem_weights: Floats
    groups_of: Ragged
    members: Ragged
    pieces_of: Ragged
    piece_numbers: dict[str, int]

    @property
    def entries(self) -> int:
        return int(self.owners[-1]) + 1 if len(self.owners) else 0

    def counts(self, documents: Ints, kept: Flags) -> Counts:
        """How often each form stands in each document, where `documents` says for each phrasing which one it is in.

        Only phrasings that are `kept` count.
        """
        here = kept[self.phrasing_of]
        return Counts.of(documents[self.phrasing_of[here]], self.form_of[here])


@cache
def _common_stems() -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Stems of the stop words, and of each kindred group; constants that take 20 ms to find."""
    stemmer = snowballstemmer.stemmer("english")

    def stems(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(stemmer.stemWords(sorted(words)))))

    return stems(stopwords.STOP_WORDS), tuple(stems(group) for group in kindred.GROUPS)


def read(phrasings: Sequence[Sequence[str]]) -> Corpus:
    """Number everything in the phrasings of each entry (at least one). Order matters to numbers, not to meaning."""
    cut = [[tokens(words) for words in entry] for entry in phrasings]
    rows = list(chain.from_iterable(cut))
    different: set[str] = set()
    for row in rows:  # one by one: a single call over all of them would keep the event loop waiting
        different.update(row)
    forms = tuple(sorted(different))
    form_numbers = {form: number for number, form in enumerate(forms)}
    piece_numbers: dict[str, int] = {}
    pieces_of = [[piece_numbers.setdefault(piece, len(piece_numbers)) for piece in pieces(form)] for form in forms]

    stop_stems, kin_stems = _common_stems()
    stem_numbers: dict[str, int] = {}

    def number(stems: Iterable[str]) -> list[int]:
        return [stem_numbers.setdefault(stem, len(stem_numbers)) for stem in stems]

    stem_of = number(snowballstemmer.stemmer("english").stemWords(forms))
    # Stop words and kindred words have a number even where the pack does not use them: a query may.
    stop_numbers = number(stop_stems)
    members = [number(stems) for stems in kin_stems]
    weights = np.ones(len(stem_numbers))
    weights[stop_numbers] = stopwords.WEIGHT
    groups_of: list[list[int]] = [[] for _ in stem_numbers]
    for group, stems in enumerate(members):
        for stem in stems:
            groups_of[stem].append(group)

    return Corpus(
        owners=np.repeat(np.arange(len(cut)), [len(entry) for entry in cut]),
        phrasing_of=np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
        form_of=np.fromiter((form_numbers[token] for token in chain.from_iterable(rows)), np.int64),
        forms=forms,
        form_numbers=form_numbers,
        stem_of=np.array(stem_of, np.int64),
        stem_numbers=stem_numbers,
        stem_weights=weights,
        groups_of=Ragged.of(groups_of),
        members=Ragged.of(members),
        pieces_of=Ragged.of(pieces_of),
        piece_numbers=piece_numbers,
    )
