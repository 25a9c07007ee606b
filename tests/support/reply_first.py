"""The bot with its promise broken: it replies first and records later. `python -m tests.support.reply_first run …`

For one purpose: to show that the test of the promise would notice.
"""

import asyncio

from bot.__main__ import main
from bot.core.asks import Record
from bot.services.asks import AskRecorder, Remembered

LATER = 0.05  # seconds
_held: set["asyncio.Task[Remembered]"] = set()


async def _remember_later(self: AskRecorder, record: Record, *more: Record) -> Remembered:
    def begin() -> None:
        task = asyncio.create_task(_remember(self, record, *more))
        _held.add(task)
        task.add_done_callback(_held.discard)

    asyncio.get_running_loop().call_later(LATER, begin)
    return Remembered.COMMITTED


_remember = AskRecorder.remember
AskRecorder.remember = _remember_later  # type: ignore[method-assign]  # the promise, broken on purpose

if __name__ == "__main__":
    main()
