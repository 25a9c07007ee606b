import asyncio
import time

from bot.health.pulse import EVERY, Pulse


def hold_up(seconds: float) -> None:
    """What a careless piece of work does to the loop."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


async def test_a_loop_that_was_held_up_shows_in_the_worst_lag_of_the_minute() -> None:
    async with Pulse() as pulse:
        await asyncio.sleep(0)  # the first beat is due half a second from here
        hold_up(EVERY + 0.4)
        async with asyncio.timeout(5):
            while pulse.worst < 0.35:
                await asyncio.sleep(0.01)
        assert pulse.uptime >= EVERY + 0.4


async def test_nothing_beats_on_when_it_has_ended() -> None:
    before = asyncio.all_tasks()
    async with Pulse() as pulse:
        assert (pulse.lag, pulse.worst) == (0.0, 0.0)
        assert asyncio.all_tasks() != before
    assert asyncio.all_tasks() == before
