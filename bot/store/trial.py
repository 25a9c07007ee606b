"""A write that changes nothing."""

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.connections import uninterrupted, writing


class SqlTrial:
    """Tells whether the database takes writes."""

    def __init__(self, *, writer: AsyncEngine) -> None:
        self._writer = writer

    @uninterrupted
    async def write(self) -> None:
        """Commits, and syncs, one page that stays as it was. Raises StoreUnavailableError.

        The header's number for users is ours to set and of no meaning here: SQLite writes it without looking whether it
        is the same. An empty transaction would touch no disk, and a table of its own would be one more to migrate.
        """
        async with writing(self._writer) as connection:
            await connection.exec_driver_sql("PRAGMA user_version = 0")
