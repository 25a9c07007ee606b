"""A look into the running bot's database, past the bot."""

import asyncio
import sqlite3
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Table

from bot.store.files import database_path
from tests.support.running import Running


async def rows(running: Running, table: Table) -> list[Any]:
    """All rows of `table` in the order of their first column, with their columns as attributes."""
    return await asyncio.to_thread(_rows, running.app.config.database, table.name)


def _rows(url: str, table: str) -> list[Any]:
    connection = sqlite3.connect(database_path(url))
    try:
        connection.row_factory = sqlite3.Row
        found = connection.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608  # a table of ours
        return [SimpleNamespace(**row) for row in found]
    finally:
        connection.close()
