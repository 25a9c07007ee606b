"""One writing process per database."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.core.storage import StoreInUseError, StoreLocationError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds `<path>.lock` while the block runs; the kernel frees it even after `kill -9`.

    Raises StoreInUseError, with the pid of the holder, where another process has it. The file stays: to remove it would
    let two processes hold two files of one name.
    """
    lock = path.with_name(f"{path.name}.lock")
    try:
        handle = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreLocationError(f"database: {lock} cannot be opened: {error.strerror}.") from error
    try:
        _take(handle, path)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EAGAIN):
            raise
        said = os.pread(handle, 32, 0).strip()
        pid = int(said) if said.isdigit() else None
        holder = f"process {pid}" if pid else "another process"
        raise StoreInUseError(
            f"{path} is in use by {holder}. Stop it first, or give this one its own database.", pid=pid
        ) from error
