"""A backup in the place of the database: at every moment one of the two is there whole."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.storage import (
    StoreDamagedError,
    StoreInUseError,
    StoreRequestError,
    StoreUnavailableError,
    StoreVersionError,
)
from bot.services.asks import AskRecorder
from bot.store.backup import back_up
from bot.store.engine import open_store
from bot.store.files import spool_path
from bot.store.lock import locked
from bot.store.restore import Restored, restore
from bot.store.spool import JsonlSpool
from bot.store.upgrade import check, known_version, migrate
from tests.store.builds import next_build
from tests.store.samples import NOON, ask, content, missed, planted, rows
from tests.store.test_backup import silent

ASIDE = "preceptor.replaced-20310305T120000Z"


async def done(url: str, file: Path, *, force: bool = False) -> Restored:
    return await restore(url, file, force=force, now=NOON, show=silent)


def ids(path: Path) -> list[int]:
    return [number for (number,) in rows(path, "SELECT id FROM asks ORDER BY id")]


def beside(path: Path) -> list[str]:
    """What stands in the folder of the database."""
    return sorted(file.name for file in path.parent.iterdir())


@pytest.fixture
async def backup(tmp_path: Path) -> Path:
    """A backup with asks 1 to 3."""
    other = f"sqlite+aiosqlite:///{tmp_path / 'other' / 'preceptor.db'}"
    async with open_store(other) as store:
        await store.asks.record([ask(1), ask(2), missed(3)])
    file = tmp_path / "backup.db"
    await back_up(other, file, force=False, show=silent)
    return file


@pytest.fixture
async def old(url: str, path: Path) -> Path:
    """A database with ask 7, and ask 8 in its spool."""
    async with open_store(url) as store:
        await store.asks.record([ask(7)])
    JsonlSpool(path=spool_path(path)).append([ask(8)])
    return path


async def test_in_a_fresh_place_the_bot_starts_with_what_the_backup_holds(url: str, path: Path, backup: Path) -> None:
    found = await done(url, backup)
    assert (found.aside, found.before) == (None, known_version())
    assert found.audit.fine
    assert beside(path) == ["preceptor.db", "preceptor.db.lock"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    async with open_store(url) as store:
        await store.asks.record([ask(3), ask(4)])
        assert await store.counts.audit() == []
    assert ids(path) == [1, 2, 3, 4]
    assert sorted(file.name for file in backup.parent.iterdir() if file.is_file()) == ["backup.db"]


async def test_while_a_bot_runs_it_is_refused_and_changes_nothing(url: str, old: Path, backup: Path) -> None:
    with locked(old):
        before = content(old)
        with pytest.raises(StoreInUseError, match=f"in use by process {os.getpid()}") as caught:
            await done(url, backup, force=True)
    assert caught.value.exit_code == 75
    assert content(old) == before


async def test_a_database_in_the_way_is_replaced_only_when_that_was_said_and_then_kept_with_its_spool(
    url: str, old: Path, backup: Path
) -> None:
    with pytest.raises(StoreRequestError, match="is there already") as caught:
        await done(url, backup)
    assert caught.value.exit_code == 2
    assert ids(old) == [7]
    waits = content(spool_path(old))
    found = await done(url, backup, force=True)
    assert found.aside == old.with_name(f"{ASIDE}.db")
    assert beside(old) == ["preceptor.db", "preceptor.db.lock", f"{ASIDE}.db", f"{ASIDE}.spool"]
    assert ids(found.aside) == [7]
    assert content(spool_path(found.aside)) == waits
    async with open_store(url) as store, AskRecorder(store=store.asks, spool=JsonlSpool(path=spool_path(old))):
        pass
    assert ids(old) == [1, 2, 3], "nothing of the old spool"


async def test_what_was_put_aside_can_be_put_back_with_what_waited_in_its_spool(
    url: str, old: Path, backup: Path
) -> None:
    first = await done(url, backup, force=True)
    assert first.aside is not None
    back = await done(url, first.aside, force=True)
    assert ids(old) == [7, 8]
    assert back.waited.records == 1
    assert back.audit.fine
    assert back.aside is not None
    assert back.aside.name == f"{ASIDE}-2.db"
    assert ids(back.aside) == [1, 2, 3]


async def test_a_spool_alone_is_something_that_must_not_be_lost_either(url: str, path: Path, backup: Path) -> None:
    path.parent.mkdir()
    JsonlSpool(path=spool_path(path)).append([ask(8)])
    with pytest.raises(StoreRequestError):
        await done(url, backup)
    await done(url, backup, force=True)
    assert beside(path) == ["preceptor.db", "preceptor.db.lock", f"{ASIDE}.spool"]


async def test_an_empty_file_in_its_place_is_nothing_to_keep(url: str, path: Path, backup: Path) -> None:
    planted(path, b"")
    assert (await done(url, backup)).aside is None
    assert ids(path) == [1, 2, 3]


async def test_what_a_killed_bot_left_in_its_log_is_kept_and_reaches_nothing_new(
    url: str, path: Path, backup: Path
) -> None:
    async with open_store(url) as store:
        await store.asks.record([ask(7)])
        image = {name: content(path.with_name(name)) for name in ("preceptor.db", "preceptor.db-wal")}
    for name, bytes_ in image.items():
        path.with_name(name).write_bytes(bytes_)
    assert len(image["preceptor.db-wal"]) > 0
    found = await done(url, backup, force=True)
    assert found.aside is not None
    assert beside(path) == ["preceptor.db", "preceptor.db.lock", f"{ASIDE}.db"]
    assert ids(found.aside) == [7]
    assert ids(path) == [1, 2, 3]


async def test_a_log_without_its_database_is_not_taken_for_the_new_ones(url: str, path: Path, backup: Path) -> None:
    async with open_store(url) as store:
        await store.asks.record([ask(7)])
        log = content(path.with_name("preceptor.db-wal"))
    path.unlink()
    path.with_name("preceptor.db-wal").write_bytes(log)
    found = await done(url, backup, force=True)
    assert ids(path) == [1, 2, 3]
    assert found.aside is not None
    assert content(found.aside.with_name(f"{ASIDE}.db-wal")) == log
    assert not path.with_name("preceptor.db-wal").exists()


async def test_a_database_that_is_broken_is_what_restoring_is_for(url: str, path: Path, backup: Path) -> None:
    planted(path, b"noise" * 1000)
    path.with_name("preceptor.db-wal").write_bytes(b"more noise")
    JsonlSpool(path=spool_path(path)).append([ask(8)])
    found = await done(url, backup, force=True)
    assert ids(path) == [1, 2, 3]
    assert found.aside is not None
    assert content(found.aside) == b"noise" * 1000
    assert content(found.aside.with_name(f"{ASIDE}.db-wal")) == b"more noise"
    assert beside(path) == [
        *("preceptor.db", "preceptor.db.lock", f"{ASIDE}.db", f"{ASIDE}.db-wal", f"{ASIDE}.spool"),
    ]


async def test_a_database_of_a_newer_build_can_be_replaced_by_a_backup_of_this_one(
    url: str, path: Path, backup: Path, tmp_path: Path
) -> None:
    with next_build(tmp_path):
        migrate(url)
    with pytest.raises(StoreVersionError):
        check(path)
    await done(url, backup, force=True)
    assert check(path) == known_version()


async def test_a_backup_of_an_older_build_is_migrated_before_it_is_in_place(
    url: str, path: Path, backup: Path, tmp_path: Path
) -> None:
    before = content(backup)
    old = known_version()
    JsonlSpool(path=spool_path(backup)).append([ask(9)])
    with next_build(tmp_path):
        found = await done(url, backup)
        assert found.before == old
        assert found.audit.holdings is not None
        assert found.audit.holdings.version == "zz02"
        assert found.audit.compared
        assert check(path) == "zz02"
    assert ids(path) == [1, 2, 3, 9]
    assert content(backup) == before


async def test_a_backup_of_a_newer_build_is_refused(url: str, old: Path, tmp_path: Path) -> None:
    with next_build(tmp_path):
        migrate(f"sqlite+aiosqlite:///{tmp_path / 'newer.db'}")
    with pytest.raises(StoreVersionError, match="database is at zz02, this build knows") as caught:
        await done(url, tmp_path / "newer.db", force=True)
    assert caught.value.exit_code == 78
    assert ids(old) == [7]


@pytest.mark.parametrize("bytes_", [b"", b"just words\n" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
async def test_a_file_that_is_no_backup_is_refused(url: str, old: Path, tmp_path: Path, bytes_: bytes) -> None:
    file = planted(tmp_path / "no.db", bytes_)
    with pytest.raises(StoreDamagedError, match="Take another backup") as caught:
        await done(url, file, force=True)
    assert caught.value.exit_code == 78
    assert ids(old) == [7]
    assert content(file) == bytes_


async def test_a_backup_that_was_damaged_since_is_refused_and_the_database_stays(
    url: str, old: Path, backup: Path
) -> None:
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute("CREATE INDEX by_via ON asks (via)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, '(via)', '(day)') WHERE name = 'by_via'")
    with pytest.raises(StoreDamagedError, match="Nothing was changed"):
        await done(url, backup, force=True)
    assert beside(old) == ["preceptor.db", "preceptor.db.lock", "preceptor.spool"]
    assert ids(old) == [7]


async def test_counts_that_do_not_agree_are_restored_and_said(url: str, path: Path, backup: Path) -> None:
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute("DELETE FROM asks WHERE id = 1")
    found = await done(url, backup)
    assert not found.audit.fine
    assert ids(path) == [2, 3]


async def test_the_bots_own_files_are_no_backup(url: str, old: Path) -> None:
    link = old.with_name("link.db")
    os.link(old, link)
    for file in (old, spool_path(old), link):
        with pytest.raises(StoreRequestError, match="the bot's own file"):
            await done(url, file, force=True)


async def test_a_backup_whose_spool_would_have_the_name_of_the_bots_own_does_not_take_that(
    url: str, old: Path, backup: Path
) -> None:
    file = backup.rename(old.with_name("preceptor.bak"))
    found = await done(url, file, force=True)
    assert found.waited.records == 0
    assert ids(old) == [1, 2, 3]


async def test_a_database_that_another_program_reads_is_not_taken_away_under_it(
    url: str, old: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.backup.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM asks").fetchone()
        with pytest.raises(StoreUnavailableError, match="open in another program") as caught:
            await done(url, backup, force=True)
    assert caught.value.exit_code == 75
    assert ids(old) == [7]
    assert spool_path(old).exists()


async def test_a_link_in_its_place_stays_a_link(url: str, path: Path, backup: Path, tmp_path: Path) -> None:
    real = tmp_path / "disk" / "real.db"
    migrate(f"sqlite+aiosqlite:///{real}")
    path.parent.mkdir()
    path.symlink_to(real)
    found = await done(url, backup, force=True)
    assert path.is_symlink()
    assert ids(real) == [1, 2, 3]
    assert found.aside == real.with_name("real.replaced-20310305T120000Z.db")


async def test_a_backup_on_a_medium_that_cannot_be_written_is_read_all_the_same(
    url: str, path: Path, tmp_path: Path
) -> None:
    """A database copied by hand after the bot was stopped still says that it has a log."""
    other = tmp_path / "medium" / "copied.db"
    async with open_store(f"sqlite+aiosqlite:///{other}") as store:
        await store.asks.record([ask(5)])
    for file in other.parent.iterdir():
        if file != other:
            file.unlink()
    await done(url, other)
    assert ids(path) == [5]
    assert [file.name for file in other.parent.iterdir()] == ["copied.db"], "nothing was made beside it"


async def test_without_links_the_old_database_is_kept_as_a_copy(
    url: str, old: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(source: Path, name: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    found = await done(url, backup, force=True)
    assert found.aside is not None
    assert ids(found.aside) == [7]
    assert found.aside.stat().st_mode & 0o777 == 0o600
    assert ids(old) == [1, 2, 3]


async def test_the_old_one_has_its_second_name_on_disk_before_the_new_one_has_its_first(
    url: str, old: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, link, replace, unlink = os.fsync, os.link, Path.replace, Path.unlink

    def synced(handle: int) -> None:
        steps.append(f"sync {Path(f'/proc/self/fd/{handle}').readlink().name}")
        fsync(handle)

    def linked(source: Path, name: Path) -> None:
        steps.append(f"{source.name} is {name.name}")
        link(source, name)

    def replaced(self: Path, name: Path) -> Path:
        steps.append(f"{self.name} becomes {name.name}")
        return replace(self, name)

    def unlinked(self: Path, missing_ok: bool = False) -> None:
        if self.exists():
            steps.append(f"no {self.name}")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(Path, "unlink", unlinked)
    await done(url, backup, force=True)
    folder = f"sync {old.parent.name}"
    assert after(steps, "preceptor.db is") == [
        f"preceptor.db is {ASIDE}.db",
        f"preceptor.spool is {ASIDE}.spool",
        folder,
        "sync preceptor.db.partial",
        "preceptor.db.partial becomes preceptor.db",
        folder,
        "no preceptor.spool",
        folder,
    ]


def after(steps: Sequence[Any], first: str) -> list[Any]:
    return list(steps[next(n for n, step in enumerate(steps) if step.startswith(first)) :])


async def test_asks_of_days_that_were_sealed_do_not_come_back_with_an_old_spool(
    url: str, path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "old.db"
    async with open_store(f"sqlite+aiosqlite:///{other}") as store:
        await store.asks.record([ask(1)])
        await store.archive.seal(NOON.date())
    JsonlSpool(path=spool_path(other)).append([ask(1), ask(2, at=NOON + timedelta(days=1))])
    found = await done(url, other)
    assert found.audit.fine
    assert ids(path) == [2]
    assert rows(path, "SELECT sum(n) FROM ask_days") == [(2,)]
