"""What became of links, day by day, and which servers were told."""

import sqlalchemy as sa
from alembic import op

revision = "a005"
down_revision = "a004"

Snowflake = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "link_checks",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("works", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("health", sa.Text, nullable=False),
        sa.Column("at", Snowflake, nullable=False),
        sa.CheckConstraint("url <> ''", name="url_named"),
        sa.CheckConstraint("length(day) = 10", name="day_iso"),
        sa.CheckConstraint("works IN (0, 1)", name="works_or_not"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link_notices",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("at", Snowflake, nullable=False),
        sa.CheckConstraint("guild_id > 0", name="guild_positive"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
