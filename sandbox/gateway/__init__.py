"""Discord's gateway, version 10, JSON over WebSocket. Source: Discord's reference, "Gateway" and "Gateway Events"."""

from sandbox.gateway.gateway import Gateway
from sandbox.gateway.intents import Intent
from sandbox.gateway.session import Session

__all__ = ["Gateway", "Intent", "Session"]
