"""A session: what outlives a dropped socket, so that RESUME can replay what was missed."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from sandbox.gateway.intents import Intent
from sandbox.gateway.opcodes import Op

REPLAYED = 1000
"""Dispatches a session keeps; one that missed more cannot resume. Discord does not say how many it keeps."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message to the bot. `text` is what is sent, `data` its payload for the record."""

    op: Op
    text: bytes
    data: Any
    name: str = ""
    seq: int | None = None

    @classmethod
    def of(cls, op: Op, data: Any, *, name: str = "", seq: int | None = None) -> "Frame":
        text = orjson.dumps({"op": int(op), "d": data, "s": seq, "t": name or None})
        return cls(op=op, text=text, data=data, name=name, seq=seq)


@dataclass(slots=True, eq=False, kw_only=True)
class Session:
    """`send` hands a frame to the socket of the moment, None while there is none. `seq` is the last number used."""

    id: str
    intents: Intent
    shard: tuple[int, int]
    identified_at: datetime
    seq: int = 0
    send: Callable[[Frame], None] | None = None
    left_at: datetime | None = None
    resumes: int = 0
    _sent: deque[Frame] = field(default_factory=lambda: deque(maxlen=REPLAYED))

    @property
    def connected(self) -> bool:
        return self.send is not None

    def serves(self, guild_id: int | None) -> bool:
        """Whether events of this server, or of direct messages (None), belong to this session's shard."""
        index, count = self.shard
        return index == (0 if guild_id is None else (guild_id >> 22) % count)

    def dispatch(self, name: str, data: Any) -> None:
        self.seq += 1
        frame = Frame.of(Op.DISPATCH, data, name=name, seq=self.seq)
        self._sent.append(frame)
        if self.send is not None:
            self.send(frame)

    def missed(self, seq: int) -> list[Frame] | None:
        """What was dispatched after `seq`; None when some of it is no longer kept."""
        if seq + len(self._sent) < self.seq:
            return None
        return [frame for frame in self._sent if frame.seq is not None and frame.seq > seq]
