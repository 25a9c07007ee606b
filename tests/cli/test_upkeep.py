"""`backup`, `restore`, `migrate`, `audit` as they are typed: what they say, and the exit code."""

import asyncio
import json
import os
import pty
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli.holdings import size
from bot.core.asks import Record
from bot.store.engine import open_store
from bot.store.files import spool_path
from bot.store.lock import locked
from bot.store.spool import JsonlSpool
from bot.store.tables import metadata
from bot.store.upgrade import known_version, migrate
from tests.cli.test_main import typed
from tests.store.builds import next_build
from tests.store.samples import ask, gap, missed, offered, planted, rows
from tests.support.processes import environment


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Settings whose database is data/preceptor.db beside them."""
    path = tmp_path / "config.yaml"
    path.write_text("database: sqlite+aiosqlite:///data/preceptor.db\nretention: {gaps: 10, asks: 5}\n")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "preceptor.db"


def record(database: Path, *records: Record) -> None:
    async def go() -> None:
        async with open_store(f"sqlite+aiosqlite:///{database}") as store:
            await store.asks.record(records)

    asyncio.run(go())


def changed(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute(statement)


def said(*arguments: object) -> Any:
    """The JSON of a command that is fine."""
    result = typed(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_backup_says_what_is_in_it_and_is_not_written_over(settings: Path, database: Path, tmp_path: Path) -> None:
    record(database, ask(1), missed(2), gap(2))
    JsonlSpool(path=spool_path(database)).append([ask(3)])
    file = tmp_path / "b.db"
    result = typed("backup", file, "--config", settings)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        f"{file}: 3 asks, 1 gap; 3 asks counted on 5 Mar 2031; version {known_version()}, {size(file.stat().st_size)}",
        "1 record of the spool is in it.",
    ]
    again = typed("backup", file, "--config", settings)
    assert again.exit_code == 2
    assert again.stderr == f"{file} exists. Give another name, or --force to replace it.\n"
    found = said("backup", file, "--force", "--config", settings)
    assert found == {
        "file": str(file),
        "refused": 0,
        "version": known_version(),
        "bytes": file.stat().st_size,
        "rows": dict.fromkeys(metadata.tables, 0) | {"asks": 3, "ask_days": 2, "gaps": 1},
        "counted": 3,
        "days": 1,
        "first_day": "2031-03-05",
        "last_day": "2031-03-05",
        "waiting": {"records": 1, "damaged": 0, "bytes": spool_path(database).stat().st_size},
        "problems": [],
    }


def test_a_backup_of_nothing_is_an_error_and_not_an_empty_file(settings: Path, tmp_path: Path) -> None:
    result = typed("backup", tmp_path / "b.db", "--config", settings)
    assert result.exit_code == 78
    assert "There is no database yet" in result.stderr
    assert not (tmp_path / "b.db").exists()
    assert not (tmp_path / "data").exists()


def test_a_backup_that_does_not_add_up_is_made_and_ends_with_1(settings: Path, database: Path, tmp_path: Path) -> None:
    record(database, ask(1), ask(2, guild_id=None))
    changed(database, "UPDATE ask_days SET n = 5")
    with spool_path(database).open("wb") as spool:
        spool.write(b"half a line")
    result = typed("backup", tmp_path / "b.db", "--config", settings)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "direct messages, 2031-03-05: 5 asks counted, 1 recorded",
        "server 7, 2031-03-05: 5 asks counted, 1 recorded",
        "spool: 1 line cannot be read",
    ]
    assert rows(tmp_path / "b.db", "SELECT count(*) FROM asks") == [(2,)]


def test_restoring_says_what_is_there_now_and_where_the_old_one_is(
    settings: Path, database: Path, tmp_path: Path
) -> None:
    record(database, ask(1))
    file = tmp_path / "b.db"
    assert typed("backup", file, "--config", settings).exit_code == 0
    record(database, ask(2))
    refused = typed("restore", file, "--config", settings)
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"{database} is there already. With --force")
    result = typed("restore", file, "--force", "--config", settings)
    assert result.exit_code == 0, result.stderr
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{database} is restored from {file}: 1 ask, 0 gaps; 1 ask counted on 5 Mar 2031;")
    [aside] = database.parent.glob("preceptor.replaced-*.db")
    assert second == f"What was there before is kept as {aside}; remove it when you no longer need it."
    assert rows(aside, "SELECT count(*) FROM asks") == [(2,)]
    found = said("restore", file, "--force", "--config", settings)
    assert (found["database"], found["file"], found["from_version"]) == (str(database), str(file), known_version())
    assert Path(found["replaced"]).exists()
    assert found["rows"]["asks"] == 1
    assert found["erased_again"] == 0


def test_restoring_says_when_nobody_knows_who_was_erased_since(settings: Path, database: Path, tmp_path: Path) -> None:
    record(database, ask(1))
    file = tmp_path / "b.db"
    assert typed("backup", file, "--config", settings).exit_code == 0
    planted(database, b"noise" * 1000)
    result = typed("restore", file, "--force", "--config", settings)
    assert result.exit_code == 0
    assert (
        "No database was there that could be read: whoever was erased since the backup is in it again" in result.stderr
    )


def test_restoring_an_older_backup_says_that_it_was_migrated(settings: Path, database: Path, tmp_path: Path) -> None:
    record(database, ask(1))
    file = tmp_path / "b.db"
    assert typed("backup", file, "--config", settings).exit_code == 0
    with next_build(tmp_path):
        result = typed("restore", file, "--force", "--config", settings)
    assert result.exit_code == 0, result.stderr
    assert f"It was migrated from version {known_version()}." in result.stdout.splitlines()


def test_a_file_that_is_missing_is_wrong_usage_and_one_that_is_no_backup_wrong_itself(
    settings: Path, tmp_path: Path
) -> None:
    assert typed("restore", tmp_path / "none.db", "--config", settings).exit_code == 2
    assert typed("restore", tmp_path, "--config", settings).exit_code == 2
    result = typed("restore", planted(tmp_path / "no.db", b"words " * 99), "--config", settings)
    assert result.exit_code == 78
    assert "Take another backup" in result.stderr


@pytest.mark.parametrize("command", ["restore", "migrate"])
def test_beside_a_running_bot_nothing_is_changed_and_the_exit_code_is_75(
    settings: Path, database: Path, tmp_path: Path, command: str
) -> None:
    record(database, ask(1))
    file = tmp_path / "b.db"
    assert typed("backup", file, "--config", settings).exit_code == 0
    with locked(database):
        arguments = [file, "--force"] if command == "restore" else []
        result = typed(command, *arguments, "--config", settings)
        assert result.exit_code == 75
        assert f"in use by process {os.getpid()}" in result.stderr
        assert typed("migrate", "--dry-run", "--config", settings).exit_code == 0
        assert typed("audit", "--config", settings).exit_code == 0
        assert typed("backup", file, "--force", "--config", settings).exit_code == 0


def test_migrating_says_from_where_to_where_and_twice_is_nothing(
    settings: Path, database: Path, tmp_path: Path
) -> None:
    head = known_version()
    would = typed("migrate", "--dry-run", "--config", settings)
    assert would.stdout.splitlines()[0] == f"{database} would be made anew, at version {head}:"
    assert not database.exists()
    made = typed("migrate", "--config", settings)
    assert made.exit_code == 0
    assert made.stdout.splitlines()[0] == f"{database} was made anew, at version {head}:"
    assert made.stdout.splitlines()[1].startswith("  a001  Asks, their daily counts")
    nothing = f"{database} is at version {head}; there is nothing to do.\n"
    assert typed("migrate", "--config", settings).stdout == nothing
    with next_build(tmp_path):
        would = typed("migrate", "--dry-run", "--config", settings)
        assert would.stdout == f"{database} would be migrated from version {head} to zz02:\n  zz02  A column more.\n"
        found = said("migrate", "--config", settings)
        assert found == {
            "database": str(database),
            "from": head,
            "to": "zz02",
            "steps": [{"version": "zz02", "does": "A column more."}],
            "done": True,
        }
        assert said("migrate", "--config", settings)["steps"] == []
    newer = typed("migrate", "--config", settings)
    assert newer.exit_code == 78
    assert "database is at zz02" in newer.stderr


def test_an_audit_of_what_is_well_says_so(settings: Path, database: Path) -> None:
    nothing = typed("audit", "--config", settings)
    assert (nothing.exit_code, nothing.stdout) == (0, f"There is no database yet: {database}\n")
    assert said("audit", "--config", settings)["exists"] is False
    assert not database.parent.exists()
    record(database, ask(1), offered(2))
    JsonlSpool(path=spool_path(database)).append([ask(3), ask(4)])
    result = typed("audit", "--config", settings)
    large = size(database.stat().st_size)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{database}: 2 asks, 0 gaps; 2 asks counted on 5 Mar 2031; version {known_version()}, {large}",
        "2 records in the spool, to be taken up as soon as the database can.",
        "It is whole, and the counts agree with the asks.",
    ]
    found = said("audit", "--config", settings)
    assert (found["exists"], found["counted"], found["waiting"]["records"], found["retention"]) == (True, 2, 2, None)


def test_an_audit_lists_every_difference_and_ends_with_1(settings: Path, database: Path) -> None:
    record(database, ask(1), ask(2, guild_id=None), ask(3, guild_id=8))
    changed(database, "UPDATE ask_days SET n = n + 1000 WHERE guild_id = 7")
    changed(database, "DELETE FROM ask_days WHERE guild_id = 0")
    spool_path(database).write_bytes(b"one\ntwo\n")
    result = typed("audit", "--config", settings)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:] == [
        "direct messages, 2031-03-05: 0 asks counted, 1 recorded",
        "server 7, 2031-03-05: 1,001 asks counted, 1 recorded",
        "spool: 2 lines cannot be read",
    ]
    as_json = typed("audit", "--json", "--config", settings)
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["problems"] == result.stdout.splitlines()[1:]


def test_an_audit_finds_damage_and_rows_without_a_parent(settings: Path, database: Path) -> None:
    record(database, ask(1))
    changed(database, "CREATE TABLE child (ask INTEGER REFERENCES asks (id))")
    changed(database, "INSERT INTO child VALUES (404)")
    result = typed("audit", "--config", settings)
    assert result.exit_code == 1
    assert "child: rows whose parent is missing" in result.stdout
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("CREATE INDEX by_via ON asks (via)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, '(via)', '(day)') WHERE name = 'by_via'")
    result = typed("audit", "--retention", "--json", "--config", settings)
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["rows"] is None
    assert all(problem.startswith("damaged: ") for problem in found["problems"])


def test_an_audit_of_what_it_cannot_judge_is_no_clean_bill(settings: Path, database: Path, tmp_path: Path) -> None:
    record(database, ask(1))
    with next_build(tmp_path):
        older = typed("audit", "--config", settings)
    assert older.exit_code == 78
    assert "Migrate it first" in older.stderr
    planted(database, b"words " * 999)
    assert typed("audit", "--config", settings).exit_code == 78


def test_retention_is_shown_before_it_happens(settings: Path, database: Path) -> None:
    now = datetime.now(UTC)
    old = [ask(n, at=now - timedelta(days=n)) for n in (1, 20, 21, 40)]
    record(database, *old, missed(90), gap(90, at=now - timedelta(days=11)), missed(91), gap(91, at=now))
    result = typed("audit", "--retention", "--config", settings)
    assert result.exit_code == 0
    shown = result.stdout.splitlines()[1:]
    assert shown[:2] == ["Retention, at its next round:", "  1 gap older than 10 days"]
    assert shown[2].startswith("  3 asks older than 5 days, on 3 days from ")
    assert shown[2].endswith("; their counts stay")
    gone = said("audit", "--retention", "--config", settings)["retention"]
    assert (gone["gaps"], gone["asks"], len(gone["days"])) == (1, 3, 3)
    assert rows(database, "SELECT count(*) FROM asks") == [(6,)]
    changed(database, "DELETE FROM asks")
    changed(database, "DELETE FROM ask_days")
    changed(database, "DELETE FROM gaps")
    assert "Retention: nothing is old enough to go." in typed("audit", "--retention", "--config", settings).stdout


def on_a_terminal(*arguments: str) -> tuple[int, str]:
    """Exit code, and all that a person would see."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(  # noqa: S606  # a terminal of its own is what is wanted
            sys.executable, [sys.executable, "-m", "bot", *arguments], environment(TERM="xterm", COLUMNS="200")
        )
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # how a terminal says that nobody is left on the other side
            break
        if not piece:
            break
        shown += piece
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def test_on_a_terminal_a_person_sees_how_far_it_is_and_elsewhere_nobody_is_bothered(
    settings: Path, database: Path, tmp_path: Path
) -> None:
    record(database, *(ask(n, entry_id=f"entry-{n}") for n in range(1, 400)))
    code, shown = on_a_terminal("backup", str(tmp_path / "b.db"), "--config", str(settings))
    assert code == 0
    assert "Backup: " in shown
    assert "399 asks" in shown
    plain = typed("backup", tmp_path / "c.db", "--config", settings)
    assert plain.stderr == ""
    assert len(plain.stdout.splitlines()) == 1


def test_wrong_settings_end_with_78(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("databse: x\n")
    file = planted(tmp_path / "b.db", b"")
    for command in (("backup", file), ("restore", file), ("migrate",), ("audit",), ("health",)):
        result = typed(*command, "--config", settings)
        assert result.exit_code == 78
        assert 'Did you mean "database"?' in result.stderr


def test_a_database_that_was_made_by_migrate_is_one_that_the_bot_takes(settings: Path, database: Path) -> None:
    assert typed("migrate", "--config", settings).exit_code == 0
    assert migrate(f"sqlite+aiosqlite:///{database}").before == known_version()
    assert database.stat().st_mode & 0o777 == 0o600
