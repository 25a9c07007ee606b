"""A posting as it stands: where, of which list, in which messages, and what is wrong with it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.core.resources import Resource, ResourceList

UNKNOWN = ""
"""The digest of a message of which it is not known what it shows."""

FIRST_MARK = 1_000_000  # above the numbers that Discord gives parts by itself


class State(StrEnum):
    """What becomes of a posting; values stand in the database."""

    KEPT = "kept"
    ASIDE = "aside"  # it cannot be kept right before somebody acts
    LEAVING = "leaving"  # its messages are being removed


class Trouble(StrEnum):
    """Why a posting is not as it should be; values stand in the database."""

    RIGHTS = "rights"  # the bot lacks what `Posting.lacks` says
    CHANNEL = "channel"  # deleted
    LIST = "list"  # no longer in the content
    PINS = "pins"  # the channel has as many pinned messages as Discord takes
    REFUSED = "refused"  # Discord does not take it, for none of these reasons
    ABSENT = "absent"  # the bot is not in the server
    OUTAGE = "outage"  # Discord cannot be reached; it passes


PASSING = frozenset({Trouble.OUTAGE, Trouble.ABSENT})
"""Nobody there can be told of these, and they say nothing about any other trouble of the posting."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a posting, and the digest of what it shows."""

    message_id: int
    digest: str


@dataclass(frozen=True, slots=True)
class Posting:
    """The messages that show a list in a channel.

    `id` is the interaction that asked for it: older than each of its messages. `parts` are in the order of the
    channel. `pin`: the first message is to be pinned; `pinned`: the message that was. `sends` counts the messages ever
    sent and recorded; `sending`: one more may have been sent since. `lacks`: permission bits. `told`: moderators have
    been told of the trouble. `checked`, `changed`: aware UTC, None before the first time.
    """

    id: int
    guild_id: int
    channel_id: int
    list_id: str
    pin: bool = False
    state: State = State.KEPT
    parts: tuple[Part, ...] = ()
    pinned: int | None = None
    sends: int = 0
    sending: bool = False
    trouble: Trouble | None = None
    lacks: int = 0
    told: bool = False
    checked: datetime | None = None
    changed: datetime | None = None

    @property
    def mark(self) -> int:
        """The number that its messages carry, below 2³¹, by which they are found again; the same at every start."""
        digest = hashlib.sha256(str(self.id).encode()).digest()
        return FIRST_MARK + int.from_bytes(digest[:4], "big") % (2**30)

    @property
    def nonce(self) -> str:
        """Of the next message to be sent, at most 25 characters: Discord takes no second one with the same."""
        return f"{self.id}.{self.sends % 10_000}"

    @property
    def stuck(self) -> bool:
        """Its messages are to be removed, and could not be."""
        return self.state is State.LEAVING and self.trouble is not None

    @property
    def version(self) -> str:
        """Short name of what all its messages show together; empty where nothing is posted."""
        if not self.parts:
            return ""
        return hashlib.sha256("".join(part.digest for part in self.parts).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Page:
    """What one message should show: its digest, and the card, which is carried to Discord unseen."""

    digest: str
    card: Any


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as one server sees it: `resources` in the order they are shown.

    `under_review`: ids of those whose link is doubtful.
    """

    list: ResourceList
    resources: tuple[Resource, ...]
    under_review: frozenset[str] = frozenset()


Lists = Mapping[str, Listed]
"""By id, in the order they are offered."""
