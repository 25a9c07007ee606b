"""What comes of a member's interaction with the FAQ, as values."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.pack import Entry, Pack
from bot.core.scope import Concern
from bot.core.settings import Language
from bot.core.topics import Page, Topic
from bot.services.showings import Shown, Turn


@dataclass(frozen=True, slots=True)
class Occasion:
    """One interaction of a member. `at` is aware UTC.

    `member_id` stops floods in memory and goes no further. `channel_id` is where it happened; `may_write`: the member
    could have written there as well.
    """

    id: int
    guild_id: int | None
    member_id: int
    at: datetime
    channel_id: int
    may_write: bool


@dataclass(frozen=True, slots=True)
class Barred:
    """The member may not write in this channel, so nothing is posted there for them either."""


# What is to happen to an answer that is meant for everybody: post it, or give it to the asker alone and say why.
Publicity = Turn | Shown | Barred


@dataclass(frozen=True, slots=True)
class Answered:
    """`entry` answers. `ask_id` is what an opinion about it refers to. `publicity` is None for a private answer.

    `language` is that of the server's dates.
    """

    ask_id: int
    entry: Entry
    pack: Pack
    publicity: Publicity | None = None
    language: Language = Language.ENGLISH


@dataclass(frozen=True, slots=True)
class Offered:
    """Not sure: `entries` to choose from for ask `ask_id`; `share` is carried on to the choice."""

    ask_id: int
    words: str
    entries: tuple[Entry, ...]
    share: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """Nothing fits `words`."""

    words: str


@dataclass(frozen=True, slots=True)
class Declined:
    """Outside what the bot is for; nothing was stored."""

    concern: Concern


Result = Answered | Offered | Missed | Declined


@dataclass(frozen=True, slots=True)
class Topics:
    """A page of all topics; `entries` counts the entries of all of them.

    `unknown` is what was asked for instead and is no topic; None where nothing was.
    """

    page: Page[Topic]
    entries: int
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the entries of `topic`, which stands on page `of_topics` of all topics."""

    topic: Topic
    page: Page[Entry]
    of_topics: int


@dataclass(frozen=True, slots=True)
class Read:
    """An entry opened while leafing, and the page of the entries of its topic on which it stands."""

    answered: Answered
    page: int
