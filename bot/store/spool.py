"""Where asks go that the database could not take in time: a file of lines, each on disk before it counts."""

import os
from collections.abc import Sequence
from pathlib import Path

from bot.core.asks import Record
from bot.core.storage import Spooled, SpoolError
from bot.store import lines
from bot.store.files import sync

MAX_BYTES = 64 * 1024 * 1024


class JsonlSpool:
    """Append-only and synced: one JSON object a line, see `bot.store.lines`.

    Blocking, and not for two threads at once. A line that a crash or a full disk cut short is skipped when reading,
    and never spoils the line after it.
    """

    def __init__(self, *, path: Path, max_bytes: int = MAX_BYTES) -> None:
        self._path = path
        self._max_bytes = max_bytes

    def append(self, records: Sequence[Record]) -> None:
        """Returns when all records are on disk. Raises SpoolError; some of them may then be there all the same."""
        block = b"".join(lines.line(record) for record in records)
        try:
            new = not self._path.exists()
            handle = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_APPEND | os.O_CLOEXEC, 0o600)
            try:
                size = os.fstat(handle).st_size
                if size and os.pread(handle, 1, size - 1) != b"\n":
                    block = b"\n" + block  # the last line was cut short
                if size + len(block) > self._max_bytes:
                    raise SpoolError(
                        f"{self._path} is full ({self._max_bytes} bytes); it empties when the database is back"
                    )
                _write(handle, block)
                os.fsync(handle)
            finally:
                os.close(handle)
            if new:
                self._sync_folder()
        except OSError as error:
            raise SpoolError(f"{self._path} cannot be written: {error.strerror}") from error

    def read(self, start: int = 0) -> Spooled:
        """Everything behind the first `start` bytes, oldest first; empty where there is no file. Raises SpoolError."""
        try:
            with self._path.open("rb") as file:
                file.seek(start)
                content = file.read()
        except FileNotFoundError:
            return Spooled((), 0, 0)
        except OSError as error:
            raise SpoolError(f"{self._path} cannot be read: {error.strerror}") from error
        return spooled(content, start=start)

    def clear(self, size: int) -> bool:
        """Removes the file if it is still `size` bytes long, at once or not at all; False if more was appended.

        Raises SpoolError.
        """
        try:
            if self._path.stat().st_size != size:
                return False
            self._path.unlink()
            self._sync_folder()
        except FileNotFoundError:
            return size == 0
        except OSError as error:
            raise SpoolError(f"{self._path} cannot be cleared: {error.strerror}") from error
        return True

    def waiting(self) -> int:
        """How many bytes wait. Raises SpoolError."""
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise SpoolError(f"{self._path} cannot be read: {error.strerror}") from error

    def _sync_folder(self) -> None:
        """A new or removed name is on disk only when its folder is."""
        sync(self._path.parent)


def spooled(content: bytes, *, start: int = 0) -> Spooled:
    """The records in `content`, which was read behind the first `start` bytes of a spool."""
    records = []
    damaged = 0
    for line in content.split(b"\n"):
        if line:
            try:
                records.append(lines.record(line))
            except ValueError:
                damaged += 1
    return Spooled(tuple(records), damaged, start + len(content))


def _write(handle: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(handle, rest) :]
