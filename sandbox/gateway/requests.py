"""What a bot may send, read strictly: each function returns a value to act on, or the code to hang up with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from sandbox.gateway.intents import EVERY_INTENT, PRIVILEGED, Intent
from sandbox.gateway.opcodes import Close, Op

MAX_FRAME = 4096
"""Bytes of one message from the bot. Source: Discord's reference, "Sending Events"."""

_FROM_BOT = frozenset(Op) - {Op.DISPATCH, Op.RECONNECT, Op.INVALID_SESSION, Op.HELLO, Op.HEARTBEAT_ACK}


@dataclass(frozen=True, slots=True)
class Request:
    op: Op
    data: Any


@dataclass(frozen=True, slots=True)
class Identify:
    intents: Intent
    shard: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Resume:
    session_id: str
    seq: int


def read_frame(raw: bytes) -> Request | Close:
    if len(raw) > MAX_FRAME:
        return Close.DECODE_ERROR
    try:
        frame = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return Close.DECODE_ERROR
    if not isinstance(frame, dict) or not _is_int(frame.get("op")):
        return Close.DECODE_ERROR
    if frame["op"] not in _FROM_BOT:
        return Close.UNKNOWN_OPCODE
    return Request(Op(frame["op"]), frame.get("d"))


def read_identify(data: Any, *, token: str, privileged: Intent) -> Identify | Close:
    """`privileged` are the privileged intents the application was granted."""
    if not isinstance(data, Mapping) or not isinstance(data.get("token"), str) or not _is_int(data.get("intents")):
        return Close.DECODE_ERROR
    if not isinstance(data.get("properties"), Mapping):
        return Close.DECODE_ERROR
    if data["token"].removeprefix("Bot ") != token:
        return Close.AUTHENTICATION_FAILED
    shard = _read_shard(data.get("shard"))
    if shard is None:
        return Close.INVALID_SHARD
    intents = _read_intents(data["intents"], privileged)
    return intents if isinstance(intents, Close) else Identify(intents, shard)


def _read_intents(wanted: int, privileged: Intent) -> Intent | Close:
    if wanted < 0 or wanted & ~int(EVERY_INTENT):
        return Close.INVALID_INTENTS
    if wanted & int(PRIVILEGED & ~privileged):
        return Close.DISALLOWED_INTENTS
    return Intent(wanted)


def read_resume(data: Any, *, token: str) -> Resume | Close:
    if not isinstance(data, Mapping) or not isinstance(data.get("token"), str):
        return Close.DECODE_ERROR
    # A client that never got a dispatch has no number yet.
    seq = data.get("seq") or 0
    if not isinstance(data.get("session_id"), str) or not _is_int(seq) or seq < 0:
        return Close.DECODE_ERROR
    if data["token"].removeprefix("Bot ") != token:
        return Close.AUTHENTICATION_FAILED
    return Resume(data["session_id"], seq)


def _read_shard(shard: Any) -> tuple[int, int] | None:
    if shard is None:
        return 0, 1
    if not isinstance(shard, list) or len(shard) != 2 or not all(_is_int(part) for part in shard):
        return None
    index, count = shard
    return (index, count) if 0 <= index < count else None


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
