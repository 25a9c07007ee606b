"""What is held about people: every table and column, why, until when, how it is handed out and how it is erased.

`REGISTRY` is the one place. What `/privacy` shows, exports and erases, and docs/privacy.md, are made from it; a table
or column without its line here fails the tests.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum


class Holds(Enum):
    """What a column says about people."""

    NOTHING = "nothing about a person"
    EVENT = "the number of an interaction; whose it was, Discord knows, and shows beside an answer that was posted"
    WORDS = "words that somebody typed, scrubbed; whose they are is not kept"
    TYPED = "words that somebody typed, as they were typed"
    LISTED = "what stands or stood in a server’s list, in somebody’s words; whose they are is not kept with it"
    HASH = "a keyed hash of a member’s id"
    MEMBER = "a member’s id"


class Fate(Enum):
    """What becomes of a row when the member in one of its columns is erased."""

    REMOVED = "the row is removed"
    BLANKED = "the id is taken out, the rest of the row stays without it"


@dataclass(frozen=True, slots=True)
class Owner:
    """What a column with a member's id stands for.

    `since` is the column with the instant at which that id came into the row, never NULL while it is there: what came
    after somebody was erased is not erased again with what came before. `words` are the columns with what this member
    wrote; nobody else who is in the row is shown them.
    """

    fate: Fate
    since: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """A table. `until` may name `{asks}`, `{gaps}`, `{guilds}` and `{suggestions}`, the spans that the settings say.

    `fates` has every column that holds a member's id.
    """

    table: str
    what: str
    why: str
    until: str
    exported: str
    erased: str
    columns: Mapping[str, Holds]
    fates: Mapping[str, Owner] = field(default_factory=dict)

    @property
    def personal(self) -> bool:
        return any(holds in (Holds.MEMBER, Holds.HASH) for holds in self.columns.values())


@dataclass(frozen=True, slots=True)
class Spans:
    """How long things are kept, in days."""

    asks: int = 30
    gaps: int = 90
    guilds: int = 30
    suggestions: int = 90

    def said(self, until: str) -> str:
        return until.format(**{span.name: f"{getattr(self, span.name)} days" for span in fields(self)})


def digest(key: bytes, member_id: int) -> str:
    """HMAC-SHA-256 of the id in decimal, as 64 hexadecimal digits."""
    return hmac.digest(key, str(member_id).encode(), "sha256").hex()


def _without(*columns: str) -> dict[str, Holds]:
    return dict.fromkeys(columns, Holds.NOTHING)


NOT_YOURS = "not: whose it is is not kept"
STAYS = "not: it names nobody"

REGISTRY = (
    Holding(
        "asks",
        "that something was asked: the interaction’s number, the server, the entry, the moment, the reader’s verdict",
        "to count each ask once, and to learn which answers are wrong",
        "{asks} after the ask, as a row of its own",
        NOT_YOURS,
        "not: whose it was is not kept; a posted answer at Discord shows it until somebody deletes that",
        {"id": Holds.EVENT} | _without("guild_id", "entry_id", "outcome", "via", "at", "day", "verdict"),
    ),
    Holding(
        "ask_days",
        "how many asks there were per server, day and entry",
        "statistics for moderators",
        "as long as the bot is in the server, and {guilds} more",
        NOT_YOURS,
        STAYS,
        _without("guild_id", "day", "entry_id", "outcome", "via", "n"),
    ),
    Holding(
        "gaps",
        "words that found no answer, without mentions, links, addresses and long numbers",
        "to learn which answers are missing",
        "{gaps} after the ask",
        NOT_YOURS,
        "not: whose words they are is not kept; they go by themselves",
        {"ask_id": Holds.EVENT, "words": Holds.WORDS} | _without("guild_id", "at"),
    ),
    Holding(
        "sealed_days",
        "sums of days whose asks are gone",
        "to tell that the counts are complete",
        "as long as the bot is in the server, and {guilds} more",
        NOT_YOURS,
        STAYS,
        _without("guild_id", "day", "n"),
    ),
    Holding(
        "command_syncs",
        "a fingerprint of the bot’s own commands",
        "to send them to Discord only when they changed",
        "until the next change",
        NOT_YOURS,
        STAYS,
        _without("application_id", "endpoint", "digest", "remote", "at"),
    ),
    Holding(
        "guilds",
        "servers that the bot is or was in",
        "to remove what belongs to a server that removed the bot",
        "{guilds} after it left",
        NOT_YOURS,
        STAYS,
        _without("guild_id", "first_seen", "last_seen", "left_at"),
    ),
    Holding(
        "guild_settings",
        "roles, channels, time zone and language that a server chose; not who chose them",
        "the bot asks nobody twice",
        "as long as the bot is in the server, and {guilds} more",
        NOT_YOURS,
        STAYS,
        _without(
            *("guild_id", "moderator_role_id", "mentor_role_id", "forum_id", "notices_id"),
            *("zone", "language", "revision", "changed", "before"),
        ),
    ),
    Holding(
        "suggestions",
        "links that members suggested for a server’s lists, with what they wrote, who suggested and who decided",
        "moderators decide on them, and the member learns what came of it",
        "{suggestions} after the decision; while it is open, as long as the bot is in the server, and {guilds} more",
        "with all that you wrote; of those that you decided, that it was you",
        "what you suggested goes with all that you wrote; what you decided stays without you. What was approved is "
        "part of the server’s list since, in `overlay_changes`, and stays there without you",
        {"id": Holds.EVENT, "member_id": Holds.MEMBER, "decided_by": Holds.MEMBER}
        | dict.fromkeys(("link", "title", "why", "reason"), Holds.TYPED)
        | _without("guild_id", "audience", "state", "decided_at", "listed", "told_at", "at"),
        {
            "member_id": Owner(Fate.REMOVED, "at", ("link", "title", "why")),
            "decided_by": Owner(Fate.BLANKED, "decided_at", ("reason",)),
        },
    ),
    Holding(
        "overlay_changes",
        "what a moderator added to their server’s lists, hid or pinned there, and whether it was undone: by whom, "
        "when; of an approved suggestion link, title and description, as its member wrote them or a moderator put them",
        "the lists of the server stay as they were left, and moderators see who changed what",
        "as long as the bot is in the server, and {guilds} more",
        "the whole row",
        "your id is taken out; what you did stays, without saying by whom, and so do words of yours that were "
        "approved; a moderator of the server can remove the item, which takes it out of the list",
        {"done_by": Holds.MEMBER, "undone_by": Holds.MEMBER, "body": Holds.LISTED}
        | _without("id", "guild_id", "kind", "list_id", "item_id", "at", "undone_at"),
        fates={"done_by": Owner(Fate.BLANKED, "at"), "undone_by": Owner(Fate.BLANKED, "undone_at")},
    ),
    Holding(
        "link_checks",
        "whether the link of a resource opened, by day",
        "to notice links that lead nowhere",
        "60 days after the visit, and no longer than the link stands in a list",
        NOT_YOURS,
        STAYS,
        _without("url", "day", "works", "health", "at"),
    ),
    Holding(
        "link_notices",
        "of which links moderators of a server were told that they do not open",
        "to tell them once",
        "as long as the link does not open, and no longer than the server is kept",
        NOT_YOURS,
        STAYS,
        _without("guild_id", "url", "at"),
    ),
    Holding(
        "postings",
        "which list is shown in which channel, and what keeps it from being right; not who posted it",
        "to change a posted list in place instead of posting it again",
        "the list is withdrawn, or the bot has been out of the server for {guilds}",
        NOT_YOURS,
        STAYS,
        {"id": Holds.EVENT}
        | _without(
            *("guild_id", "channel_id", "list_id", "pin", "state", "pinned", "sends", "sending"),
            *("trouble", "lacks", "told", "checked", "changed"),
        ),
    ),
    Holding(
        "posting_parts",
        "the bot’s own messages that show a list, each with a fingerprint of what it shows",
        "to find them again and to edit only what changed",
        "the message is removed, or the bot has been out of the server for {guilds}",
        NOT_YOURS,
        STAYS,
        _without("message_id", "posting_id", "guild_id", "digest"),
    ),
    Holding(
        "erasures",
        "that somebody used `/privacy delete`: a keyed hash of the id, its key, the moment",
        "to erase again what an older backup brings back",
        "as long as the database exists",
        "the moment",
        "not: without it a restored backup would undo the erasure",
        {"digest": Holds.HASH} | _without("key", "at"),
    ),
)
