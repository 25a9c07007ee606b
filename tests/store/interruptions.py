"""Backup and restore killed before each thing they do to a file: `python -m tests.store.interruptions FOLDER`.

Every round forks a child, so that imports are paid once. Python tells of each file that is opened, renamed, linked or
removed before it happens; at the nth of those in the folder the child is killed. Prints how many rounds each of the
two took, and for every round what was wrong afterwards (nothing, one hopes).
"""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.store.backup import back_up
from bot.store.engine import open_store
from bot.store.files import spool_path
from bot.store.restore import restore
from bot.store.spool import JsonlSpool
from tests.store.samples import NOON, ask

DEEDS = {"open", "os.rename", "os.link", "os.remove", "sqlite3.connect", "shutil.copyfile"}
OLD, NEW, SPOOLED = [7], [1, 2, 3], 8


def url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'preceptor.db'}"


def show(what: str, done: int, total: int) -> None:
    """Nobody watches."""


def ids(path: Path) -> list[int]:
    """What a bot that starts now would find; a copy is looked at, so that looking changes nothing."""
    copied = path.with_name("looked at.db")
    shutil.copy(path, copied)
    for kind in ("-wal", "-journal"):
        if path.with_name(path.name + kind).exists():
            shutil.copy(path.with_name(path.name + kind), copied.with_name(copied.name + kind))
    with closing(sqlite3.connect(copied)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        found = [number for (number,) in connection.execute("SELECT id FROM asks ORDER BY id")]
    for kind in ("", "-wal", "-shm", "-journal"):
        copied.with_name(copied.name + kind).unlink(missing_ok=True)
    return found if whole == "ok" else [-1]


def spooled(path: Path) -> list[int]:
    return [record.id for record in JsonlSpool(path=spool_path(path)).read().records if hasattr(record, "id")]


def killed_at(number: int, folder: Path, work: Callable[[], Coroutine[Any, Any, object]]) -> bool:
    """Runs `work` in a child and kills it at its `number`th deed in `folder`; False where there are not so many."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if event in DEEDS and any(
                str(folder) in os.fsdecode(one) for one in arguments if isinstance(one, str | bytes | Path)
            ):
                seen += 1
                if seen == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        asyncio.run(work())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status) != 0:
        raise ChildProcessError(f"round {number} ended by itself: {status}")
    return os.WIFSIGNALED(status)


async def fill(folder: Path, numbers: list[int]) -> None:
    async with open_store(url(folder)) as store:
        await store.asks.record([ask(number) for number in numbers])


def prepared(folder: Path) -> tuple[Path, Path]:
    """A folder with an old database (its last write still in its log, and an ask in its spool) and a backup."""
    data, other = folder / "data", folder / "other"
    asyncio.run(fill(other, NEW))
    backup = folder / "new.db"
    asyncio.run(back_up(url(other), backup, force=False, show=show))

    async def leave_a_log() -> None:
        async with open_store(url(data)) as store:
            await store.asks.record([ask(number) for number in OLD])
            for name in ("preceptor.db", "preceptor.db-wal"):
                shutil.copy(data / name, folder / name)

    asyncio.run(leave_a_log())
    for name in ("preceptor.db", "preceptor.db-wal"):
        shutil.move(folder / name, data / name)
    JsonlSpool(path=spool_path(data / "preceptor.db")).append([ask(SPOOLED)])
    return data, backup


def backups(folder: Path) -> Iterator[list[str]]:
    """Each yields what was wrong after one kill: the old backup must be there whole until the new one is."""
    for number in range(1, 500):
        here = folder / f"backup-{number}"
        data, target = prepared(here)
        before = target.read_bytes()

        async def work(data: Path = data, target: Path = target) -> None:
            await back_up(url(data), target, force=True, show=show)

        killed = killed_at(number, here, work)
        wrong = []
        replaced = target.read_bytes() != before
        if ids(target) != ([*OLD, SPOOLED] if replaced else NEW):
            wrong.append(f"the backup holds {ids(target)}")
        if (ids(data / "preceptor.db"), spooled(data / "preceptor.db")) != (OLD, [SPOOLED]):
            wrong.append("the database is another")
        if not killed and not replaced:
            wrong.append("nothing was done")
        asyncio.run(work())
        if ids(target) != [*OLD, SPOOLED] or list(here.glob("*.partial*")):
            wrong.append("a second run did not mend it")
        shutil.rmtree(here)
        yield wrong
        if not killed:
            return


def restores(folder: Path) -> Iterator[list[str]]:
    """The old database, spool and all, must be in its place until the new one is, and kept from then on."""
    for number in range(1, 500):
        here = folder / f"restore-{number}"
        data, backup = prepared(here)
        path = data / "preceptor.db"

        async def work(data: Path = data, backup: Path = backup) -> None:
            await restore(url(data), backup, force=True, now=NOON, show=show)

        killed = killed_at(number, here, work)
        wrong = []
        if ids(path) == OLD:
            if spooled(path) != [SPOOLED]:
                wrong.append("the spool is gone before its database")
        elif ids(path) != NEW:
            wrong.append(f"the database holds {ids(path)}")
        elif not kept(data):
            wrong.append("the old database is not kept")
        if not killed and (ids(path) != NEW or spooled(path)):
            wrong.append("it was not done")
        if killed and ids(path) == OLD:
            asyncio.run(work())
            if ids(path) != NEW or not kept(data) or list(data.glob("*.partial*")):
                wrong.append("a second run did not mend it")
        shutil.rmtree(here)
        yield wrong
        if not killed:
            return


def kept(data: Path) -> bool:
    """Whether the old database stands beside the new one with its spool."""
    aside = sorted(data.glob("preceptor.replaced-*.db"))
    return any(ids(each) == OLD and spooled(each) == [SPOOLED] for each in aside)


def main(folder: Path) -> dict[str, Any]:
    found = {name: list(rounds(folder)) for name, rounds in (("backup", backups), ("restore", restores))}
    return {
        name: {"rounds": len(all_), "wrong": {str(n): wrong for n, wrong in enumerate(all_, 1) if wrong}}
        for name, all_ in found.items()
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))  # noqa: T201
