"""The last exchanges on the wire, numbered, as the page lists them."""

from collections import deque
from datetime import datetime
from typing import Any

import orjson

from sandbox.wire import Exchange, Wire

KEPT = 500
"""Exchanges one can look at. The wire itself keeps more, for tests."""

BODY = 60_000
"""Characters of a body that are shown."""


class Journal:
    """Listens to the wire as long as the place is there."""

    def __init__(self, wire: Wire, *, kept: int = KEPT) -> None:
        self._rows: deque[tuple[int, Exchange]] = deque(maxlen=kept)
        self._last = 0
        self.connected_since: dict[str, datetime] = {}
        """When each shard was last greeted with READY or RESUMED, by its name: "shard 0 of 2"."""
        self.last_heartbeat: datetime | None = None
        self.refused = 0
        """How many times the bot sent what Discord would not have taken."""
        for exchange in wire.exchanges:
            self._note(exchange)
        wire.subscribe(self._note)

    def after(self, number: int) -> list[dict[str, Any]]:
        """What was recorded after the row of this number, oldest first, without bodies."""
        return [_row(own, exchange) for own, exchange in self._rows if own > number]

    def bodies(self, number: int) -> dict[str, Any] | None:
        """The path as it was sent and both bodies as indented JSON; None when the row is no longer kept."""
        exchange = next((one for own, one in self._rows if own == number), None)
        if exchange is None:
            return None
        return {
            "path": exchange.path,
            "request": _pretty(exchange.request_body),
            "response": _pretty(exchange.response_body),
        }

    def _note(self, exchange: Exchange) -> None:
        self._last += 1
        self._rows.append((self._last, exchange))
        self.refused += exchange.refused
        if exchange.direction == "gateway-in" and exchange.method == "HEARTBEAT":
            self.last_heartbeat = exchange.at
        if exchange.direction == "gateway-out" and exchange.template in ("READY", "RESUMED"):
            self.connected_since[exchange.path] = exchange.at


def _row(number: int, exchange: Exchange) -> dict[str, Any]:
    rest = exchange.direction == "rest"
    event = exchange.template or exchange.method
    return {
        "number": number,
        "at": exchange.at.isoformat(),
        "direction": exchange.direction,
        "method": exchange.method if rest else "",
        "what": (exchange.template or exchange.path) if rest else event,
        "status": exchange.status if rest or exchange.status else None,
        "ms": round(exchange.ms, 1) if rest else None,
        "problems": exchange.problems,
        "refused": exchange.refused,
    }


def _pretty(body: Any) -> str | None:
    if body is None:
        return None
    # Parsed JSON goes back into JSON; a body that was none is text already.
    text = body if isinstance(body, str) else orjson.dumps(body, option=orjson.OPT_INDENT_2).decode()
    return text if len(text) <= BODY else f"{text[:BODY]}\n… and {len(text) - BODY} characters more"
