"""A real Chromium for tests of the page, one in a test run, and tabs that tell of every mistake they meet.

A test module takes part with `pytestmark = browser_test`; its conftest imports the fixture `browser`. All its fixtures
then live in the run's one event loop: a browser cannot be handed from loop to loop.
"""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

from tests.house.browser import browser as browser_path
from tests.support.specification import ROOT

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Colours = Literal["dark", "light"]

browser_test = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The machine's own Chromium with an empty profile, which is gone afterwards."""
    path = browser_path()
    if path is None:
        pytest.skip("no browser here: browser tests are left out")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        await running.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: into docs/ for `make pictures`, else nowhere that lasts."""
    return ROOT / "docs" if os.environ.get("PICTURES") else tmp_path


class Tabs:
    """Tabs on one sandbox, each with an empty profile of its own."""

    def __init__(self, chromium: Browser, url: str) -> None:
        self._chromium = chromium
        self._url = url
        self._contexts: list[BrowserContext] = []
        self.mistakes: list[str] = []
        """Errors and warnings of every console, uncaught exceptions, and what the security policy stopped."""
        self.requests: list[str] = []
        """Every address a tab asked for."""

    async def page_for(
        self, viewer: str, channel: str, *, width: int = 1280, height: int = 800, colours: Colours = "dark"
    ) -> Page:
        """A tab in which `viewer` looks at `channel`, both by name, loaded and connected."""
        return await self.open(
            f"/?{urlencode({'viewer': viewer, 'channel': channel})}", width=width, height=height, colours=colours
        )

    async def open(self, path: str, *, width: int = 1280, height: int = 800, colours: Colours = "dark") -> Page:
        """A tab at `path` of the sandbox, loaded and connected."""
        context = await self._chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=colours, reduced_motion="reduce", locale="en-GB"
        )
        self._contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.mistakes.append(f"uncaught: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))
        await page.goto(self._url + path)
        # The address names the channel by its id once everything is there.
        await page.wait_for_url(re.compile(r"channel=\d+&viewer="), wait_until="commit")
        return page

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.mistakes.append(f"{message.type}: {message.text}")

    async def close(self) -> None:
        for context in self._contexts:
            await context.close()


@asynccontextmanager
async def tabs(chromium: Browser, url: str) -> AsyncIterator[Tabs]:
    """Tabs on the sandbox at `url`; at the end none may have met a mistake or asked anything of another address."""
    opened = Tabs(chromium, url)
    try:
        yield opened
    finally:
        await opened.close()
    assert opened.mistakes == []
    assert [one for one in opened.requests if not one.startswith((url, "data:", "blob:"))] == []
