"""How fast messages are sent and changed: slowly enough that Discord never has to say so."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from enum import Enum

# Requests a second over all channels. Discord takes 50 from a bot, and members' questions come first.
PER_SECOND = 10.0
# Changes of one kind in any one channel within so many seconds. Discord counts messages, edits, removals and pins
# apart, and is commonly seen to take five of each.
IN_CHANNEL, WITHIN = 4, 5.0
REMEMBERED = 1000  # channels and kinds; of more, those that were quiet long enough are forgotten


class Change(Enum):
    """What is counted apart."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    PIN = "pin"


class Pace:
    """Whoever wants to ask something of Discord waits for a turn."""

    def __init__(
        self,
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        per_second: float = PER_SECOND,
        in_channel: int = IN_CHANNEL,
        within: float = WITHIN,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._interval = 1 / per_second
        self._most = in_channel
        self._within = within
        self._next = 0.0
        self._turns: dict[tuple[int, Change], deque[float]] = {}

    async def look(self) -> None:
        """Returns when it is time for a request that changes nothing."""
        await self._any()

    async def change(self, channel_id: int, change: Change) -> None:
        """Returns when it is time for a change of this kind in the channel."""
        await self._channel((channel_id, change))
        await self._any()

    async def _any(self) -> None:
        now = self._monotonic()
        at = max(now, self._next)
        self._next = at + self._interval
        if at > now:
            await self._sleep(at - now)

    async def _channel(self, key: tuple[int, Change]) -> None:
        if len(self._turns) > REMEMBERED:
            quiet = self._monotonic() - self._within
            self._turns = {kept: times for kept, times in self._turns.items() if times[-1] > quiet}
        times = self._turns.setdefault(key, deque(maxlen=self._most))
        now = self._monotonic()
        at = max(now, times[0] + self._within) if len(times) == self._most else now
        times.append(at)
        if at > now:
            await self._sleep(at - now)
