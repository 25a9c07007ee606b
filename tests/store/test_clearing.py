"""What was removed is in no page and no log, and nobody who writes waits for a reader."""

import asyncio
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Dialect, Engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.storage import StoreUnavailableError
from bot.store import clearing, upgrade
from bot.store.backup import back_up
from bot.store.clearing import Clearer
from bot.store.connections import emptied_log, reader_engine, rewritten, writer_engine
from bot.store.engine import Store, open_store
from bot.store.restore import restore
from tests.store.samples import NOON, ask, planted, rows
from tests.store.test_backup import silent
from tests.store.test_erasures import DAY, filled, opened, questions, traces, with_questions

__all__ = ["filled", "with_questions"]


async def grown(path: Path) -> list[int]:
    """Rows that grow, which splits pages: the part that moved stays behind in the free middle of the old page.

    Ten of those who are in them.
    """
    drawn = random.Random(1)
    people = [drawn.randrange(10**18, 2 * 10**18) for _ in range(50)]
    writer = writer_engine(path)
    for number in range(100, 700):
        row = {"asker_id": drawn.choice(people), "mentor_id": drawn.choice(people), "said": "x" * drawn.randrange(400)}
        async with writer.begin() as connection:
            await connection.execute(questions.insert().values(id=number, at=NOON, taken_at=NOON, **row))
    for number in range(100, 700, 2):
        longer = {"mentor_id": drawn.choice(people), "said": "y" * drawn.randrange(900)}
        async with writer.begin() as connection:
            await connection.execute(questions.update().where(questions.c.id == number).values(**longer))
    await writer.dispose()
    return people[:10]


async def test_what_moved_from_page_to_page_leaves_no_copy(url: str, filled: Path, tmp_path: Path) -> None:
    members = await grown(filled)
    async with opened(filled) as erasures:
        for member in members:
            await erasures.erase(member, at=NOON + DAY)
        left = list(rows(filled, "SELECT * FROM questions ORDER BY id"))
        await emptied_log(erasures._writer)
        assert any(traces(filled.read_bytes(), member) for member in members), "emptying the log is not enough"
        assert await erasures.forget()
        assert rows(filled, "SELECT * FROM questions ORDER BY id") == left
        await back_up(url, tmp_path / "backup.db", force=False, show=silent)
        for file in (*filled.parent.iterdir(), tmp_path / "backup.db"):
            assert not any(traces(file.read_bytes(), member) for member in members), file.name


@pytest.mark.usefixtures("with_questions")
async def test_a_restored_file_has_no_copy_either(url: str, filled: Path, tmp_path: Path) -> None:
    members = await grown(filled)
    await back_up(url, tmp_path / "backup.db", force=False, show=silent)
    async with open_store(url) as store:
        for member in members:
            await store.erasures.erase(member, at=NOON + DAY)
    assert (await restore(url, tmp_path / "backup.db", force=True, now=NOON, show=silent)).erased
    assert not any(traces(filled.read_bytes(), member) for member in members)


