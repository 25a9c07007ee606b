"""Who was erased, as keyed hashes, so that a restored backup erases them again."""

import sqlalchemy as sa
from alembic import op

revision = "a003"
down_revision = "a002"

Snowflake = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("at", Snowflake, nullable=False),
        sa.CheckConstraint("length(digest) = 64", name="digest_whole"),
        sa.CheckConstraint('length("key") = 64', name="key_whole"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
