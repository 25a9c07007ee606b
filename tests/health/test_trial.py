"""Whether the database takes writes, found out without becoming a load on it."""

import asyncio

import pytest

from bot.health import trial as module
from bot.health.trial import Trial


class Writes:
    """Counts; fails with `why`, or hangs until `free`."""

    def __init__(self) -> None:
        self.begun = self.at_once = 0
        self.why: str | None = None
        self.free = asyncio.Event()
        self.free.set()

    async def __call__(self) -> None:
        self.begun += 1
        self.at_once += 1
        try:
            assert self.at_once == 1
            await self.free.wait()
            if self.why is not None:
                raise RuntimeError(self.why)
        finally:
            self.at_once -= 1


async def test_a_good_write_speaks_for_itself_for_a_while_however_often_it_is_asked_for() -> None:
    writes = Writes()
    async with Trial(writes) as trial:
        found = await asyncio.gather(*(trial.look() for _ in range(50)))
        assert all(one.why is None and one.age is not None for one in found)
        assert writes.begun == 1


async def test_after_a_while_it_is_tried_again() -> None:
    writes = Writes()
    async with Trial(writes, good_for=0) as trial:
        await trial.look()
        await trial.look()
        assert writes.begun == 2


async def test_a_failure_is_told_with_the_age_of_the_last_good_write_and_forgotten_when_it_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "AGAIN", 0)
    writes = Writes()
    async with Trial(writes, good_for=0) as trial:
        writes.why = "no"
        assert (await trial.look()).why == "no"
        assert (await trial.look()).age is None
        writes.why = None
        assert (await trial.look()).why is None
        writes.why = ""
        found = await trial.look()
        assert found.why == "RuntimeError"
        assert found.age is not None


async def test_a_failing_store_is_not_asked_again_at_once() -> None:
    writes = Writes()
    writes.why = "no"
    async with Trial(writes) as trial:
        for _ in range(20):
            assert (await trial.look()).why == "no"
        assert writes.begun == 1


async def test_a_write_that_hangs_is_told_after_a_moment_and_not_begun_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.02)
    writes = Writes()
    writes.free.clear()
    async with Trial(writes, good_for=0) as trial:
        for _ in range(3):
            assert ((await trial.look()).why or "").startswith("no answer for")
        assert writes.begun == 1
        writes.free.set()
        assert (await trial.look()).why is None
        assert writes.begun == 1


async def test_leaving_waits_for_the_write_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    writes = Writes()
    writes.free.clear()
    async with Trial(writes) as trial:
        await trial.look()
        asyncio.get_running_loop().call_later(0.05, writes.free.set)
        assert writes.at_once == 1
    assert writes.at_once == 0
