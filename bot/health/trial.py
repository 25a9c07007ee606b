"""Finds out whether the database takes writes, without becoming a load on it."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from bot.core.signs import Written

GOOD_FOR = 5.0  # seconds that a committed write speaks for itself
AGAIN = 1.0  # seconds between two tries of a failing one
PATIENCE = 1.0  # seconds that somebody who asks waits for the answer


class Trial:
    """Has `write` commit something at most every few seconds, however often it is asked, and never twice at once.

    A write that hangs is not called back: whoever asks learns after a second that there is no answer. Use it as
    `async with trial:`; leaving waits for the write under way.
    """

    def __init__(self, write: Callable[[], Awaitable[None]], *, good_for: float = GOOD_FOR) -> None:
        self._write = write
        self._good_for = good_for
        self._trying: asyncio.Task[None] | None = None
        self._tried = self._succeeded = float("-inf")
        self._why: str | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._trying is not None:
            await asyncio.wait({self._trying})

    async def look(self) -> Written:
        """What became of the last write, tried again where that is too long ago."""
        loop = asyncio.get_running_loop()
        if self._trying is None and loop.time() - self._tried >= (AGAIN if self._why else self._good_for):
            self._trying = asyncio.create_task(self._try(), name="store trial")
        if self._trying is not None:
            await asyncio.wait({self._trying}, timeout=PATIENCE)
        now = loop.time()
        age = None if self._succeeded == float("-inf") else now - self._succeeded
        if self._trying is not None:
            return Written(age, f"no answer for {now - self._tried:.0f} s")
        return Written(age, self._why)

    async def _try(self) -> None:
        loop = asyncio.get_running_loop()
        self._tried = loop.time()
        try:
            await self._write()
        # All exceptions: whatever keeps a write from being committed is what somebody asked for.
        except Exception as error:  # noqa: BLE001
            self._why = str(error) or type(error).__name__
        else:
            self._why = None
            self._succeeded = loop.time()
        finally:
            self._trying = None
