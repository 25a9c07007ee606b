"""The gateway as the rest of the sandbox sees it: sockets in, events out, and the levers for tests."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox.clock import Clock
from sandbox.events import Event
from sandbox.faults import Faults
from sandbox.gateway.connection import Connection
from sandbox.gateway.handshake import Handshake
from sandbox.gateway.identifies import Identifies
from sandbox.gateway.intents import Intent
from sandbox.gateway.opcodes import Close, Op
from sandbox.gateway.ready import member_chunks
from sandbox.gateway.requests import Request
from sandbox.gateway.session import Frame, Session
from sandbox.gateway.sessions import Sessions
from sandbox.model import Guild
from sandbox.wire import Wire
from sandbox.world import World

HEARTBEAT_INTERVAL = 41.25
ACK_AFTER = 0.04
"""Real seconds from a heartbeat to its acknowledgement, as over a network.

discord.py notes when it sent a heartbeat in another thread than the one that reads. Over loopback the acknowledgement
is often read first: the latency is then counted from the heartbeat before, and logged as "Can't keep up" by 41 seconds.
"""
_ENDED_BY_BOT = (1000, 1001)


class Gateway:
    """Serves every shard of the one bot.

    A session lives on when its socket drops and collects what it misses, until the bot closes it with 1000 or 1001, it
    is invalidated, or nobody resumed it for three minutes. `heartbeat_interval` is what HELLO asks for, in seconds.
    """

    def __init__(
        self,
        *,
        world: World,
        clock: Clock,
        faults: Faults,
        wire: Wire,
        guild_payload: Callable[[Guild], dict[str, Any]],
        base_ws_url: Callable[[], str],
        max_concurrency: int = 1,
    ) -> None:
        self._world = world
        self._clock = clock
        self._faults = faults
        self._wire = wire
        self._guild_payload = guild_payload
        self.heartbeat_interval = HEARTBEAT_INTERVAL
        self.identifies = Identifies(clock=clock, max_concurrency=max_concurrency)
        self._sessions = Sessions(world=world, clock=clock)
        self._handshake = Handshake(
            world=world,
            sessions=self._sessions,
            identifies=self.identifies,
            guild_payload=guild_payload,
            base_ws_url=base_ws_url,
        )
        self._connections: set[Connection] = set()
        self._changed = asyncio.Event()
        self._unsubscribe = world.hub.subscribe(self._sessions.deliver)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Every session that can still get events, connected or waiting to be resumed, oldest first."""
        return self._sessions.all

    @property
    def connections(self) -> int:
        """Open sockets, identified or not."""
        return len(self._connections)

    @property
    def violations(self) -> list[str]:
        """What the bot did more often than Discord allows, in sentences: identifying, sending."""
        return self._handshake.violations

    @property
    def privileged(self) -> Intent:
        """The privileged intents granted to the application; none, unless set."""
        return self._handshake.privileged

    @privileged.setter
    def privileged(self, granted: Intent) -> None:
        self._handshake.privileged = granted

    def ready(self) -> bool:
        """Whether at least one shard is identified and connected."""
        return any(session.connected for session in self.sessions)

    async def wait_ready(self) -> None:
        await self.wait_until(self.ready)

    async def wait_until(self, condition: Callable[[], bool]) -> None:
        """Returns once `condition()` holds; looks again whenever a socket or a session comes, goes or changes."""
        while not condition():
            await self._changed.wait()

    async def drop(self, *, code: int | None = None, abort: bool = False) -> None:
        """Ends every socket: with a close `code`, with a TCP reset (`abort`), or without a word. Sessions stay."""
        dropped = tuple(self._connections)
        for connection in dropped:
            if abort:
                connection.reset()
            elif code is None:
                connection.vanish()
            else:
                connection.hang_up(code)
        await _all_ended(dropped)

    async def reconnect(self) -> None:
        """Asks every bot to reconnect and resume (op 7), and returns when they have left."""
        asked = tuple(self._connections)
        for connection in asked:
            connection.send(Frame.of(Op.RECONNECT, None))
        await _all_ended(asked)

    async def invalidate(self, resumable: bool) -> None:
        """Sends op 9 to every session; if not resumable they are gone. Returns when the bots have hung up."""
        told = tuple(self._connections)
        for connection in told:
            connection.send(Frame.of(Op.INVALID_SESSION, resumable))
            if not resumable:
                connection.session = None
        if not resumable:
            for session in self.sessions:
                self._sessions.end(session)
        await _all_ended(told)

    def request_heartbeat(self) -> None:
        """Asks every bot for a heartbeat at once (op 1)."""
        for connection in self._connections:
            connection.send(Frame.of(Op.HEARTBEAT, None))

    async def close(self) -> None:
        """Closes every socket with 1001 and takes no more events."""
        self._unsubscribe()
        await self.drop(code=Close.GOING_AWAY)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serves one upgrade until its socket ends. 503 while the fault script refuses connections."""
        connection = Connection(request=request, clock=self._clock, faults=self._faults, wire=self._wire)
        if connection.script.refuse:
            return web.Response(status=503, text="no gateway here for now")
        self._connections.add(connection)
        self._tell()
        try:
            await connection.run(
                lambda frame: self._take(connection, frame), heartbeat_interval=self.heartbeat_interval
            )
        finally:
            self._connections.discard(connection)
            self._leave(connection)
            self._tell()
        return connection.socket

    def _take(self, connection: Connection, request: Request) -> None:
        if request.op is Op.HEARTBEAT:
            # By the real clock: it is the bot's threads that need the time, whatever the sandbox's clock says.
            asyncio.get_running_loop().call_later(ACK_AFTER, connection.send, Frame.of(Op.HEARTBEAT_ACK, None))
        elif request.op in (Op.IDENTIFY, Op.RESUME):
            self._shake_hands(connection, request)
        elif connection.session is None:
            connection.hang_up(Close.NOT_AUTHENTICATED, refused=f"{request.op.name} before IDENTIFY")
        elif request.op is Op.REQUEST_GUILD_MEMBERS:
            self._send_members(connection.session, request.data)
        # Presence, voice state, soundboard and channel info are taken and change nothing here.

    def _shake_hands(self, connection: Connection, request: Request) -> None:
        if connection.session is not None:
            connection.hang_up(Close.ALREADY_AUTHENTICATED, refused=f"{request.op.name} on a session that is up")
        elif request.op is Op.IDENTIFY:
            self._handshake.identify(connection, request.data)
        else:
            self._handshake.resume(connection, request.data, others=self._connections - {connection})
        self._tell()

    def _send_members(self, session: Session, request: Any) -> None:
        wanted = request.get("guild_id") if isinstance(request, dict) else None
        guild = self._world.guilds.get(int(wanted)) if isinstance(wanted, str) and wanted.isdecimal() else None
        if guild is None:
            return
        for chunk in member_chunks(request, self._guild_payload(guild)["members"]):
            self._sessions.deliver_to(session, Event("GUILD_MEMBERS_CHUNK", chunk, guild.id))

    def _leave(self, connection: Connection) -> None:
        if connection.too_many_sends:
            self.violations.append(connection.too_many_sends)
        session = connection.session
        if session is None:
            return
        self._sessions.leave(session)
        if connection.closed_by_bot in _ENDED_BY_BOT:
            self._sessions.end(session)

    def _tell(self) -> None:
        told, self._changed = self._changed, asyncio.Event()
        told.set()


async def _all_ended(connections: tuple[Connection, ...]) -> None:
    await asyncio.gather(*(connection.wait_ended() for connection in connections))
