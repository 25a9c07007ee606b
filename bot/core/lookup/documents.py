"""Lookup in anything that has a title: a large index that many share, and a few documents more over it."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from bot.core.findings import Match
from bot.core.lookup.beyond import Beyond
from bot.core.lookup.corpus import read
from bot.core.lookup.fold import key, tokens
from bot.core.lookup.scorer import Scorer
from bot.core.lookup.telling import Telling

LEAST = 0.15  # what fits worse shares a piece of a word by chance; docs/lookup.md has the figures
SHARE = 0.35  # of what the words tell, that a hit has to hold; docs/lookup.md has the figures
NOISE = 1 / 2  # of the best score: what fits worse than that is not what was meant
BELOW_EXACT = 0.999  # a score of 1 says: this very title


@dataclass(frozen=True, slots=True)
class Document:
    """Something to find: by one of its `titles` (at least one) as it is, or by words of those and of its `texts`."""

    id: str
    titles: tuple[str, ...]
    texts: tuple[str, ...] = ()


class Documents:
    """The index over many documents, in the order in which equals are listed. Immutable."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Takes a while for thousands: off the event loop. Raises ValueError for two with one id."""
        listed = tuple(documents)
        self._ids = tuple(document.id for document in listed)
        if len(set(self._ids)) < len(self._ids):
            raise ValueError("two documents have one id")
        self._exact = exact_of(listed)
        self.corpus = read([(*document.titles, *document.texts) for document in listed])
        self.scorer = Scorer(self.corpus)
        self._telling = Telling(self.corpus, self.scorer.pooled.words, self.scorer.reader)

    def search(
        self,
        words: str,
        *,
        limit: int = 25,
        finished: bool = True,
        guessing: bool = False,
        but: AbstractSet[str] = frozenset(),
        beyond: "Beyond | None" = None,
    ) -> tuple[Match, ...]:
        """What fits the words, best first, at most `limit`, without those `but`; ties as they were listed.

        `beyond` are documents that were made over this index; of equals they come last. `finished` false: the last
        word may be the beginning of one. `guessing`: also what holds little of the words, down to a single common one.
        """
        typed, whole = tokens(words), key(words)
        query = self.scorer.reader.read(typed, finished=finished)
        scores = np.minimum(self.scorer.scored(query), BELOW_EXACT)
        shares = self._telling.shares(self._telling.told(query))
        exact = self._exact.get(whole, [])
        scores[exact] = shares[exact] = 1.0
        scored = [*zip(self._ids, scores.tolist(), shares.tolist(), strict=True)]
        if beyond is not None:
            scored += beyond.scores(query, typed, whole, finished=finished)
        least = 0.0 if guessing else SHARE
        found = [(id_, score) for id_, score, share in scored if score >= LEAST and share >= least and id_ not in but]
        best = max((score for _, score in found), default=0.0)
        found = [(id_, score) for id_, score in found if score >= best * NOISE]
        found.sort(key=lambda pair: -pair[1])
        return tuple(Match(id_, score) for id_, score in found[: max(limit, 0)])

    def over(self, documents: Sequence[Document]) -> Beyond | None:
        """These documents, to be searched with this index; None for none. A few kilobytes for some dozens of words."""
        if not documents:
            return None
        return Beyond(
            self.corpus,
            self.scorer,
            self._telling,
            [document.id for document in documents],
            [(*document.titles, *document.texts) for document in documents],
            exact=exact_of(documents),
        )


def exact_of(documents: Sequence[Document]) -> dict[str, list[int]]:
    """Which documents, by number, have a title that says exactly this."""
    exact: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for text in {key(title) for title in document.titles} - {""}:
            exact.setdefault(text, []).append(number)
    return exact
