"""Stopping the bot ends what an erasure left to do before the database is closed; until then rounds take it up."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import open_app
from bot.config import Config
from bot.store.erasures import SqlErasures
from bot.store.files import database_path
from tests.support.pack import write_pack

ADA = 1_122_334_455_667_788_990


@pytest.fixture
def config(tmp_path: Path) -> Config:
    database = f"sqlite+aiosqlite:///{tmp_path / 'data' / 'preceptor.db'}"
    return Config(content=write_pack(tmp_path / "content"), database=database)


async def test_closing_looks_once_more_before_the_database_is_closed(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = []
    late, dispose = SqlErasures.erase_late, AsyncEngine.dispose

    async def looked(self: SqlErasures, member_id: int) -> int:
        order.append("looked")
        return await late(self, member_id)

    async def closed(self: AsyncEngine, close: bool = True) -> None:
        order.append("closed")
        await dispose(self, close)

    async with open_app(config) as app:
        await app.services.privacy.erase(ADA, "DELETE")
        monkeypatch.setattr(SqlErasures, "erase_late", looked)
        monkeypatch.setattr(AsyncEngine, "dispose", closed)
    assert order[:2] == ["looked", "closed"]
    assert order.count("looked") == 1
    assert not [task for task in asyncio.all_tasks() if task.get_name() in ("clearing", "late erasure")]


async def test_an_erasure_beside_a_reader_is_not_called_done_and_is_cleared_by_the_next_round(config: Config) -> None:
    path = database_path(config.database)
    log = path.with_name(f"{path.name}-wal")
    async with open_app(config) as app:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM asks").fetchall()
            assert not (await app.services.privacy.erase(ADA, "DELETE")).cleared
            assert log.stat().st_size
        await app.retention.run(app.services.privacy._now())
        assert log.stat().st_size == 0, "the next round of retention clears too"
