"""What members suggest for the resource lists of their server."""

import sqlalchemy as sa
from alembic import op

revision = "a006"
down_revision = "a005"

STATES = "state IN ('open', 'approved', 'rejected')"

Snowflake = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "suggestions",
        sa.Column("id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("member_id", Snowflake),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", Snowflake),
        sa.Column("decided_at", Snowflake),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("listed", sa.Text, nullable=False),
        sa.Column("told_at", Snowflake),
        sa.Column("at", Snowflake, nullable=False),
        sa.CheckConstraint("id > 0", name="id_positive"),
        sa.CheckConstraint("guild_id > 0", name="guild_positive"),
        sa.CheckConstraint("link LIKE 'https://%'", name="link_https"),
        sa.CheckConstraint("title <> ''", name="title_said"),
        sa.CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided_when"),
        sa.CheckConstraint(STATES, name="state_known"),
        sqlite_strict=True,
    )
