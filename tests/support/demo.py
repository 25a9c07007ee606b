"""`python -m bot demo` as a process."""

import asyncio
import re
import socket
from asyncio.subprocess import Process
from pathlib import Path

from tests.support.specification import ROOT

ADDRESS = re.compile(rb"Preceptor is at (http://127\.0\.0\.1:\d+)")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def demo_arguments(folder: Path, port: int, *more: str) -> list[str]:
    """For a demo with the shipped content whose world is in `folder`."""
    content = str(ROOT / "content")
    return ["-m", "bot", "demo", "--port", str(port), "--folder", str(folder), "--content", content, *more]


async def address_of(running: Process) -> tuple[str, list[str]]:
    """The address that the demo prints, and the lines before it."""
    assert running.stdout is not None
    before: list[str] = []
    while line := await asyncio.wait_for(running.stdout.readline(), 20):
        if found := ADDRESS.search(line):
            return found[1].decode(), before
        before.append(line.decode())
    raise AssertionError(f"no address in {before}")
