"""How late the event loop is."""

import asyncio
from collections import deque
from types import TracebackType
from typing import Self

EVERY = 0.5  # seconds
KEPT = 120  # beats: the last minute


class Pulse:
    """Wakes twice a second and notes how late that was. Use it as `async with pulse:`."""

    def __init__(self) -> None:
        self._lags: deque[float] = deque(maxlen=KEPT)
        self._began = 0.0
        self._beating: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._began = asyncio.get_running_loop().time()
        self._beating = asyncio.create_task(self._beat(), name="pulse")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.wait({self._beating})

    @property
    def uptime(self) -> float:
        """Seconds since it was started."""
        return asyncio.get_running_loop().time() - self._began

    @property
    def lag(self) -> float:
        """Seconds that the last beat came late."""
        return self._lags[-1] if self._lags else 0.0

    @property
    def worst(self) -> float:
        """The longest of the last minute."""
        return max(self._lags, default=0.0)

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + EVERY
            await asyncio.sleep(EVERY)
            self._lags.append(max(0.0, loop.time() - due))
