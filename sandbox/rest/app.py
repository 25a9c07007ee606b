"""The REST API as aiohttp routes: who may call, how refusals are written, and what is not there."""

import base64
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from sandbox.checks import Checks
from sandbox.errors import DiscordError
from sandbox.place import Place
from sandbox.rest import (
    account,
    callbacks,
    channels,
    commands,
    guilds,
    messages,
    pins,
    reactions,
    threads,
    webhooks,
)
from sandbox.rest.call import Answer, Call, Route
from sandbox.wire import API, template_of
from sandbox.world import World

_log = logging.getLogger(__name__)

GROUPS = (account, callbacks, channels, commands, guilds, messages, pins, reactions, threads, webhooks)

WebHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def written() -> list[Route]:
    """Every route there is."""
    return [route for group in GROUPS for route in group.ROUTES.all]


def unwritten(checks: Checks) -> list[tuple[str, str]]:
    """Operations of Discord's specification that nothing here answers; none are known without the file."""
    done = {(route.method, route.template) for route in written()}
    return [operation for operation in checks.operations() if operation not in done]


def mount(app: web.Application, place: Place) -> None:
    """Add every route below /api/v10, fixed words before ids in the same place. What is not written answers 501."""
    handlers: dict[tuple[str, str], WebHandler] = dict.fromkeys(unwritten(place.checks), _missing)
    handlers |= {(route.method, route.template): _handler(route, place) for route in written()}
    for method, template in sorted(handlers, key=lambda one: [part.startswith("{") for part in one[1].split("/")]):
        app.router.add_route(method, API + template, handlers[method, template])
    app.router.add_route("*", API + "/{path:.*}", _missing)


def _handler(route: Route, place: Place) -> WebHandler:
    async def handle(request: web.Request) -> web.StreamResponse:
        if route.with_token:
            demand_token(request, place.world)
        call = Call(request=request, place=place)
        answer = await route.handler(call)
        if answer is None:
            return web.Response(status=204)
        if isinstance(answer, Answer):
            return answered(answer.status, answer.payload)
        return answered(200, answer)

    return handle


async def _missing(request: web.Request) -> web.StreamResponse:
    template = template_of(request)
    name = f"{request.method} {request.path.removeprefix(API) if '{path}' in template else template}"
    _log.error("not written: %s", name)
    return answered(501, {"message": f"501: the sandbox does not answer {name}", "code": 0})


@web.middleware
async def refusals(request: web.Request, handler: WebHandler) -> web.StreamResponse:
    """Discord's errors as Discord writes them. The innermost middleware."""
    try:
        return await handler(request)
    except DiscordError as refusal:
        return answered(refusal.status, refusal.body)
    except web.HTTPRequestEntityTooLarge:
        return answered(413, {"message": "Request entity too large", "code": 40005})


def answered(status: int, payload: Any) -> web.Response:
    # A charset after the type, which aiohttp adds to text, would make discord.py take the body for text.
    return web.Response(status=status, body=orjson.dumps(payload), content_type="application/json")


def demand_token(request: web.Request, world: World) -> None:
    given = request.headers.get("Authorization", "").removeprefix("Bot ")
    if looks_real(given):
        _log.critical("a token that looks like a real bot's was sent to the sandbox: use %r", world.application.token)
    if given != world.application.token:
        raise DiscordError(401, 0, "401: Unauthorized")


def looks_real(token: str) -> bool:
    """Whether a token is built as Discord's are: three parts with dots between, the first of them an id in base64."""
    first, *others = token.split(".")
    if len(others) != 2:
        return False
    try:
        return base64.b64decode(first + "=" * (-len(first) % 4), validate=True).isdigit()
    except ValueError:  # no base64, or not even ASCII
        return False
