"""One recorded lookup, and what was made of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How a lookup ended; also the words in the database and in exports."""

    FOUND = "found"
    CLOSE = "close"
    MISSING = "missing"


class Via(StrEnum):
    """How the entry was reached."""

    PICKED = "picked"  # a suggestion of the autocomplete
    TYPED = "typed"  # free words
    MENU = "menu"  # the message menu
    BROWSE = "browse"  # topics, or a related entry


class Verdict(StrEnum):
    """What a reader said about an answer; the last press wins."""

    HELPED = "helped"
    MISSED = "missed"  # "Not what I meant"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Ask:
    """A lookup, identified by the interaction that caused it. Holds no member id and no words.

    `guild_id` is None in direct messages. `entry_id` is the entry shown, None where there was none (yet). `at` is
    aware UTC; `day` is the server's local day at that moment.
    """

    id: int
    guild_id: int | None
    entry_id: str | None
    outcome: Outcome
    via: Via
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Gap:
    """The scrubbed words of an ask that found nothing. Kept for a limited time, for the editors."""

    ask_id: int
    guild_id: int | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen from the pick list of ask `ask_id`: an entry, or None for *None of these*.

    With None, `gap` holds the words that were on the card (absent where they could not be kept).
    """

    ask_id: int
    guild_id: int | None
    entry_id: str | None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reader's verdict on the answer to ask `ask_id`."""

    ask_id: int
    guild_id: int | None
    verdict: Verdict


Record = Ask | Gap | Choice | Opinion
