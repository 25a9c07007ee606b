"""Where a database lives on disk, and who may read it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.core.storage import StoreLocationError

EXAMPLE = "sqlite+aiosqlite:///data/preceptor.db"


def database_path(url: str) -> Path:
    """The file that `url` names, absolute. Raises StoreLocationError for anything but an SQLite file."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        # Without the address: one for another database may carry a password.
        raise StoreLocationError(f"database: not an address of a database. A good one: {EXAMPLE}") from error
    if parsed.get_backend_name() != "sqlite":
        raise StoreLocationError(f"database: {parsed.get_backend_name()} is not supported. A good one: {EXAMPLE}")
    if not parsed.database or parsed.database == ":memory:" or parsed.database.startswith("file:") or parsed.query:
        raise StoreLocationError(f"database: the asks need a plain file to outlive the process. A good one: {EXAMPLE}")
    return Path(parsed.database).absolute()


def spool_path(database: Path) -> Path:
    """Where the asks wait that the database could not take in time."""
    return database.with_suffix(".spool")


def side_files(database: Path) -> tuple[Path, ...]:
    """What SQLite may have beside the file itself: its write-ahead log, the index of that, and its rollback journal."""
    return tuple(database.with_name(f"{database.name}-{kind}") for kind in ("wal", "shm", "journal"))


def prepare(path: Path) -> None:
    """Makes the folder (0700) and an empty file (0600) where they are missing; SQLite's side files take its mode.

    Raises StoreLocationError where that is not possible.
    """
    prepare_folder(path)
    with _made(path):
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))


def prepare_folder(path: Path) -> None:
    """Makes the folder of a database (0700) where it is missing, and no file in it. Raises StoreLocationError."""
    with _made(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def sync(path: Path) -> None:
    """Returns when the file is on disk; for a folder, when the names in it are."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _made(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise StoreLocationError(
            f"database: {path} may not be written. Give the bot's user the file and its folder."
        ) from error
    except OSError as error:
        raise StoreLocationError(f"database: {path} cannot be opened: {error.strerror}.") from error
