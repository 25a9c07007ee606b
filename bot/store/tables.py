"""The tables of today. How a database gets here from an older one is told in `bot.store.migrations`.

Only suggestions name a member and keep what one typed, and gaps scrubbed words; what each column says about people
stands in `bot.core.privacy`. Instants are UTC as integer milliseconds, local days ISO 8601 text, guild 0 in the counts
stands for direct messages and entry '' for none.
"""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
)

from bot.core.asks import Outcome, Verdict, Via
from bot.core.postings.values import State as PostingState
from bot.core.postings.values import Trouble
from bot.core.settings import Language, Setting
from bot.core.suggestions import State

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NO_GUILD = 0
NO_ENTRY = ""


class Instant(TypeDecorator[datetime]):
    """Aware datetime ↔ integer milliseconds since 1970, UTC. A naive one is refused."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return (value - EPOCH) // timedelta(milliseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(milliseconds=value)


class LocalDay(TypeDecorator[date]):
    """Date ↔ `YYYY-MM-DD`, which sorts as the days do."""

    impl = Text()
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """The column holds one of the words, so that code and database cannot drift apart."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


Snowflake = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(naming_convention={"ck": "%(table_name)s_%(constraint_name)s"})

asks = Table(
    "asks",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild_id", Snowflake),
    Column("entry_id", Text),
    Column("outcome", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("day", LocalDay, nullable=False),
    Column("verdict", Text),
    CheckConstraint("id > 0", name="id_positive"),
    CheckConstraint("guild_id > 0", name="guild_positive"),
    CheckConstraint("entry_id <> ''", name="entry_named"),
    CheckConstraint("outcome <> 'found' OR entry_id IS NOT NULL", name="found_has_entry"),
    CheckConstraint("outcome <> 'missing' OR entry_id IS NULL", name="missing_has_none"),
    CheckConstraint("length(day) = 10", name="day_iso"),
    one_of("outcome", Outcome),
    one_of("via", Via),
    one_of("verdict", Verdict),
    sqlite_strict=True,
)

ask_days = Table(
    "ask_days",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("day", LocalDay, primary_key=True),
    Column("entry_id", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("via", Text, primary_key=True),
    Column("n", Integer, nullable=False),
    CheckConstraint("n >= 0", name="n_counts"),
    CheckConstraint("length(day) = 10", name="day_iso"),
    one_of("outcome", Outcome),
    one_of("via", Via),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

gaps = Table(
    "gaps",
    metadata,
    Column("ask_id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild_id", Snowflake),
    Column("words", Text, nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("words <> ''", name="words_said"),
    sqlite_strict=True,
)

sealed_days = Table(
    "sealed_days",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("day", LocalDay, primary_key=True),
    Column("n", Integer, nullable=False),
    CheckConstraint("n >= 0", name="n_counts"),
    CheckConstraint("length(day) = 10", name="day_iso"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

command_syncs = Table(
    "command_syncs",
    metadata,
    Column("application_id", Snowflake, primary_key=True, autoincrement=False),
    Column("endpoint", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("remote", Text),
    Column("at", Instant, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

guilds = Table(
    "guilds",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("first_seen", Instant, nullable=False),
    Column("last_seen", Instant),  # in a list of Discord's; NULL before the first one
    Column("left_at", Instant),  # NULL while the bot is there
    CheckConstraint("guild_id > 0", name="guild_positive"),
    sqlite_strict=True,
)

# What an administrator chose, and of the last change what it was before. Who changed it is not kept.
guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("moderator_role_id", Snowflake),
    Column("mentor_role_id", Snowflake),
    Column("forum_id", Snowflake),
    Column("notices_id", Snowflake),
    Column("zone", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed", Text),
    Column("before", Text),
    CheckConstraint("guild_id > 0", name="guild_positive"),
    CheckConstraint("zone <> ''", name="zone_named"),
    CheckConstraint("revision > 0", name="revision_counts"),
    CheckConstraint("changed IS NOT NULL OR before IS NULL", name="before_of_what"),
    one_of("language", Language),
    one_of("changed", Setting),
    sqlite_strict=True,
)

# What servers changed about the content, as in `bot.core.overlay`. `kind` is open: what a later version brings needs no
# other table. `body` is JSON: of an item that was added, all it says. Ids are never given twice: the id of an item that
# a server added is made from that of its row.
overlay_changes = Table(
    "overlay_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("kind", Text, nullable=False),
    Column("list_id", Text),
    Column("item_id", Text),
    Column("body", Text),
    Column("done_by", Snowflake),
    Column("at", Instant, nullable=False),
    Column("undone_by", Snowflake),
    Column("undone_at", Instant),
    CheckConstraint("guild_id > 0", name="guild_positive"),
    CheckConstraint("kind <> ''", name="kind_named"),
    CheckConstraint("undone_at IS NOT NULL OR undone_by IS NULL", name="undone_when"),
    Index("overlay_changes_standing", "guild_id", "undone_at"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)

# What visits to the addresses of resources came to: of each UTC day the last that worked and the last that did not.
link_checks = Table(
    "link_checks",
    metadata,
    Column("url", Text, primary_key=True),
    Column("day", LocalDay, primary_key=True),
    Column("works", Integer, primary_key=True, autoincrement=False),
    Column("health", Text, nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("url <> ''", name="url_named"),
    CheckConstraint("length(day) = 10", name="day_iso"),
    CheckConstraint("works IN (0, 1)", name="works_or_not"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Which servers were told of an address that is under review; gone once it works again.
link_notices = Table(
    "link_notices",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("url", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    CheckConstraint("guild_id > 0", name="guild_positive"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Members who had everything erased. The key is kept here and not in a file beside: the hashes are of use only with it,
# a backup is one file, and a key that got lost on the way would bring people back without anybody noticing. What the
# hash is good for: no id can be read off the table, nor compared with a list of hashes from elsewhere. Whoever has the
# whole file can still try an id that they know. Each row has its key, so that those of two databases can come together.
erasures = Table(
    "erasures",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("length(digest) = 64", name="digest_whole"),
    CheckConstraint('length("key") = 64', name="key_whole"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# A list that is shown in a channel. Its id is the interaction that asked for it, which is older than any message of it;
# who asked is not kept.
postings = Table(
    "postings",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("list_id", Text, nullable=False),
    Column("pin", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("pinned", Snowflake),
    Column("sends", Integer, nullable=False),
    Column("sending", Integer, nullable=False),
    Column("trouble", Text),
    Column("lacks", Snowflake, nullable=False),
    Column("told", Integer, nullable=False),
    Column("checked", Instant),
    Column("changed", Instant),
    UniqueConstraint("channel_id", "list_id", name="posting_once"),
    CheckConstraint("guild_id > 0", name="guild_positive"),
    CheckConstraint("list_id <> ''", name="list_named"),
    CheckConstraint("pin IN (0, 1) AND sending IN (0, 1) AND told IN (0, 1)", name="yes_or_no"),
    one_of("state", PostingState),
    one_of("trouble", Trouble),
    sqlite_strict=True,
)

# The messages of a posting. The digest is empty where it is not known what a message shows.
posting_parts = Table(
    "posting_parts",
    metadata,
    Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    Column("posting_id", Snowflake, ForeignKey("postings.id"), nullable=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("digest", Text, nullable=False),
    CheckConstraint("guild_id > 0", name="guild_positive"),
    Index("ix_posting_parts_posting_id", "posting_id"),
    sqlite_strict=True,
)

# `id` is the number of the interaction it came with, so that one that is delivered twice is one. `audience` has its
# words with commas between them, `listed` the list that an approved one stands in; `told_at`: its member knows since.
suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("member_id", Snowflake),
    Column("link", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_by", Snowflake),
    Column("decided_at", Instant),
    Column("reason", Text, nullable=False),
    Column("listed", Text, nullable=False),
    Column("told_at", Instant),
    Column("at", Instant, nullable=False),
    CheckConstraint("id > 0", name="id_positive"),
    CheckConstraint("guild_id > 0", name="guild_positive"),
    CheckConstraint("link LIKE 'https://%'", name="link_https"),
    CheckConstraint("title <> ''", name="title_said"),
    CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided_when"),
    CheckConstraint("decided_by IS NULL OR decided_at IS NOT NULL", name="decided_by_when"),
    one_of("state", State),
    sqlite_strict=True,
)

# The counts are the database's own work: they change with the ask, in its transaction, and only if it was new. A
# migration that rebuilds `asks` has to make these again; a test compares.
TRIGGERS = (
    # Its events are gone, so an ask that comes again could not be told from a new one: it was counted.
    """
        CREATE TRIGGER ask_of_sealed_day BEFORE INSERT ON asks
        WHEN EXISTS (SELECT 1 FROM sealed_days WHERE guild_id = coalesce(NEW.guild_id, 0) AND day = NEW.day)
        BEGIN
            SELECT RAISE(IGNORE);
        END
    """,
    """
        CREATE TRIGGER ask_counted AFTER INSERT ON asks
        BEGIN
            INSERT INTO ask_days (guild_id, day, entry_id, outcome, via, n)
            VALUES (coalesce(NEW.guild_id, 0), NEW.day, coalesce(NEW.entry_id, ''), NEW.outcome, NEW.via, 1)
            ON CONFLICT DO UPDATE SET n = n + 1;
        END
    """,
    """
        CREATE TRIGGER ask_moved AFTER UPDATE OF entry_id, outcome ON asks
        WHEN OLD.entry_id IS NOT NEW.entry_id OR OLD.outcome <> NEW.outcome
        BEGIN
            UPDATE ask_days SET n = n - 1
            WHERE guild_id = coalesce(OLD.guild_id, 0) AND day = OLD.day AND entry_id = coalesce(OLD.entry_id, '')
                AND outcome = OLD.outcome AND via = OLD.via;
            DELETE FROM ask_days
            WHERE guild_id = coalesce(OLD.guild_id, 0) AND day = OLD.day AND entry_id = coalesce(OLD.entry_id, '')
                AND outcome = OLD.outcome AND via = OLD.via AND n = 0;
            INSERT INTO ask_days (guild_id, day, entry_id, outcome, via, n)
            VALUES (coalesce(NEW.guild_id, 0), NEW.day, coalesce(NEW.entry_id, ''), NEW.outcome, NEW.via, 1)
            ON CONFLICT DO UPDATE SET n = n + 1;
        END
    """,
)
for statement in TRIGGERS:
    event.listen(metadata, "after_create", DDL(statement))  # type: ignore[no-untyped-call]
