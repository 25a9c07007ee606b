"""How good lookup is, on questions whose right entries are known."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.findings import Match


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the ids of the entries that answer it; one that is not `in_scope` has none."""

    id: str
    words: str
    relevant: frozenset[str]
    in_scope: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a query: its ranking, best first, and whether it was answered without asking back."""

    query: Query
    ranked: tuple[Match, ...]
    answered: bool

    @property
    def rank(self) -> int | None:
        """Place of the first relevant entry, from 1; None where it is not in the ranking."""
        places = (place for place, match in enumerate(self.ranked, 1) if match.entry_id in self.query.relevant)
        return next(places, None)

    @property
    def top(self) -> float:
        """The best score, -inf where nothing was found."""
        return self.ranked[0].score if self.ranked else -math.inf


@dataclass(frozen=True, slots=True)
class Measures:
    """All in [0, 1]; None where there is nothing to measure on.

    `recall_at_K`: share of the in-scope queries with a relevant entry among the best K. `mrr_at_10`: mean of 1/rank,
    0 beyond rank 10. `auroc`: how likely an in-scope query has a better top score than one out of scope, a tie counting
    half. `balanced_accuracy`: mean of the share of in-scope queries answered with a relevant entry and the share of
    out-of-scope queries not answered, or the one that there is.
    """

    in_scope: int
    out_of_scope: int
    recall_at_1: float | None
    recall_at_3: float | None
    recall_at_5: float | None
    mrr_at_10: float | None
    auroc: float | None
    balanced_accuracy: float | None


def measure(outcomes: Sequence[Outcome]) -> Measures:
    inside = [outcome for outcome in outcomes if outcome.query.in_scope]
    outside = [outcome for outcome in outcomes if not outcome.query.in_scope]
    ranks = [outcome.rank or math.inf for outcome in inside]
    right = [outcome.answered and outcome.rank == 1 for outcome in inside]
    alone = [not outcome.answered for outcome in outside]
    return Measures(
        in_scope=len(inside),
        out_of_scope=len(outside),
        recall_at_1=_mean([rank <= 1 for rank in ranks]),
        recall_at_3=_mean([rank <= 3 for rank in ranks]),
        recall_at_5=_mean([rank <= 5 for rank in ranks]),
        mrr_at_10=_mean([1 / rank if rank <= 10 else 0.0 for rank in ranks]),
        auroc=auroc([outcome.top for outcome in inside], [outcome.top for outcome in outside]),
        balanced_accuracy=_mean([share for share in (_mean(right), _mean(alone)) if share is not None]),
    )


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Area under the ROC curve as the Mann-Whitney statistic: ties get their mean rank. None without both kinds."""
    if not positive or not negative:
        return None
    scored = sorted([(score, 1) for score in positive] + [(score, 0) for score in negative])
    ranks = 0.0
    start = 0
    while start < len(scored):
        end = start
        while end < len(scored) and scored[end][0] == scored[start][0]:
            end += 1
        ranks += sum(kind for _, kind in scored[start:end]) * (start + 1 + end) / 2
        start = end
    return (ranks - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative))


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least `share` in (0, 1] of the values do not exceed; None without values."""
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
