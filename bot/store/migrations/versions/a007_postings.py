"""Lists that are shown in channels, and the messages that show them."""

import sqlalchemy as sa
from alembic import op

revision = "a007"
down_revision = "a006"

STATES = "state IN ('kept', 'aside', 'leaving')"
TROUBLES = "trouble IN ('rights', 'channel', 'list', 'pins', 'refused', 'absent', 'outage')"

Snowflake = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "postings",
        sa.Column("id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("channel_id", Snowflake, nullable=False),
        sa.Column("list_id", sa.Text, nullable=False),
        sa.Column("pin", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("pinned", Snowflake),
        sa.Column("sends", sa.Integer, nullable=False),
        sa.Column("sending", sa.Integer, nullable=False),
        sa.Column("trouble", sa.Text),
        sa.Column("lacks", Snowflake, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("checked", Snowflake),
        sa.Column("changed", Snowflake),
        sa.UniqueConstraint("channel_id", "list_id", name="posting_once"),
        sa.CheckConstraint("guild_id > 0", name="guild_positive"),
        sa.CheckConstraint("list_id <> ''", name="list_named"),
        sa.CheckConstraint("pin IN (0, 1) AND sending IN (0, 1) AND told IN (0, 1)", name="yes_or_no"),
        sa.CheckConstraint(STATES, name="state_known"),
        sa.CheckConstraint(TROUBLES, name="trouble_known"),
        sqlite_strict=True,
    )
    op.create_table(
        "posting_parts",
        sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("posting_id", Snowflake, sa.ForeignKey("postings.id"), nullable=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.CheckConstraint("guild_id > 0", name="guild_positive"),
        sqlite_strict=True,
    )
    op.create_index("ix_posting_parts_posting_id", "posting_parts", ["posting_id"])
