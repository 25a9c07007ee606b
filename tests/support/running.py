"""The bot as it runs, inside the test's own event loop, connected to a sandbox over real sockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.app import App, open_app
from bot.config import Config, DiscordSettings
from bot.dpy.keeper import Ending
from sandbox.server import Place


@dataclass(frozen=True, slots=True)
class Running:
    """An open app and the task that serves it."""

    app: App
    stop: asyncio.Event
    serving: "asyncio.Task[Ending]"


def settings(place: Place, folder: Path, content: Path) -> Config:
    """A bot of its own for `place`: database under `folder`."""
    return Config(
        token=SecretStr(place.token),
        discord=DiscordSettings(endpoint=place.url),
        content=content,
        database=f"sqlite+aiosqlite:///{folder / 'preceptor.db'}",
    )


@asynccontextmanager
async def running(place: Place, config: Config) -> AsyncIterator[Running]:
    """The bot, connected; stopped as by SIGTERM at the end."""
    async with open_app(config) as app:
        stop = asyncio.Event()
        serving = asyncio.create_task(app.serve(stop))
        connected = asyncio.create_task(place.gateway.wait_ready())
        try:
            await asyncio.wait({serving, connected}, return_when=asyncio.FIRST_COMPLETED, timeout=20)
            assert connected.done(), f"the bot did not connect: {serving}"
            yield Running(app, stop, serving)
        finally:
            connected.cancel()
            stop.set()
            await serving
