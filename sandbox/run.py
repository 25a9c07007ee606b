"""`python -m sandbox.run bot.py`: runs a bot as it is, with all of Discord at the sandbox.

It works for every library that connects through aiohttp. Requests for other hosts go where the bot sends them. The
bot's own token must be the sandbox's, which is `sandbox-token` unless the world was made with another.
"""

import argparse
import os
import runpy
import sys
from pathlib import Path

import aiohttp
from aiohttp.client_reqrep import ClientRequest
from yarl import URL

from sandbox.connector import at_sandbox, is_discord

AT = "http://127.0.0.1:8370"


def main() -> None:
    given = _arguments().parse_args()
    send_to(URL(given.at))
    if given.module:
        sys.argv = [given.bot, *given.arguments]
        sys.path.insert(0, str(Path.cwd()))
        runpy.run_module(given.bot, run_name="__main__", alter_sys=True)
    else:
        sys.argv = [given.bot, *given.arguments]
        sys.path.insert(0, str(Path(given.bot).resolve().parent))
        runpy.run_path(given.bot, run_name="__main__")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox.run", description="Run a bot with Discord at the sandbox.")
    parser.add_argument("--at", default=os.environ.get("SANDBOX_URL", AT), help=f"the sandbox (default: {AT})")
    parser.add_argument("-m", "--module", action="store_true", help="the bot is named as a module, not as a file")
    parser.add_argument("bot", help="the bot's file, or its module")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="what the bot itself is given")
    return parser


def send_to(sandbox: URL) -> None:
    """From now on every connection of this process to one of Discord's hosts is one to the sandbox."""
    connect = aiohttp.TCPConnector.connect

    async def to_sandbox(
        self: aiohttp.BaseConnector,
        req: ClientRequest,
        traces: list[aiohttp.tracing.Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109  # aiohttp's
    ) -> aiohttp.connector.Connection:
        if is_discord(req.url):
            req.url = at_sandbox(req.url, sandbox)
        return await connect(self, req, traces, timeout)

    aiohttp.TCPConnector.connect = to_sandbox  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
