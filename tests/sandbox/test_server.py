"""The server as a stranger meets it: this machine only, no real tokens, gaps named aloud."""

import asyncio
import base64
import logging
import signal
import sys
from pathlib import Path

import aiohttp
import discord
import pytest

from sandbox.checks import Checks
from sandbox.connector import ToSandbox
from sandbox.place import Place
from sandbox.rest.app import looks_real, unwritten, written
from sandbox.seed import seeded
from sandbox.server import serve
from tests.sandbox.worldkit import OPENAPI

REAL = f"{base64.b64encode(b'123456789012345678').decode().rstrip('=')}.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"


async def ask(place: Place, method: str, path: str, *, token: str | None = None) -> tuple[int, object, str]:
    headers = {"Authorization": f"Bot {place.token if token is None else token}"}
    async with aiohttp.ClientSession() as client, client.request(method, place.url + path, headers=headers) as answer:
        return answer.status, await answer.json(), answer.headers["Content-Type"]


async def test_json_has_a_bare_content_type() -> None:
    async with serve() as place:
        status, body, kind = await ask(place, "GET", "/api/v10/users/@me")
    assert (status, kind) == (200, "application/json")
    assert isinstance(body, dict)


async def test_a_wrong_token_is_refused_and_a_real_one_aloud(caplog: pytest.LogCaptureFixture) -> None:
    async with serve() as place:
        assert (await ask(place, "GET", "/api/v10/users/@me", token="sandbox-other"))[:2] == (
            401,
            {"message": "401: Unauthorized", "code": 0},
        )
        assert caplog.records == []
        assert (await ask(place, "GET", "/api/v10/users/@me", token=REAL))[0] == 401
        client = discord.Client(intents=discord.Intents.none(), connector=ToSandbox(place.url))
        async with client:
            with pytest.raises(discord.LoginFailure):
                await client.login(REAL)
    assert [one.levelno for one in caplog.records if one.name.startswith("sandbox")] == [logging.CRITICAL] * 2
    assert REAL not in caplog.text


@pytest.mark.parametrize(
    ("token", "real"),
    [(REAL, True), ("sandbox-token", False), ("a.b.c", False), ("MTIz.x.y", True), ("MTIz.x", False), ("é.x.y", False)],
)
def test_a_real_token_is_known_by_its_form(token: str, real: bool) -> None:
    assert looks_real(token) is real


async def test_a_world_with_a_real_looking_token_is_not_served() -> None:
    with pytest.raises(ValueError, match="token"):
        async with serve(seeded(token=REAL)):
            pass


async def test_unwritten_routes_say_so_by_name(caplog: pytest.LogCaptureFixture) -> None:
    async with serve(openapi=OPENAPI) as place:
        status, body, _ = await ask(place, "GET", "/api/v10/guilds/1/audit-logs")
        assert status == 501
        assert isinstance(body, dict)
        assert "audit-logs" in body["message"]
        assert (await ask(place, "GET", "/api/v10/no/such/thing"))[0] == 501
        refused = [str(one) for one in place.wire.refusals]
    assert any("audit-logs" in one for one in caplog.messages)
    assert len(refused) == 2


def test_every_written_route_is_one_of_discords() -> None:
    # Without Discord's file there is nothing to compare with but the routes among themselves.
    done = [(route.method, route.template) for route in written()]
    assert len(done) == len(set(done))
    checks = Checks(openapi=OPENAPI)
    if OPENAPI is not None:
        assert set(done) <= set(checks.operations())
        assert len(unwritten(checks)) == len(checks.operations()) - len(done)


async def test_a_path_that_is_no_id_is_a_form_error() -> None:
    async with serve() as place:
        status, body, _ = await ask(place, "GET", "/api/v10/channels/abc")
    assert status == 400
    assert isinstance(body, dict)
    assert (body["code"], list(body["errors"])) == (50035, ["channel_id"])


async def test_only_this_machine_is_served() -> None:
    async with serve() as place:
        assert place.url.startswith("http://127.0.0.1:")
        port = int(place.url.rpartition(":")[2])
        with pytest.raises(OSError, match=r"Connect|refused|unreachable"):
            await asyncio.open_connection("127.0.0.2", port)
        with pytest.raises(OSError, match="in use"):
            async with serve(port=port):
                pass


async def test_the_process_says_where_it_is_and_ends_cleanly(tmp_path: Path) -> None:
    arguments = ("-m", "sandbox", "--port", "0", "--state", str(tmp_path / "state.json"), "--name", "Helper")
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    assert line.startswith("Sandbox at http://127.0.0.1:")
    port = line.strip().rpartition(":")[2]
    second = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", port, stderr=asyncio.subprocess.PIPE
    )
    _, complaint = await second.communicate()
    assert (second.returncode, len(complaint.decode().splitlines())) == (75, 1)
    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")
    assert '"Helper"' in (tmp_path / "state.json").read_text()


async def test_it_ends_cleanly_with_a_bot_and_a_browser_connected() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().split()[-1]
    bot = discord.AutoShardedClient(intents=discord.Intents.none(), connector=ToSandbox(url), guild_ready_timeout=0)
    async with bot, aiohttp.ClientSession() as browser, browser.ws_connect(f"{url}/page/live?viewer=Ada") as page:
        await bot.login("sandbox-token")
        running = asyncio.create_task(bot.connect(reconnect=False))
        await bot.wait_until_ready()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            _, errors = await process.communicate()
            await running
            while (await page.receive()).type is not aiohttp.WSMsgType.CLOSE:
                pass
    assert (process.returncode, errors) == (0, b"")
