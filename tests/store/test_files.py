import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bot.core.storage import StoreInUseError, StoreLocationError
from bot.store.engine import open_store
from bot.store.files import database_path
from bot.store.lock import locked
from tests.store.samples import ask, planted

HOLD = """
import os, sys, time
from pathlib import Path
from bot.store.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(path: Path) -> subprocess.Popen[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def let_go(holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()


async def test_only_the_owner_may_read_what_is_kept(url: str, path: Path) -> None:
    before = os.umask(0)
    try:
        async with open_store(url) as store:
            await store.asks.record([ask(1)])
            modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(["preceptor.db", "preceptor.db-wal", "preceptor.db-shm", "preceptor.db.lock"], 0o600)
    assert path.parent.stat().st_mode & 0o777 == 0o700


async def test_a_second_process_is_told_who_has_the_database(url: str, path: Path) -> None:
    holder = hold(path)
    try:
        with pytest.raises(StoreInUseError, match=f"in use by process {holder.pid}. Stop it first") as caught:
            async with open_store(url):
                pass
    finally:
        let_go(holder)
    assert caught.value.pid == holder.pid
    assert caught.value.exit_code == 75


async def test_a_killed_process_frees_the_database(url: str, path: Path) -> None:
    holder = hold(path)
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    async with open_store(url) as store:
        await store.asks.record([ask(1)])


async def test_a_store_that_was_closed_can_be_opened_again(url: str) -> None:
    for number in (1, 2):
        async with open_store(url) as store:
            await store.asks.record([ask(number)])
            assert sum(count.n for count in await store.counts.counts(first=None, last=None, guild_id=None)) == number


async def test_the_lock_is_freed_when_opening_fails(url: str, path: Path) -> None:
    planted(path, b"not a database at all, " * 50)
    with pytest.raises(Exception, match="cannot be used"):
        async with open_store(url):
            pass
    with locked(path):
        pass


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql+asyncpg://bot:secret@db/asks", "postgresql is not supported"),
        ("data/preceptor.db", "not an address of a database"),
        ("bot:secret@db", "not an address of a database"),
        ("sqlite+aiosqlite://", "a plain file"),
        ("sqlite+aiosqlite:///:memory:", "a plain file"),
        ("sqlite+aiosqlite:///file:x?mode=memory&uri=true", "a plain file"),
    ],
)
def test_an_address_that_cannot_keep_anything_is_refused_with_a_good_one(url: str, why: str) -> None:
    with pytest.raises(StoreLocationError, match=why) as caught:
        database_path(url)
    assert "sqlite+aiosqlite:///data/preceptor.db" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.exit_code == 78


def test_a_relative_address_is_counted_from_the_working_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert database_path("sqlite+aiosqlite:///data/a.db") == tmp_path / "data" / "a.db"


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "a#b.db", "ö.db"])
async def test_any_file_name_works(tmp_path: Path, name: str) -> None:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / name}") as store:
        await store.asks.record([ask(1)])
        assert await store.counts.audit() == []
    assert (tmp_path / name).exists()


async def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreLocationError, match="Is a directory"):
        async with open_store(f"sqlite+aiosqlite:///{tmp_path}"):
            pass


READ_ONLY = """
import asyncio, os, sys
from bot.core.storage import StoreError
from bot.store.engine import open_store
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
async def main():
    try:
        async with open_store(sys.argv[1]):
            print("opened")
    except StoreError as error:
        print(type(error).__name__, error.exit_code, error)
asyncio.run(main())
"""


async def test_a_file_that_may_not_be_written_stops_the_start_and_says_so() -> None:
    with tempfile.TemporaryDirectory(prefix="store-") as folder:  # pytest's own folders are closed to other users
        path = Path(folder) / "preceptor.db"
        async with open_store(f"sqlite+aiosqlite:///{path}"):
            pass
        path.chmod(0o444)
        path.parent.chmod(0o755)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", READ_ONLY, f"sqlite+aiosqlite:///{path}", stdout=asyncio.subprocess.PIPE
        )
        said, _ = await process.communicate()
    assert said.decode().startswith(f"StoreLocationError 78 database: {path} may not be written.")
