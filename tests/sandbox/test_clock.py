"""Time and ids go forward only."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import ManualClock, SystemClock
from sandbox.seed import seeded
from sandbox.snowflake import Snowflakes, first_at, made_at

START = datetime(2031, 3, 5, 12, tzinfo=UTC)


async def test_a_manual_clock_wakes_whom_it_passes_in_order() -> None:
    clock = ManualClock(START)
    woken: list[int] = []

    async def waiter(seconds: int) -> None:
        await clock.sleep_until(START + timedelta(seconds=seconds))
        woken.append(seconds)

    tasks = [asyncio.create_task(waiter(seconds)) for seconds in (3, 1, 2, 0)]
    await asyncio.sleep(0)
    clock.advance(timedelta(seconds=2))
    await asyncio.wait(tasks[1:])
    assert woken == [0, 1, 2]
    clock.advance(timedelta(seconds=1))
    await tasks[0]
    assert woken[-1] == 3
    with pytest.raises(ValueError, match="back"):
        clock.advance(timedelta(seconds=-1))


def test_a_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        ManualClock(datetime(2031, 3, 5))  # noqa: DTZ001 - the mistake under test


async def test_the_system_clock_sleeps_until_and_not_shorter() -> None:
    clock = SystemClock()
    until = clock.now() + timedelta(milliseconds=20)
    await clock.sleep_until(until)
    assert clock.now() >= until


def test_ids_grow_and_tell_when_they_were_made() -> None:
    clock = ManualClock(START)
    ids = Snowflakes(clock)
    first, second = ids.next(), ids.next()
    assert (first, second) == (first_at(START), first_at(START) + 1)
    assert made_at(second) == START
    clock.advance(timedelta(seconds=1))
    assert made_at(ids.next()) == START + timedelta(seconds=1)
    assert Snowflakes(clock, last=first_at(START + timedelta(days=1))).next() > first_at(START + timedelta(days=1))


def test_a_seeded_world_is_the_same_every_time_and_older_than_what_happens_in_it() -> None:
    worlds = [seeded(clock=ManualClock(START)) for _ in range(2)]
    assert list(worlds[0].users) == list(worlds[1].users)
    assert list(worlds[0].channels) == list(worlds[1].channels)
    assert max(worlds[0].channels) < worlds[0].ids.next()
