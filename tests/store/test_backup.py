"""One file that holds everything, made while others write."""

import asyncio
import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.asks import Choice
from bot.core.storage import (
    StoreDamagedError,
    StoreInUseError,
    StoreLocationError,
    StoreRequestError,
    StoreUnavailableError,
    StoreVersionError,
)
from bot.store import backup as module
from bot.store.backup import Backup, back_up
from bot.store.engine import Store, open_store
from bot.store.files import prepare, spool_path
from bot.store.spool import JsonlSpool
from bot.store.tables import metadata
from bot.store.upgrade import known_version, migrate
from tests.store.builds import next_build
from tests.store.samples import GUILD, ask, content, gap, missed, offered, planted, rows

Show = Callable[[str, int, int], None]
TABLES = tuple(metadata.tables)


def silent(what: str, done: int, total: int) -> None:
    """Nobody watches."""


async def made(url: str, target: Path, *, force: bool = False, show: Show = silent) -> Backup:
    return await back_up(url, target, force=force, show=show)


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(rows(path, f"SELECT * FROM {table}"), key=repr) for table in TABLES}  # noqa: S608


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


@pytest.fixture
def spool(path: Path) -> JsonlSpool:
    return JsonlSpool(path=spool_path(path))


async def filled(store: Store) -> None:
    await store.asks.record([ask(1), missed(2), gap(2), offered(3), Choice(3, GUILD, "skills"), ask(4, guild_id=None)])


async def test_a_backup_beside_the_running_store_holds_all_of_it_in_one_private_file(
    store: Store, url: str, path: Path, target: Path
) -> None:
    await filled(store)
    before = os.umask(0)
    try:
        done = await made(url, target)
    finally:
        os.umask(before)
    assert everything(target) == everything(path)
    assert target.stat().st_mode & 0o777 == 0o600
    assert content(target)[18:20] == b"\x01\x01", "no write-ahead log belongs to it"
    assert [file.name for file in target.parent.iterdir() if file.is_file()] == ["backup.db"]
    assert done.audit.fine
    held = done.audit.holdings
    assert held is not None
    assert (held.version, held.size) == (known_version(), target.stat().st_size)
    assert held.rows == dict.fromkeys(TABLES, 0) | {"asks": 4, "ask_days": 4, "gaps": 1}
    assert (held.counted, held.days, str(held.first_day), str(held.last_day)) == (4, 1, "2031-03-05", "2031-03-05")