async def test_a_table_that_is_rewritten_keeps_its_triggers_and_its_children(path: Path) -> None:
    with closing(sqlite3.connect(planted(path, b""))) as connection:
        connection.executescript(
            """
            CREATE TABLE "a ""b" (id INTEGER PRIMARY KEY, said TEXT) STRICT;
            CREATE TABLE child (id INTEGER REFERENCES "a ""b" ON DELETE CASCADE) STRICT;
            CREATE TABLE seen (what TEXT) STRICT;
            CREATE TRIGGER gone AFTER DELETE ON "a ""b" BEGIN INSERT INTO seen VALUES ('gone'); END;
            CREATE TRIGGER came AFTER INSERT ON "a ""b" BEGIN INSERT INTO seen VALUES ('came'); END;
            INSERT INTO "a ""b" VALUES (3, 'x'), (1, NULL);
            INSERT INTO child VALUES (3);
            DELETE FROM seen;
            """
        )
    before = rows(path, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name")
    writer = writer_engine(path)
    for _ in range(2):
        await rewritten(writer, 'a "b')
    assert rows(path, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name") == before
    assert rows(path, 'SELECT * FROM "a ""b" ORDER BY id') == [(1, None), (3, "x")]
    assert rows(path, "SELECT (SELECT count(*) FROM child), (SELECT count(*) FROM seen)") == [(1, 0)]
    async with writer.begin() as connection:
        await connection.execute(text('DELETE FROM "a ""b" WHERE id = 3'))
    assert rows(path, "SELECT (SELECT count(*) FROM child), (SELECT what FROM seen)") == [(0, "gone")]
    await writer.dispose()


async def test_a_rewriting_that_fails_changes_nothing_and_stays_due(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(filled) as erasures:
        before = rows(filled, "SELECT * FROM questions")
        with pytest.raises(StoreUnavailableError):
            await rewritten(erasures._writer, "nowhere")
        assert rows(filled, "SELECT * FROM questions") == before
        async with erasures._writer.begin() as connection:
            assert (await connection.execute(text("PRAGMA foreign_keys"))).scalar() == 1
        done: list[str] = []

        async def fails_first(_: object, table: str) -> None:
            done.append(table)
            if len(done) == 1:
                raise StoreUnavailableError("full")

        monkeypatch.setattr(clearing, "rewritten", fails_first)
        clearer = Clearer(writer=erasures._writer)
        clearer.due("questions")
        with pytest.raises(StoreUnavailableError):
            await clearer.clear()
        assert await clearer.clear()
        assert await clearer.clear()
        assert done == ["questions", "questions"]


@contextmanager
def a_reader(path: Path) -> Iterator[None]:
    """Another program that has the database open and is not done."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM asks").fetchall()
        yield


async def test_who_writes_does_not_wait_for_a_reader_while_the_log_is_cleared(store: Store, path: Path) -> None:
    await store.asks.record([ask(1)])
    with a_reader(path):
        await store.erasures.erase(1, at=NOON)
        took = []
        for number in range(2, 22):
            start = time.monotonic()
            cleared, _ = await asyncio.gather(store.erasures.forget(), store.asks.record([ask(number)]))
            took.append(time.monotonic() - start)
            assert not cleared
    assert max(took) < 1.0
    assert await store.erasures.forget()
    assert path.with_name("preceptor.db-wal").stat().st_size == 0


async def test_whoever_asks_clears_for_all(store: Store, path: Path) -> None:
    await store.asks.record([ask(1)])
    with a_reader(path):
        await store.erasures.erase(1, at=NOON)
        assert not await store.erasures.forget()
    log = path.with_name("preceptor.db-wal")
    assert log.stat().st_size
    assert await store.archive.forget(), "the next round of retention does what is due"
    assert log.stat().st_size == 0
    await store.asks.record([ask(2)])
    assert await store.guilds.forget()
    assert log.stat().st_size, "where nothing went there is nothing to clear"


async def test_a_server_that_goes_is_cleared_away(store: Store, path: Path) -> None:
    await store.asks.record([ask(1)])
    await store.guilds.call_the_roll(set(), at=NOON)
    [guild] = await store.guilds.left_before(NOON + timedelta(seconds=1))
    assert await store.guilds.purge(guild, left_before=NOON + timedelta(seconds=1))
    assert await store.guilds.forget()
    assert path.with_name("preceptor.db-wal").stat().st_size == 0


OFF = ("PRAGMA secure_delete = OFF", "PRAGMA temp_store = FILE")


def with_other_defaults(engine: Engine) -> None:
    """Some builds of SQLite overwrite without being told to, others do not."""

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Dialect, _: object, args: list[Any], options: dict[str, Any]) -> DBAPIConnection:
        connection = dialect.connect(*args, **options)
        cursor = connection.cursor()
        for pragma in OFF:
            cursor.execute(pragma)
        return connection


@pytest.mark.parametrize(
    ("make", "wanted"), [(writer_engine, {"secure_delete": 1, "temp_store": 2}), (reader_engine, {"temp_store": 2})]
)
async def test_connections_overwrite_what_is_deleted_and_sort_in_memory(
    url: str, path: Path, make: Callable[[Path], AsyncEngine], wanted: dict[str, int]
) -> None:
    async with open_store(url):
        pass
    engine = make(path)
    with_other_defaults(engine.sync_engine)
    async with engine.connect() as connection:
        for pragma, value in wanted.items():
            assert (await connection.execute(text(f"PRAGMA {pragma}"))).scalar() == value
    await engine.dispose()


def test_migrations_overwrite_what_they_delete(path: Path) -> None:
    engine = upgrade._engine(planted(path, b""))
    with_other_defaults(engine)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA secure_delete")).scalar() == 1
        assert connection.execute(text("PRAGMA temp_store")).scalar() == 2
    engine.dispose()
