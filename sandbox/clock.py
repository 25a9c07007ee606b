"""Time, handed in: the real one, and one that moves only when told."""

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The instant, aware and in UTC."""
        ...

    async def sleep_until(self, when: datetime) -> None:
        """Return once `now() >= when`; at once when that is so already."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep_until(self, when: datetime) -> None:
        # A timer may fire a little early by the wall clock, so look again.
        while (left := (when - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - time is the event
            await asyncio.sleep(left)


class ManualClock:
    """Stands still until `advance`, which wakes everyone whose time has come, in order of their time."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs an aware start, such as datetime(2031, 3, 5, tzinfo=UTC)")
        self._now = start.astimezone(UTC)
        self._order = itertools.count()
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now

    async def sleep_until(self, when: datetime) -> None:
        if when <= self._now:
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (when, next(self._order), woken))
        await woken

    def advance(self, by: timedelta) -> None:
        if by < timedelta(0):
            raise ValueError("a clock does not go back")
        self._now += by
        while self._sleepers and self._sleepers[0][0] <= self._now:
            woken = heapq.heappop(self._sleepers)[2]
            if not woken.done():
                woken.set_result(None)
