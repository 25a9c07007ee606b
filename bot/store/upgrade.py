"""Bring a database to the version that this build knows, or say why not."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.core.storage import StoreDamagedError, StoreUnavailableError, StoreVersionError
from bot.store.connections import BUSY_SECONDS
from bot.store.files import database_path, prepare
from bot.store.lock import locked

MIGRATIONS = Path(__file__).parent / "migrations"
INSTEAD = "Restore a backup over it, or move it away to begin with an empty one."


@dataclass(frozen=True, slots=True)
class Upgraded:
    """Versions before and after; `before` is None for a database without tables."""

    before: str | None
    after: str


def migrate(url: str) -> Upgraded:
    """Brings the database at `url` to this build's version, making it where there is none. Twice is the same as once.

    Blocks: it runs before anything else does, and a thread would outlive a cancelled start and its lock.

    Raises a StoreError; the database is then as it was, or at the version of the last migration that was completed.
    """
    path = database_path(url)
    prepare(path)
    with locked(path):
        return upgrade(path)


def upgrade(path: Path, *, migrations: Path = MIGRATIONS) -> Upgraded:
    """Does the work of `migrate`, blocking, for a caller that has prepared the file and holds its lock."""
    config = _config(migrations)
    before = check(path, migrations=migrations)
    script = ScriptDirectory.from_config(config)
    pending = [step.revision for step in script.iterate_revisions("head", before or "base")]
    engine = _engine(path)
    try:
        for revision in reversed(pending):
            _step(engine, config, revision)
    except DBAPIError as error:
        raise StoreUnavailableError(
            f"{path} could not be migrated: {error.orig}. Nothing of that step was kept."
        ) from error
    finally:
        engine.dispose()
    return Upgraded(before=before, after=known_version(migrations=migrations))


@dataclass(frozen=True, slots=True)
class Step:
    """A migration that is still to be done: the version it leads to, and what it does in a sentence."""

    version: str
    does: str


def pending(url: str, *, migrations: Path = MIGRATIONS) -> tuple[str | None, tuple[Step, ...]]:
    """What `migrate` would do: the version before it, None where there are no tables, and the steps in their order.

    Writes nothing and takes no lock. Raises what `check` raises.
    """
    path = database_path(url)
    before = check(path, migrations=migrations) if path.exists() else None
    script = ScriptDirectory.from_config(_config(migrations))
    steps = [Step(step.revision, step.doc) for step in script.iterate_revisions("head", before or "base")]
    return before, tuple(reversed(steps))


def known_version(*, migrations: Path = MIGRATIONS) -> str:
    """The version that this build's code is written for."""
    head = ScriptDirectory.from_config(_config(migrations)).get_current_head()
    if head is None:
        raise FileNotFoundError(f"no migrations in {migrations}")
    return head


def check(path: Path, *, migrations: Path = MIGRATIONS, instead: str = INSTEAD, still: bool = False) -> str | None:
    """The version of an existing database, read without writing; None for one without tables.

    Raises StoreDamagedError for a file that is corrupt or not ours, StoreVersionError for a version that this build
    has never heard of. `instead` is what to do about a damaged one; for `still` see `reading`.
    """
    with reading(path, instead=instead, still=still) as connection:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise _damaged(path, verdict, instead)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise StoreDamagedError(
                f"{path} is a database of another program. Name another file; this one was not touched."
            )
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        return None
    found = str(row[0])
    script = ScriptDirectory.from_config(_config(migrations))
    if found not in {revision.revision for revision in script.walk_revisions()}:
        raise StoreVersionError(
            f"{path}: database is at {found}, this build knows {known_version(migrations=migrations)}. "
            "Run the newer build, or restore a backup that this one made."
        )
    return found


@contextmanager
def reading(path: Path, *, instead: str = INSTEAD, still: bool = False) -> Iterator[sqlite3.Connection]:
    """The driver's own connection, which cannot write. Raises StoreUnavailableError and StoreDamagedError.

    `still` promises that nobody writes to the file: it is read where nothing can be made beside it, and leaves nothing.
    """
    address = f"file:{quote(str(path))}?mode=ro{'&immutable=1' if still else ''}"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            yield connection
    except sqlite3.OperationalError as error:
        raise StoreUnavailableError(f"{path} cannot be read: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path, str(error), instead) from error


def _damaged(path: Path, why: str, instead: str) -> StoreDamagedError:
    return StoreDamagedError(f"{path} cannot be used: {why}. Nothing was written to it. {instead}")


def _config(migrations: Path) -> Config:
    config = Config()
    # A percent sign in the path would be read as a reference to another option.
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _: object) -> None:
        # Rebuilding a parent table would cascade into its children; a pragma inside a transaction does nothing.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = FULL")
        # A table that is rebuilt does not stay behind in free pages, nor in a file for sorting.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _step(engine: Engine, config: Config, revision: str) -> None:
    """One migration, with the table of versions and its new row, in one transaction: all of it or nothing."""
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if orphans:
            raise StoreDamagedError(
                f"migration {revision} would leave {len(orphans)} rows without a parent; it was undone."
            )
