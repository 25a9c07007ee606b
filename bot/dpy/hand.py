"""Interactions in hand: those that have begun and not yet ended."""

import asyncio


class Hand:
    """Holds the tasks that work on interactions, so that a shutdown can let them finish and a test can wait."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self.closing = False

    def take(self) -> None:
        """The current task works on an interaction until it ends."""
        task = asyncio.current_task()
        if task is not None and task not in self._tasks:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def __len__(self) -> int:
        return len(self._tasks)

    async def drain(self, seconds: float) -> int:
        """Wait for everything in hand, what begins meanwhile included; returns how many are left after `seconds`."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while others := self._tasks - {asyncio.current_task()}:
            left = deadline - loop.time()
            if left <= 0:
                return len(others)
            await asyncio.wait(others, timeout=left)
        return 0
