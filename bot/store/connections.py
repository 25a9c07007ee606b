"""Connections and transactions, with the settings that durability rests on and errors that say what to do."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from urllib.parse import quote

import aiosqlite
from sqlalchemy import URL, Connection, event
from sqlalchemy import exc as sql
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.core.storage import RecordRefusedError, StoreUnavailableError

P = ParamSpec("P")
T = TypeVar("T")

BUSY_SECONDS = 5

WRITER = (
    "PRAGMA journal_mode = WAL",  # readers never wait for the writer
    "PRAGMA synchronous = FULL",  # WAL with NORMAL loses commits on a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",  # what is deleted does not stay in free pages
    "PRAGMA temp_store = MEMORY",  # sorting would write ids to files that nobody clears
)
READER = ("PRAGMA query_only = ON", "PRAGMA trusted_schema = OFF", "PRAGMA temp_store = MEMORY")


def uninterrupted(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Lets a method that uses a connection come to its end although its caller is cancelled, who learns it then.

    A statement that is under way in the driver's thread cannot be called back. A connection that is given up around it
    keeps its locks until the last reference to it is gone, and everybody else waits for the garbage collector.
    """

    @wraps(method)
    async def to_the_end(*args: P.args, **kwargs: P.kwargs) -> T:
        work = asyncio.create_task(method(*args, **kwargs))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.wait({work})
            if not work.cancelled():
                work.exception()  # seen; the caller only learns that it was cancelled
            raise

    return to_the_end


def writer_engine(path: Path) -> AsyncEngine:
    """One connection, one transaction at a time, each taking the write lock before it reads."""
    url = URL.create("sqlite+aiosqlite", database=str(path))
    return _engine(url, pragmas=WRITER, begin="BEGIN IMMEDIATE", connections=1)


def reader_engine(path: Path) -> AsyncEngine:
    """Connections that cannot write. A transaction sees one moment, whatever is written meanwhile."""
    url = URL.create("sqlite+aiosqlite", database=f"file:{quote(str(path))}", query={"mode": "ro", "uri": "true"})
    return _engine(url, pragmas=READER, begin="BEGIN", connections=2)


def _engine(url: URL, *, pragmas: tuple[str, ...], begin: str, connections: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=connections,
        max_overflow=0,
        # SQLAlchemy's errors carry the statement's values, and an error is logged: gaps have words in them.
        hide_parameters=True,
        # None keeps sqlite3 from opening deferred transactions of its own, which cannot wait for a lock.
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def open_transaction(connection: Connection) -> None:
        # Straight to the driver: one trip to its thread where a statement of SQLAlchemy takes three.
        connection.connection.run_async(lambda driver: driver.execute(begin))

    return engine


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One write transaction, synced to disk when the block ends, or undone as a whole.

    Raises RecordRefusedError for values that the database will never take and StoreUnavailableError for everything
    that may pass. After the latter the connection is not trusted again: the next transaction opens a new one.
    """
    try:
        with _told():
            async with engine.begin() as connection:
                yield connection
    except StoreUnavailableError:
        await engine.dispose()
        raise


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One moment of the database. Raises StoreUnavailableError."""
    with _told():
        async with engine.begin() as connection:
            yield connection


@asynccontextmanager
async def outside_transaction(engine: AsyncEngine) -> AsyncIterator[aiosqlite.Connection]:
    """The driver's own connection, for statements that SQLite refuses inside a transaction.

    Raises StoreUnavailableError.
    """
    with _told():
        async with engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            if not isinstance(driver, aiosqlite.Connection):
                raise TypeError(f"expected aiosqlite, got {type(driver).__name__}")
            yield driver


async def emptied_log(engine: AsyncEngine) -> bool:
    """Folds the write-ahead log into the database, so that nothing removed stays in it.

    False where a reader is in the way: it is not waited for, since everybody who writes would wait too. Raises
    StoreUnavailableError.
    """
    async with outside_transaction(engine) as connection:
        await connection.execute("PRAGMA busy_timeout = 0")
        try:
            cursor = await connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            [(busy, _, _)] = await cursor.fetchall()
        finally:
            await connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    return not busy


async def rewritten(engine: AsyncEngine, table: str) -> None:
    """Writes the rows of a table anew, so that its pages hold nothing but them.

    SQLite overwrites what is deleted where it stands, but not the copies of it that stayed behind when it moved rows
    from one page to another. Everybody who writes waits meanwhile. Raises StoreUnavailableError; nothing has changed
    then.
    """
    name = table.replace('"', '""')
    try:
        async with outside_transaction(engine) as connection:
            # A row that goes for a moment takes no children along, and a trigger learns nothing of it.
            await connection.execute("PRAGMA foreign_keys = OFF")
            await connection.execute("BEGIN IMMEDIATE")
            cursor = await connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)
            )
            triggers = [(trigger.replace('"', '""'), sql) for trigger, sql in await cursor.fetchall()]
            statements = [
                *(f'DROP TRIGGER "{trigger}"' for trigger, _ in triggers),
                # The name is one of ours, and quoted. Deleting all at once overwrites each of its pages.
                f'CREATE TEMP TABLE rewritten AS SELECT * FROM main."{name}"',  # noqa: S608
                f'DELETE FROM main."{name}"',  # noqa: S608
                f'INSERT INTO main."{name}" SELECT * FROM rewritten',  # noqa: S608
                "DROP TABLE rewritten",
                *(sql for _, sql in triggers),
                "COMMIT",
                "PRAGMA foreign_keys = ON",
            ]
            for statement in statements:
                await connection.execute(statement)
    except StoreUnavailableError:
        await engine.dispose()  # with whatever of it is still open
        raise


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (sql.IntegrityError, sql.DataError) as error:
        raise RecordRefusedError(str(error.orig)) from error
    except sql.DBAPIError as error:
        raise StoreUnavailableError(f"the database says: {error.orig}") from error
    except sql.StatementError as error:
        raise RecordRefusedError(str(error.orig)) from error
    except sql.TimeoutError as error:
        raise StoreUnavailableError("the database's connections are all busy") from error
    except aiosqlite.Error as error:  # from the driver itself, see `open_transaction`
        raise StoreUnavailableError(f"the database says: {error}") from error
    except (OverflowError, UnicodeEncodeError) as error:
        # sqlite3 raises these as they are: an id beyond 64 bits, half a character.
        raise RecordRefusedError(str(error)) from error
