import asyncio

from bot.dpy.hand import Hand


async def test_a_drain_waits_for_what_is_in_hand_and_for_what_begins_meanwhile() -> None:
    hand, first_may_end, done = Hand(), asyncio.Event(), []

    async def second() -> None:
        hand.take()
        done.append("second")

    async def first() -> None:
        hand.take()
        await first_may_end.wait()
        follower = asyncio.create_task(second())
        await asyncio.sleep(0)
        done.append("first")
        await follower

    task = asyncio.create_task(first())
    await asyncio.sleep(0)
    assert len(hand) == 1
    draining = asyncio.create_task(hand.drain(5))
    await asyncio.sleep(0)
    assert not draining.done()
    first_may_end.set()
    assert await draining == 0
    await task
    assert sorted(done) == ["first", "second"]
    assert len(hand) == 0


async def test_a_drain_gives_up_after_its_time_and_says_how_many_are_left() -> None:
    hand, never = Hand(), asyncio.Event()

    async def stuck() -> None:
        hand.take()
        await never.wait()

    task = asyncio.create_task(stuck())
    await asyncio.sleep(0)
    assert await hand.drain(0.01) == 1
    never.set()
    await task


async def test_a_drain_from_within_does_not_wait_for_itself() -> None:
    hand = Hand()
    hand.take()
    assert await hand.drain(5) == 0
