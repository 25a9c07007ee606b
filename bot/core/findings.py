"""What a lookup found: sure, unsure or nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits the words, `score` in [0, 1]; 1 only for an exact question, phrasing or id."""

    entry_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Sure enough to answer with `match`. `others` follow it, best first."""

    match: Match
    others: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Close:
    """Not sure: at most five `matches` to choose from, best first, never empty."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing fits well enough to offer. `nearest` is what came closest, for evaluation only."""

    nearest: tuple[Match, ...] = ()


Finding = Found | Close | Missing
