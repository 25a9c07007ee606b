"""The sandbox as a server: one port on this machine for REST, gateway, attachments and the page."""

import mimetypes
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from aiohttp import web

from sandbox.acts import Acts
from sandbox.checks import Checks
from sandbox.clock import Clock, SystemClock
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.gateway import Gateway
from sandbox.history import MESSAGES_KEPT
from sandbox.page import routes as page
from sandbox.payloads.places import full_guild_payload
from sandbox.place import Place
from sandbox.ratelimits import RateLimits
from sandbox.rest.app import WebHandler, looks_real, mount, refusals
from sandbox.rest.call import REQUEST_SIZE
from sandbox.saving import Saver, restore
from sandbox.seed import seeded
from sandbox.wire import Wire
from sandbox.world import World

__all__ = ["Place", "serve"]

HOST = "127.0.0.1"
"""The only address there is: what the sandbox serves is for this machine."""


@asynccontextmanager
async def serve(
    world: World | None = None,
    *,
    port: int = 0,
    clock: Clock | None = None,
    state: Path | None = None,
    openapi: Path | None = None,
    name: str = "Bot",
    messages_kept: int = MESSAGES_KEPT,
) -> AsyncIterator[Place]:
    """Serve until the context ends; port 0 takes a free one.

    The world is the one given, else the one saved in `state`, else a seeded one whose bot is called `name`. With
    `state` it is saved there on every change and at the end, attachments in the folder `state`.files beside it.
    Of each channel the last `messages_kept` messages are kept, besides pinned ones and those that begin a thread.
    Raises OSError when the port is taken, ValueError for a token that looks real or a state that cannot be read.
    """
    clock = clock or (world.clock if world is not None else SystemClock())
    if world is None:
        world = _world(state, clock, name)
    world.history.kept = messages_kept
    if looks_real(world.application.token):
        raise ValueError("the sandbox's token must not look like a real bot's")
    async with AsyncExitStack() as stack:
        place = await _open(stack, world, clock, port=port, state=state, openapi=openapi)
        yield place


def _world(state: Path | None, clock: Clock, name: str) -> World:
    if state is not None and state.exists():
        return restore(state.read_bytes(), clock=clock)
    return seeded(name=name, clock=clock)


async def _open(
    stack: AsyncExitStack, world: World, clock: Clock, *, port: int, state: Path | None, openapi: Path | None
) -> Place:
    if state is not None:
        world.files = Files(state.with_name(f"{state.name}.files"))
        world.files.keep_only({one.id for message in world.messages.values() for one in message.attachments})
    wire, faults, limits = Wire(clock=clock), Faults(clock=clock), RateLimits(clock=clock)
    checks = Checks(openapi=openapi)
    listening = socket.create_server((HOST, port))
    stack.callback(listening.close)
    address = f"{HOST}:{listening.getsockname()[1]}"
    gateway = Gateway(
        world=world,
        clock=clock,
        faults=faults,
        wire=wire,
        guild_payload=lambda guild: full_guild_payload(world, guild),
        base_ws_url=lambda: f"ws://{address}",
    )
    place = Place(
        url=f"http://{address}",
        world=world,
        clock=clock,
        acts=Acts(world=world),
        gateway=gateway,
        checks=checks,
        faults=faults,
        rate_limits=limits,
        wire=wire,
    )
    if state is not None:
        saver = Saver(world=world, path=state)
        stack.push_async_callback(saver.close)
    runner = web.AppRunner(_app(place), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.SockSite(runner, listening).start()
    stack.push_async_callback(gateway.close)
    return place


def _app(place: Place) -> web.Application:
    app = web.Application(
        middlewares=[place.wire.middleware, place.rate_limits.middleware, place.faults.middleware, refusals],
        client_max_size=REQUEST_SIZE,
    )
    mount(app, place)
    page.setup(app, place)
    app.router.add_get("/", _front_door(place))
    for prefix in ("", "/cdn"):
        for kind in ("attachments", "ephemeral-attachments"):
            app.router.add_get(
                f"{prefix}/{kind}/{{channel_id:\\d+}}/{{attachment_id:\\d+}}/{{name}}", _attachment(place.world)
            )
    return app


def _front_door(place: Place) -> WebHandler:
    """The gateway for a bot's WebSocket, the page for a browser."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await place.gateway.handle(request)
        return await page.index(request)

    return handle


def _attachment(world: World) -> WebHandler:
    async def handle(request: web.Request) -> web.StreamResponse:
        data = world.files.get(int(request.match_info["attachment_id"]))
        if data is None:
            raise web.HTTPNotFound
        kind = mimetypes.guess_type(request.match_info["name"])[0] or "application/octet-stream"
        headers = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=data, content_type=kind, headers=headers)

    return handle
