"""The real store and the real spool, each in a folder of its own."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.store.engine import Store, open_store
from tests.services.asks.moods import Watched


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "preceptor.db"


@pytest.fixture
async def spool(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "preceptor.spool")


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite+aiosqlite:///{path}") as store:
        yield store


@pytest.fixture
def log() -> Iterator[list[EventDict]]:
    with capture_logs() as entries:
        yield entries
