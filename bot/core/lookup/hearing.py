"""What a whole message asks, and what answers it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.findings import Close, Finding, Found, Match, Missing
from bot.core.lookup.index import OFFERED, Index
from bot.core.lookup.passages import Passage, passages

MOST = 24  # lookups for one message, whatever it says
SHORT = 300  # characters: a message up to this long is looked up whole as well


@dataclass(frozen=True, slots=True)
class Heard:
    """`finding` for the part of a message that asks. `words` is that part, in one line, to be shown or kept.

    Where two parts have different answers, both stand in it.
    """

    words: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to look up passage number `passage`; what is found may be the answer, or an offer at most."""

    words: str
    passage: int
    answers: bool


def hear(index: Index, text: str) -> Heard:
    """Look up the parts of a message that ask, and keep what fits best. `Missing` where the message has no words.

    Sentences worded as questions count alone where there are any. Where there are none, only a message of a single
    sentence is answered; and where two questions have different answers, both are offered.
    """
    found = passages(text)
    if not found:
        return Heard("", Missing())
    asking = [passage for passage in found if passage.asks]
    parts = asking or list(found)
    readings = list(_readings(parts, answers=bool(asking) or len(found) == 1))
    whole = " ".join(passage.words for passage in found)
    if len(found) > 1 and len(whole) <= SHORT:
        readings.insert(0, _Reading(whole, -1, answers=False))
    heard = [(reading, index.find(reading.words)) for reading in readings[:MOST]]
    answers = _answers(heard)
    if len({match.entry_id for _, match in answers}) == 1:
        words, match = max(answers, key=lambda answer: answer[1].score)
        return Heard(words, Found(match))
    offers = _offers(heard)
    if offers:
        words = " / ".join(words for words, _ in answers) or offers[0][0]
        return Heard(words, Close(tuple(match for _, match in offers[:OFFERED])))
    return Heard((*parts[0].tails, parts[0].words)[0], Missing())


def _readings(parts: Sequence[Passage], *, answers: bool) -> Iterator[_Reading]:
    """The likeliest first: a bound cuts off what comes last."""
    for number, passage in enumerate(parts):
        yield _Reading(passage.words, number, answers)
    for number, passage in enumerate(parts):
        yield from (_Reading(tail, number, answers) for tail in passage.tails)
    for number, passage in enumerate(parts):
        yield from (_Reading(turn, number, False) for turn in passage.turns)


def _answers(heard: Sequence[tuple[_Reading, Finding]]) -> list[tuple[str, Match]]:
    """The answer of each passage that has one, with the words that found it."""
    best: dict[int, tuple[str, Match]] = {}
    for reading, finding in heard:
        if isinstance(finding, Found) and reading.answers:
            had = best.get(reading.passage)
            if had is None or finding.match.score > had[1].score:
                best[reading.passage] = (reading.words, finding.match)
    return list(best.values())


def _offers(heard: Sequence[tuple[_Reading, Finding]]) -> list[tuple[str, Match]]:
    """Every entry that may be meant, best first, with the words that fit it best."""
    best: dict[str, tuple[str, Match]] = {}
    for reading, finding in heard:
        for match in _fitting(finding):
            had = best.get(match.entry_id)
            if had is None or match.score > had[1].score:
                best[match.entry_id] = (reading.words, match)
    return sorted(best.values(), key=lambda offer: (-offer[1].score, offer[1].entry_id))


def _fitting(finding: Finding) -> tuple[Match, ...]:
    match finding:
        case Found(match=found, others=others):
            return (found, *others)
        case Close(matches=matches):
            return matches
        case Missing():
            return ()
