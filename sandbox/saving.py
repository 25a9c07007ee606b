"""The world as one JSON file: read at the start, written whole or not at all."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from sandbox.changes import Change
from sandbox.clock import Clock
from sandbox.events import Event
from sandbox.model import Application, Channel, Command, Guild, Message, User
from sandbox.world import World

WRITE_AFTER = 0.25
"""Seconds between the first change and the writing of it and all that came meanwhile."""


@dataclass(slots=True)
class Snapshot:
    """What outlives a restart: everything but open interactions and messages only one person sees."""

    last_id: int
    application: Application
    users: list[User]
    guilds: list[Guild]
    channels: list[Channel]
    commands: list[Command]
    messages: list[Message]


_SNAPSHOT = TypeAdapter(Snapshot)


def snapshot(world: World) -> bytes:
    public = [one for one in world.messages.values() if one.ephemeral_for is None]
    kept = Snapshot(
        world.ids.last,
        world.application,
        list(world.users.values()),
        list(world.guilds.values()),
        list(world.channels.values()),
        list(world.commands.values()),
        sorted(public, key=lambda one: one.id),
    )
    return _SNAPSHOT.dump_json(kept)


def restore(data: bytes, *, clock: Clock | None = None) -> World:
    """Raises ValueError (pydantic's) for what is no snapshot. Ids go on where they stopped."""
    kept = _SNAPSHOT.validate_json(data)
    world = World(application=kept.application, clock=clock, last_id=kept.last_id)
    world.users = {one.id: one for one in kept.users}
    world.guilds = {one.id: one for one in kept.guilds}
    world.channels = {one.id: one for one in kept.channels}
    world.commands = {one.id: one for one in kept.commands}
    for message in kept.messages:
        world.keep(message)
    return world


def write(path: Path, data: bytes) -> None:
    """Replace the file in one step, synced first: whenever it stops, one whole state is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(path.suffix + ".half")
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


class Saver:
    """Writes a world a moment after it changed, and once more when closed."""

    def __init__(self, *, world: World, path: Path) -> None:
        self._world = world
        self._path = path
        self._changed = asyncio.Event()
        self._writing = asyncio.Lock()
        self._stop = (world.changes.subscribe(self._note), world.hub.subscribe(self._note))
        self._task = asyncio.create_task(self._run())

    def _note(self, _: Change | Event) -> None:
        self._changed.set()

    async def _run(self) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(WRITE_AFTER)
            self._changed.clear()
            # A write that has begun cannot be called off: `close` waits for it, or both would write the same file.
            await asyncio.shield(self._write(snapshot(self._world)))

    async def _write(self, data: bytes) -> None:
        async with self._writing:
            await asyncio.to_thread(write, self._path, data)

    async def close(self) -> None:
        for unsubscribe in self._stop:
            unsubscribe()
        self._task.cancel()
        await asyncio.wait((self._task,))
        await self._write(snapshot(self._world))
