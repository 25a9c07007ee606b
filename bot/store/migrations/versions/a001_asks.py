"""Asks, their daily counts, gaps, sealed days, and what was last synced with Discord."""

import sqlalchemy as sa
from alembic import op

revision = "a001"
down_revision = None

OUTCOMES = "outcome IN ('found', 'close', 'missing')"
VIAS = "via IN ('picked', 'typed', 'menu', 'browse')"
VERDICTS = "verdict IN ('helped', 'missed', 'outdated')"

TRIGGERS = (
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

Snowflake = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    make_asks()
    make_the_rest()
    for trigger in TRIGGERS:
        op.execute(trigger)


def make_asks() -> None:
    op.create_table(
        "asks",
        sa.Column("id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake),
        sa.Column("entry_id", sa.Text),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("via", sa.Text, nullable=False),
        sa.Column("at", Snowflake, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.CheckConstraint("id > 0", name="id_positive"),
        sa.CheckConstraint("guild_id > 0", name="guild_positive"),
        sa.CheckConstraint("entry_id <> ''", name="entry_named"),
        sa.CheckConstraint("outcome <> 'found' OR entry_id IS NOT NULL", name="found_has_entry"),
        sa.CheckConstraint("outcome <> 'missing' OR entry_id IS NULL", name="missing_has_none"),
        sa.CheckConstraint("length(day) = 10", name="day_iso"),
        sa.CheckConstraint(OUTCOMES, name="outcome_known"),
        sa.CheckConstraint(VIAS, name="via_known"),
        sa.CheckConstraint(VERDICTS, name="verdict_known"),
        sqlite_strict=True,
    )
    op.create_table(
        "ask_days",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("entry_id", sa.Text, primary_key=True),
        sa.Column("outcome", sa.Text, primary_key=True),
        sa.Column("via", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sa.CheckConstraint("n >= 0", name="n_counts"),
        sa.CheckConstraint("length(day) = 10", name="day_iso"),
        sa.CheckConstraint(OUTCOMES, name="outcome_known"),
        sa.CheckConstraint(VIAS, name="via_known"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def make_the_rest() -> None:
    op.create_table(
        "gaps",
        sa.Column("ask_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("at", Snowflake, nullable=False),
        sa.CheckConstraint("words <> ''", name="words_said"),
        sqlite_strict=True,
    )
    op.create_table(
        "sealed_days",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sa.CheckConstraint("n >= 0", name="n_counts"),
        sa.CheckConstraint("length(day) = 10", name="day_iso"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "command_syncs",
        sa.Column("application_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("endpoint", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("remote", sa.Text),
        sa.Column("at", Snowflake, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
