"""Who may speak to the page, and what its answers forbid the browser."""

import json
from typing import Any

import aiohttp
import pytest

from sandbox.place import Place
from sandbox.server import serve


@pytest.fixture
async def served() -> Any:
    async with serve() as place, aiohttp.ClientSession(place.url) as session:
        yield place, session


Served = tuple[Place, aiohttp.ClientSession]


async def test_every_answer_carries_the_strict_policy(served: Served) -> None:
    _, session = served
    for path in ("/", "/page/static/js/main.js", "/page/api/places?viewer=Ada", "/page/static/nothing.js"):
        async with session.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8370", "127.0.0.1.evil.example", "", "[::1", "discord.com"]
)
async def test_a_name_that_is_not_loopback_gets_nothing(served: Served, host: str) -> None:
    _, session = served
    async with session.get("/page/api/places?viewer=Ada", headers={"Host": host}) as answer:
        assert answer.status in (400, 403)
        assert "Ada" not in await answer.text()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
async def test_loopback_names_are_served(served: Served, host: str) -> None:
    _, session = served
    async with session.get("/page/api/places?viewer=Ada", headers={"Host": f"{host}:8370"}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
async def test_another_sites_script_gets_nothing_done(served: Served, headers: dict[str, str]) -> None:
    place, session = served
    body = {"viewer": "Ada", "channel": _channel(place, "questions"), "content": "forged"}
    async with session.post("/page/api/say", json=body, headers=headers) as answer:
        assert answer.status == 403
    async with session.get("/page/api/places?viewer=Ada", headers=headers) as answer:
        assert answer.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await session.ws_connect("/page/live?viewer=Ada", headers=headers)
    assert refused.value.status == 403
    assert not any(message.content == "forged" for message in place.world.messages.values())


async def test_a_body_that_a_form_could_send_is_refused(served: Served) -> None:
    place, session = served
    body = json.dumps({"viewer": "Ada", "channel": _channel(place, "questions"), "content": "forged"})
    async with session.post("/page/api/say", data=body, headers={"Content-Type": "text/plain"}) as answer:
        assert answer.status == 415
    assert not any(message.content == "forged" for message in place.world.messages.values())


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"viewer": 3}', '{"viewer": "Ada", "channel": "x"}', '{"viewer": "Ada", "channel": "1e3"}']
)
async def test_a_malformed_body_is_refused_with_a_reason(served: Served, body: str) -> None:
    _, session = served
    async with session.post("/page/api/say", data=body, headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 400
        assert (await answer.json())["error"]


@pytest.mark.parametrize(
    "path", ["../routes.py", "%2e%2e/routes.py", "js/../../routes.py", "/etc/passwd", "js", "js/%00.js"]
)
async def test_only_the_pages_own_files_are_served(served: Served, path: str) -> None:
    _, session = served
    async with session.get(f"/page/static/{path}") as answer:
        assert answer.status == 404


def _channel(place: Place, name: str) -> str:
    return str(next(channel.id for channel in place.world.channels.values() if channel.name == name))