async def test_what_is_written_during_the_copying_is_left_out_and_does_not_start_it_over(
    store: Store, url: str, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGES", 2)
    await store.asks.record([ask(number, entry_id=f"entry-{number}") for number in range(1, 500)])
    seen: list[int] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as other:

        def show(what: str, done: int, total: int) -> None:
            if what == "copying":
                seen.append(done)
                other.execute(f"UPDATE asks SET via = 'menu' WHERE id = {len(seen)}")  # noqa: S608
                other.execute(f"DELETE FROM asks WHERE id = {400 - len(seen)}")  # noqa: S608

        await made(url, target, show=show)
    assert len(seen) > 10
    assert seen == sorted(seen)
    assert rows(target, "SELECT count(*), count(DISTINCT via) FROM asks") == [(499, 1)]


async def test_what_waits_in_the_spool_is_in_the_backup_and_stays_where_it_is(
    store: Store, url: str, path: Path, target: Path, spool: JsonlSpool
) -> None:
    await store.asks.record([offered(1), offered(2)])
    spool.append([ask(9), Choice(1, GUILD, "skills"), Choice(1, GUILD, "leave"), missed(10), gap(10)])
    waits = content(spool_path(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # why they wait
        done = await made(url, target)
        other.execute("ROLLBACK")
    assert (done.waited.records, done.refused) == (5, 0)
    assert rows(target, "SELECT id, entry_id FROM asks ORDER BY id") == [
        (1, "leave"),
        (2, None),
        (9, "when-to-apply"),
        (10, None),
    ]
    assert rows(target, "SELECT count(*) FROM gaps") == [(1,)]
    assert done.audit.fine
    assert rows(path, "SELECT count(*) FROM asks") == [(2,)]
    assert content(spool_path(path)) == waits


async def test_a_spool_that_is_taken_up_during_the_copying_is_neither_lost_nor_replayed_over_newer_choices(
    store: Store, url: str, path: Path, target: Path, spool: JsonlSpool
) -> None:
    await store.asks.record([offered(1)])
    spool.append([ask(2), Choice(1, GUILD, "skills")])
    loop = asyncio.get_running_loop()
    taken_up = False

    def take_up() -> None:
        waiting = spool.read()
        replayed()
        assert spool.clear(waiting.size)

    def replayed() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("INSERT INTO asks VALUES (2, 7, 'when-to-apply', 'found', 'typed', 1, '2031-03-05', NULL)")
            other.execute("UPDATE asks SET entry_id = 'leave' WHERE id = 1")  # chosen again, later

    def show(what: str, done: int, total: int) -> None:
        nonlocal taken_up
        if what == "copying" and not taken_up:
            taken_up = True
            loop.run_in_executor(None, take_up)
            while spool_path(path).exists():
                os.sched_yield()

    done = await made(url, target, show=show)
    assert rows(target, "SELECT id, entry_id FROM asks ORDER BY id") == [(1, "leave"), (2, "when-to-apply")]
    assert done.waited.records == 0


async def test_a_spool_that_never_rests_is_given_up_on_with_a_sentence(
    store: Store, url: str, path: Path, target: Path, spool: JsonlSpool
) -> None:
    await store.asks.record([ask(1)])

    def show(what: str, done: int, total: int) -> None:
        if spool_path(path).exists():
            spool_path(path).unlink()
        else:
            spool.append([ask(2)])

    with pytest.raises(StoreUnavailableError, match="taking up what waited in its spool just now") as caught:
        await made(url, target, show=show)
    assert caught.value.exit_code == 75
    assert not target.exists()


async def test_a_record_that_the_database_refuses_keeps_no_other_out(
    store: Store, url: str, target: Path, spool: JsonlSpool
) -> None:
    await store.asks.record([ask(1)])
    spool.append([ask(number, entry_id="" if number == 5 else "pay") for number in range(2, 9)])
    with (spool_path_of(spool)).open("ab") as file:
        file.write(b"half a li")
    done = await made(url, target)
    assert (done.refused, done.waited.damaged) == (1, 1)
    assert rows(target, "SELECT id FROM asks ORDER BY id") == [(n,) for n in (1, 2, 3, 4, 6, 7, 8)]


def spool_path_of(spool: JsonlSpool) -> Path:
    path = vars(spool)["_path"]
    assert isinstance(path, Path)
    return path


async def test_an_existing_file_is_replaced_only_when_that_was_said(store: Store, url: str, target: Path) -> None:
    await filled(store)
    target.write_bytes(b"mine")
    with pytest.raises(StoreRequestError, match="--force to replace it") as caught:
        await made(url, target)
    assert caught.value.exit_code == 2
    assert content(target) == b"mine"
    await made(url, target, force=True)
    assert rows(target, "SELECT count(*) FROM asks") == [(4,)]


async def test_a_file_that_comes_into_being_meanwhile_is_not_written_over(store: Store, url: str, target: Path) -> None:
    await filled(store)

    def show(what: str, done: int, total: int) -> None:
        target.write_bytes(b"mine")

    with pytest.raises(StoreRequestError, match="exists"):
        await made(url, target, show=show)
    assert content(target) == b"mine"
    assert not target.with_name("backup.db.partial").exists()


@pytest.mark.parametrize("kind", ["", "-wal", "-shm", "-journal", ".lock"])
async def test_the_bots_own_files_are_no_place_for_a_backup(store: Store, url: str, path: Path, kind: str) -> None:
    await filled(store)
    for own in (path.with_name(path.name + kind), spool_path(path)):
        with pytest.raises(StoreRequestError, match="the bot's own file"):
            await made(url, own, force=True)
    link = path.with_name("link.db")
    link.symlink_to(path)
    with pytest.raises(StoreRequestError, match="the bot's own file"):
        await made(url, link, force=True)
    assert (await store.counts.audit()) == []


async def test_a_folder_that_is_not_there_is_named_and_not_made(store: Store, url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreRequestError, match="there is no such folder"):
        await made(url, tmp_path / "backups" / "a.db")
    assert not (tmp_path / "backups").exists()


async def test_where_nothing_was_kept_there_is_nothing_to_back_up(url: str, path: Path, target: Path) -> None:
    with pytest.raises(StoreLocationError, match="no database yet") as caught:
        await made(url, target)
    assert caught.value.exit_code == 78
    prepare(path)
    with pytest.raises(StoreLocationError, match="no database yet"):
        await made(url, target)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(StoreLocationError, match="nothing to back up"):
        await made(url, target)
    assert not target.exists()


async def test_a_damaged_database_gives_no_backup_and_leaves_the_last_good_one(
    url: str, path: Path, target: Path
) -> None:
    async with open_store(url) as store:
        await store.asks.record([ask(number) for number in range(1, 2000)])
        await made(url, target)
    good = content(target)
    whole = bytearray(content(path))
    for page in range(2, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 64] = os.urandom(64)
    planted(path, bytes(whole))
    with pytest.raises(StoreDamagedError, match="cannot be used"):
        await made(url, target, force=True)
    assert content(target) == good


async def test_damage_that_only_the_whole_check_sees_gives_no_backup_either(url: str, path: Path, target: Path) -> None:
    """An index that lost a row: pages are whole, and only comparing table and index tells."""
    async with open_store(url) as store:
        await filled(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE INDEX by_via ON asks (via)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, '(via)', '(day)') WHERE name = 'by_via'")
    with pytest.raises(StoreDamagedError, match="a copy of it would be too"):
        await made(url, target)
    assert not target.exists()


async def test_counts_that_do_not_agree_are_copied_and_said(store: Store, url: str, path: Path, target: Path) -> None:
    await filled(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE ask_days SET n = n + 2 WHERE guild_id = 0")
    done = await made(url, target)
    [difference] = done.audit.differences
    assert (difference.guild_id, difference.counted, difference.recorded) == (None, 3, 1)
    assert not done.audit.fine
    assert everything(target) == everything(path)


async def test_a_database_of_an_older_build_is_backed_up_as_it_is(url: str, path: Path, target: Path) -> None:
    async with open_store(url) as store:
        await filled(store)
    old = known_version()
    with next_build(path.parent):
        done = await made(url, target)
        held = done.audit.holdings
        assert held is not None
        assert (held.version, held.rows["asks"], done.audit.compared) == (old, 4, False)
        JsonlSpool(path=spool_path(path)).append([ask(9)])
        with pytest.raises(StoreVersionError, match="Migrate it first"):
            await made(url, target, force=True)
    assert everything(target) == everything(path)


async def test_a_database_of_a_newer_build_is_refused(url: str, path: Path, target: Path) -> None:
    with next_build(path.parent.parent):
        migrate(url)
    with pytest.raises(StoreVersionError, match="database is at zz02") as caught:
        await made(url, target)
    assert caught.value.exit_code == 78


async def test_two_backups_to_one_file_do_not_meet(store: Store, url: str, target: Path) -> None:
    await filled(store)
    with target.with_name("backup.db.partial").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(StoreInUseError, match="being written by another process") as caught:
            await made(url, target)
    assert caught.value.exit_code == 75
    await made(url, target)


async def test_what_a_killed_backup_left_is_replaced_and_a_backup_it_became_is_not_emptied(
    store: Store, url: str, target: Path, tmp_path: Path
) -> None:
    await filled(store)
    earlier = tmp_path / "earlier.db"
    await made(url, earlier)
    good = content(earlier)
    left = tmp_path / "backup.db.partial"
    os.link(earlier, left)  # killed between the second name and the end of the first
    left.with_name("backup.db.partial-wal").write_bytes(b"left over")
    await made(url, target)
    assert content(earlier) == good
    assert not left.exists()
    assert rows(target, "SELECT count(*) FROM asks") == [(4,)]


async def test_the_file_is_on_disk_before_it_has_its_name_and_the_name_before_it_is_said(
    store: Store, url: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(store)
    done: list[str] = []
    fsync, link = os.fsync, os.link

    def synced(handle: int) -> None:
        done.append(f"sync {Path(f'/proc/self/fd/{handle}').readlink().name}")
        fsync(handle)

    def linked(source: Path, name: Path) -> None:
        done.append("name")
        link(source, name)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", linked)
    await made(url, target)
    assert done == ["sync backup.db.partial", "name", f"sync {target.parent.name}"]


async def test_a_file_system_without_links_is_written_to_all_the_same(
    store: Store, url: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(source: Path, name: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    await filled(store)
    await made(url, target)
    assert rows(target, "SELECT count(*) FROM asks") == [(4,)]
    with pytest.raises(StoreRequestError):
        await made(url, target)


FULL = """
import asyncio, resource, signal, sys
from pathlib import Path
from bot.cli.backup import backup
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sys.exit(asyncio.run(backup(database=sys.argv[1], file=Path(sys.argv[2]), force=True, as_json=False)))
"""


async def test_a_disk_that_takes_no_more_ends_with_75_and_the_old_backup_as_it_was(
    store: Store, url: str, target: Path
) -> None:
    await filled(store)
    target.write_bytes(b"the old one")
    ended = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", FULL, url, str(target)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 75, ended.stderr
    [said] = ended.stderr.splitlines()
    assert "backup.db.partial failed" in said
    assert content(target) == b"the old one"
    assert not target.with_name("backup.db.partial").exists()
