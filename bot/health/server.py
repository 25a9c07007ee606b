"""`GET /healthz` and `GET /readyz`, for programs that watch the bot."""

import errno
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import orjson
from aiohttp import web

from bot.core.signs import Sign
from bot.health.pulse import Pulse

AT_ONCE = 16  # requests; whoever asks more often than that is not answered better
BACKLOG = 16
KEEP_ALIVE = 5.0  # seconds
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class HealthAddressError(Exception):
    """The bot cannot listen there. The text names the setting and what to do."""


@asynccontextmanager
async def open_health(host: str, port: int, *, signs: Callable[[], Awaitable[Sequence[Sign]]]) -> AsyncIterator[None]:
    """Answers on `host` and `port` until the block ends. Raises HealthAddressError.

    /healthz: 200 while the event loop turns, with its lag in milliseconds, last and worst of the last minute.
    /readyz: 200 if every sign is fine, else 503; both list the signs. Nothing in them is secret, and nothing else is
    served.
    """
    async with Pulse() as pulse:
        runner = web.AppRunner(
            _app(signs, pulse), access_log=None, keepalive_timeout=KEEP_ALIVE, shutdown_timeout=1.0, lingering_time=1.0
        )
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, host, port, backlog=BACKLOG).start()
            except OSError as error:
                named = "health.port" if error.errno == errno.EADDRINUSE else "health.host and health.port"
                raise HealthAddressError(
                    f"{named}: cannot listen on {host}, port {port}: {os.strerror(error.errno or 0)}. "
                    "Choose another one, or port 0 to switch it off"
                ) from error
            yield
        finally:
            await runner.cleanup()


def _app(signs: Callable[[], Awaitable[Sequence[Sign]]], pulse: Pulse) -> web.Application:
    asked = 0

    @web.middleware
    async def bounded(request: web.Request, handler: Handler) -> web.StreamResponse:
        nonlocal asked
        if asked >= AT_ONCE:
            return _json(503, {"error": "too many requests at once"})
        asked += 1
        try:
            return await handler(request)
        finally:
            asked -= 1

    async def healthz(_: web.Request) -> web.Response:
        lag = {"last": round(pulse.lag * 1000, 1), "worst_minute": round(pulse.worst * 1000, 1)}
        return _json(200, {"alive": True, "uptime_seconds": round(pulse.uptime, 1), "lag_ms": lag})

    async def readyz(_: web.Request) -> web.Response:
        found = await signs()
        ready = all(sign.fine for sign in found)
        listed = {sign.name: {"fine": sign.fine, "says": sign.says} | dict(sign.figures) for sign in found}
        return _json(200 if ready else 503, {"ready": ready, "signs": listed})

    app = web.Application(middlewares=[bounded], client_max_size=1024)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    return app


def _json(status: int, body: dict[str, object]) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(body), content_type="application/json", headers=HEADERS)
