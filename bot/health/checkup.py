"""All signs at one moment."""

import asyncio
from collections.abc import Callable, Sequence

from bot.core.signs import Live, Shard, Sign, answering, connected, unspooled, writable
from bot.core.storage import SpoolError
from bot.health.trial import Trial

PATIENCE = 1.0  # seconds for a disk that does not answer


class Checkup:
    """Asks each part for its sign. `shards` also says whether Discord has greeted them and whether the bot is closing;
    `waiting` is the size of the spool in bytes, and blocks.
    """

    def __init__(
        self,
        *,
        shards: Callable[[], tuple[Sequence[Shard], bool, bool]],
        trial: Trial,
        waiting: Callable[[], int],
        live: Callable[[], Live],
    ) -> None:
        self._shards = shards
        self._trial = trial
        self._waiting = waiting
        self._live = live
        self._looking: asyncio.Task[int | None] | None = None

    async def signs(self) -> Sequence[Sign]:
        """The answer comes within about a second, whatever hangs."""
        written, size = await asyncio.gather(self._trial.look(), self._size())
        shards, greeted, closing = self._shards()
        return (
            connected(shards, greeted=greeted, closing=closing),
            writable(written),
            unspooled(size),
            answering(self._live()),
        )

    async def _size(self) -> int | None:
        if self._looking is None:  # else the disk still owes an answer, and one thread that hangs is enough
            self._looking = asyncio.create_task(self._look(), name="spool size")
        looking = self._looking
        await asyncio.wait({looking}, timeout=PATIENCE)
        if not looking.done():
            return None
        self._looking = None
        return looking.result()

    async def _look(self) -> int | None:
        try:
            return await asyncio.to_thread(self._waiting)
        except SpoolError:
            return None
