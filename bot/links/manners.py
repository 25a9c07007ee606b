"""How a visitor behaves, and the clock it goes by."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version


def agent() -> str:
    """What sites are told of who asks (the User-Agent)."""
    return f"Preceptor/{version('preceptor')} (link check, one request a second)"


@dataclass(frozen=True, slots=True)
class Manners:
    """Times are seconds."""

    at_once: int = 16  # requests under way to all sites together; to one site there is never more than one
    gap: float = 1.0  # from the end of a request to the next one to the same site
    patience: float = 30.0  # the longest pause that a site may ask for and get; whoever wants more is left alone
    connect: float = 4.0  # for the name, the connection and TLS
    request: float = 5.0  # for all of a request
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is the time of day, `monotonic` counts seconds, `pause` waits for some."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep


class LeftAloneError(Exception):
    """The site asked for a longer pause than there is time for."""


@dataclass(slots=True)
class _Site:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = float("-inf")
    left_alone: bool = False


class Pace:
    """Gives out turns: one request at a time to a host, and a pause after each."""

    def __init__(self, *, gap: float, clock: Clock) -> None:
        self._gap = gap
        self._clock = clock
        self._sites: dict[str, _Site] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until `host` may be asked. Raises LeftAloneError where it may not be asked any more."""
        site = self._site(host)
        async with site.turn:
            while not site.left_alone and (wait := site.free_at - self._clock.monotonic()) > 0:
                await self._clock.pause(wait)
            if site.left_alone:
                raise LeftAloneError
            try:
                yield
            finally:
                self.hold(host, self._gap)

    def hold(self, host: str, seconds: float) -> None:
        """Nobody asks `host` for the next `seconds`."""
        site = self._site(host)
        site.free_at = max(site.free_at, self._clock.monotonic() + seconds)

    def leave_alone(self, host: str) -> None:
        """Nobody asks `host` any more."""
        self._site(host).left_alone = True

    def _site(self, host: str) -> _Site:
        return self._sites.setdefault(host, _Site())
