"""What servers chose, and which servers the bot is or was in."""

import sqlalchemy as sa
from alembic import op

revision = "a002"
down_revision = "a001"

SETTINGS = "changed IN ('moderators', 'mentors', 'forum', 'notices', 'zone', 'language')"
LANGUAGES = "language IN ('en', 'de', 'fr', 'es')"

Snowflake = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "guilds",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("first_seen", Snowflake, nullable=False),
        sa.Column("last_seen", Snowflake),
        sa.Column("left_at", Snowflake),
        sa.CheckConstraint("guild_id > 0", name="guild_positive"),
        sqlite_strict=True,
    )
    op.create_table(
        "guild_settings",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("moderator_role_id", Snowflake),
        sa.Column("mentor_role_id", Snowflake),
        sa.Column("forum_id", Snowflake),
        sa.Column("notices_id", Snowflake),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed", sa.Text),
        sa.Column("before", sa.Text),
        sa.CheckConstraint("guild_id > 0", name="guild_positive"),
        sa.CheckConstraint("zone <> ''", name="zone_named"),
        sa.CheckConstraint("revision > 0", name="revision_counts"),
        sa.CheckConstraint("changed IS NOT NULL OR before IS NULL", name="before_of_what"),
        sa.CheckConstraint(LANGUAGES, name="language_known"),
        sa.CheckConstraint(SETTINGS, name="changed_known"),
        sqlite_strict=True,
    )
