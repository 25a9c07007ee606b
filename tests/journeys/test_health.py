"""Ready or not, as the container's health check asks: a real bot, its real port, and what may go wrong."""

import asyncio
import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox.pilot import Pilot
from sandbox.server import Place
from tests.house.source import ROOT
from tests.support.demo import free_port
from tests.support.pack import ENTRIES, write_pack
from tests.support.processes import bot_process, environment, output_of, process, write_settings


class Watched:
    """A bot in a process of its own, and its port."""

    def __init__(self, place: Place, settings: Path, port: int) -> None:
        self.place = place
        self.settings = settings
        self.url = f"http://127.0.0.1:{port}"
        self.database = settings.with_name("preceptor.db")

    async def asked(self, path: str = "/readyz") -> tuple[int, dict[str, Any]]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as response:
            return response.status, await response.json()

    async def until(self, *bad: str) -> dict[str, Any]:
        """Wait until exactly these signs are not fine (at most twenty seconds); the whole answer."""
        async with asyncio.timeout(20):
            while True:
                status, found = await self.asked()
                if [name for name, sign in found["signs"].items() if not sign["fine"]] == list(bad):
                    assert status == (503 if bad else 200)
                    return found
                await asyncio.sleep(0.05)

    async def said(self) -> tuple[int, str]:
        code, out, error = await output_of("-m", "bot", "health", "--config", str(self.settings))
        assert error == ""
        return code, out


@pytest.fixture
async def watched(place: Place, tmp_path: Path, content: Path) -> AsyncIterator[Watched]:
    port = free_port()
    place.gateway.heartbeat_interval = 0.5
    settings = write_settings(tmp_path, place.url, content, health=port)
    async with bot_process(place, settings, log=tmp_path / "bot.log") as bot:
        yield Watched(place, settings, port)
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 12) == 0
        assert "Traceback" not in (tmp_path / "bot.log").read_text()


async def test_a_bot_that_is_well_is_ready_and_says_with_what(watched: Watched) -> None:
    found = await watched.until()
    assert found["ready"] is True
    assert found["signs"]["discord"]["open"] == 1
    assert found["signs"]["content"]["entries"] == 3
    assert re.fullmatch("[0-9a-f]{64}", found["signs"]["content"]["version"])
    code, out = await watched.said()
    assert code == 0
    assert re.fullmatch(
        r"ready: connected to Discord(, heard \d+ s ago)?; the database takes writes; spool empty; "
        r"content [0-9a-f]{8} since \d+ \w{3} \d{4}, \d\d:\d\d UTC\n",
        out,
    )
    status, alive = await watched.asked("/healthz")
    assert (status, alive["alive"]) == (200, True)


async def test_it_is_not_ready_while_discord_is_gone_and_ready_again_when_it_is_back(watched: Watched) -> None:
    await watched.until()
    watched.place.faults.gateway(refuse=True)
    await watched.place.gateway.drop(abort=True)
    found = await watched.until("discord")
    assert found["signs"]["discord"]["says"] in ("not connected to Discord", "the connection to Discord lost")
    code, out = await watched.said()
    assert code == 1
    assert out.startswith("not ready: ")
    assert (await watched.asked("/healthz"))[0] == 200, "starting it again would not help"
    watched.place.faults.clear()
    await watched.until()


async def test_it_is_not_ready_while_discord_acknowledges_nothing(watched: Watched) -> None:
    await watched.until()
    watched.place.faults.gateway(silent_heartbeats=True)
    found = await watched.until("discord")
    assert re.search(r"acknowledged no heartbeat for \d+ s", found["signs"]["discord"]["says"])
    watched.place.faults.clear()
    await watched.until()


async def test_it_is_not_ready_while_the_database_is_held_or_asks_wait_and_ready_again_when_they_are_in(
    watched: Watched,
) -> None:
    await watched.until()
    with closing(sqlite3.connect(watched.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await watched.until("store")
        reply = await Pilot(watched.place).person("Ada").runs("/faq ask", question="how-long")
        assert "13 academic years" in reply.text
        found = await watched.until("store", "spool")
        assert "asks wait in the spool" in found["signs"]["spool"]["says"]
        began = asyncio.get_running_loop().time()
        await watched.asked()
        assert asyncio.get_running_loop().time() - began < 4, "it waits a second for the database, not five"
        code, out = await watched.said()
        assert code == 1
        assert "the database takes no writes" in out
        assert "asks wait in the spool" in out
        other.execute("ROLLBACK")
    await watched.until()
    with closing(sqlite3.connect(watched.database)) as connection:
        assert connection.execute("SELECT count(*) FROM asks").fetchone() == (1,)


async def test_a_broken_edit_leaves_it_ready_and_is_told(watched: Watched, content: Path) -> None:
    before = (await watched.until())["signs"]["content"]["version"]
    (content / "faq" / "test.yaml").write_text("entries: [")
    async with asyncio.timeout(20):
        while not (found := await watched.until())["signs"]["content"]["problems"]:
            await asyncio.sleep(0.05)
    assert found["signs"]["content"]["version"] == before
    assert "a later edit is held up by" in found["signs"]["content"]["says"]
    write_pack(content, ENTRIES.replace("and patience", "and three kinds of patience"))
    async with asyncio.timeout(20):
        while (found := await watched.until())["signs"]["content"]["version"] == before:
            await asyncio.sleep(0.05)
    assert found["signs"]["content"]["problems"] == 0


async def test_a_port_that_another_program_has_ends_the_start_with_78_and_the_name_of_the_setting(
    place: Place, tmp_path: Path, content: Path, watched: Watched
) -> None:
    port = int(watched.url.rpartition(":")[2])
    (tmp_path / "second").mkdir()
    settings = write_settings(tmp_path / "second", place.url, content, health=port)
    env = environment(DISCORD_TOKEN=place.token)
    async with process("-m", "bot", "run", "--config", str(settings), env=env) as second:
        _, error = await asyncio.wait_for(second.communicate(), 20)
        assert second.returncode == 78
        last = json.loads(error.decode().splitlines()[-1])
        assert last["problem"].startswith(f"health.port: cannot listen on 127.0.0.1, port {port}")
        assert "Traceback" not in error.decode()
    await watched.until()


async def test_switched_off_it_listens_nowhere(place: Place, tmp_path: Path, content: Path) -> None:
    settings = write_settings(tmp_path, place.url, content, health=0)
    async with bot_process(place, settings, log=tmp_path / "bot.log") as bot:
        assert listens(bot.pid) == 0
        code, _, error = await output_of("-m", "bot", "health", "--config", str(settings))
        assert code == 78
        assert "health.port is 0" in error


async def test_it_listens_on_this_machine_alone(watched: Watched) -> None:
    port = int(watched.url.rpartition(":")[2])
    tables = [Path(f"/proc/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    local = [line.split()[1] for table in tables for line in table if line.split()[3] == "0A"]
    assert [address for address in local if address.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


def listens(pid: int) -> int:
    """On how many TCP ports the process listens."""
    listening = {
        line.split()[9]
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
        if line.split()[3] == "0A"
    }
    own = [str(handle.readlink()) for handle in Path(f"/proc/{pid}/fd").iterdir() if handle.is_symlink()]
    return sum(f"socket:[{inode}]" in own for inode in listening)


def test_the_containers_health_check_is_this_command() -> None:
    steps = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    [check] = [step for step in steps if step.startswith("HEALTHCHECK ")]
    assert json.loads(check.partition(" CMD ")[2]) == ["preceptor", "health"]
