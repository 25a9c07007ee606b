"""The time that a reply may take."""

import asyncio

import pytest

from bot.dpy.replies import FIRST_WITHIN, FURTHER_WITHIN, GivenUpError, in_time


def test_a_first_answer_has_the_three_seconds_for_which_discord_takes_it() -> None:
    assert 3 < FIRST_WITHIN < FURTHER_WITHIN < 30


async def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(GivenUpError, match=r"0\.01"):
        async with in_time(0.01):
            await asyncio.Event().wait()


async def test_a_shutdown_is_no_reply_given_up() -> None:
    began = asyncio.Event()

    async def reply() -> None:
        async with in_time(60):
            began.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(reply())
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_timeout_of_somebody_else_stays_theirs() -> None:
    with pytest.raises(TimeoutError, match="the socket's"):
        async with in_time(60):
            raise TimeoutError("the socket's")


async def test_nothing_happens_to_what_is_in_time() -> None:
    async with in_time(60):
        await asyncio.sleep(0)
