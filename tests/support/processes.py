"""Commands of the bot as processes of their own."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sandbox.server import Place


def environment(**more: str) -> dict[str, str]:
    """This process's, without anything that would configure a bot."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "PRECEPTOR_"))}
    return inherited | more


def write_settings(folder: Path, endpoint: str, content: Path, *, health: int = 0) -> Path:
    """A `config.yaml` in `folder`, with the database beside it; `health` is the port for GET /readyz, 0 none."""
    path = folder / "config.yaml"
    settings = {
        "discord": {"endpoint": endpoint},
        "content": str(content),
        "database": "sqlite+aiosqlite:///preceptor.db",
        "log": {"format": "json"},
        "health": {"port": health},
    }
    path.write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    return path


@asynccontextmanager
async def process(
    *arguments: str, env: Mapping[str, str] | None = None, log: Path | None = None
) -> AsyncIterator[Process]:
    """`python *arguments`, killed at the end if it still runs. Standard error goes to `log`, else it can be read."""
    output = log.open("ab") if log else None
    try:
        running = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, stdin=DEVNULL, stdout=PIPE, stderr=output or PIPE, env=env or environment()
        )
        try:
            yield running
        finally:
            if running.returncode is None:
                running.kill()
                await running.wait()
    finally:
        if output:
            output.close()


@asynccontextmanager
async def bot_process(
    place: Place, settings: Path, *, module: str = "bot", log: Path | None = None
) -> AsyncIterator[Process]:
    """`python -m bot run`, connected to `place`."""
    env = environment(DISCORD_TOKEN=place.token)
    async with process("-m", module, "run", "--config", str(settings), env=env, log=log) as running:
        ended = asyncio.create_task(running.wait())
        connected = asyncio.create_task(place.gateway.wait_ready())
        await asyncio.wait({ended, connected}, return_when=asyncio.FIRST_COMPLETED, timeout=30)
        ended.cancel()
        if not connected.done():
            connected.cancel()
            raise AssertionError(f"the bot did not connect; it ended with {running.returncode}")
        yield running


async def output_of(*arguments: str, env: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `python *arguments`, once it has ended (within a minute)."""
    async with process(*arguments, env=env) as running:
        out, error = await asyncio.wait_for(running.communicate(), 60)
        return running.returncode or 0, out.decode(), error.decode()


async def top_of(settings: Path) -> dict[str, Any]:
    """What a fresh `python -m bot top` counts."""
    code, out, error = await output_of("-m", "bot", "top", "--period", "all", "--config", str(settings), "--json")
    assert code == 0, error
    counted: dict[str, Any] = json.loads(out)
    return counted
