"""How fast messages are sent and changed: slowly enough that Discord never has to say so."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

# Requests a second over all channels. Discord takes 50 from a bot, and members' questions come first.
PER_SECOND = 10.0
# Requests in any one channel within so many seconds. Discord is commonly seen to take five messages, and five edits.
IN_CHANNEL, WITHIN = 4, 5.0
CHANNELS = 1000  # remembered; of more, those that were quiet long enough are forgotten


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
        self._turns: dict[int, deque[float]] = {}

    async def turn(self, channel_id: int | None = None) -> None:
        """Returns when it is time: for a look, or for something that changes the channel."""
        if channel_id is not None:
            await self._channel(channel_id)
        now = self._monotonic()
        at = max(now, self._next)
        self._next = at + self._interval
        if at > now:
            await self._sleep(at - now)

    async def _channel(self, channel_id: int) -> None:
        if len(self._turns) > CHANNELS:
            quiet = self._monotonic() - self._within
            self._turns = {id_: times for id_, times in self._turns.items() if times[-1] > quiet}
        times = self._turns.setdefault(channel_id, deque(maxlen=self._most))
        now = self._monotonic()
        at = max(now, times[0] + self._within) if len(times) == self._most else now
        times.append(at)
        if at > now:
            await self._sleep(at - now)
