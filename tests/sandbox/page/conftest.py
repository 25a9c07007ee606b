"""A sandbox with a small neutral bot in it, and a browser in front."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page

from sandbox.place import Place
from sandbox.server import serve
from tests.sandbox.page.neutral import NeutralBot, neutral_bot
from tests.support.browser import Tabs, browser, pictures, tabs

__all__ = ["browser", "pictures"]


@pytest_asyncio.fixture(loop_scope="session")
async def place() -> AsyncIterator[Place]:
    """A seeded place of the test's own, nobody's bot in it yet."""
    async with serve() as served:
        yield served


@pytest_asyncio.fixture(loop_scope="session")
async def bot(place: Place) -> AsyncIterator[Place]:
    """The same place with the neutral bot connected and its commands synced."""
    async with neutral_bot(place):
        yield place


@pytest_asyncio.fixture(loop_scope="session")
async def thinker(place: Place) -> AsyncIterator[NeutralBot]:
    """The neutral bot itself, connected to the same place: `/slow` waits for its `release`."""
    async with neutral_bot(place) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def tab(place: Place, browser: Browser) -> AsyncIterator[Tabs]:
    """Tabs on the place. A test fails at its end when one met an error or asked anything of another address."""
    async with tabs(browser, place.url) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def blank(browser: Browser) -> AsyncIterator[Page]:
    """A page on which the modules can be tried alone."""
    async with serve() as served, tabs(browser, served.url) as opened:
        yield await opened.page_for("Ada", "questions")
