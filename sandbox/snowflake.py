"""Discord's ids: 42 bits of milliseconds since 2015, 22 bits that tell apart what shares a millisecond."""

from datetime import UTC, datetime, timedelta

from sandbox.clock import Clock

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
"""First instant an id can name. Source: Discord's reference page, section Snowflakes."""


def made_at(snowflake: int) -> datetime:
    return EPOCH + timedelta(milliseconds=snowflake >> 22)


def first_at(when: datetime) -> int:
    """The smallest id an instant can have."""
    return ((when - EPOCH) // timedelta(milliseconds=1)) << 22


class Snowflakes:
    """Hands out ids that only grow, also over a restart when `last` is the last one given before."""

    def __init__(self, clock: Clock, *, last: int = 0) -> None:
        self._clock = clock
        self.last = last

    def next(self) -> int:
        self.last = max(self.last + 1, first_at(self._clock.now()))
        return self.last
