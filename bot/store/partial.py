"""A file that is there whole or not at all."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.core.storage import StoreInUseError, StoreLocationError, StoreRequestError, StoreUnavailableError
from bot.store.files import side_files, sync


@dataclass(frozen=True, slots=True)
class Partial:
    """An empty file at `path`, for its maker alone, that becomes `target` when `put` says so."""

    path: Path
    target: Path

    def put(self, *, replace: bool) -> None:
        """Gives the file its name once it is on disk, and returns when the name is as well.

        Raises StoreRequestError where there is something of that name and `replace` is False.
        """
        sync(self.path)
        if replace:
            self.path.replace(self.target)
        else:
            _name(self.path, self.target)
        sync(self.target.parent)


@contextmanager
def partial(target: Path) -> Iterator[Partial]:
    """Makes `<target>.partial` (0600). It is gone at the end; one that a killed process left is replaced.

    Raises StoreInUseError where another process is at it, StoreLocationError where nothing can be written, and
    StoreUnavailableError where writing failed.
    """
    path = target.with_name(f"{target.name}.partial")
    try:
        handle = _claim(path)
    except OSError as error:
        raise StoreLocationError(f"{path} cannot be made: {error.strerror}.") from error
    if handle is None:
        raise StoreInUseError(f"{target} is being written by another process. Wait for it.", pid=None)
    try:
        yield Partial(path, target)
    except OSError as error:
        raise StoreUnavailableError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        _remove(path)
        os.close(handle)


def keep(path: Path, aside: Path) -> None:
    """Gives `path` a second name, `aside`, which must be free; on a file system without links, makes a copy of it.

    Raises StoreRequestError and what `partial` raises.
    """
    try:
        os.link(path, aside)
    except FileExistsError as error:
        raise StoreRequestError(f"{aside} exists.") from error
    except OSError:
        with partial(aside) as copy:
            shutil.copyfile(path, copy.path)
            copy.put(replace=False)


def _claim(path: Path) -> int | None:
    """An empty file that this process holds the lock of, or None where another process has it.

    The one of a killed process is not emptied but removed: it may have a second name already.
    """
    old = _open(path, os.O_CREAT)
    try:
        if not _locked(old) or not _is(old, path):
            return None
        _remove(path)
        new = _open(path, os.O_CREAT | os.O_EXCL)
        fcntl.flock(new, fcntl.LOCK_EX)
        return new
    finally:
        os.close(old)


def _open(path: Path, flags: int) -> int:
    return os.open(path, flags | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EAGAIN):
            raise
        return False
    return True


def _is(handle: int, path: Path) -> bool:
    """Whether `path` is still the file that was opened: its maker may have finished meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _name(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except FileExistsError as error:
        raise StoreRequestError(f"{target} exists.") from error
    except OSError as error:  # a file system without links: the look and the renaming are two steps there
        if os.path.lexists(target):
            raise StoreRequestError(f"{target} exists.") from error
        path.rename(target)


def _remove(path: Path) -> None:
    for each in (*side_files(path), path):
        each.unlink(missing_ok=True)
