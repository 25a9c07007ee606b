"""A mistyped word is read as the known word that is nearest to it."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
SIMILAR = 0.74


class Speller:
    """Known words by length. Optimal string alignment counts a swap of neighbours as one slip."""

    def __init__(self, known: Sequence[str]) -> None:
        """`known` words, the likeliest first: it wins a tie."""
        self._near: dict[int, list[str]] = {}
        for word in known:
            if len(word) >= SHORTEST:
                for length in (len(word) - 1, len(word), len(word) + 1):
                    self._near.setdefault(length, []).append(word)

    def repair(self, word: str) -> tuple[str, float] | None:
        """The known word meant and its similarity in [SIMILAR, 1], or None. Never reads a number as another."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        found = process.extractOne(
            word, self._near.get(len(word), ()), scorer=OSA.normalized_similarity, score_cutoff=SIMILAR
        )
        return (found[0], float(found[1])) if found else None
