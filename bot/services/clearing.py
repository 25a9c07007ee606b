"""What comes after an erasure: the files are cleared, and what was in hand meanwhile is erased too."""

import asyncio
from types import TracebackType
from typing import Self

import structlog

from bot.core.storage import StoreError
from bot.services.ports import Erasures

TRIES, PAUSE = 40, 1.0  # of clearing while something reads; seconds
# After an erasure, in seconds. By then whatever was begun before it is written or given up: a handler answers within
# three, waits at most 30 for the connection, and that at most five for the database.
LATE = 60.0


class Clearing:
    """One task clears, however many are erased. Leaving the block ends what is under way and does what is due."""

    def __init__(self, *, erasures: Erasures, tries: int = TRIES, pause: float = PAUSE, late: float = LATE) -> None:
        self._erasures = erasures
        self._tries = tries
        self._pause = pause
        self._late = late
        self._wanted = 0  # grows with every erasure
        self._left = 0  # tries
        self._task: asyncio.Task[bool] | None = None
        self._looks: dict[int, asyncio.Task[None]] = {}
        self._log = structlog.get_logger("preceptor.privacy")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        members = list(self._looks)
        tasks = [*self._looks.values(), *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for member_id in members:
            await self._look(member_id)
        if self._wanted:
            await self._try()

    async def after(self, member_id: int) -> bool:
        """Clears, and looks once more for the member later. True if it is clear at once, within the pause of a try."""
        self._wanted += 1
        self._left = self._tries
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._clear(), name="clearing")
        if earlier := self._looks.pop(member_id, None):
            earlier.cancel()
        look = asyncio.create_task(self._look_later(member_id), name="late erasure")
        self._looks[member_id] = look
        task = self._task
        await asyncio.wait({task}, timeout=self._pause)
        return task.done() and task.result()

    async def _clear(self) -> bool:
        while self._left > 0:
            self._left -= 1
            wanted = self._wanted
            if await self._try() and wanted == self._wanted:
                return True
            if wanted == self._wanted:
                await asyncio.sleep(self._pause)
        self._log.error("what was erased is still in the log of the database; the next round of retention tries again")
        return False

    async def _try(self) -> bool:
        try:
            return await self._erasures.forget()
        except StoreError as error:
            self._log.warning("the files of the database could not be cleared yet", why=str(error))
            return False

    async def _look_later(self, member_id: int) -> None:
        await asyncio.sleep(self._late)
        del self._looks[member_id]
        if await self._look(member_id):
            self._left = self._tries
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._clear(), name="clearing")

    async def _look(self, member_id: int) -> int:
        try:
            return await self._erasures.erase_late(member_id)
        except StoreError as error:
            self._log.error(
                "whether anything of an erased member came late is not known before the next start", why=str(error)
            )
            return 0
