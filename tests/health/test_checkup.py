"""All signs at one moment, from parts that answer, fail or hang."""

import asyncio
import threading
from datetime import UTC, datetime

import pytest

from bot.core.signs import Live, Shard
from bot.core.storage import SpoolError
from bot.health import checkup as module
from bot.health.checkup import Checkup
from bot.health.trial import Trial


async def written() -> None:
    """A write that is committed."""


def live() -> Live:
    return Live("abcdef0123456789", datetime(2031, 3, 5, tzinfo=UTC), 3, None)


class Disk:
    """Says the size of the spool; hangs until `free`, or fails."""

    def __init__(self, size: int = 0) -> None:
        self.size = size
        self.fails = False
        self.asked = 0
        self.free = threading.Event()
        self.free.set()

    def __call__(self) -> int:
        self.asked += 1
        self.free.wait(10)
        if self.fails:
            raise SpoolError("no")
        return self.size


def checkup(disk: Disk, *, shards: tuple[Shard, ...] = (Shard(open=True),)) -> Checkup:
    return Checkup(shards=lambda: (shards, True, False), trial=Trial(written), waiting=disk, live=live)


async def test_each_part_gives_its_sign() -> None:
    signs = await checkup(Disk()).signs()
    assert [(sign.name, sign.fine) for sign in signs] == [
        ("discord", True),
        ("store", True),
        ("spool", True),
        ("content", True),
    ]
    signs = await checkup(Disk(7), shards=()).signs()
    assert [sign.name for sign in signs if not sign.fine] == ["discord", "spool"]


async def test_a_disk_that_hangs_is_told_after_a_moment_and_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.02)
    disk = Disk()
    disk.free.clear()
    looked = checkup(disk)
    for _ in range(3):
        spool = (await looked.signs())[2]
        assert spool.says == "the spool cannot be looked at"
    assert disk.asked == 1
    disk.free.set()
    async with asyncio.timeout(5):
        while not (await looked.signs())[2].fine:
            await asyncio.sleep(0.01)


async def test_a_spool_that_cannot_be_read_is_not_fine_and_is_looked_at_again() -> None:
    disk = Disk()
    disk.fails = True
    looked = checkup(disk)
    assert not (await looked.signs())[2].fine
    disk.fails = False
    assert (await looked.signs())[2].fine


async def test_many_who_ask_at_once_all_get_an_answer() -> None:
    looked = checkup(Disk())
    assert all(all(sign.fine for sign in signs) for signs in await asyncio.gather(*(looked.signs() for _ in range(20))))
