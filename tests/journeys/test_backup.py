"""A backup while two hundred asks a second are recorded, restored elsewhere, holds all that was acknowledged before."""

import asyncio
import json
import sqlite3
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from bot.store.files import spool_path
from tests.store.samples import rows
from tests.support.asking import CHOSEN, EVERY
from tests.support.processes import output_of, process

RATE = 200  # asks a second


class Asking:
    """The process that records, and what it has acknowledged so far."""

    def __init__(self, running: Process, database: Path) -> None:
        self.running = running
        self.database = database
        self.acknowledged: list[str] = []
        self.times: list[float] = []
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.running.stdout is not None
        while line := await self.running.stdout.readline():
            self.acknowledged.append(line.decode().strip())
            self.times.append(asyncio.get_running_loop().time())

    async def until(self, number: int) -> None:
        """Wait until so many more lines are acknowledged (at most half a minute)."""
        wanted = len(self.acknowledged) + number
        async with asyncio.timeout(30):
            while len(self.acknowledged) < wanted:
                await asyncio.sleep(0.01)

    async def end(self) -> None:
        self.running.terminate()
        assert await asyncio.wait_for(self.running.wait(), 20) == 0
        await self._reading

    @property
    def rate(self) -> float:
        return len([line for line in self.acknowledged if line.isdigit()]) / (self.times[-1] - self.times[0])


@asynccontextmanager
async def asking(folder: Path) -> AsyncIterator[Asking]:
    folder.mkdir()
    database = folder / "preceptor.db"
    url = f"sqlite+aiosqlite:///{database}"
    async with process("-m", "tests.support.asking", url, str(RATE), log=folder / "log") as running:
        yield Asking(running, database)


