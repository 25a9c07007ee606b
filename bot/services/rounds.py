"""When posted lists are looked after: soon after something changed, at start, and every hour."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

import structlog

LANES = 4  # servers at once; the pace of requests is bounded apart from this
EVERY = 3600.0  # seconds in which each server is looked after in full once
SLICES = 59  # of that time, each with its share of the servers; a prime, so that ids are spread evenly over them
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 3600.0


class Turn(IntEnum):
    """Who comes first of those that are due."""

    WOKEN = 0  # something in this server changed, or somebody there waits
    CHANGED = 1  # something changed for all of them
    ROUND = 2


class Again(Protocol):
    """What came of one server."""

    @property
    def again(self) -> bool: ...


@dataclass(slots=True)
class _Due:
    """A server to be looked after: from when on, in whose turn, whether in full, and how often in a row it failed."""

    at: float
    turn: Turn
    full: bool
    failures: int = 0


class Rounds:
    """One for the process. Whatever is asked for while a server is in hand is done after it."""

    def __init__(
        self,
        *,
        guilds: Callable[[], Awaitable[Sequence[int]]],
        look_after: Callable[[int, bool], Awaitable[Again]],
        monotonic: Callable[[], float],
        every: float = EVERY,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        """`guilds` with postings; `look_after` one of them, in full or not."""
        self._guilds = guilds
        self._look_after = look_after
        self._monotonic = monotonic
        self._every = every
        self._first_pause = first_pause
        self._due: dict[int, _Due] = {}
        self._all: bool | None = None  # whether all servers are due, and then whether in full
        self._next: float | None = None  # when the next slice is due; None before the first connection
        self._slice = 0  # the number of that one
        self._slices: set[int] = set()  # those that are due
        self._hands: dict[asyncio.Task[None], int] = {}
        self._changed = asyncio.Event()
        self._log = structlog.get_logger("preceptor.postings")

    def wake(self, guild_id: int | None = None, *, full: bool = False) -> None:
        """A server, or all of them, should be looked after soon. To be called on the event loop."""
        if guild_id is None:
            self._all = bool(self._all) or full
        else:
            self._add(guild_id, Turn.WOKEN, full=full)
        self._changed.set()

    def connected(self) -> None:
        """Discord can be reached again. The first time everything is looked at; later what had to wait for it."""
        if self._next is None:
            self._next = self._monotonic() + self._every / SLICES
            self.wake(full=True)
        for due in self._due.values():
            due.at = self._monotonic()
        self._changed.set()

    async def run(self) -> None:
        """Until cancelled."""
        try:
            while True:
                await self._spread()
                self._begin()
                await self._wait()
        finally:
            for hand in self._hands:
                hand.cancel()
            await asyncio.gather(*self._hands, return_exceptions=True)

    async def _spread(self) -> None:
        """What concerns all servers becomes an errand for each."""
        self._slice_up()
        if self._all is None and not self._slices:
            return
        full, self._all = self._all, None
        slices, self._slices = self._slices, set()
        try:
            for guild_id in await self._guilds():
                if full is not None:
                    self._add(guild_id, Turn.ROUND if full else Turn.CHANGED, full=full)
                if guild_id % SLICES in slices:
                    self._add(guild_id, Turn.ROUND, full=True)
        except Exception:  # noqa: BLE001  # the boundary of background work: the next round must still come
            self._log.exception("background task failed", task="postings")
            self._slices |= slices
            if full is not None:
                self._all = bool(self._all) or full
            await asyncio.sleep(self._first_pause)

    def _slice_up(self) -> None:
        """Notes which slices are due by now: of each hour that passed, every one once."""
        now, step = self._monotonic(), self._every / SLICES
        if self._next is None or self._next > now:
            return
        passed = int((now - self._next) / step) + 1
        self._slices |= {(self._slice + number) % SLICES for number in range(min(passed, SLICES))}
        self._slice = (self._slice + passed) % SLICES
        self._next += passed * step

    def _begin(self) -> None:
        now = self._monotonic()
        busy = set(self._hands.values())
        ready = [(due.turn, id_) for id_, due in self._due.items() if due.at <= now and id_ not in busy]
        for _, guild_id in sorted(ready, key=lambda one: one[0]):
            if len(self._hands) >= LANES:
                return
            hand = asyncio.create_task(self._do(guild_id, self._due.pop(guild_id)), name="postings")
            self._hands[hand] = guild_id
            hand.add_done_callback(self._done)

    def _done(self, hand: asyncio.Task[None]) -> None:
        self._hands.pop(hand, None)
        self._changed.set()

    async def _do(self, guild_id: int, due: _Due) -> None:
        try:
            again = (await self._look_after(guild_id, due.full)).again
        except Exception:  # noqa: BLE001  # the boundary of background work: one bad server must not stop the others
            self._log.exception("background task failed", task="postings")
            again = True
        if again:
            wait = min(self._first_pause * 2.0 ** min(due.failures, 12), LONGEST_PAUSE)
            later = _Due(self._monotonic() + wait, due.turn, due.full, due.failures + 1)
            asked = self._due.setdefault(guild_id, later)
            asked.full = asked.full or due.full
            asked.turn = min(asked.turn, due.turn)

    def _add(self, guild_id: int, turn: Turn, *, full: bool) -> None:
        now = self._monotonic()
        due = self._due.setdefault(guild_id, _Due(now, turn, full))
        due.turn = min(due.turn, turn)
        due.full = due.full or full
        due.at = min(due.at, now)

    async def _wait(self) -> None:
        """Until something is asked for, a server is done, or the next one is due."""
        now = self._monotonic()
        busy = set(self._hands.values())
        times = [due.at for id_, due in self._due.items() if id_ not in busy] if len(self._hands) < LANES else []
        if self._next is not None:
            times.append(self._next)
        timeout = max(0.0, min(times) - now) if times else None
        try:
            # Not `wait_for`: in Python 3.11 it loses a cancellation that comes together with what it waits for.
            async with asyncio.timeout(timeout):
                await self._changed.wait()
        except TimeoutError:
            return
        self._changed.clear()
