"""A gateway on a real port, and a client that speaks raw frames to it."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import orjson
from aiohttp import web

from sandbox.clock import Clock, ManualClock, SystemClock
from sandbox.events import Event
from sandbox.faults import Faults
from sandbox.gateway import Gateway
from sandbox.model import Application, Guild, Member, User
from sandbox.wire import Wire
from sandbox.world import World

TOKEN = "sandbox-heron"
NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
BOT, ADA = 100 << 22, 200 << 22
EVEN, ODD = 4 << 22, 5 << 22
"""Two servers: of two shards, the first serves EVEN, the second ODD."""


def small_world(clock: Clock) -> World:
    world = World(application=Application(id=BOT, name="Bot", token=TOKEN, owner_id=ADA), clock=clock)
    world.users = {BOT: User(BOT, "bot", bot=True), ADA: User(ADA, "ada", "Ada")}
    for guild_id, name in ((EVEN, "Even"), (ODD, "Odd")):
        members = {user_id: Member(user_id, guild_id, NOON) for user_id in (BOT, ADA)}
        world.guilds[guild_id] = Guild(guild_id, name, owner_id=ADA, members=members)
    return world


def guild_payload(guild: Guild) -> dict[str, Any]:
    members = [{"user": {"id": str(one), "username": f"user{one}"}, "nick": None} for one in guild.members]
    return {"id": str(guild.id), "name": guild.name, "members": members}


@dataclass
class Port:
    """A gateway that listens; `connect` opens a raw client on it."""

    url: str
    http: aiohttp.ClientSession
    gateway: Gateway
    world: World
    faults: Faults
    wire: Wire
    clock: Clock

    def say(self, name: str, guild_id: int | None, **data: Any) -> None:
        self.world.hub.publish(Event(name, data, guild_id))

    async def connect(self, **query: str) -> "Client":
        query = {"v": "10", "encoding": "json", **query}
        return Client(await self.http.ws_connect(self.url, params=query, autoclose=False), query.get("compress", ""))

    async def identified(self, *, intents: int = 0, shard: tuple[int, int] = (0, 1), **query: str) -> "Client":
        client = await self.connect(**query)
        await client.expect(10)
        await client.identify(intents=intents, shard=list(shard))
        client.ready = await client.expect(0, "READY")
        return client


@dataclass
class Client:
    """Frames as a bot sends and reads them; `seq` follows what it was sent."""

    socket: aiohttp.ClientWebSocketResponse
    compress: str = ""
    seq: int | None = None
    ready: dict[str, Any] = field(default_factory=dict)
    binary: int = 0

    def __post_init__(self) -> None:
        self._inflate = zlib.decompressobj()

    async def send(self, op: int, data: Any = None) -> None:
        await self.socket.send_str(orjson.dumps({"op": op, "d": data}).decode())

    async def identify(self, **changes: Any) -> None:
        await self.send(2, {"token": TOKEN, "intents": 0, "properties": {"os": "linux"}, **changes})

    async def resume(self, ready: dict[str, Any], seq: int) -> None:
        await self.send(6, {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": seq})

    async def read(self) -> dict[str, Any]:
        """The next frame; `{"close": code}` for the end, None as the code when the connection was lost."""
        message = await asyncio.wait_for(self.socket.receive(), 5)
        if message.type is aiohttp.WSMsgType.CLOSE:
            await self.socket.close()
            return {"close": message.data}
        if message.type is aiohttp.WSMsgType.BINARY:
            assert message.data.endswith(b"\x00\x00\xff\xff")
            self.binary += 1
            frame = orjson.loads(self._inflate.decompress(message.data))
        elif message.type is aiohttp.WSMsgType.TEXT:
            frame = orjson.loads(message.data)
        else:
            return {"close": None}
        self.seq = frame["s"] if frame["s"] is not None else self.seq
        assert isinstance(frame, dict)
        return frame

    async def expect(self, op: int, name: str | None = None) -> dict[str, Any]:
        frame = await self.read()
        assert (frame.get("op"), frame.get("t")) == (op, name), frame
        return frame

    async def closed_with(self) -> int | None:
        """Reads to the end and gives the close code."""
        while "close" not in (frame := await self.read()):
            pass
        code: int | None = frame["close"]
        return code


@asynccontextmanager
async def listening(clock: Clock | None = None, **settings: Any) -> AsyncIterator[Port]:
    clock = clock or SystemClock()
    world, faults, wire = small_world(clock), Faults(clock=clock), Wire(clock=clock)
    gateway = Gateway(
        world=world,
        clock=clock,
        faults=faults,
        wire=wire,
        guild_payload=guild_payload,
        base_ws_url=lambda: "ws://resume.here",
        **settings,
    )
    app = web.Application()
    app.router.add_get("/", gateway.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with aiohttp.ClientSession() as http:
            url = f"ws://127.0.0.1:{runner.addresses[0][1]}/"
            yield Port(url, http, gateway, world, faults, wire, clock)
    finally:
        await gateway.close()
        await runner.cleanup()


def still_clock() -> ManualClock:
    return ManualClock(NOON)
