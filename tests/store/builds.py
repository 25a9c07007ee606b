"""Builds of the bot that know one migration more than today's."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from bot.store.upgrade import MIGRATIONS, check, known_version, pending, upgrade

NEXT = '''
"""A column more."""
import sqlalchemy as sa
from alembic import op

revision = "zz02"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("gaps", sa.Column("topic", sa.Text))
'''


@contextmanager
def next_build(folder: Path) -> Iterator[None]:
    """What runs within is a build whose version is zz02; the migrations go into `folder`."""
    migrations = folder / "next migrations"
    if not migrations.exists():
        shutil.copytree(MIGRATIONS, migrations)
        (migrations / "versions" / "zz02_more.py").write_text(NEXT.format(head=known_version()))
    with (
        patch.dict(check.__kwdefaults__, migrations=migrations),
        patch.dict(known_version.__kwdefaults__, migrations=migrations),
        patch.dict(pending.__kwdefaults__, migrations=migrations),
        patch.dict(upgrade.__kwdefaults__, migrations=migrations),
    ):
        yield
