"""The index over one pack's entries: what `/faq ask` finds, what the command line searches, what autocomplete shows."""

from collections.abc import Iterable, Sequence

import numpy as np

from bot.core.findings import Close, Finding, Found, Match, Missing
from bot.core.lookup.arrays import Floats
from bot.core.lookup.calibrate import Calibration, calibrate, fixed
from bot.core.lookup.corpus import read
from bot.core.lookup.evidence import stands
from bot.core.lookup.fold import key, tokens
from bot.core.lookup.scorer import Scorer
from bot.core.pack import Entry

OFFERED = 5
OFFERED_AT_LEAST = 3  # where as many fit at all
BELOW_EXACT = 0.999  # a score of 1 says: these very words


class Index:
    """Finds entries by what a member typed. Immutable; safe to use from several threads; made by `build`."""

    def __init__(self, entries: Iterable[Entry], *, sure: float | None) -> None:
        ordered = sorted(entries, key=lambda entry: entry.id)
        self._ids = tuple(entry.id for entry in ordered)
        self._numbers = {entry_id: number for number, entry_id in enumerate(self._ids)}
        if len(self._numbers) < len(self._ids):
            twice = next(left for left, right in zip(self._ids, self._ids[1:], strict=False) if left == right)
            raise ValueError(f"two entries have the id {twice!r}")
        phrasings = [(entry.question, *entry.phrasings) for entry in ordered]
        self._exact: dict[str, list[int]] = {}
        for number, texts in enumerate(phrasings):
            for exact in {key(text) for text in texts} - {""}:
                self._exact.setdefault(exact, []).append(number)
        corpus = read(phrasings)
        self._scorer = Scorer(corpus)
        self.calibration: Calibration = calibrate(corpus, self._scorer, phrasings) if sure is None else fixed(sure)

    def __len__(self) -> int:
        return len(self._ids)

    def find(self, words: str) -> Finding:
        """What to do about these words: answer, offer a choice of at most five, or say that nothing fits.

        An entry's id, its question or one of its phrasings, in any case and punctuation, is `Found` with score 1.
        """
        number = self._numbers.get(words.strip())
        if number is not None:
            return Found(Match(self._ids[number], 1.0))
        matches = self.search(words, OFFERED + 1)
        if not matches or matches[0].score < self.calibration.unsure:
            return Missing(matches[:OFFERED])
        if matches[0].score >= self.calibration.sure and self._stands(words, matches):
            return Found(matches[0], matches[1:])
        # What fits less than half as well as the best is noise; but one alone is no choice.
        fitting = sum(match.score >= matches[0].score / 2 for match in matches)
        return Close(matches[: min(max(fitting, OFFERED_AT_LEAST), OFFERED)])

    def _stands(self, words: str, matches: Sequence[Match]) -> bool:
        best = matches[0]
        return best.score == 1 or stands(matches, *self._scorer.cover(tokens(words), self._numbers[best.entry_id]))

    def search(self, words: str, limit: int = 25) -> tuple[Match, ...]:
        """The entries that fit, best first, at most `limit`; ties by id. Scores in (0, 1]."""
        return self._ranked(words, self._scorer.scores(tokens(words)), limit)

    def suggest(self, words: str, limit: int = 25) -> tuple[Match, ...]:
        """As `search`, while somebody is still typing: the last word may be the beginning of one."""
        finished = not words[-1:].isalnum()
        return self._ranked(words, self._scorer.scores(tokens(words), finished=finished), limit)

    def _ranked(self, words: str, scores: Floats, limit: int) -> tuple[Match, ...]:
        scores = np.minimum(scores, BELOW_EXACT)
        scores[self._exact.get(key(words), [])] = 1.0
        return tuple(Match(self._ids[number], float(scores[number])) for number in _best(scores, limit))


def _best(scores: Floats, limit: int) -> Sequence[int]:
    """Numbers of the highest scores > 0, best first, ties by number; at most `limit`."""
    candidates = np.flatnonzero(scores > 0)
    if 0 < limit < len(candidates):
        bar = np.partition(scores[candidates], -limit)[-limit]
        candidates = candidates[scores[candidates] >= bar]
    order = np.argsort(-scores[candidates], kind="stable")[: max(limit, 0)]
    return [int(number) for number in candidates[order]]


def build(entries: Iterable[Entry], *, sure: float | None = None) -> Index:
    """Index these entries; seconds for 10,000, so off the event loop.

    `sure` in (0, 1] overrides the threshold that is otherwise read off the entries' phrasings. Raises ValueError for
    another `sure`, and for two entries with one id.
    """
    if sure is not None and not 0 < sure <= 1:
        raise ValueError(f"sure must be above 0 and at most 1, not {sure}")
    return Index(entries, sure=sure)
