"""The tool's WebSocket: how the bot is connected, what is set to go wrong, and the wire as it is spoken."""

import asyncio
import contextlib
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.gateway import Session
from sandbox.page.tool.journal import Journal
from sandbox.page.tool.levers import Levers
from sandbox.place import Place

EVERY = 0.25
"""Seconds between two looks; what came in between is told at once."""


class Watch:
    """One page's view: the state when it changes, and, with `rows`, every exchange the journal keeps."""

    def __init__(
        self, *, socket: web.WebSocketResponse, place: Place, journal: Journal, levers: Levers, rows: bool
    ) -> None:
        self._socket = socket
        self._place = place
        self._journal = journal
        self._levers = levers
        self._rows = rows

    async def run(self) -> None:
        """Tell until the page is gone."""
        telling = asyncio.create_task(self._tell())
        try:
            async for message in self._socket:
                if message.type == WSMsgType.ERROR:
                    break
        finally:
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await telling

    async def _tell(self) -> None:
        told: dict[str, Any] | None = None
        last = 0
        while True:
            state = self._state()
            if state != told:
                told = state
                await self._socket.send_json({"kind": "state", "state": state})
            rows = self._journal.after(last) if self._rows else []
            if rows:
                last = rows[-1]["number"]
                await self._socket.send_json({"kind": "rows", "rows": rows})
            await asyncio.sleep(EVERY)

    def _state(self) -> dict[str, Any]:
        heartbeat, offline = self._journal.last_heartbeat, self._levers.offline_until
        return {
            "bot": self._place.world.bot.shown,
            "ready": self._place.gateway.ready(),
            "sessions": [self._session(one) for one in self._place.gateway.sessions],
            "heartbeat": heartbeat.isoformat() if heartbeat else None,
            "faults": self._levers.pending(),
            "offline": offline.isoformat() if offline else None,
            "refused": self._journal.refused,
            "violations": list(self._place.gateway.violations),
        }

    def _session(self, session: Session) -> dict[str, Any]:
        name = f"shard {session.shard[0]} of {session.shard[1]}"
        since = self._journal.connected_since.get(name) if session.connected else session.left_at
        return {
            "name": name,
            "connected": session.connected,
            "since": since.isoformat() if since else None,
            "events": session.seq,
            "resumes": session.resumes,
        }
