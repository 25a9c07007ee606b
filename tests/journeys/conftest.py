"""What a journey starts from: a sandbox, the bot in it, and people."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

from bot import logs
from sandbox.pilot import Pilot
from sandbox.server import Place
from tests.support.log import Log
from tests.support.pack import write_pack
from tests.support.running import Running, running, settings
from tests.support.strict import strict_place


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "content")


@pytest.fixture
def log() -> Iterator[Log]:
    """Everything that is logged while the test runs, as it would be in production, at the most talkative level."""
    level = logging.getLogger().level
    written = Log()
    logs.configure("debug", "json", stream=written)
    yield written
    logs.unconfigure()
    logging.getLogger().setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    """A fresh sandbox. Every request that came to it must have passed Discord's schemas and limits."""
    async with strict_place(refused=request.node.get_closest_marker("refused") is not None) as place:
        yield place


@pytest.fixture
async def preceptor(place: Place, tmp_path: Path, content: Path, log: Log) -> AsyncIterator[Running]:
    async with running(place, settings(place, tmp_path, content)) as bot:
        yield bot


@pytest.fixture
def pilot(place: Place, preceptor: Running) -> Pilot:
    async def settle() -> None:
        assert await preceptor.app.hand.drain(5) == 0

    return Pilot(place, settle=settle)
