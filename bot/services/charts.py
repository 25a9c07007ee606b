"""Pictures of plans: drawn once, in a thread of their own, and kept while there is room."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.core.plan.values import Plan

KEPT = 16 << 20  # bytes; some 100 pictures

Key = tuple[Plan, int | None]


class Charts:
    """The same inputs are one picture: a plan, with its day, and a year of birth or None.

    `draw` runs in one thread, one drawing after the other: two at once would take as long, for both. What was not asked
    for the longest goes first when the pictures take more than `kept` bytes.
    """

    def __init__(self, *, draw: Callable[[Plan, int | None], bytes], kept: int = KEPT) -> None:
        self._draw = draw
        self._kept = kept
        self._size = 0
        self._pictures: OrderedDict[Key, bytes] = OrderedDict()
        self._drawing: dict[Key, asyncio.Task[bytes]] = {}
        self._warm = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")

    async def __aenter__(self) -> "Charts":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def cached(self, plan: Plan, born: int | None) -> bytes | None:
        """The picture if it is there. Touches nothing but memory."""
        key = (plan, born)
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
        return found

    async def draw(self, plan: Plan, born: int | None) -> bytes:
        """The picture, new or not. Whoever asks while it is drawn waits for the same one. Raises what `draw` raises."""
        found = self.cached(plan, born)
        if found is not None:
            return found
        key = (plan, born)
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = asyncio.create_task(self._drawn(key), name="chart")
        return await asyncio.shield(task)  # one who no longer waits takes it from nobody else

    async def warm(self, work: Callable[[], None]) -> None:
        """Do `work`, what only the first drawing would need, in the same thread; once, however often it is asked."""
        if self._warm:
            return
        self._warm, done = True, False
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, work)
            done = True
        finally:
            self._warm = done

    async def aclose(self) -> None:
        """Draw nothing more. The drawing at hand ends by itself; nobody waits for it."""
        tasks = list(self._drawing.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _drawn(self, key: Key) -> bytes:
        try:
            picture = await asyncio.get_running_loop().run_in_executor(self._thread, self._draw, *key)
        finally:
            del self._drawing[key]
        self._keep(key, picture)
        return picture

    def _keep(self, key: Key, picture: bytes) -> None:
        self._pictures[key] = picture
        self._size += len(picture)
        while self._size > self._kept:
            _, gone = self._pictures.popitem(last=False)
            self._size -= len(gone)
