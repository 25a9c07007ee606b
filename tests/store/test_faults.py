"""What the store says and keeps when the disk or another process is in its way."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.storage import StoreUnavailableError
from bot.store import connections
from bot.store.connections import outside_transaction
from bot.store.engine import Store, open_counts, open_store
from tests.store.samples import ask, gap, missed, rows


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program that has begun to write and does not finish."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def writer(store: Store) -> AsyncEngine:
    engine = vars(store.asks)["_writer"]
    assert isinstance(engine, AsyncEngine)
    return engine


async def pragma(engine: AsyncEngine, statement: str) -> object:
    async with outside_transaction(engine) as connection:
        [(value,)] = await (await connection.execute(f"PRAGMA {statement}")).fetchall()
    return value


async def test_a_locked_database_is_said_and_taken_when_it_is_free(
    url: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    async with open_store(url) as store:
        with held(path), pytest.raises(StoreUnavailableError, match="database is locked"):
            await store.asks.record([ask(1)])
        await store.asks.record([ask(1)])
        assert await store.counts.audit() == []


async def test_a_writer_waits_for_a_short_lock(store: Store, path: Path) -> None:
    with held(path):
        waiting = asyncio.create_task(store.asks.record([ask(1)]))
        done, _ = await asyncio.wait({waiting}, timeout=0.05)
        assert not done
    await waiting
    assert rows(path, "SELECT id FROM asks") == [(1,)]


async def test_reading_does_not_wait_for_a_writer(store: Store, path: Path) -> None:
    await store.asks.record([ask(1)])
    with held(path):
        async with asyncio.timeout(1):
            assert await store.counts.audit() == []


async def test_a_full_disk_takes_nothing_by_halves_and_recovers(store: Store, path: Path) -> None:
    engine = writer(store)
    pages = await pragma(engine, "page_count")
    await pragma(engine, f"max_page_count = {pages}")
    number = 0
    with pytest.raises(StoreUnavailableError, match="full"):
        for number in range(1, 100):
            await store.asks.record([ask(number * 1000 + i, entry_id=f"entry-{number}-{i}") for i in range(100)])
    assert rows(path, "SELECT count(*) FROM asks") == [((number - 1) * 100,)]
    assert await store.counts.audit() == []
    # The failed connection was given up; the limit, a stand-in for the disk's, went with it.
    await store.asks.record([ask(number * 1000 + i, entry_id=f"entry-{number}-{i}") for i in range(100)])
    assert rows(path, "SELECT count(*) FROM asks") == [(number * 100,)]
    assert await store.counts.audit() == []


async def test_an_error_carries_no_words(store: Store) -> None:
    """Errors are logged, with their causes, and SQLAlchemy's would quote the values of the statement."""
    await store.asks.record([missed(1)])
    pages = await pragma(writer(store), "page_count")
    await pragma(writer(store), f"max_page_count = {pages}")
    with pytest.raises(StoreUnavailableError, match="full") as caught:
        await store.asks.record([gap(1, "zanzibar " * 10_000)])
    error: BaseException | None = caught.value
    while error is not None:
        assert "zanzibar" not in str(error)
        error = error.__cause__


async def test_a_database_that_turns_read_only_is_said(store: Store) -> None:
    await pragma_off(writer(store), "query_only = ON")
    with pytest.raises(StoreUnavailableError, match="readonly"):
        await store.asks.record([ask(1)])


async def pragma_off(engine: AsyncEngine, statement: str) -> None:
    """A pragma that answers nothing."""
    async with outside_transaction(engine) as connection:
        await connection.execute(f"PRAGMA {statement}")


async def test_the_reader_cannot_write(store: Store) -> None:
    reader = vars(store.counts)["_reader"]
    with pytest.raises(StoreUnavailableError, match="readonly"):
        async with connections.writing(reader) as connection:
            await connection.exec_driver_sql("DELETE FROM asks")


async def test_what_a_power_cut_cannot_take_is_set(store: Store) -> None:
    """Settings that were measured with a simulated power cut: with NORMAL, commits since the checkpoint are lost."""
    said = {name: await pragma(writer(store), name) for name in (
        "journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete", "busy_timeout"
    )}  # fmt: skip
    assert said == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }


async def test_one_connection_writes(store: Store) -> None:
    pool = writer(store).sync_engine.pool
    assert vars(pool)["_max_overflow"] == 0
    assert pool.size() == 1  # type: ignore[attr-defined]


async def test_readers_see_one_moment_and_cannot_write(store: Store) -> None:
    reader = vars(store.counts)["_reader"]
    assert await pragma(reader, "query_only") == 1
    async with connections.reading(reader) as connection:
        before = await connection.exec_driver_sql("SELECT count(*) FROM asks")
        assert before.scalar() == 0
        await store.asks.record([ask(1)])
        after = await connection.exec_driver_sql("SELECT count(*) FROM asks")
        assert after.scalar() == 0


async def test_counts_can_be_read_beside_a_writing_process_and_after_its_death(url: str, path: Path) -> None:
    async with open_store(url) as store:
        await store.asks.record([ask(1), missed(2)])
        async with open_counts(url) as beside:
            assert beside is not None
            assert await beside.audit() == []
            assert sum(count.n for count in await beside.counts(first=None, last=None, guild_id=None)) == 2
        image = path.parent.parent / "killed"
        image.mkdir()
        for name in (path.name, f"{path.name}-wal"):  # all that a killed process leaves
            (image / name).write_bytes(path.with_name(name).read_bytes())
    async with open_counts(f"sqlite+aiosqlite:///{image / path.name}") as alone:
        assert alone is not None
        assert sum(count.n for count in await alone.counts(first=None, last=None, guild_id=None)) == 2


async def test_to_look_for_counts_creates_nothing(url: str, path: Path) -> None:
    async with open_counts(url) as counts:
        assert counts is None
    assert not path.parent.exists()
