"""What programs get who ask whether the bot is well: over a real socket."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence

import aiohttp
import pytest

from bot.core.signs import Sign
from bot.health import server as module
from bot.health.server import HealthAddressError, open_health
from tests.support.demo import free_port


class Signs:
    """What the bot's parts say, to be set."""

    def __init__(self) -> None:
        self.found: Sequence[Sign] = (Sign("store", True, "writes", {"age": 1}), Sign("spool", True, "empty"))
        self.free = asyncio.Event()
        self.free.set()
        self.asked = 0

    async def __call__(self) -> Sequence[Sign]:
        self.asked += 1
        await self.free.wait()
        return self.found


@pytest.fixture
def signs() -> Signs:
    return Signs()


@pytest.fixture
async def url(signs: Signs) -> AsyncIterator[str]:
    port = free_port()
    async with open_health("127.0.0.1", port, signs=signs):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_ready_is_200_with_every_sign(url: str, client: aiohttp.ClientSession) -> None:
    async with client.get(f"{url}/readyz") as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert await response.json() == {
            "ready": True,
            "signs": {
                "store": {"fine": True, "says": "writes", "age": 1},
                "spool": {"fine": True, "says": "empty"},
            },
        }


async def test_one_sign_that_is_not_fine_is_503(url: str, signs: Signs, client: aiohttp.ClientSession) -> None:
    signs.found = (*signs.found, Sign("discord", False, "not connected"))
    async with client.get(f"{url}/readyz") as response:
        assert response.status == 503
        body = await response.json()
        assert body["ready"] is False
        assert body["signs"]["discord"]["says"] == "not connected"


async def test_alive_is_200_whatever_the_signs_say(url: str, signs: Signs, client: aiohttp.ClientSession) -> None:
    signs.found = (Sign("discord", False, "not connected"),)
    async with client.get(f"{url}/healthz") as response:
        assert response.status == 200
        body = await response.json()
    assert body["alive"] is True
    assert body["uptime_seconds"] >= 0
    assert set(body["lag_ms"]) == {"last", "worst_minute"}
    assert signs.asked == 0


@pytest.mark.parametrize(
    "wanted",
    [
        *(("GET", path, 404) for path in ("/", "/metrics", "/readyz/", "/healthz/x", "/../etc/passwd")),
        *((method, "/readyz", 405) for method in ("POST", "PUT", "DELETE", "OPTIONS")),
        ("HEAD", "/healthz", 200),
    ],
)
async def test_nothing_else_is_served(
    url: str, signs: Signs, client: aiohttp.ClientSession, wanted: tuple[str, str, int]
) -> None:
    method, path, status = wanted
    async with client.request(method, url + path) as response:
        assert response.status == status
    assert signs.asked == 0


async def test_more_requests_at_once_than_it_bears_are_turned_away(
    url: str, signs: Signs, client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 3)
    signs.free.clear()

    async def status() -> int:
        async with client.get(f"{url}/readyz") as response:
            return response.status

    waiting = [asyncio.create_task(status()) for _ in range(3)]
    async with asyncio.timeout(5):
        while signs.asked < 3:
            await asyncio.sleep(0.01)
    assert await status() == 503
    assert signs.asked == 3
    signs.free.set()
    assert await asyncio.gather(*waiting) == [200, 200, 200]
    assert await status() == 200


async def test_a_port_that_is_taken_is_said_with_the_name_of_the_setting(signs: Signs) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(HealthAddressError, match=f"health.port: cannot listen on 127.0.0.1, port {port}: Address"):
            async with open_health("127.0.0.1", port, signs=signs):
                pass


async def test_an_address_of_another_machine_is_said_with_the_name_of_the_setting(signs: Signs) -> None:
    with pytest.raises(HealthAddressError, match=r"health\.host and health\.port: cannot listen on 192\.0\.2\.1"):
        async with open_health("192.0.2.1", free_port(), signs=signs):
            pass


async def test_the_port_is_free_when_it_has_ended_even_where_somebody_stays_connected(signs: Signs) -> None:
    port = free_port()
    began = asyncio.get_running_loop().time()
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            async with (
                open_health("127.0.0.1", port, signs=signs),
                session.get(f"http://127.0.0.1:{port}/readyz") as response,
            ):
                assert response.status == 200
                await response.read()
    assert asyncio.get_running_loop().time() - began < 4
