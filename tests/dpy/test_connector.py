from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.config import DISCORD
from bot.dpy.connector import CONNECTIONS, NotDiscordError, SandboxConnector, connector


@pytest.fixture
async def server() -> AsyncIterator[str]:
    """Says which host it was asked as."""

    async def host(request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade"):
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            await socket.send_str(request.host)
            await socket.close()
            return socket
        return web.Response(text=request.host)

    app = web.Application()
    app.router.add_get("/{path:.*}", host)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.mark.parametrize(
    "address",
    ["https://discord.com/api/v10/users/@me", "https://cdn.discordapp.com/x.png", "https://media.discordapp.net/x"],
)
async def test_every_host_of_discord_leads_to_the_sandbox_under_its_own_name(server: str, address: str) -> None:
    session = aiohttp.ClientSession(connector=connector(server, discord=DISCORD))
    async with session, session.get(address) as response:
        assert await response.text() == address.split("/")[2]


async def test_the_gateway_leads_to_the_sandbox(server: str) -> None:
    async with aiohttp.ClientSession(connector=connector(server, discord=DISCORD)) as session:
        async with session.ws_connect("wss://gateway.discord.gg/?v=10&encoding=json") as socket:
            assert await socket.receive_str() == "gateway.discord.gg"
        async with session.ws_connect(server.replace("http", "ws") + "/?v=10") as socket:
            assert (await socket.receive_str()).startswith("127.0.0.1:")


@pytest.mark.parametrize("address", ["https://example.com/", "https://notdiscord.com/", "http://127.0.0.1:9/"])
async def test_no_other_host_is_reached(server: str, address: str) -> None:
    async with aiohttp.ClientSession(connector=connector(server, discord=DISCORD)) as session:
        with pytest.raises(NotDiscordError, match="does not connect"):
            await session.get(address)


async def test_discord_itself_is_reached_as_it_is() -> None:
    plain = connector(DISCORD, discord=DISCORD)
    assert not isinstance(plain, SandboxConnector)
    assert plain.limit == CONNECTIONS
    await plain.close()
