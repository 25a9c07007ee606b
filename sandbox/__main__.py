"""`python -m sandbox`: a Discord on this machine, until Ctrl-C or SIGTERM."""

import argparse
import asyncio
import errno
import os
import signal
import sys
from pathlib import Path

from sandbox.history import MESSAGES_KEPT
from sandbox.server import Place, serve

PORT = 8370
TRY_AGAIN_LATER = 75
"""Exit code of sysexits.h for what may work another time: here, a port that is taken."""


def main() -> int:
    given = _arguments().parse_args()
    try:
        asyncio.run(_stay(given))
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise
        sys.stderr.write(f"Port {given.port} is taken: give another with --port, or end what listens there.\n")
        return TRY_AGAIN_LATER
    except ValueError as problem:
        sys.stderr.write(f"The sandbox cannot start: {problem}\n")
        return 2
    return 0


def _arguments() -> argparse.ArgumentParser:
    specification = os.environ.get("SANDBOX_OPENAPI")
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A Discord on this machine, to play in.")
    parser.add_argument("--port", type=int, default=PORT, help="the port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--name", default="Bot", help="what the bot is called in a new world")
    parser.add_argument("--state", type=Path, help="a file to keep the world in")
    parser.add_argument(
        "--openapi",
        type=Path,
        default=Path(specification) if specification else None,
        help="Discord's OpenAPI file, to hold every request against (default: what SANDBOX_OPENAPI names)",
    )
    parser.add_argument(
        "--messages",
        type=_count,
        default=MESSAGES_KEPT,
        help=f"messages kept of each channel (default: {MESSAGES_KEPT})",
    )
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return int(text)


async def _stay(given: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serve(
        port=given.port, state=given.state, openapi=given.openapi, name=given.name, messages_kept=given.messages
    ) as place:
        _say(f"Sandbox at {place.url}")
        telling = asyncio.create_task(_tell_of_the_first_bot(place))
        await stop.wait()
        telling.cancel()


async def _tell_of_the_first_bot(place: Place) -> None:
    await place.gateway.wait_ready()
    _say("A bot is connected")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
