"""Put a backup in the place of the database, so that at every moment one of the two is there whole."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from bot.core.audit import Audit, Waiting
from bot.core.storage import StoreDamagedError, StoreRequestError
from bot.store.backup import Progress, copy, own_files, replay, same_file, settle
from bot.store.erasures import Kept, erase_again, erasures_in
from bot.store.files import database_path, prepare_folder, side_files, spool_path, sync
from bot.store.inspection import look_over
from bot.store.lock import locked
from bot.store.partial import Partial, keep, partial
from bot.store.upgrade import check, known_version, reading, upgrade

ANOTHER = "Take another backup."


@dataclass(frozen=True, slots=True)
class Restored:
    """What is in place now. `before` is the version that the backup had; `aside` is where the old database is.

    `erased` rows were removed again, of members who were erased since the backup was made; None where there was no old
    database to read, so that nobody knows who that was.
    """

    path: Path
    audit: Audit
    before: str
    waited: Waiting
    refused: int
    aside: Path | None
    erased: int | None


async def restore(url: str, file: Path, *, force: bool, now: datetime, show: Progress) -> Restored:
    """Puts a copy of `file`, looked over and brought to this build's version, in the place of the database at `url`.

    Where `file` has a spool beside it, as a database that was copied by hand may have, its records are taken in.
    Whoever was erased according to the old database is erased in the new one too, before it is in place.
    `force` lets it replace a database, which is kept beside it under a name with the date, spool and all. The next
    start of the bot finds the backup and nothing of the old database. Blocks: the process does nothing else.

    Raises StoreInUseError while a bot runs, StoreRequestError where a database is in the way, and any other StoreError
    about `file`; the database is then as it was.
    """
    path = database_path(url)
    if any(same_file(file, own) for own in own_files(path)):
        raise StoreRequestError(f"{file} is the bot's own file, and no backup. Name another one.")
    prepare_folder(path)
    with locked(path):
        before = check(file, instead=ANOTHER, still=_is_still(file))
        if before is None:
            raise StoreDamagedError(f"{file} holds nothing. {ANOTHER}")
        if not force and any(_holds(each) for each in (path, spool_path(path))):
            raise StoreRequestError(
                f"{path} is there already. With --force it is replaced, and kept beside under another name."
            )
        # A link in its place stays a link: what it leads to is replaced.
        with partial(path.resolve()) as new:
            brought = erasures_in(path, still=_is_still(path))
            waited, refused, erased = await _prepare(
                file, new, own_spool=spool_path(path), brought=brought or (), show=show
            )
            audit = await look_over(new.path, known_version())
            if audit.damage:
                raise StoreDamagedError(f"{file} cannot be used: {audit.damage[0]}. Nothing was changed. {ANOTHER}")
            aside = _swap(new, spool_path(path), now=now)
    return Restored(path, audit, before, waited, refused, aside, None if brought is None else erased)


async def _prepare(
    file: Path, new: Partial, *, own_spool: Path, brought: Kept, show: Progress
) -> tuple[Waiting, int, int]:
    """Makes `new` what the database shall be: the backup with its spool, in this build's version, in one file.

    Without those who were erased, by the backup's own list or by `brought`.
    """
    beside = spool_path(file)
    # A backup in the database's own folder may be named so that the database's spool seems to be its own.
    spool = None if beside.absolute() == own_spool else beside
    waited = copy(file, new.path, spool=spool, show=show, still=_is_still(file))
    show("looking it over", 0, 0)
    upgrade(new.path)
    refused = await replay(new.path, waited.records, version=known_version())
    erased = await erase_again(new.path, brought)
    settle(new.path)
    return Waiting(len(waited.records), waited.damaged, waited.size), refused, erased


def _swap(new: Partial, spool: Path, *, now: datetime) -> Path | None:
    """Puts `new` in its place and everything old aside. Killed anywhere in here, the old database is in its place until
    the new one is, and what it consists of has its second names before anything is removed. The spool goes last: a
    record taken up twice counts once, one that was removed too early is lost.
    """
    path = new.target
    _fold(path)
    left = [each for each in side_files(path) if each.exists()]
    # The index of the log is not kept: SQLite makes it anew.
    old = [each for each in (path, *left, spool) if _holds(each) and not each.name.endswith("-shm")]
    aside = _put_aside(path, old, spool, now=now)
    for each in left:
        each.unlink()  # never beside the new database: SQLite would take it for its own
    if left:
        sync(path.parent)
    new.put(replace=True)
    spool.unlink(missing_ok=True)
    sync(spool.parent)
    return aside


def _fold(path: Path) -> None:
    """Makes one plain file of the old database; one that is too damaged for that stays as it is, log and all.

    Raises StoreUnavailableError where another program has it open.
    """
    if path.exists():
        with suppress(StoreDamagedError):
            with reading(path) as connection:  # SQLite removes the log of what it takes for no database, if it may
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            settle(path)


def _put_aside(path: Path, old: list[Path], spool: Path, *, now: datetime) -> Path | None:
    """Second names for all of `old`; the one of the database itself, None where there is nothing to keep."""
    if not old:
        return None
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}.replaced-{now:%Y%m%dT%H%M%SZ}{again}{path.suffix}")
        if not any(each.exists() for each in (aside, spool_path(aside))):
            break
    for each in old:
        name = spool_path(aside).name if each == spool else each.name.replace(path.name, aside.name, 1)
        keep(each, aside.with_name(name))
    sync(path.parent)
    return aside


def _is_still(file: Path) -> bool:
    """A plain file: nobody has begun to write to it and left the rest in a log."""
    return not any(_holds(each) for each in side_files(file))


def _holds(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
