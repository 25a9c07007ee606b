"""A bounded record of everything that crossed the wire, REST and gateway, both ways."""

import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import orjson
from aiohttp import web

from sandbox.clock import Clock
from sandbox.events import Listeners

API = "/api/v10"
"""Where REST lives; the wire, the rate limits and the fault script leave every other path alone."""

BODY = web.RequestKey("body", object)
"""Set by a handler that read a multipart request: its parsed `payload_json`. JSON bodies are read by the middleware."""

PROBLEMS = web.RequestKey("problems", tuple)
"""Set by a handler: what `Checks.body` returned, warnings about a request that was nevertheless taken."""

INJECTED = web.RequestKey("injected", str)
"""Set by the fault script on a request it spoilt: one line saying how."""

# Codes that say "this request should not have been written": not for bots, too many commands, an empty message, a form
# error, no JSON. 40060 (already acknowledged) is a lost race; missing rights and things that are gone are the world's.
_NEVER_RIGHT = frozenset({20001, 30032, 50006, 50035, 50109})

Direction = Literal["rest", "gateway-in", "gateway-out"]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request with its answer, or one gateway frame.

    REST: `template` is the path as the OpenAPI file writes it (empty for an unknown route), `path` the path as sent,
    `status` the HTTP status (0: the connection was cut before an answer), bodies decoded (None where there is none,
    text where it was no JSON).
    Gateway: `direction` is seen from the sandbox ("gateway-in" comes from the bot), `method` is the opcode's name,
    `template` the event's name, `path` like "shard 0 of 2", `status` the close code or 0, and the frame is in
    `request_body` (in) or `response_body` (out). Tokens of IDENTIFY and RESUME are masked.

    `ms` is the time spent inside the sandbox. `problems` are remarks in words. `refused` says that the bot sent
    something Discord would not have taken, fault script excepted.
    """

    at: datetime
    direction: Direction
    method: str
    template: str
    path: str
    status: int = 0
    request_body: Any = None
    response_body: Any = None
    ms: float = 0.0
    problems: tuple[str, ...] = ()
    refused: bool = False

    def __str__(self) -> str:
        """One line for an assertion's message: `POST /channels/7/messages 400 data.content: Must be ...`."""
        return " ".join(part for part in (self.method, self.path, str(self.status), "; ".join(self.problems)) if part)


class Wire:
    """The last `capacity` exchanges, oldest first, and the last `capacity` refusals, which outlive the rest."""

    def __init__(self, *, clock: Clock, capacity: int = 2000) -> None:
        self._clock = clock
        self._exchanges: deque[Exchange] = deque(maxlen=capacity)
        self._refusals: deque[Exchange] = deque(maxlen=capacity)
        self._listeners = Listeners[Exchange]()

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        return tuple(self._exchanges)

    @property
    def refusals(self) -> tuple[Exchange, ...]:
        """Everything the bot sent that Discord would have refused as badly formed; empty is what a suite asserts."""
        return tuple(self._refusals)

    def record(self, exchange: Exchange) -> None:
        self._exchanges.append(exchange)
        if exchange.refused:
            self._refusals.append(exchange)
        self._listeners.tell(exchange)

    def subscribe(self, callback: Callable[[Exchange], None]) -> Callable[[], None]:
        """Calls back with each exchange as it is recorded; returns what ends that."""
        return self._listeners.add(callback)

    def clear(self) -> None:
        self._exchanges.clear()
        self._refusals.clear()

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Records each REST request. The outermost middleware: it sees what left, whoever answered."""
        if not request.path.startswith(API):
            return await handler(request)
        at, started = self._clock.now(), time.perf_counter()
        body = await _json_body(request)
        status, answer = 0, None
        try:
            response = await handler(request)
            status, answer = response.status, _answer(response)
            return response
        except web.HTTPException as refusal:
            status, answer = refusal.status, refusal.text
            raise
        finally:
            if request.transport is None or request.transport.is_closing():
                status, answer = 0, None
            injected = request.get(INJECTED)
            problems = (*request.get(PROBLEMS, ()), *problems_in(answer), *((injected,) if injected else ()))
            self.record(
                Exchange(
                    at=at,
                    direction="rest",
                    method=request.method,
                    template=template_of(request),
                    path=request.path_qs.removeprefix(API),
                    status=status,
                    request_body=request.get(BODY, body),
                    response_body=answer,
                    ms=(time.perf_counter() - started) * 1000,
                    problems=problems,
                    refused=not injected and _is_refusal(status, answer),
                )
            )


def template_of(request: web.Request) -> str:
    """The route's path as the OpenAPI file writes it, e.g. "/channels/{channel_id}/messages"; empty when unknown."""
    resource = request.match_info.route.resource
    return resource.canonical.removeprefix(API) if resource is not None else ""


def problems_in(answer: Any) -> tuple[str, ...]:
    """An error body in words: `data.embeds.0.title: Must be 256 or fewer in length.`; empty when it is no error."""
    if not isinstance(answer, dict) or "code" not in answer or "message" not in answer:
        return ()
    nested = tuple(_flatten(answer.get("errors"), ()))
    return nested or (f"{answer['code']}: {answer['message']}",)


def _flatten(errors: Any, path: tuple[str, ...]) -> Iterable[str]:
    if not isinstance(errors, dict):
        return
    for key, value in errors.items():
        if key == "_errors":
            for error in value:
                yield f"{'.'.join(path) or 'body'}: {error['message']}"
        else:
            yield from _flatten(value, (*path, key))


def _is_refusal(status: int, answer: Any) -> bool:
    code = answer.get("code") if isinstance(answer, dict) else None
    # 404 with code 0 or none is a path Discord does not have; with a code it is something that is gone.
    return status in {405, 413, 501} or (status == 404 and not code) or (status >= 400 and code in _NEVER_RIGHT)


async def _json_body(request: web.Request) -> Any:
    if request.content_type != "application/json" or not request.can_read_body:
        return None
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        return None  # the handler meets the same limit and answers it
    return _decode(raw)


def _answer(response: web.StreamResponse) -> Any:
    body = response.body if isinstance(response, web.Response) else None
    return _decode(body) if isinstance(body, bytes | bytearray) and body else None


def _decode(raw: bytes | bytearray) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return raw.decode("utf-8", "replace")
