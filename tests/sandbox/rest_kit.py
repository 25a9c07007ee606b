"""A small REST app with the middlewares a sandbox has, and one client for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import orjson
from aiohttp import web

from sandbox.clock import ManualClock
from sandbox.errors import DiscordError
from sandbox.faults import Faults
from sandbox.ratelimits import RateLimits
from sandbox.wire import API, BODY, PROBLEMS, Handler, Wire

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
SEND = "/channels/7/messages"


@dataclass
class Rest:
    """`done` is what the handlers carried out; `errors` are raised instead by the next requests, one each."""

    clock: ManualClock
    wire: Wire
    faults: Faults
    limits: RateLimits
    http: aiohttp.ClientSession
    url: str = ""
    done: list[str] = field(default_factory=list)
    errors: list[DiscordError] = field(default_factory=list)

    async def call(self, method: str, path: str, **options: Any) -> tuple[int, Any, Any]:
        """Status, decoded body (text where it is no JSON), headers."""
        async with self.http.request(method, self.url + API + path, **options) as response:
            raw = await response.read()
            decoded = orjson.loads(raw) if response.content_type == "application/json" else raw.decode()
            return response.status, decoded, response.headers

    async def send(self, **body: Any) -> tuple[int, Any, Any]:
        return await self.call("POST", SEND, json=body)


@asynccontextmanager
async def rest() -> AsyncIterator[Rest]:
    clock = ManualClock(NOON)
    async with aiohttp.ClientSession() as http:
        here = Rest(clock, Wire(clock=clock), Faults(clock=clock), RateLimits(clock=clock), http)
        app = web.Application(
            middlewares=[here.wire.middleware, here.limits.middleware, here.faults.middleware, _errors]
        )
        handler = _handler(here)
        for template in (
            "/channels/{channel_id}/messages",
            "/channels/{channel_id}",
            "/interactions/{interaction_id}/{interaction_token}/callback",
            "/webhooks/{webhook_id}/{webhook_token}",
            "/users/@me",
        ):
            app.router.add_route("*", API + template, handler)
        app.router.add_get("/page", _page)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        here.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield here
        finally:
            await runner.cleanup()


def _handler(here: Rest) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        if request.content_type == "multipart/form-data":
            fields = await request.post()
            request[BODY] = orjson.loads(str(fields["payload_json"]))
        if here.errors:
            raise here.errors.pop(0)
        here.done.append(f"{request.method} {request.path.removeprefix(API)}")
        request[PROBLEMS] = ("colour: unknown key",) if request.query.get("warn") else ()
        return web.Response(body=orjson.dumps({"id": "1"}), content_type="application/json")

    return handle


async def _page(_: web.Request) -> web.StreamResponse:
    return web.Response(text="page")


@web.middleware
async def _errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except DiscordError as error:
        return web.Response(status=error.status, body=orjson.dumps(error.body), content_type="application/json")
