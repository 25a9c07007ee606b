"""What servers changed about the content: who, when, and whether it was undone."""

import sqlalchemy as sa
from alembic import op

revision = "a004"
down_revision = "a003"

Snowflake = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "overlay_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("list_id", sa.Text),
        sa.Column("item_id", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("done_by", Snowflake),
        sa.Column("at", Snowflake, nullable=False),
        sa.Column("undone_by", Snowflake),
        sa.Column("undone_at", Snowflake),
        sa.CheckConstraint("guild_id > 0", name="guild_positive"),
        sa.CheckConstraint("kind <> ''", name="kind_named"),
        sa.CheckConstraint("undone_at IS NOT NULL OR undone_by IS NULL", name="undone_when"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("overlay_changes_standing", "overlay_changes", ["guild_id", "undone_at"])
