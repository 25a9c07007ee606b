"""A whole message in parts that can be looked up: its sentences, and in each the question without what leads to it.

A message says more than it asks. Looked up whole it fits nothing, because the words around the question outweigh it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

LONGEST = 4000  # characters of a message (Discord's documentation, "Message resource"; 2,000 without Nitro)
TAIL_WORDS = 3  # a shorter tail asks nothing by itself
MOST_TAILS = 4

_UNSAID = re.compile(
    r"```.*?(?:```|\Z)"  # code
    r"|https?://\S+"
    r"|<(?:[@#]|a?:|/|t:|id:)[^<>\n]{1,200}>"  # mentions, emoji, commands, timestamps
    r"|^[ \t]*(?:>>>|>|-#|#{1,3}|[-*])[ \t]+",  # quotes, headings, lists
    re.DOTALL | re.MULTILINE,
)
_MARKS = re.compile(r"[*_~|`]{2,}|(?<!\w)[*_`]|[*_`](?!\w)")
# A full stop after a single letter or a title ends no sentence: M.D., e.g., Dr., vs.
_END = re.compile(r"[!?…]+|(?<!\b\w)(?<!\b(?:dr|mr|ms|vs|st))(?<!\b(?:mrs|etc))\.+(?=\s|$)|\n+|;", re.IGNORECASE)

_WHAT = r"(?:who|whos|who['’]s|what|whats|what['’]s|when|where|why|which|how|hows|how['’]s)"
_DO = r"(?:is|are|am|do|does|did|can|could|should|would|will|was|were|has|have)"
_WHOM = r"(?:i|you|we|they|it|there|a|an|the|my|most|people|doctors|residents|fellows|students|programs|pain)"
_GREETING = r"(?:hi|hey|hello|so|and|but|or|also|ok|okay|um|just|guys|folks|all|everyone|anyway|then|well)"
_ASKS = re.compile(rf"(?:\W|\b{_GREETING}\b)*\b(?:{_WHAT}|{_DO}|any|anyone|anybody|someone|somebody)\b", re.IGNORECASE)
_QUESTION_WORD = re.compile(rf"\b{_WHAT}\b", re.IGNORECASE)
_TURNED = re.compile(rf"\b(?:{_DO}|if|whether) {_WHOM}\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?<![\s,.])[\s,.]+(?:(?:thanks|thank you|thx|tia|ty|lol|haha)\b|(?:because|cuz) ).*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a message, in one line.

    `asks`: it is worded as a question. `tails` are its ends from each question word on ("I wonder *how long it
    takes*"), `turns` those from an "if", or a verb before its subject, on ("tell me *if I need one*").
    """

    words: str
    asks: bool
    tails: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()


def sentences(text: str) -> Iterator[tuple[str, bool]]:
    """Each sentence of the first `LONGEST` characters, and whether a question mark ends it.

    Without code, addresses, mentions and marks; only those that have a letter or digit.
    """
    said = _MARKS.sub("", _UNSAID.sub(" ", text[:LONGEST]))
    start = 0
    for end in (*_END.finditer(said), None):
        sentence = " ".join(said[start : end.start() if end else None].split())
        start = end.end() if end else start
        if any(map(str.isalnum, sentence)):
            yield sentence, bool(end and "?" in end[0])


def passages(text: str) -> tuple[Passage, ...]:
    """The sentences in their order, without the thanks and reasons at their ends; empty for a message without words."""
    return tuple(_passage(sentence, marked) for sentence, marked in sentences(text))


def _passage(sentence: str, marked: bool) -> Passage:
    words = _CLOSING.sub("", sentence)
    tails = _from(_QUESTION_WORD, words)
    asks = marked or bool(tails) or _ASKS.match(words) is not None
    return Passage(words, asks, tails, _from(_TURNED, words))


def _from(pattern: re.Pattern[str], words: str) -> tuple[str, ...]:
    starts = (match.start() for match in pattern.finditer(words) if match.start())
    return tuple(words[start:] for start in islice(starts, MOST_TAILS) if words.count(" ", start) >= TAIL_WORDS - 1)
