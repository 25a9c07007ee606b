import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event

from bot.core.privacy import REGISTRY
from bot.core.storage import StoreDamagedError, StoreUnavailableError, StoreVersionError
from bot.store.engine import open_store
from bot.store.files import prepare
from bot.store.tables import metadata
from bot.store.upgrade import MIGRATIONS, check, known_version, migrate, upgrade
from tests.store.samples import ask, content, planted, rows

SECOND = '''
"""A column more, and a table rebuilt with all that hangs on it."""
import sqlalchemy as sa
from alembic import op

revision = "zz02"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("gaps", sa.Column("topic", sa.Text))
    with op.batch_alter_table("command_syncs", recreate="always") as batch:
        batch.add_column(sa.Column("again", sa.Text))
    op.execute("INSERT INTO gaps (ask_id, words, at) VALUES (1, 'x', 1)")
'''

ORPHANS = """
from alembic import op

revision = "zz02"
down_revision = "{head}"


def upgrade() -> None:
    op.execute("CREATE TABLE child (ask INTEGER REFERENCES asks (id))")
    op.execute("INSERT INTO child VALUES (404)")
"""


def schema(path: Path) -> set[str]:
    """Every statement that made the database, without the accidents of white space; Alembic's own table left out."""
    made = rows(path, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'alembic_version'")
    return {re.sub(r"\s+", " ", sql).strip() for (sql,) in made}


def dump(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


@pytest.fixture
def two_migrations(tmp_path: Path) -> Path:
    """The migrations of today and one that might follow."""
    folder = tmp_path / "migrations 100%"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions" / "zz02_more.py").write_text(SECOND.format(head=known_version()))
    return folder


def test_migrations_make_exactly_the_tables_that_the_code_declares(url: str, path: Path, tmp_path: Path) -> None:
    migrate(url)
    declared = tmp_path / "declared.db"
    engine = create_engine(f"sqlite:///{declared}")
    metadata.create_all(engine)
    engine.dispose()
    assert schema(path) == schema(declared)


def test_migrating_again_does_nothing(url: str, path: Path) -> None:
    first = migrate(url)
    assert (first.before, first.after) == (None, known_version())
    before = content(path)
    second = migrate(url)
    assert (second.before, second.after) == (known_version(), known_version())
    assert content(path) == before


def test_a_column_holds_what_it_says(url: str, path: Path) -> None:
    """STRICT: SQLite would otherwise keep a text where a count belongs."""
    migrate(url)
    tables = rows(path, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'")
    assert {name for name, strict in tables if not strict} == {"alembic_version"}


def test_no_table_has_a_place_for_a_member_but_those_that_say_so(url: str, path: Path) -> None:
    migrate(url)
    columns = rows(
        path, "SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c WHERE t.schema = 'main'"
    )
    kept = {f"{table}.{column}" for table, column in columns if table in metadata.tables}
    assert kept == {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns}
    said = {f"{one.table}.{column}" for one in REGISTRY for column in one.fates}
    assert not {name for name in kept if re.search("member|user|author|name|question|_by$", name)} - said
    assert [name for name in kept if "words" in name] == ["gaps.words"]


def emptied_at(folder: Path) -> dict[str | None, str]:
    """What an empty database holds at each version there has been, None for the one without tables."""
    files = sorted((MIGRATIONS / "versions").glob("a*.py"))
    found: dict[str | None, str] = {None: "BEGIN TRANSACTION;\nCOMMIT;"}
    for number in range(1, len(files) + 1):
        some, path = folder / f"first {number}", folder / f"first-{number}.db"
        shutil.copytree(MIGRATIONS, some, ignore=shutil.ignore_patterns(*(file.name for file in files[number:])))
        prepare(path)
        version = upgrade(path, migrations=some).after
        found[version] = dump(path)
    return found


class InterruptedHereError(Exception):
    """Raised in the place of a statement."""


def interrupt_at(number: int) -> Any:
    """Raises at the `number`th statement, counted from 1, of any engine."""
    seen = 0

    def count(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            raise InterruptedHereError

    return count


def test_interrupted_at_any_statement_a_migration_leaves_nothing_and_completes_when_rerun(
    tmp_path: Path, two_migrations: Path
) -> None:
    head = known_version()
    empty = emptied_at(tmp_path)
    for first_run in (True, False):  # an empty database; one that has a version and rows already
        for number in range(1, 200):
            path = tmp_path / f"{first_run}-{number}.db"
            prepare(path)
            if not first_run:
                upgrade(path)
                with closing(sqlite3.connect(path)) as connection:
                    connection.execute("INSERT INTO command_syncs VALUES (1, 'e', 'd', NULL, 5)")
                    connection.commit()
            before = dump(path)
            handler = interrupt_at(number)
            event.listen(Engine, "before_cursor_execute", handler)
            try:
                upgrade(path, migrations=MIGRATIONS if first_run else two_migrations)
            except InterruptedHereError:
                # Whole migrations before it stay, of itself nothing.
                assert dump(path) == (empty[check(path)] if first_run else before)
                assert first_run or check(path) == head
            else:
                break  # there is no such statement any more
            finally:
                event.remove(Engine, "before_cursor_execute", handler)
            upgrade(path, migrations=two_migrations)
            assert check(path, migrations=two_migrations) == "zz02"
            assert rows(path, "SELECT count(*) FROM command_syncs") == [(0 if first_run else 1,)]
        assert number > 8


KILLED = """
import json, os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from bot.store.files import prepare
from bot.store.upgrade import upgrade

# One process forks a child per statement: the imports are paid once.
folder, killed = Path(sys.argv[1]), 0
for number in range(1, 200):
    path = folder / f"{number}.db"
    prepare(path)
    child = os.fork()
    if child == 0:
        seen = 0
        def count(*_):
            global seen
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
        event.listen(Engine, "after_cursor_execute", count)
        upgrade(path)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        break
    killed += 1
print(json.dumps(killed))
"""


def test_killed_behind_any_statement_a_migration_leaves_nothing_and_completes_when_rerun(tmp_path: Path) -> None:
    said = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=True, capture_output=True, text=True)
    killed = json.loads(said.stdout)
    assert killed > 8
    empty, stopped = emptied_at(tmp_path), set()
    for number in range(1, killed + 1):
        path = tmp_path / f"{number}.db"
        stopped.add(check(path))
        assert dump(path) == empty[check(path)]
        assert upgrade(path).after == known_version()
    assert stopped == empty.keys() - {known_version()}, "between any two of them too"


def test_a_migration_that_would_orphan_rows_is_undone(tmp_path: Path, two_migrations: Path) -> None:
    (two_migrations / "versions" / "zz02_more.py").write_text(ORPHANS.format(head=known_version()))
    path = tmp_path / "a.db"
    prepare(path)
    with pytest.raises(StoreDamagedError, match="zz02 would leave 1 rows without a parent; it was undone"):
        upgrade(path, migrations=two_migrations)
    assert check(path) == known_version()
    assert not [sql for sql in schema(path) if "child" in sql]


async def test_a_database_of_a_newer_build_is_refused_and_left_alone(
    url: str, path: Path, two_migrations: Path
) -> None:
    prepare(path)
    upgrade(path, migrations=two_migrations)
    before = content(path)
    with pytest.raises(StoreVersionError, match=f"database is at zz02, this build knows {known_version()}") as caught:
        async with open_store(url):
            pass
    assert caught.value.exit_code == 78
    assert content(path) == before


@pytest.mark.parametrize(
    "bytes_",
    [b"SQLite format 3\0" + b"\xff" * 5000, b"not a database, just some words\n" * 100, os.urandom(8192)],
    ids=["garbled", "text", "noise"],
)
async def test_a_file_that_is_no_database_is_refused_and_left_alone(url: str, path: Path, bytes_: bytes) -> None:
    planted(path, bytes_)
    with pytest.raises(StoreDamagedError, match="Nothing was written to it") as caught:
        async with open_store(url):
            pass
    assert caught.value.exit_code == 78
    assert content(path) == bytes_


async def test_a_corrupt_page_is_found_at_the_start(url: str, path: Path) -> None:
    async with open_store(url) as store:
        await store.asks.record([ask(number) for number in range(1, 2000)])
    whole = bytearray(content(path))
    for page in range(2, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 64] = os.urandom(64)
    planted(path, bytes(whole))
    with pytest.raises(StoreDamagedError, match="cannot be used"):
        async with open_store(url):
            pass
    assert content(path) == whole


async def test_the_database_of_another_program_is_left_alone(url: str, path: Path) -> None:
    planted(path, b"")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photos (id)")
    before = content(path)
    with pytest.raises(StoreDamagedError, match="a database of another program"):
        async with open_store(url):
            pass
    assert content(path) == before


def test_a_migration_waits_its_turn_and_then_says_so(url: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(path)
    monkeypatch.setattr("bot.store.upgrade.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError, match="Nothing of that step was kept"):
            migrate(url)
        other.execute("ROLLBACK")
    assert migrate(url).after == known_version()
