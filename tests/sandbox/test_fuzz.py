"""Whatever a bot sends to whichever route: a refusal as Discord's, never a fault of the server's own."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.interactions import acknowledge, open_interaction
from sandbox.kinds import InteractionType
from sandbox.model import Interaction, Message
from sandbox.permissions import ALL
from sandbox.place import Place
from sandbox.posting import post
from sandbox.rest.app import written
from sandbox.rest.call import Route
from sandbox.saving import restore, snapshot
from sandbox.server import serve
from tests.sandbox.bad_bodies import BODIES
from tests.sandbox.test_checks_any import JSON, with_one_replaced
from tests.sandbox.test_checks_good import GOOD
from tests.sandbox.worldkit import OPENAPI

WITH_BODY = [route for route in written() if route.method in {"POST", "PUT", "PATCH"}]
BODIES_OF: dict[tuple[str, str], list[Any]] = {}
for _route, _body in [*((bad.route, bad.body) for bad in BODIES), *((good[1], good[2]) for good in GOOD)]:
    BODIES_OF.setdefault(_route, []).append(_body)
QUERIES = {"limit": "1", "before": "2031-03-05", "after": "1", "around": "1", "query": "a", "with_response": "1"}
ODD = st.sampled_from(["", "0", "-1", "x", "9" * 5000, "²", "2031-03-05T00:00:00", "1e3", "null"])


class Target:
    """A place where everything is allowed, and one thing of each kind to act on."""

    def __init__(self, place: Place, http: aiohttp.ClientSession) -> None:
        self.place = place
        self._http = http
        world = place.world
        self.guild = next(iter(world.guilds.values()))
        self.person = next(id for id in self.guild.members if id != world.application.id)
        self._channels = dict(world.channels)
        self.questions = next(one for one in world.channels.values() if one.name == "questions")
        place.rate_limits.enforce = False
        for guild in world.guilds.values():
            guild.roles[guild.id].permissions = int(ALL)

    def interaction(self, type: InteractionType) -> Interaction:
        world = self.place.world
        world.channels |= self._channels  # the request before may have deleted some
        channel = self.questions
        data = {"custom_id": "x", "component_type": 2, "id": 1}
        message_id = self.message(channel.id) if type == InteractionType.MESSAGE_COMPONENT else None
        return open_interaction(world, type, user_id=self.person, channel=channel, data=data, message_id=message_id)

    def message(self, channel_id: int) -> int:
        world = self.place.world
        here = world.channels[channel_id]
        mine = Message(world.ids.next(), here.id, world.application.id, world.clock.now(), guild_id=here.guild_id)
        mine.content = "words"
        return post(world, mine).id

    def path(self, route: Route, draw: st.DataObject) -> str:
        world = self.place.world
        interaction = self.interaction(draw.draw(st.sampled_from(InteractionType)))
        if "webhook" in route.template:
            acknowledge(world, interaction)
        channel_id = draw.draw(st.sampled_from(sorted(self._channels)))
        names: dict[str, Any] = {
            "interaction_id": interaction.id,
            "interaction_token": interaction.token,
            "webhook_id": world.application.id,
            "webhook_token": interaction.token,
            "application_id": world.application.id,
            "guild_id": self.guild.id,
            "channel_id": channel_id,
            "user_id": self.person,
            "role_id": self.guild.id,
            "emoji_name": "👍",
            "command_id": next(iter(world.commands), 1),
        }
        if "message_id" in route.template:
            names["message_id"] = self.message(channel_id)
        if draw.draw(st.integers(0, 9)) == 0:
            names[draw.draw(st.sampled_from(sorted(names)))] = draw.draw(st.sampled_from(["0", "x", "9" * 25, "²"]))
        return route.template.format(**names)

    async def send(self, method: str, path: str, **request: Any) -> tuple[int, str]:
        headers = {"Authorization": f"Bot {self.place.token}", **request.pop("headers", {})}
        url = f"{self.place.url}/api/v10{path}"
        async with self._http.request(method, url, headers=headers, **request) as answer:
            return answer.status, await answer.text()


@pytest.fixture(scope="module", params=[None, *([OPENAPI] if OPENAPI else [])], ids=lambda file: f"file {bool(file)}")
def run(request: pytest.FixtureRequest) -> Iterator[tuple[asyncio.Runner, Target]]:
    """The place lives in a loop of its own: Hypothesis calls plain functions, one example after the other."""
    openapi: Path | None = request.param
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()

        async def open_() -> Target:
            place = await stack.enter_async_context(serve(openapi=openapi))
            return Target(place, await stack.enter_async_context(aiohttp.ClientSession()))

        target = runner.run(open_())
        try:
            yield runner, target
        finally:
            # What was taken must still be a world that can be saved, read back and told of.
            restore(snapshot(target.place.world))
            runner.run(stack.aclose())


def check(answer: tuple[int, str], said: str) -> None:
    status, body = answer
    assert status < 500 or (status == 501 and "sandbox does not" in body), (said, answer)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw=st.data())
def test_no_body_makes_the_server_stumble(run: tuple[asyncio.Runner, Target], draw: st.DataObject) -> None:
    runner, target = run
    route = draw.draw(st.sampled_from(WITH_BODY))
    known = BODIES_OF.get((route.method, route.template), [{}])
    body = with_one_replaced(draw, draw.draw(st.sampled_from(known))) if draw.draw(st.booleans()) else draw.draw(JSON)
    path = target.path(route, draw)
    check(runner.run(target.send(route.method, path, json=body)), f"{route.method} {path} {body}")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw=st.data())
def test_no_query_makes_the_server_stumble(run: tuple[asyncio.Runner, Target], draw: st.DataObject) -> None:
    runner, target = run
    route = draw.draw(st.sampled_from(written()))
    query = draw.draw(st.dictionaries(st.sampled_from(sorted(QUERIES)), ODD, max_size=3))
    path = target.path(route, draw)
    answer = runner.run(target.send(route.method, path, params=query, json={}))
    check(answer, f"{route.method} {path} {query}")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--y\r\nwrong one"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--x--\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="payload_json"\r\n\r\n{]\r\n--x--\r\n',
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="files[0]"\r\nContent-Encoding: brew\r\n\r\n{}\r\n--x--\r\n',
        ),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\nz\r\n--y--\r\n--x--\r\n",
        ),
        ("application/json", b"{]"),
        ("application/json", b"\xff\xfe"),
        ("application/json", b"null"),
        ("application/json", b""),
        ("text/plain", b"words"),
        ("application/json", b"[" * 2000),
    ],
)
def test_no_broken_upload_makes_the_server_stumble(run: tuple[asyncio.Runner, Target], kind: str, data: bytes) -> None:
    runner, target = run
    for route in WITH_BODY:
        names = dict.fromkeys(("guild_id", "user_id", "message_id", "command_id", "role_id"), 1)
        interaction = target.interaction(InteractionType.APPLICATION_COMMAND)
        if "webhook" in route.template:
            acknowledge(target.place.world, interaction)
        path = route.template.format(
            **names,
            channel_id=target.questions.id,
            application_id=target.place.world.application.id,
            interaction_id=interaction.id,
            interaction_token=interaction.token,
            webhook_id=target.place.world.application.id,
            webhook_token=interaction.token,
            emoji_name="x",
        )
        answer = runner.run(target.send(route.method, path, data=data, headers={"Content-Type": kind}))
        check(answer, f"{route.method} {path} {kind} {data!r}")
