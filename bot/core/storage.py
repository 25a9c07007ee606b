"""What passes between the services and their store: failures with a way out of them, and values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bot.core.asks import Record


class StoreError(Exception):
    """The store could not do what was asked. Its text says what to do next.

    `exit_code` is what a process ends with that cannot go on: 2 it was asked for the wrong thing, 75 try again later,
    78 somebody must act first.
    """

    exit_code: ClassVar[int] = 78


class StoreLocationError(StoreError):
    """The configured address is not a place where a database can be kept."""


class StoreDamagedError(StoreError):
    """The file is corrupt, or no database of ours. Nothing was written to it."""


class StoreVersionError(StoreError):
    """The database is of another version than this build, and may not be used with it."""


class StoreInUseError(StoreError):
    """Another process writes to this database."""

    exit_code: ClassVar[int] = 75

    def __init__(self, message: str, *, pid: int | None) -> None:
        super().__init__(message)
        self.pid = pid


class StoreRequestError(StoreError):
    """It was asked for what cannot be meant: to write over a file, or into a folder that does not exist."""

    exit_code: ClassVar[int] = 2


class StoreUnavailableError(StoreError):
    """Locked, full, read-only or failing right now; the same call may succeed later."""

    exit_code: ClassVar[int] = 75


class RecordRefusedError(StoreError):
    """A record breaks a rule of the database and will never be taken, however often it is tried."""


class SpoolError(StoreError):
    """The spool could not be read, or did not take a record: full, or its disk is failing."""

    exit_code: ClassVar[int] = 75


@dataclass(frozen=True, slots=True)
class Spooled:
    """What the spool holds, oldest first.

    `damaged` lines could not be read. `size` is where the reading ended, in bytes from the beginning.
    """

    records: tuple[Record, ...]
    damaged: int
    size: int


@dataclass(frozen=True, slots=True)
class CommandSync:
    """The command tree that was last sent to Discord for one application at one endpoint.

    `digest` is the SHA-256 (hex) of what was sent, `remote` that of Discord's own list when it was last read, None
    if it never was. `at` is aware UTC.
    """

    application_id: int
    endpoint: str
    digest: str
    remote: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept under a member's id: rows by table. `erased_at`, aware UTC, is when they were erased last."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    erased_at: datetime | None
