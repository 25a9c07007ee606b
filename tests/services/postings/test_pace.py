"""Turns, on a clock that only sleeping moves."""

from itertools import pairwise

from bot.services.pace import IN_CHANNEL, PER_SECOND, REMEMBERED, WITHIN, Change, Pace


class Time:
    def __init__(self) -> None:
        self.now = 50.0

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def paced(time: Time) -> Pace:
    return Pace(monotonic=lambda: time.now, sleep=time.sleep)


async def test_never_more_requests_a_second_than_that() -> None:
    time = Time()
    pace = paced(time)
    at = []
    for number in range(50):
        await (pace.look() if number % 2 else pace.change(number, Change.EDIT))
        at.append(time.now)
    assert at[0] == 50.0, "the first need not wait"
    assert all(later - earlier >= 1 / PER_SECOND - 1e-9 for earlier, later in pairwise(at))
    assert at[-1] - at[0] < 50 / PER_SECOND


async def test_never_more_changes_of_a_kind_in_a_channel_than_discord_takes() -> None:
    time = Time()
    pace = paced(time)
    at = []
    for _ in range(20):
        await pace.change(7, Change.SEND)
        at.append(time.now)
    for first, later in zip(at, at[IN_CHANNEL:], strict=False):
        assert later - first >= WITHIN - 1e-9
    assert at[IN_CHANNEL - 1] - at[0] < 1, "a few go at once"


async def test_kinds_and_channels_are_counted_apart() -> None:
    time = Time()
    pace = paced(time)
    for number in range(IN_CHANNEL):
        for change in Change:
            await pace.change(7, change)
            await pace.change(8 + number, change)
    assert time.now < 50.0 + 2 * IN_CHANNEL * len(Change) / PER_SECOND


async def test_quiet_channels_are_forgotten() -> None:
    time = Time()
    pace = paced(time)
    for channel_id in range(3 * REMEMBERED):
        await pace.change(channel_id, Change.EDIT)
    assert len(pace._turns) <= REMEMBERED + 1