def settings(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "config.yaml"
    path.write_text("database: sqlite+aiosqlite:///preceptor.db\n")
    return path


async def done(*arguments: object) -> dict[str, Any]:
    """What a command that must be fine says."""
    code, out, error = await output_of("-m", "bot", *(str(argument) for argument in arguments), "--json")
    assert code == 0, error
    found: dict[str, Any] = json.loads(out)
    return found


async def backed_up(asked: Asking, file: Path) -> tuple[list[str], dict[str, Any]]:
    """What had been acknowledged when the backup began, and what it said."""
    before = list(asked.acknowledged)
    return before, await done("backup", file, "--config", settings(asked.database.parent))


async def restored(file: Path, folder: Path) -> tuple[Path, dict[str, Any]]:
    """The database in a fresh place, and its audit there."""
    place = settings(folder)
    await done("restore", file, "--config", place)
    return folder / "preceptor.db", await done("audit", "--config", place)


def must_be_a_beginning(database: Path, before: list[str], audit: dict[str, Any]) -> int:
    """All that was acknowledged `before`, then nothing with a hole in it; the number of asks."""
    found = dict(rows(database, "SELECT id, entry_id FROM asks"))
    last = len(found)
    assert sorted(found) == list(range(1, last + 1)), "asks are missing in between"
    assert {int(line) for line in before if line.isdigit()} <= found.keys()
    chosen = {int(line.removeprefix("c ")) for line in before if not line.isdigit()}
    assert chosen
    assert {found[number] for number in chosen} == {CHOSEN}
    # Each choice was recorded before the next ask: none can be missing but the last.
    unchosen = [number for number in range(EVERY, last + 1, EVERY) if found[number] != CHOSEN]
    assert unchosen in ([], [last])
    assert (audit["counted"], audit["rows"]["asks"], audit["problems"]) == (last, last, [])
    assert audit["waiting"]["records"] == 0
    return last


@pytest.mark.parametrize("before", [RATE, pytest.param(5 * RATE, marks=pytest.mark.long)])
async def test_a_backup_under_load_is_a_beginning_of_what_was_recorded_with_all_that_was_acknowledged(
    tmp_path: Path, before: int
) -> None:
    async with asking(tmp_path / "bot") as asked:
        await asked.until(before)
        backups = [await backed_up(asked, tmp_path / f"{number}.db") for number in range(2 if before == RATE else 5)]
        await asked.until(RATE // 2)
        await asked.end()
        assert asked.rate > 0.9 * RATE, "this machine did not bear the load"
    sizes = []
    for number, (acknowledged, said) in enumerate(backups):
        database, audit = await restored(tmp_path / f"{number}.db", tmp_path / f"restored-{number}")
        sizes.append(must_be_a_beginning(database, acknowledged, audit))
        assert (said["rows"], said["counted"]) == (audit["rows"], audit["counted"])
    assert sizes == sorted(sizes)
    assert sizes[-1] < len(rows(asked.database, "SELECT id FROM asks")), "it was taken while asks came"


async def test_what_is_acknowledged_from_the_spool_alone_is_in_the_backup_too(tmp_path: Path) -> None:
    async with asking(tmp_path / "bot") as asked:
        await asked.until(RATE // 2)
        with closing(sqlite3.connect(asked.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            held = len(rows(asked.database, "SELECT id FROM asks"))
            await asked.until(RATE)
            acknowledged, said = await backed_up(asked, tmp_path / "b.db")
            assert spool_path(asked.database).exists()
            assert len(rows(asked.database, "SELECT id FROM asks")) == held
            other.execute("ROLLBACK")
        await asked.end()
    assert said["waiting"]["records"] > RATE // 2
    database, audit = await restored(tmp_path / "b.db", tmp_path / "restored")
    assert must_be_a_beginning(database, acknowledged, audit) > held
    after = await done("audit", "--config", settings(asked.database.parent))
    assert after["rows"]["asks"] > said["rows"]["asks"]


@pytest.mark.long
async def test_a_backup_while_the_spool_comes_and_goes_is_a_beginning_every_time(tmp_path: Path) -> None:
    """The database is held for moments, so that the recorder spools and replays while the backups are made."""
    async with asking(tmp_path / "bot") as asked:
        await asked.until(RATE // 2)
        stop = asyncio.Event()

        async def hold_and_let_go() -> None:
            with closing(sqlite3.connect(asked.database, isolation_level=None, timeout=30)) as other:
                while not stop.is_set():
                    other.execute("BEGIN IMMEDIATE")
                    await asyncio.sleep(0.35)
                    other.execute("ROLLBACK")
                    await asyncio.sleep(0.25)

        holding = asyncio.create_task(hold_and_let_go())
        backups = [await backed_up(asked, tmp_path / f"{number}.db") for number in range(8)]
        stop.set()
        await holding
        await asked.end()
    assert any(said["waiting"]["records"] for _, said in backups)
    for number, (acknowledged, _) in enumerate(backups):
        database, audit = await restored(tmp_path / f"{number}.db", tmp_path / f"restored-{number}")
        must_be_a_beginning(database, acknowledged, audit)


async def test_a_bot_that_starts_on_what_was_restored_counts_on(tmp_path: Path) -> None:
    async with asking(tmp_path / "bot") as asked:
        await asked.until(RATE // 4)
        await backed_up(asked, tmp_path / "b.db")
        await asked.end()
    database, audit = await restored(tmp_path / "b.db", tmp_path / "restored")
    async with process("-m", "tests.support.asking", f"sqlite+aiosqlite:///{database}", str(RATE)) as running:
        again = Asking(running, database)
        await again.until(2 * audit["rows"]["asks"])
        await again.end()
    found = await done("audit", "--config", settings(tmp_path / "restored"))
    assert found["problems"] == []
    numbers = [number for (number,) in rows(database, "SELECT id FROM asks ORDER BY id")]
    assert numbers == list(range(1, len(numbers) + 1)), "what was asked again counts once"
    assert len(numbers) > audit["rows"]["asks"]
