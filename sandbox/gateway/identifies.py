"""The ledger of IDENTIFYs, and what Discord allows: so many every five seconds, a thousand a day."""

from collections import deque
from datetime import datetime, timedelta

from sandbox.clock import Clock

PER_DAY = 1000
_DAY = timedelta(days=1)
_WINDOW = timedelta(seconds=5)
# The bot waits five seconds by its own clock; ours may see the two frames a little closer together.
_SLACK = timedelta(milliseconds=50)


class Identifies:
    """`max_concurrency` shards may identify in the same five seconds: one for each `shard_id % max_concurrency`."""

    def __init__(self, *, clock: Clock, max_concurrency: int = 1) -> None:
        self._clock = clock
        self.max_concurrency = max_concurrency
        self._last: dict[int, tuple[datetime, int]] = {}
        self._today: deque[datetime] = deque(maxlen=PER_DAY)
        self.total = 0
        """IDENTIFYs taken since the sandbox started."""

    def note(self, shard: int) -> str | None:
        """Enters one IDENTIFY; says in a sentence how it breaks the window, None when it does not."""
        now = self._clock.now()
        key = shard % self.max_concurrency
        before = self._last.get(key)
        self._last[key] = (now, shard)
        self._today.append(now)
        self.total += 1
        if before is None or now - before[0] >= _WINDOW - _SLACK:
            return None
        apart = (now - before[0]).total_seconds()
        return f"shard {shard} identified {apart:.2f} s after shard {before[1]}: at most {self.max_concurrency} in 5 s"

    def session_start_limit(self) -> dict[str, int]:
        """The object of that name in GET /gateway/bot."""
        now = self._clock.now()
        while self._today and now - self._today[0] >= _DAY:
            self._today.popleft()
        reset = self._today[0] + _DAY - now if self._today else timedelta(0)
        return {
            "total": PER_DAY,
            "remaining": PER_DAY - len(self._today),
            "reset_after": int(reset.total_seconds() * 1000),
            "max_concurrency": self.max_concurrency,
        }
