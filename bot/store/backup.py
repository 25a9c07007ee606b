"""One file that holds everything: made while the bot runs, and verified before it gets its name."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.core.asks import Record
from bot.core.audit import Audit, Waiting
from bot.core.storage import (
    RecordRefusedError,
    Spooled,
    SpoolError,
    StoreDamagedError,
    StoreLocationError,
    StoreRequestError,
    StoreUnavailableError,
    StoreVersionError,
)
from bot.store.asks import SqlAskStore
from bot.store.connections import BUSY_SECONDS, writer_engine
from bot.store.files import database_path, side_files, spool_path
from bot.store.inspection import look_over, must_exist
from bot.store.partial import partial
from bot.store.spool import spooled
from bot.store.upgrade import check, known_version, reading

PAGES = 512  # copied at a time; two megabytes
MOST = 500  # records in one transaction
TRIES = 20

Progress = Callable[[str, int, int], None]
"""Is told what is being done, and how much of how much: pages, or 0 of 0 where nobody knows."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was made. `waited` is what the spool held, `refused` how many of those records the database did not take."""

    path: Path
    audit: Audit
    waited: Waiting
    refused: int


async def back_up(url: str, target: Path, *, force: bool, show: Progress) -> Backup:
    """Writes the database at `url`, as it is at one moment, and what waits in its spool into one file at `target`.

    The file is looked over, on disk and 0600 before it gets its name; `force` lets it replace another. Differences in
    the counts are copied like everything else; the caller finds them in the audit. Blocks: the process does nothing
    else.

    Raises a StoreError; `target` is then as it was.
    """
    path = database_path(url)
    must_exist(path)
    _refuse_target(target, path, force=force)
    version = check(path)
    if version is None:
        raise StoreLocationError(f"Nothing was kept in {path} yet, so there is nothing to back up.")
    with partial(target) as new:
        waited = copy(path, new.path, spool=spool_path(path), show=show)
        refused = await replay(new.path, waited.records, version=version)
        settle(new.path)
        show("looking it over", 0, 0)
        audit = await look_over(new.path, version)
        if audit.damage:
            raise StoreDamagedError(
                f"{path} is damaged, and a copy of it would be too: {audit.damage[0]}. No backup was made. "
                "Keep the last good one."
            )
        new.put(replace=force)
    return Backup(target, audit, Waiting(len(waited.records), waited.damaged, waited.size), refused)


def copy(source: Path, target: Path, *, spool: Path | None, show: Progress, still: bool = False) -> Spooled:
    """Copies the database at `source` over the file at `target`, and gives what waited in its spool at that moment.

    `still` promises that nobody writes to either.

    The bot empties the spool after its records are in the database, and commits nothing newer before that. So where
    the spool was the same file before and after the copying, the copy and the records together are all there was:
    records that are in both count once. Where it was not, the bot was replaying just then, and it is done again.

    Raises StoreUnavailableError, StoreDamagedError and SpoolError.
    """
    for _ in range(TRIES):
        with _opened(spool) as before:
            _copy_pages(source, target, show, still=still)
            if before is None:
                if spool is None or not spool.exists():
                    return Spooled((), 0, 0)
            else:
                found = _read(before)
                if os.fstat(before).st_nlink:
                    return found
    raise StoreUnavailableError(f"{source} is taking up what waited in its spool just now. Try again in a moment.")


async def replay(path: Path, records: Sequence[Record], *, version: str) -> int:
    """Takes the records into the database at `path`, and says how many it refused.

    Raises StoreVersionError where the database is of another version than this build.
    """
    if not records:
        return 0
    if version != known_version():
        raise StoreVersionError(
            f"Asks wait in the spool, and this build cannot take them into a database of version {version}. "
            "Migrate it first: preceptor migrate."
        )
    writer = writer_engine(path)
    store = SqlAskStore(writer=writer)
    try:
        refused = 0
        for start in range(0, len(records), MOST):
            refused += await _take(store, records[start : start + MOST])
        return refused
    finally:
        await writer.dispose()


def settle(path: Path) -> None:
    """Makes one plain file of the database at `path`, without a write-ahead log beside it.

    Raises StoreUnavailableError while another program has it open, StoreDamagedError where SQLite cannot use it.
    """
    busy = f"{path} is open in another program. Close it first."
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
            [mode] = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreUnavailableError(busy) from error
        raise StoreDamagedError(f"{path} cannot be used: {error}.") from error
    if mode != "delete":
        raise StoreUnavailableError(busy)


def own_files(path: Path) -> tuple[Path, ...]:
    """The database at `path` and all that belongs to it."""
    return (path, *side_files(path), path.with_name(f"{path.name}.lock"), spool_path(path))


def same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


async def _take(store: SqlAskStore, records: Sequence[Record]) -> int:
    """A record that breaks a rule of the database is found by halves: it keeps no other one out."""
    try:
        await store.record(records)
    except RecordRefusedError:
        if len(records) == 1:
            return 1
        middle = len(records) // 2
        return await _take(store, records[:middle]) + await _take(store, records[middle:])
    return 0


def _copy_pages(source: Path, target: Path, show: Progress, *, still: bool) -> None:
    with reading(source, still=still) as connection:
        # One read transaction around all steps: without it, SQLite starts over whenever somebody writes meanwhile.
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        with closing(sqlite3.connect(target, isolation_level=None)) as copied:
            # It is nobody's database yet, and synced as a whole before it becomes one.
            copied.execute("PRAGMA synchronous = OFF")
            copied.execute("PRAGMA journal_mode = OFF")
            try:
                connection.backup(
                    copied, pages=PAGES, progress=lambda _, left, pages: show("copying", pages - left, pages), sleep=0
                )
            except sqlite3.OperationalError as error:  # of one file or the other; SQLite does not say which
                raise StoreUnavailableError(f"copying {source} to {target} failed: {error}.") from error


@contextmanager
def _opened(spool: Path | None) -> Iterator[int | None]:
    """The spool, held open so that no later file can be mistaken for it; None where there is none."""
    try:
        handle = None if spool is None else os.open(spool, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        handle = None
    except OSError as error:
        raise SpoolError(f"{spool} cannot be read: {error.strerror}") from error
    try:
        yield handle
    finally:
        if handle is not None:
            os.close(handle)


def _read(handle: int) -> Spooled:
    try:
        size = os.fstat(handle).st_size
        return spooled(os.pread(handle, size, 0))
    except OSError as error:
        raise SpoolError(f"the spool cannot be read: {error.strerror}") from error


def _refuse_target(target: Path, path: Path, *, force: bool) -> None:
    if any(target.absolute() == own or same_file(target, own) for own in own_files(path)):
        raise StoreRequestError(f"{target} is the bot's own file. Give the backup another name.")
    if not target.parent.is_dir():
        raise StoreRequestError(f"{target.parent}: there is no such folder. Make it first.")
    if os.path.lexists(target) and not force:
        raise StoreRequestError(f"{target} exists. Give another name, or --force to replace it.")
