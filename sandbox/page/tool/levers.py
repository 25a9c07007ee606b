"""What a person can break, and how it mends itself."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sandbox.faults import CLOUDFLARE_PAGE, Fault, Faults
from sandbox.place import Place

OFFLINE = timedelta(seconds=10)
"""How long nothing answers after "offline"."""

SLOW = 4.0
"""Seconds an answer is held back: longer than the three Discord waits for a bot's first answer."""

PATIENCE = 5.0
"""Seconds a bot has to leave after it was asked to."""

Lever = Callable[[], Awaitable[None]]


class Levers:
    """Each does its one thing to the bot; `pull` is what the fault menu calls."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._labels: dict[Fault, str] = {}
        self._mending: asyncio.Task[None] | None = None
        self.offline_until: datetime | None = None

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._levers())

    async def pull(self, name: str) -> None:
        """`name` is one of `names`. Returns when it is done, for an interruption when the bot has let go."""
        await self._levers()[name]()

    def pending(self) -> list[dict[str, Any]]:
        """What will still happen to requests: in words, and how many times; None: until it is cleared."""
        faults = self._place.faults.pending
        return [
            {"label": self._labels.get(one, str(one).removeprefix("fault script: ")), "left": one.left}
            for one in faults
        ]

    async def close(self) -> None:
        if self._mending is not None:
            self._mending.cancel()
            await asyncio.wait({self._mending})

    def _levers(self) -> dict[str, Lever]:
        gateway = self._place.gateway
        return {
            "drop": lambda: _patiently(gateway.drop(abort=True)),
            "reconnect": lambda: _patiently(gateway.reconnect()),
            "invalid-session": lambda: _patiently(gateway.invalidate(False)),
            "429": self._arming("Next request: 429, retry after 2 s", retry_after=2.0),
            "502": self._arming("Next request: 502", status=502, body=CLOUDFLARE_PAGE),
            "slow": self._arming(f"Next request: held back {SLOW:g} s", delay=SLOW),
            "reset": self._arming("Next request: connection reset", reset="before"),
            "offline": self._offline,
            "clear": self._clear,
        }

    def _arming(self, label: str, **fault: Any) -> Lever:
        async def arm() -> None:
            self._note(self._place.faults.next("*", "*", **fault), label)

        return arm

    def _note(self, fault: Fault, label: str) -> None:
        left = self._place.faults.pending
        self._labels = {one: words for one, words in self._labels.items() if one in left} | {fault: label}

    async def _offline(self) -> None:
        """As when the machine's network is gone: what is open breaks, what is tried anew fails."""
        await self._clear()
        faults, clock = self._place.faults, self._place.clock
        self.offline_until = clock.now() + OFFLINE
        faults.gateway(refuse=True)
        self._note(faults.next("*", "*", reset="before", times=None), "Offline: every request is reset")
        self._mending = asyncio.create_task(self._mend(self.offline_until, faults))
        await _patiently(self._place.gateway.drop(abort=True))

    async def _mend(self, when: datetime, faults: Faults) -> None:
        await self._place.clock.sleep_until(when)
        self.offline_until = None
        faults.clear()

    async def _clear(self) -> None:
        await self.close()
        self._mending = self.offline_until = None
        self._place.faults.clear()


async def _patiently(interruption: Awaitable[None]) -> None:
    """A bot that does not let go when it is asked to is left alone."""
    waiting = asyncio.ensure_future(interruption)
    await asyncio.wait({waiting}, timeout=PATIENCE)
    if not waiting.done():
        waiting.cancel()
    elif (problem := waiting.exception()) is not None:
        raise problem
