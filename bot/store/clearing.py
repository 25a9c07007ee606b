"""Nothing that was removed stays in the files: the one clearer, for everybody who removes."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.privacy import REGISTRY
from bot.store.connections import emptied_log, rewritten, uninterrupted

PERSONAL = tuple(holding.table for holding in REGISTRY if holding.fates)


class Clearer:
    """Knows what is due, and does it once, whoever asks. What fails stays due."""

    def __init__(self, *, writer: AsyncEngine) -> None:
        self._writer = writer
        self._turn = asyncio.Lock()
        self._tables: set[str] = set()
        self._log = False

    def due(self, *tables: str) -> None:
        """Rows went. `tables` are those of which no copy may stay in a page; they are rewritten."""
        self._tables.update(tables)
        self._log = True

    @uninterrupted
    async def clear(self) -> bool:
        """Rewrites the tables that are due, and empties the write-ahead log, where anything went since the last time.

        False where a reader is in the way of the latter. Raises StoreUnavailableError.
        """
        async with self._turn:
            # Taken off the list before: what goes meanwhile is due again.
            while self._tables:
                table = self._tables.pop()
                written = False
                try:
                    await rewritten(self._writer, table)
                    written = True
                finally:
                    if not written:
                        self._tables.add(table)
            if not self._log:
                return True
            self._log = emptied = False
            try:
                emptied = await emptied_log(self._writer)
            finally:
                self._log = self._log or not emptied
            return emptied
