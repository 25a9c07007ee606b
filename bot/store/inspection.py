"""Look a database over: whether it is whole, whether it adds up, and what is in it. Nothing is written."""

from pathlib import Path

from sqlalchemy import func, select

from bot.core.audit import Audit, Holdings, Waiting
from bot.core.storage import StoreLocationError, StoreVersionError
from bot.store.connections import reader_engine
from bot.store.connections import reading as reading_tables
from bot.store.counts import SqlAskCounts
from bot.store.files import database_path, spool_path
from bot.store.spool import JsonlSpool
from bot.store.tables import ask_days
from bot.store.upgrade import check, known_version, reading

MOST = 20  # lines of damage; SQLite would list a hundred


async def audit(url: str) -> tuple[Audit, Waiting] | None:
    """The database at `url` and its spool, beside a running bot or without one; None where nothing was ever kept.

    Takes no lock. Raises StoreVersionError for a database that has to be migrated first, StoreDamagedError for a file
    that is no database, StoreUnavailableError and SpoolError.
    """
    path = database_path(url)
    if not path.exists():
        return None
    damage = damage_of(path)
    if damage:
        return Audit(None, damage=damage), waiting(path)
    version = check(path)
    if version is None:
        return None
    if version != known_version():
        raise StoreVersionError(
            f"{path}: database is at {version}, this build knows {known_version()}. "
            "Migrate it first: preceptor migrate."
        )
    return await look_over(path, version), waiting(path)


def waiting(path: Path) -> Waiting:
    """What waits in the spool of the database at `path`. Raises SpoolError."""
    spooled = JsonlSpool(path=spool_path(path)).read()
    return Waiting(len(spooled.records), spooled.damaged, spooled.size)


async def look_over(path: Path, version: str) -> Audit:
    """An existing database of `version`. Raises StoreUnavailableError and StoreDamagedError."""
    damage = damage_of(path)
    if damage:
        return Audit(None, damage=damage)
    holdings, orphans = _holdings(path, version)
    if version != known_version():
        return Audit(holdings, orphans=orphans, compared=False)
    reader = reader_engine(path)
    try:
        differences = await SqlAskCounts(reader=reader).audit()
        async with reading_tables(reader) as connection:
            day = ask_days.c.day
            wanted = select(func.sum(ask_days.c.n), func.count(day.distinct()), func.min(day), func.max(day))
            counted, days, first, last = (await connection.execute(wanted)).one()
    finally:
        await reader.dispose()
    whole = Holdings(version, holdings.size, holdings.rows, counted or 0, days, first, last)
    return Audit(whole, orphans=orphans, differences=tuple(differences))


def damage_of(path: Path) -> tuple[str, ...]:
    """What SQLite finds broken in an existing file, a line each. Raises StoreDamagedError for no database at all."""
    with reading(path) as connection:
        lines = [str(line) for (line,) in connection.execute(f"PRAGMA integrity_check({MOST})")]
    return () if lines == ["ok"] else tuple(lines)


def _holdings(path: Path, version: str) -> tuple[Holdings, tuple[str, ...]]:
    with reading(path) as connection:
        orphans = {str(table) for table, *_ in connection.execute("PRAGMA foreign_key_check")}
        names = [
            str(name)
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            )
            if name != "alembic_version"
        ]
        rows = {}
        for name in names:
            quoted = name.replace('"', '""')
            [rows[name]] = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608  # a table's
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    return Holdings(version, pages * size, rows), tuple(sorted(orphans))


def must_exist(path: Path) -> None:
    """Raises StoreLocationError where no database was made yet."""
    if not path.exists() or not path.stat().st_size:
        raise StoreLocationError(
            f"There is no database yet: {path}. Does `database` in the settings name the right one?"
        )
