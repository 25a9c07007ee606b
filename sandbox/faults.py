"""The fault script: what goes wrong next, said in one line of Python."""

import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from http import HTTPStatus
from typing import Any, Literal

import orjson
from aiohttp import web

from sandbox.clock import Clock
from sandbox.ratelimits import too_many_requests
from sandbox.wire import API, INJECTED, Handler

Moment = Literal["before", "after"]
"""Before the request has any effect, or after it has taken full effect and only its answer is lost."""

CLOUDFLARE_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><center>cloudflare</center></body></html>"
"""What stands in front of Discord answers with, when Discord does not: `status=502, body=CLOUDFLARE_PAGE`."""


@dataclass(slots=True, eq=False, kw_only=True)
class Fault:
    """One line of the script; `hits` counts the requests it has spoilt, `left` those it still will (None: all)."""

    method: str
    pattern: str
    status: int | None
    code: int
    body: Mapping[str, Any] | str | None
    when: Moment
    reset: Moment | None
    hangup: Moment | None
    delay: float
    retry_after: float | None
    scope: Literal["user", "shared", "global"]
    via: bool
    left: int | None
    hits: int = 0

    def __str__(self) -> str:
        return f"fault script: {self.method} {self.pattern} {self._deed()}"

    def _deed(self) -> str:
        if self.reset or self.hangup:
            return f"connection {'reset' if self.reset else 'closed'} {self.reset or self.hangup} processing"
        if self.answers:
            return f"answered {self.status} {self.when} processing"
        return f"held back {self.delay:g} s"

    @property
    def answers(self) -> bool:
        return self.status is not None

    def cuts(self, moment: Moment) -> bool:
        return moment in (self.reset, self.hangup)

    def response(self) -> web.Response:
        if self.retry_after is not None:
            response = too_many_requests(
                self.retry_after, scope=self.scope, global_=self.scope == "global", via=self.via, code=self.code or None
            )
            if isinstance(self.body, str):
                response.content_type, response.body = "text/html", self.body.encode()
            return response
        status = self.status or 500
        headers = {"Via": "1.1 google"} if self.via else {}
        if isinstance(self.body, str):
            return web.Response(status=status, text=self.body, content_type="text/html", headers=headers)
        body = self.body or {"message": f"{status}: {_phrase(status)}", "code": self.code}
        return web.Response(status=status, body=orjson.dumps(body), content_type="application/json", headers=headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayScript:
    """What the gateway does wrong to each connection; see `Faults.gateway`."""

    refuse: bool = False
    close_before_hello: bool = False
    close_code: int | None = None
    invalid_session: bool | None = None
    reconnect: bool = False
    drop_every: float | None = None


class Faults:
    """REST faults by method and path, gateway faults as one script. `clear()` ends them all.

    Put `middleware` inside the rate limits' and outside whatever turns a DiscordError into an answer.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._script: list[Fault] = []
        self._gateway = GatewayScript()
        self._gateway_left: int | None = None
        self.silent_heartbeats = False
        """The gateway goes on dispatching but acknowledges no heartbeat: half of a zombie connection."""
        self.mute = False
        """The gateway sends nothing at all on connections that are open, as when a route is lost: a whole one."""

    def next(
        self,
        method: str,
        pattern: str,
        *,
        status: int | None = None,
        code: int = 0,
        body: Mapping[str, Any] | str | None = None,
        when: Moment = "before",
        reset: Moment | None = None,
        hangup: Moment | None = None,
        delay: float = 0.0,
        retry_after: float | None = None,
        scope: Literal["user", "shared", "global"] = "user",
        via: bool = True,
        times: int | None = 1,
    ) -> Fault:
        """Spoils the next `times` requests (None: all, until `clear`) of `method` ("*": any) whose path fits `pattern`.

        The path is what follows /api/v10; `*` stands for anything, slashes included: "/interactions/*/callback".
        Several faults for one request are taken in the order they were set, one a request.

        - `status=502` answers so without processing; `when="after"` processes first, so the deed is done and the bot
          does not know. `code` is Discord's error code; `body` replaces the whole body, text goes out as HTML.
        - `reset="before"` or `"after"` cuts the connection with a TCP reset, `hangup=` closes it without an answer.
          aiohttp sends a GET, PUT or DELETE that met this on a connection kept alive once more, without telling.
        - `delay=1.0` holds the request back, by the sandbox's clock; alone or with any of the others. With
          `when="after"` the answer is held back.
        - `retry_after=0.3` is a 429 in `scope`; `via=False` makes it look like a ban by Cloudflare.
        """
        fault = Fault(
            method=method.upper(),
            pattern=pattern,
            status=429 if status is None and retry_after is not None else status,
            code=code,
            body=body,
            when=when,
            reset=reset,
            hangup=hangup,
            delay=delay,
            retry_after=retry_after,
            scope=scope,
            via=via,
            left=times,
        )
        if not (fault.answers or reset or hangup or delay > 0):
            raise ValueError("a fault needs one of status, retry_after, reset, hangup or delay")
        self._script.append(fault)
        return fault

    def gateway(
        self,
        *,
        refuse: bool = False,
        close_before_hello: bool = False,
        close_code: int | None = None,
        invalid_session: bool | None = None,
        reconnect: bool = False,
        drop_every: float | None = None,
        silent_heartbeats: bool = False,
        mute: bool = False,
        times: int | None = None,
    ) -> None:
        """Replaces the gateway's whole script; without arguments it behaves.

        For each of the next `times` connections (None: every one):

        - `refuse` answers the upgrade with 503; `close_before_hello` takes the socket and closes it;
        - `close_code=4000` closes so instead of answering IDENTIFY or RESUME;
        - `invalid_session=True` or `False` answers them with op 9, resumable or not;
        - `reconnect` sends op 7 right after READY or RESUMED;
        - `drop_every=2.0` resets each connection that many seconds after it opened.

        `silent_heartbeats` and `mute` act at once on every connection, until the script is replaced.
        """
        self._gateway = GatewayScript(
            refuse=refuse,
            close_before_hello=close_before_hello,
            close_code=close_code,
            invalid_session=invalid_session,
            reconnect=reconnect,
            drop_every=drop_every,
        )
        self._gateway_left = times
        self.silent_heartbeats = silent_heartbeats
        self.mute = mute

    def clear(self) -> None:
        self._script.clear()
        self.gateway()

    @property
    def pending(self) -> tuple[Fault, ...]:
        """The REST faults that have not run out."""
        return tuple(self._script)

    def for_connection(self) -> GatewayScript:
        """The script of a connection that just arrived, which uses up one of its `times`."""
        script = self._gateway
        if self._gateway_left is not None:
            self._gateway_left -= 1
            if self._gateway_left <= 0:
                self._gateway, self._gateway_left = GatewayScript(), None
        return script

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        fault = self._take(request)
        if fault is None:
            return await handler(request)
        if fault.when == "before":
            await self._hold(fault)
        if fault.cuts("before"):
            return _cut(request, fault)
        if fault.answers and fault.when == "before":
            request[INJECTED] = str(fault)
            return fault.response()
        response = await handler(request)
        if fault.when == "after":
            await self._hold(fault)
        if fault.cuts("after"):
            return _cut(request, fault)
        if fault.answers:
            request[INJECTED] = str(fault)
            return fault.response()
        return response

    def _take(self, request: web.Request) -> Fault | None:
        if not self._script or not request.path.startswith(API):
            return None
        path = request.path.removeprefix(API)
        for fault in self._script:
            if fault.method in ("*", request.method) and fnmatchcase(path, fault.pattern):
                fault.hits += 1
                if fault.left is not None:
                    fault.left -= 1
                    if fault.left <= 0:
                        self._script.remove(fault)
                return fault
        return None

    async def _hold(self, fault: Fault) -> None:
        if fault.delay > 0:
            await self._clock.sleep_until(self._clock.now() + timedelta(seconds=fault.delay))


def reset_connection(request: web.Request) -> None:
    """Ends the TCP connection with a reset, so that the other side reads ECONNRESET and not an orderly end."""
    transport = request.transport
    if transport is None:
        return
    raw = transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def _cut(request: web.Request, fault: Fault) -> web.Response:
    request[INJECTED] = str(fault)
    if fault.reset:
        reset_connection(request)
    elif request.transport is not None:
        request.transport.close()
    # Nobody reads this: aiohttp needs something to return, and finds the connection closed.
    return web.Response(status=500)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "A timeout occurred" if status == 524 else "Unknown"
