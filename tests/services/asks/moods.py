"""Stores and spools as they are on bad days: the real ones, and what they do wrong."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

from sqlalchemy import event

from bot.core.asks import Record
from bot.core.storage import Spooled, SpoolError, StoreUnavailableError
from bot.store.engine import Store
from bot.store.spool import JsonlSpool
from tests.store.samples import rows


class Watched(JsonlSpool):
    """The real spool, and a way to wait until it is empty."""

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)
        self._loop = asyncio.get_running_loop()
        self._empty = asyncio.Event()

    def append(self, records: Sequence[Record]) -> None:
        super().append(records)
        self._loop.call_soon_threadsafe(self._empty.clear)

    def clear(self, size: int) -> bool:
        cleared = super().clear(size)
        if cleared:
            self._loop.call_soon_threadsafe(self._empty.set)
        return cleared

    async def emptied(self) -> None:
        async with asyncio.timeout(5):
            await self._empty.wait()


class Moody:
    """The real store with moods: it `fails` before or `after` it has done its work, or is stuck until `free`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.fails = self.fails_after = False
        self.free = asyncio.Event()
        self.free.set()
        self.entered = asyncio.Event()
        self.batches: list[Sequence[Record]] = []

    async def record(self, records: Sequence[Record]) -> None:
        self.batches.append(records)
        self.entered.set()
        await self.free.wait()
        if self.fails:
            raise StoreUnavailableError("the database says: no")
        await self._store.asks.record(records)
        if self.fails_after:
            raise StoreUnavailableError("the database says: done, but who knows")


class Slow(Watched):
    """A spool that takes its time to clear itself: from `clearing` until `go`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.clearing = asyncio.Event()
        self.go = threading.Event()

    def clear(self, size: int) -> bool:
        if size:
            self._loop.call_soon_threadsafe(self.clearing.set)
            self.go.wait(10)
        return super().clear(size)


class Broken:
    """A spool on a disk that is gone."""

    def append(self, records: Sequence[Record]) -> None:
        raise SpoolError(f"cannot be written: {len(records)}")

    def read(self, start: int) -> Spooled:
        raise SpoolError(f"cannot be read from {start}")

    def clear(self, size: int) -> bool:
        raise SpoolError(f"cannot be cleared to {size}")


class Stuck(Broken):
    """A spool on a disk that does not answer until `free`."""

    def __init__(self) -> None:
        self.free = threading.Event()

    def append(self, records: Sequence[Record]) -> None:
        self.free.wait(10)
        super().append(records)


def ids(path: Path) -> list[int]:
    return [number for (number,) in rows(path, "SELECT id FROM asks ORDER BY id")]


def commits_of(store: Store) -> list[object]:
    """Grows by one with every commit from now on."""
    seen: list[object] = []
    event.listen(vars(store.asks)["_writer"].sync_engine, "commit", seen.append)
    return seen


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    """Another program holds the database."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
