"""Where a database lives on disk, and who may read it."""

import os
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


def prepare(path: Path) -> None:
    """Makes the folder (0700) and an empty file (0600) where they are missing; SQLite's side files take its mode.

    Raises StoreLocationError where that is not possible.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    except PermissionError as error:
        raise StoreLocationError(
            f"database: {path} may not be written. Give the bot's user the file and its folder."
        ) from error
    except OSError as error:
        raise StoreLocationError(f"database: {path} cannot be opened: {error.strerror}.") from error
