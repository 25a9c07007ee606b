"""Pictures of plans: drawn once, in a thread of their own, and kept while there is room."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from bot.core.plan.values import Plan

KEPT = 16 << 20  # bytes; some 100 pictures
WAITING = 8  # drawings, with the one at hand; all of them take some two seconds

Key = tuple[Plan, int | None]


class BusyError(Exception):
    """So many drawings are waited for that one more would come too late."""


class Charts:
    """The same inputs are one picture: a plan, with its day, and a year of birth or None.

    `draw` runs in one thread, one drawing after the other: two at once would take as long, for both. What was not asked
    for the longest goes first when the pictures take more than `kept` bytes. A drawing that nobody waits for any
    more is not begun, and there are at most `waiting` of them at a time.
    """

    def __init__(self, *, draw: Callable[[Plan, int | None], bytes], kept: int = KEPT, waiting: int = WAITING) -> None:
        self._draw = draw
        self._kept = kept
        self._waiting = waiting
        self._size = 0
        self._pictures: OrderedDict[Key, bytes] = OrderedDict()
        self._drawing: dict[Key, asyncio.Task[bytes]] = {}
        self._jobs: dict[Key, Future[bytes]] = {}
        self._asking: Counter[Key] = Counter()
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
        """The picture, new or not. Whoever asks while it is drawn waits for the same one.

        Raises what `draw` raises, and BusyError.
        """
        found = self.cached(plan, born)
        if found is not None:
            return found
        key = (plan, born)
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = self._begin(key)
        self._asking[key] += 1
        try:
            return await asyncio.shield(task)  # one who no longer waits takes it from nobody else
        finally:
            self._asking[key] -= 1
            if not self._asking[key]:
                del self._asking[key]
                self._unwanted(key, task)

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

    def _begin(self, key: Key) -> asyncio.Task[bytes]:
        if len(self._drawing) >= self._waiting:
            raise BusyError(f"{len(self._drawing)} drawings are waited for")
        self._jobs[key] = job = self._thread.submit(self._draw, *key)
        return asyncio.create_task(self._drawn(key, job), name="chart")

    def _unwanted(self, key: Key, task: asyncio.Task[bytes]) -> None:
        """Take out what nobody waits for, if it was not begun."""
        if self._drawing.get(key) is task and self._jobs[key].cancel():
            del self._drawing[key], self._jobs[key]

    async def _drawn(self, key: Key, job: Future[bytes]) -> bytes:
        try:
            picture = await asyncio.wrap_future(job)
        finally:
            if self._jobs.get(key) is job:
                del self._drawing[key], self._jobs[key]
        self._keep(key, picture)
        return picture

    def _keep(self, key: Key, picture: bytes) -> None:
        self._pictures[key] = picture
        self._size += len(picture)
        while self._size > self._kept:
            _, gone = self._pictures.popitem(last=False)
            self._size -= len(gone)
