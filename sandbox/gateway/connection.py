"""One WebSocket from its upgrade to its end: what is written, what is read, and who hung up."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from sandbox.clock import Clock
from sandbox.faults import Faults, GatewayScript, reset_connection
from sandbox.gateway.opcodes import Close, Op
from sandbox.gateway.requests import Request, read_frame
from sandbox.gateway.session import Frame, Session
from sandbox.gateway.transport import encoder_for
from sandbox.wire import Direction, Exchange, Wire

MAX_SENDS = 120
SEND_WINDOW = timedelta(seconds=60)
WAITING_FRAMES = 4096
"""Frames a bot may leave unread before it is cut off; its session keeps what can be replayed."""

_CLOSE_TIMEOUT = 2.0


@dataclass(frozen=True, slots=True)
class _Hangup:
    code: int


class Connection:
    """Reads requests for `take`, which may answer with `send`, `hang_up` or both, and writes in the order told.

    After `run` has returned, `closed_by_bot` is the code the bot closed with, None when it vanished or was hung up on,
    and `too_many_sends` says in a sentence that it sent more than Discord takes, if it did.
    aiohttp reports 1000 for a socket we closed ourselves, so its `close_code` says nothing about the bot's wishes.
    """

    def __init__(self, *, request: web.Request, clock: Clock, faults: Faults, wire: Wire) -> None:
        self._request = request
        self._clock = clock
        self._faults = faults
        self._wire = wire
        self.socket = web.WebSocketResponse(timeout=_CLOSE_TIMEOUT, compress=False)
        self._encode = encoder_for(request.query.get("compress"))
        self._waiting: asyncio.Queue[Frame | _Hangup] = asyncio.Queue(WAITING_FRAMES)
        self._sends: deque[datetime] = deque(maxlen=MAX_SENDS)
        self._hung_up = False
        self._closing = False
        self._leaving = asyncio.Event()
        self._receiving: asyncio.Task[WSMessage] | None = None
        self._ended = asyncio.Event()
        self.script: GatewayScript = faults.for_connection()
        self.session: Session | None = None
        self.closed_by_bot: int | None = None
        self.too_many_sends = ""

    async def run(self, take: Callable[[Request], None], *, heartbeat_interval: float) -> None:
        """Serves the socket until it ends, whoever ends it. `heartbeat_interval` in seconds goes into HELLO."""
        await self.socket.prepare(self._request)
        writer = asyncio.create_task(self._write())
        helpers = [writer]
        if self.script.drop_every is not None:
            helpers.append(asyncio.create_task(self._reset_after(self.script.drop_every)))
        try:
            self._greet(heartbeat_interval)
            await self._read(take)
            if self._closing:
                # The reader learns first that we are closing; the writer is still waiting for the bot's last word.
                await asyncio.wait({writer}, timeout=_CLOSE_TIMEOUT + 1)
        finally:
            for helper in helpers:
                helper.cancel()
            results = await asyncio.gather(*helpers, return_exceptions=True)
            self._ended.set()
        for result in results:
            if isinstance(result, Exception):
                raise result

    def _greet(self, heartbeat_interval: float) -> None:
        query = self._request.query
        if self.script.close_before_hello:
            self.hang_up(Close.GOING_AWAY)
        elif query.get("v", "10") != "10" or query.get("encoding", "json") != "json":
            self.hang_up(Close.INVALID_API_VERSION, refused="only v=10 with encoding=json is spoken here")
        else:
            self.send(Frame.of(Op.HELLO, {"heartbeat_interval": int(heartbeat_interval * 1000), "_trace": []}))

    def send(self, frame: Frame) -> None:
        if self._hung_up or self._ended.is_set():
            return
        if self._waiting.full():
            self.reset()
        else:
            self._waiting.put_nowait(frame)

    def hang_up(self, code: int, *, refused: str = "") -> None:
        """Closes with `code` once everything sent so far is out. `refused` says what the bot did wrong, if it did."""
        if self._hung_up or self._ended.is_set():
            return
        self._hung_up = True
        self._record("gateway-out", "CLOSE", status=code, problems=(refused,) if refused else (), refused=bool(refused))
        if self._waiting.full():
            self.reset()
        else:
            self._closing = True
            self._waiting.put_nowait(_Hangup(code))

    def vanish(self) -> None:
        """Ends the TCP connection without a WebSocket close: the bot sees 1006."""
        self._hung_up = True
        if self._request.transport is not None:
            self._request.transport.close()

    def reset(self) -> None:
        """Ends the TCP connection with a reset."""
        self._hung_up = True
        reset_connection(self._request)

    async def wait_ended(self) -> None:
        await self._ended.wait()

    async def _reset_after(self, seconds: float) -> None:
        await self._clock.sleep_until(self._clock.now() + timedelta(seconds=seconds))
        self.reset()

    async def _write(self) -> None:
        while True:
            item = await self._waiting.get()
            if isinstance(item, _Hangup):
                await self._say_goodbye(item.code)
                return
            if self._faults.mute or (self._faults.silent_heartbeats and item.op is Op.HEARTBEAT_ACK):
                continue
            self._record("gateway-out", item.op.name, template=item.name, answer={"op": item.op, "d": item.data})
            try:
                if self._encode is None:
                    await self.socket.send_str(item.text.decode())
                else:
                    await self.socket.send_bytes(self._encode(item.text))
            except ConnectionError:
                return  # the reading side finds the end and reports it

    async def _say_goodbye(self, code: int) -> None:
        """Sends the close frame and waits for the bot's own before the connection ends, as RFC 6455, 7.1.1 has it.

        While somebody reads, aiohttp ends it at once: a busy bot then finds it gone before it could answer, and takes
        the code for 1006.
        """
        self._leaving.set()
        if self._receiving is not None:
            self._receiving.cancel()
            await asyncio.wait({self._receiving})
        await self.socket.close(code=code)
        last = self.socket.close_code
        if last is not None:
            self._note_close(last)

    async def _receive(self) -> WSMessage | None:
        """The next message; None once we are leaving, and the bot's last word is not for the reader."""
        if self._leaving.is_set():
            return None
        self._receiving = asyncio.create_task(self.socket.receive())
        try:
            return await self._receiving
        except asyncio.CancelledError:
            if self._leaving.is_set() and self._receiving.cancelled():
                return None
            self._receiving.cancel()
            raise

    async def _read(self, take: Callable[[Request], None]) -> None:
        while True:
            message = await self._receive()
            if message is None:
                return
            if message.type is WSMsgType.CLOSE:
                self._note_close(message.data)
                return
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            if self._hung_up:
                continue
            raw = message.data.encode() if message.type is WSMsgType.TEXT else message.data
            request = read_frame(raw)
            if isinstance(request, Close):
                self._record("gateway-in", "UNREADABLE", body=raw[:200].decode("utf-8", "replace"))
                self.hang_up(request, refused=_WRONG[request])
                continue
            self._record("gateway-in", request.op.name, body={"op": request.op, "d": _masked(request.data)})
            if self._over_limit():
                self.too_many_sends = f"more than {MAX_SENDS} gateway frames in a minute"
                self.hang_up(Close.RATE_LIMITED, refused=self.too_many_sends)
                continue
            take(request)

    def _note_close(self, code: int) -> None:
        if not self._hung_up:
            self.closed_by_bot = code
        self._record("gateway-in", "CLOSE", status=code)

    def _over_limit(self) -> bool:
        now = self._clock.now()
        crowded = len(self._sends) == MAX_SENDS and now - self._sends[0] < SEND_WINDOW
        self._sends.append(now)
        return crowded

    def _record(
        self,
        direction: Direction,
        method: str,
        *,
        template: str = "",
        status: int = 0,
        body: Any = None,
        answer: Any = None,
        problems: tuple[str, ...] = (),
        refused: bool = False,
    ) -> None:
        shard = f"shard {self.session.shard[0]} of {self.session.shard[1]}" if self.session else "no session"
        self._wire.record(
            Exchange(
                at=self._clock.now(),
                direction=direction,
                method=method,
                template=template,
                path=shard,
                status=status,
                request_body=body,
                response_body=answer,
                problems=problems,
                refused=refused,
            )
        )


_WRONG = {
    Close.UNKNOWN_OPCODE: "an opcode the gateway does not know",
    Close.DECODE_ERROR: "not a JSON frame of at most 4096 bytes",
}


def _masked(data: Any) -> Any:
    return {**data, "token": "(masked)"} if isinstance(data, dict) and "token" in data else data
