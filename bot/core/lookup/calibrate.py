"""How sure is sure enough: the threshold is read off the pack itself, without anybody's labels.

Every phrasing in turn is taken out and asked. Where its entry comes first, the score is one that deserves an answer.
The best score among the other entries is what the question would have got if its entry did not exist, and so is the
best score of a sentence from another world: scores that deserve none.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

import numpy as np

from bot.core.lookup.arrays import Floats, Ints
from bot.core.lookup.corpus import Corpus
from bot.core.lookup.fold import tokens
from bot.core.lookup.probes import PROBES
from bot.core.lookup.scorer import Scorer

DEFAULT = 0.35
# A pack of a few entries, or one whose phrasings have nothing in common, can put the best threshold anywhere.
LOWEST, HIGHEST = 0.20, 0.50
GOOD_ENOUGH = 0.02  # of balanced accuracy: thresholds this near to the best are as good as it
MOST_HELD_OUT = 150
UNSURE = 0.75  # of the threshold


@dataclass(frozen=True, slots=True)
class Calibration:
    """From `sure` on an answer is given, from `unsure` on a choice is offered; both in (0, 1].

    `measured` says that `sure` was read off the pack: `held_out` phrasings and `probes` were asked, and at `sure` the
    mean of the share answered right and the share left alone is `balanced_accuracy`. Otherwise the default or a set
    value holds and the figures are None and 0.
    """

    sure: float
    unsure: float
    measured: bool
    balanced_accuracy: float | None = None
    held_out: int = 0
    probes: int = 0


def fixed(sure: float = DEFAULT) -> Calibration:
    """For packs without other phrasings, or where somebody has set the threshold, in (0, 1]."""
    return Calibration(sure, sure * UNSURE, measured=False)


def calibrate(corpus: Corpus, scorer: Scorer, phrasings: Sequence[Sequence[str]]) -> Calibration:
    """`phrasings` of each entry as `corpus` was read from them, `scorer` over all of them."""
    right: list[float] = []
    wrong: list[float] = []
    asked = 0
    for round_ in _rounds(corpus, phrasings):
        kept = np.ones(len(corpus.owners), np.bool_)
        kept[[phrasing for phrasing, _ in round_]] = False
        rest = Scorer(corpus, kept)
        for phrasing, words in round_:
            scores = rest.scores(tokens(words))
            own = float(scores[corpus.owners[phrasing]])
            scores[corpus.owners[phrasing]] = 0.0
            other = float(scores.max())
            asked += 1
            wrong.append(other)
            if own > other:
                right.append(own)
    if not asked:
        return fixed()
    wrong += [float(scorer.scores(tokens(words)).max()) for words in PROBES]
    sure, accuracy = _threshold(np.array(right), np.array(wrong), asked)
    return Calibration(sure, sure * UNSURE, True, accuracy, asked, len(PROBES))


def _rounds(corpus: Corpus, phrasings: Sequence[Sequence[str]]) -> Iterator[list[tuple[int, str]]]:
    """Phrasings (number and words) to take out together: of different entries, and of a tenth of them at most.

    Which ones hangs on their words alone, so that the same pack always gets the same threshold.
    """
    number = np.bincount(corpus.owners)
    texts = [words for entry in phrasings for words in entry]
    able: Ints = np.flatnonzero(number[corpus.owners] > 1)
    waiting = nsmallest(MOST_HELD_OUT, able.tolist(), key=lambda phrasing: (_shuffled(texts[phrasing]), phrasing))
    size = max(1, corpus.entries // 10)
    while waiting:
        round_: dict[int, int] = {}
        for phrasing in waiting:
            if len(round_) < size:
                round_.setdefault(int(corpus.owners[phrasing]), phrasing)
        yield [(phrasing, texts[phrasing]) for phrasing in round_.values()]
        taken = set(round_.values())
        waiting = [phrasing for phrasing in waiting if phrasing not in taken]


def _shuffled(words: str) -> int:
    return zlib.crc32(words.encode("utf-8", "replace"))


def _threshold(right: Floats, wrong: Floats, asked: int) -> tuple[float, float]:
    """The middle of the thresholds with the best balanced accuracy, and its own accuracy."""
    right, wrong = np.sort(right), np.sort(wrong)
    candidates = np.linspace(LOWEST, HIGHEST, 61)
    accuracy = _balanced(candidates, right, wrong, asked)
    sure = candidates[accuracy >= accuracy.max() - GOOD_ENOUGH].mean(keepdims=True)
    return float(sure[0]), float(_balanced(sure, right, wrong, asked)[0])


def _balanced(thresholds: Floats, right: Floats, wrong: Floats, asked: int) -> Floats:
    """For sorted scores: the mean of the share answered right and the share rightly left alone."""
    answered = (len(right) - np.searchsorted(right, thresholds)) / asked
    return (answered + np.searchsorted(wrong, thresholds) / len(wrong)) / 2
