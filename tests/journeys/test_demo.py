"""`python -m bot demo`: one line with the address, and nothing left behind."""

import asyncio
import json
import signal
import socket
from pathlib import Path

import aiohttp
import pytest

from tests.support.demo import address_of, demo_arguments, free_port
from tests.support.processes import process


async def start_and_stop(folder: Path, *more: str) -> None:
    """Run the demo until its bot is connected."""
    async with process(*demo_arguments(folder, free_port(), *more)) as running:
        await address_of(running)
        async with asyncio.timeout(20):
            while "connected" not in (folder / "bot.log").read_text():
                await asyncio.sleep(0.02)
        running.terminate()
        await asyncio.wait_for(running.communicate(), 20)
        assert running.returncode == 0


def versions_in(folder: Path) -> list[tuple[int, int]]:
    """Ids and versions of the commands that are registered in the demo's world."""
    commands = json.loads((folder / "world.json").read_text())["commands"]
    return [(command["id"], command["version"]) for command in commands]


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_stops_the_demo_and_both_of_its_processes(tmp_path: Path, number: signal.Signals) -> None:
    async with process(*demo_arguments(tmp_path, free_port())) as running:
        url, _ = await address_of(running)
        below = children(running.pid)
        assert len(below) == 2
        async with aiohttp.ClientSession() as session, session.get(url) as page:
            assert page.status == 200
            assert "<!doctype html>" in (await page.text()).lower()
        running.send_signal(number)
        _, error = await asyncio.wait_for(running.communicate(), 20)
        assert running.returncode == 0
        assert error == b""
        assert not [pid for pid in below if is_running(pid)]
        assert "Traceback" not in (tmp_path / "bot.log").read_text() + (tmp_path / "sandbox.log").read_text()


async def test_a_taken_port_is_named_and_the_next_one_used(tmp_path: Path) -> None:
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        async with process(*demo_arguments(tmp_path, port)) as running:
            url, before = await address_of(running)
            running.terminate()
            await asyncio.wait_for(running.communicate(), 20)
    assert before == [f"Port {port} is taken, trying {port + 1}.\n"]
    assert url.endswith(f":{port + 1}")


async def test_a_bot_that_ends_ends_the_demo_and_shows_why(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    arguments = demo_arguments(tmp_path, free_port())
    arguments[arguments.index("--content") + 1] = str(tmp_path / "content")
    async with process(*arguments) as running:
        _, error = await asyncio.wait_for(running.communicate(), 30)
        assert running.returncode == 1
        assert b"The bot stopped with exit code 78" in error
        assert b"there is no entry" in error


async def test_a_fresh_start_forgets_world_and_database_together(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    await start_and_stop(folder)
    versions = versions_in(folder)
    (folder / "mine.txt").write_text("not the demo's")
    await start_and_stop(folder)
    assert versions_in(folder) == versions, "nothing changed, so nothing was synced again"
    (folder / "world.json.files").mkdir(exist_ok=True)
    await start_and_stop(folder, "--fresh")
    assert versions_in(folder) != versions, "a new world with a new database"
    assert (folder / "mine.txt").exists()
    assert not (folder / "world.json.files").exists()
