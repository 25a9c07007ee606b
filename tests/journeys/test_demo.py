"""`python -m bot demo`: one line with the address, and nothing left behind."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
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
    """A process that has ended and that nobody has asked about yet does not count."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


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


async def test_a_second_demo_in_the_same_folder_is_sent_to_the_first_and_touches_nothing(tmp_path: Path) -> None:
    async with process(*demo_arguments(tmp_path, free_port())) as first:
        url, _ = await address_of(first)
        async with asyncio.timeout(5):
            while not (tmp_path / "world.json").exists():
                await asyncio.sleep(0.02)
        files = [tmp_path / name for name in ("preceptor.db", "preceptor.db.lock", "bot.log", "sandbox.log", "running")]
        before = [(file.stat().st_ino, file.stat().st_size) for file in files]
        async with process(*demo_arguments(tmp_path, free_port(), "--fresh")) as second:
            out, error = await asyncio.wait_for(second.communicate(), 20)
            assert second.returncode == 75
            assert out == b""
            assert f"running in {tmp_path} already: {url}, process {first.pid}".encode() in error
        assert [(file.stat().st_ino, file.stat().st_size) for file in files] == before
        first.terminate()
        await asyncio.wait_for(first.communicate(), 20)
        assert first.returncode == 0


async def test_what_outlives_a_killed_demo_keeps_its_folder(tmp_path: Path) -> None:
    async with process(*demo_arguments(tmp_path, free_port())) as killed:
        url, _ = await address_of(killed)
        left = children(killed.pid)
        killed.kill()
        await killed.wait()
    async with process(*demo_arguments(tmp_path, free_port())) as second:
        _, error = await asyncio.wait_for(second.communicate(), 20)
        assert second.returncode == 75
        assert url.encode() in error
    for pid in left:
        os.kill(pid, signal.SIGTERM)
    async with asyncio.timeout(15):
        while any(is_running(pid) for pid in left):
            await asyncio.sleep(0.05)
    await start_and_stop(tmp_path)


async def test_a_bot_that_ends_ends_the_demo_and_shows_why(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    arguments = demo_arguments(tmp_path, free_port())
    arguments[arguments.index("--content") + 1] = str(tmp_path / "content")
    async with process(*arguments) as running:
        out, error = await asyncio.wait_for(running.communicate(), 30)
        assert running.returncode == 78
        assert b"The bot stopped with exit code 78" in error
        assert out == b"", "no address of something that does not work"
        assert b"has neither faq/ nor sources.yaml" in error


async def test_a_fresh_start_forgets_world_and_database_together(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    await start_and_stop(folder)
    versions = versions_in(folder)
    (folder / "mine.txt").write_text("not the demo's")
    await start_and_stop(folder)
    assert versions_in(folder) == versions, "nothing changed, so nothing was synced again"
    (folder / "world.json.files").mkdir(exist_ok=True)
    database = folder / "preceptor.db"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE old (x)")
    connection.close()
    (folder / "preceptor.spool").touch()
    await start_and_stop(folder, "--fresh")
    assert versions_in(folder) != versions, "a new world"
    with sqlite3.connect(database) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'old'").fetchall(), "a new database"
    connection.close()
    assert not (folder / "preceptor.spool").exists()
    assert (folder / "mine.txt").exists()
    assert not (folder / "world.json.files").exists()
