"""What changes, told to one open page over one WebSocket, each viewer only what they may see."""

import asyncio
import contextlib
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.changes import Change, Changes
from sandbox.page.views import Views

BACKLOG = 2000
"""Changes a page may be behind. One that reads no more is let go: it comes back and fetches everything anew."""

READY_EVERY = 0.5
"""Seconds between two looks at whether the bot is connected."""

_TOO_SLOW = 1013  # RFC 6455 registry: try again later


class Listener:
    """One page that is looking at the place as `viewer`."""

    def __init__(self, *, socket: web.WebSocketResponse, viewer: int, views: Views, changes: Changes) -> None:
        self._socket = socket
        self._viewer = viewer
        self._views = views
        self._changes = changes
        self._queue: asyncio.Queue[Change] = asyncio.Queue(BACKLOG)
        self._behind = False
        self._ready: bool | None = None

    async def run(self) -> None:
        """Tell until the page is gone."""
        unsubscribe = self._changes.subscribe(self._note)
        telling = asyncio.create_task(self._tell())
        try:
            async for message in self._socket:
                if message.type == WSMsgType.ERROR:
                    break
        finally:
            unsubscribe()
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await telling

    def _note(self, change: Change) -> None:
        if change.viewer not in (None, self._viewer):
            return
        try:
            self._queue.put_nowait(change)
        except asyncio.QueueFull:
            self._behind = True

    async def _tell(self) -> None:
        while not self._behind:
            await self._tell_readiness()
            for change in await self._next():
                event = self._event(change)
                if event is not None:
                    await self._socket.send_json(event)
        await self._socket.close(code=_TOO_SLOW)

    async def _next(self) -> list[Change]:
        """The changes at hand, the last of each kind and id; none when nothing happens for a while."""
        try:
            first = await asyncio.wait_for(self._queue.get(), READY_EVERY)
        except TimeoutError:
            return []
        waiting = {_about(first): first}
        while not self._queue.empty():
            change = self._queue.get_nowait()
            waiting.pop(_about(change), None)
            waiting[_about(change)] = change
        return list(waiting.values())

    async def _tell_readiness(self) -> None:
        ready = self._views.bot_ready()
        if ready != self._ready:
            self._ready = ready
            await self._socket.send_json({"kind": "bot", "ready": ready})

    def _event(self, change: Change) -> dict[str, Any] | None:
        match change.kind:
            case "message":
                message = self._views.message_for(self._viewer, change.id)
                return None if message is None else {"kind": "message", "message": message}
            case "message_removed" if self._views.sees(self._viewer, change.channel_id):
                return {"kind": "message_removed", "channel": str(change.channel_id), "id": str(change.id)}
            case "channel" | "channel_removed" | "member":
                return {"kind": "places"}
            case "commands":
                return {"kind": "commands"}
            case _:
                return None


def _about(change: Change) -> tuple[str, int]:
    """What a change is about: channels, members and commands are fetched whole, so one of each kind is enough."""
    kinds = {"channel": "places", "channel_removed": "places", "member": "places"}
    kind = kinds.get(change.kind, change.kind)
    return kind, 0 if kind in ("places", "commands") else change.id
