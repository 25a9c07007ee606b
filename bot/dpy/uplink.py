"""The connection to Discord as it is right now, whichever client holds it."""

import math
import time

from bot.core.signs import Shard
from bot.dpy.client import Preceptor


class Uplink:
    """The keeper says which client it keeps; None between two of them."""

    def __init__(self) -> None:
        self.client: Preceptor | None = None

    @property
    def greeted(self) -> bool:
        """Whether Discord has greeted every shard of the client."""
        return self.client is not None and not self.client.is_closed() and self.client.is_ready()

    def shards(self) -> list[Shard]:
        """How each shard is. Empty where there is no client, or it has not connected yet."""
        if self.client is None or self.client.is_closed():
            return []
        now = time.perf_counter()  # the clock that discord.py notes its heartbeats by
        found = []
        for shard in self.client.shards.values():
            # Not public in discord.py, and pinned by a test: the latency that is public never grows when
            # acknowledgements stop coming.
            beats = shard._parent.ws._keep_alive
            open_ = not shard.is_closed()
            if beats is None:
                found.append(Shard(open_))
            else:
                latency = beats.latency if math.isfinite(beats.latency) else None
                found.append(Shard(open_, now - beats._last_ack, beats.interval, latency))
        return found
