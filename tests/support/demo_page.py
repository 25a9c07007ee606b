"""Fixtures for browser tests of the demo: two real processes, the shipped content, and tabs on it."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.support.browser import Tabs, tabs
from tests.support.demo import address_of, demo_arguments, free_port
from tests.support.processes import process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a running demo, not there before."""
    return tmp_path / "demo"


@pytest_asyncio.fixture(loop_scope="session")
async def tab(folder: Path, browser: Browser) -> AsyncIterator[Tabs]:
    async with process(*demo_arguments(folder, free_port())) as running:
        url, _ = await address_of(running)
        async with tabs(browser, url) as opened:
            yield opened
        running.terminate()
        await asyncio.wait_for(running.communicate(), 20)
    # Whoever looks into the log for the first time finds nothing to worry about.
    logged = "".join((folder / name).read_text() for name in ("bot.log", "sandbox.log"))
    assert not re.findall(r".*\[(?:warning|error).*|.*Traceback.*", logged)
    assert "connected" in logged
