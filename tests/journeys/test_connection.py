"""The bot left alone with a network that fails it."""

import asyncio
import json
import signal
import socket
from pathlib import Path

import pytest
from aiohttp import web

from sandbox.gateway import Gateway
from sandbox.pilot import Pilot
from sandbox.server import Place
from tests.support.processes import bot_process, environment, process, write_settings
from tests.support.strict import strict_place


def events(log: Path) -> list[str]:
    return [str(json.loads(line)["event"]) for line in log.read_text().splitlines()]


async def until_logged(log: Path, event: str, times: int) -> None:
    """Wait until `event` stands in the log so many times (at most half a minute)."""
    async with asyncio.timeout(30):
        while not log.exists() or events(log).count(event) < times:
            await asyncio.sleep(0.05)


async def test_a_port_that_refuses_is_tried_again_until_somebody_listens(tmp_path: Path, content: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = write_settings(tmp_path, f"http://127.0.0.1:{port}", content)
    log = tmp_path / "bot.log"
    env = environment(DISCORD_TOKEN="sandbox-token")
    async with process("-m", "bot", "run", "--config", str(settings), env=env, log=log) as bot:
        await until_logged(log, "not connected to Discord, trying again", 2)
        assert bot.returncode is None
        assert "Traceback" not in log.read_text()
        async with strict_place(port=port) as place:
            place.world.application.token = "sandbox-token"
            await asyncio.wait_for(place.gateway.wait_ready(), 30)
            reply = await Pilot(place).person("Ada").runs("/faq ask", question="how-long")
            assert "13 academic years" in reply.text
            bot.terminate()
            assert await asyncio.wait_for(bot.wait(), 12) == 0


@pytest.mark.long
async def test_a_gateway_that_drops_it_every_two_seconds_for_a_minute_leaves_it_alive(
    place: Place, tmp_path: Path, content: Path
) -> None:
    settings = write_settings(tmp_path, place.url, content)
    place.faults.gateway(drop_every=2.0)
    async with bot_process(place, settings, log=tmp_path / "bot.log") as bot:
        loop = asyncio.get_running_loop()
        end = loop.time() + 60
        while loop.time() < end:
            await asyncio.sleep(1)
            assert bot.returncode is None
        place.faults.clear()
        await place.gateway.wait_ready()
        reply = await Pilot(place).person("Ada").runs("/faq ask", question="how-long")
        assert "13 academic years" in reply.text
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 12) == 0


@pytest.mark.refused
@pytest.mark.parametrize("token", ["sandbox-wrong", "not-a-token-at-all"])
async def test_a_wrong_token_ends_with_78_and_one_line(place: Place, tmp_path: Path, content: Path, token: str) -> None:
    settings = write_settings(tmp_path, place.url, content)
    env = environment(DISCORD_TOKEN=token)
    async with process("-m", "bot", "run", "--config", str(settings), env=env) as bot:
        _, error = await asyncio.wait_for(bot.communicate(), 20)
        assert bot.returncode == 78
        last = json.loads(error.decode().splitlines()[-1])
        assert last["level"] == "error"
        assert "set DISCORD_TOKEN" in last["event"]
        assert token not in error.decode()
        assert "Traceback" not in error.decode()


async def test_refused_intents_end_with_78(place: Place, tmp_path: Path, content: Path) -> None:
    settings = write_settings(tmp_path, place.url, content)
    place.faults.gateway(close_code=4014)
    env = environment(DISCORD_TOKEN=place.token)
    async with process("-m", "bot", "run", "--config", str(settings), env=env) as bot:
        _, error = await asyncio.wait_for(bot.communicate(), 20)
        assert bot.returncode == 78
        assert "intents" in json.loads(error.decode().splitlines()[-1])["event"]


async def test_a_second_bot_on_the_same_database_ends_with_75(place: Place, tmp_path: Path, content: Path) -> None:
    settings = write_settings(tmp_path, place.url, content)
    async with bot_process(place, settings, log=tmp_path / "bot.log") as first:
        env = environment(DISCORD_TOKEN=place.token)
        async with process("-m", "bot", "run", "--config", str(settings), env=env) as second:
            _, error = await asyncio.wait_for(second.communicate(), 20)
            assert second.returncode == 75
            assert f"process {first.pid}" in error.decode()
        first.terminate()
        assert await asyncio.wait_for(first.wait(), 12) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_lets_what_is_in_hand_finish(
    place: Place, tmp_path: Path, content: Path, number: signal.Signals
) -> None:
    """The reply is held up on the wire while the signal comes: it arrives all the same."""
    settings = write_settings(tmp_path, place.url, content)
    async with bot_process(place, settings, log=tmp_path / "bot.log") as bot:
        place.faults.next("POST", "/interactions/*/callback", delay=1.0)
        asking = asyncio.create_task(Pilot(place).person("Ada").runs("/faq ask", question="how-long"))
        while not place.world.interactions:
            await asyncio.sleep(0.01)
        bot.send_signal(number)
        assert "13 academic years" in (await asking).text
        assert await asyncio.wait_for(bot.wait(), 12) == 0
        assert events(tmp_path / "bot.log")[-1] == "stopped"


SCRIPTS: dict[str, dict[str, object]] = {
    "closes every session": {"close_code": 4000},
    "declares every session invalid": {"invalid_session": True},
    "asks to reconnect at once": {"reconnect": True},
    "closes before it says hello": {"close_before_hello": True},
}


@pytest.mark.refused
@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
async def test_a_gateway_that_misbehaves_each_time_is_not_stormed_and_a_signal_still_ends_the_bot(
    place: Place, tmp_path: Path, content: Path, monkeypatch: pytest.MonkeyPatch, script: dict[str, object]
) -> None:
    connections = 0
    handle = Gateway.handle

    async def counted(self: Gateway, request: web.Request) -> web.StreamResponse:
        nonlocal connections
        connections += 1
        return await handle(self, request)

    monkeypatch.setattr(Gateway, "handle", counted)
    settings = write_settings(tmp_path, place.url, content)
    async with bot_process(place, settings, log=tmp_path / "bot.log") as bot:
        connections = 0
        place.faults.gateway(**script)  # type: ignore[arg-type]  # one of many switches
        await place.gateway.drop(abort=True)
        await until_logged(tmp_path / "bot.log", "not connected to Discord, trying again", 2)
        assert connections <= 20
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 5) == 0
        assert "Traceback" not in (tmp_path / "bot.log").read_text()


async def test_a_connected_bot_that_loses_discord_comes_back_within_the_keepers_pauses(
    tmp_path: Path, content: Path
) -> None:
    async with strict_place() as place:
        settings = write_settings(tmp_path, place.url, content)
        async with bot_process(place, settings, log=tmp_path / "bot.log") as bot:
            place.faults.gateway(refuse=True)
            await place.gateway.drop(abort=True)
            await until_logged(tmp_path / "bot.log", "not connected to Discord, trying again", 2)
            place.faults.clear()
            await asyncio.wait_for(place.gateway.wait_ready(), 20)
            bot.terminate()
            assert await asyncio.wait_for(bot.wait(), 12) == 0
    waits = [json.loads(line).get("seconds") for line in (tmp_path / "bot.log").read_text().splitlines()]
    assert max(wait for wait in waits if wait) <= 60
