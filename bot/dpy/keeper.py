"""Keeps a client connected: through outages by starting over, to the end by letting what is in hand finish."""

import asyncio
import random
from collections.abc import Callable
from enum import Enum

import discord
import structlog

from bot.dpy.client import Preceptor
from bot.dpy.hand import Hand
from bot.dpy.uplink import Uplink

FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 60.0
STEADY = 60.0  # seconds of connection after which an outage counts as a new one
DRAIN = 8.0  # seconds for interactions in hand; supervisors commonly kill after ten

# Discord's documentation, "Gateway close event codes": these do not go away by trying again.
_REFUSALS = {
    4004: "Discord does not accept the token: set DISCORD_TOKEN to the one on the Bot page of your application",
    4010: "Discord refused the shard: another process uses other shard numbers",
    4011: "Discord requires more shards than were opened: start again",
    4012: "Discord no longer speaks this version of its gateway: update Preceptor",
    4013: "Discord does not know the requested intents: update Preceptor",
    4014: "Discord refused the requested intents: enable them on the Bot page of your application",
}


class Ending(Enum):
    """Why `Keeper.run` came back."""

    STOPPED = "stopped"
    REFUSED = "refused"  # trying again would not help


class Keeper:
    """`client()` makes a fresh client for each attempt; `uplink` is told which one it is; `stop` ends it all."""

    def __init__(
        self, *, client: Callable[[], Preceptor], token: str, hand: Hand, uplink: Uplink, stop: asyncio.Event
    ) -> None:
        self._client = client
        self._uplink = uplink
        self._token = token
        self._hand = hand
        self._stop = stop
        self._log = structlog.get_logger("preceptor.keeper")

    async def run(self) -> Ending:
        """Stay connected until `stop` is set or Discord refuses for good."""
        loop = asyncio.get_running_loop()
        failures = 0
        while not self._stop.is_set():
            began = loop.time()
            try:
                await self._attempt()
            except Exception as error:  # noqa: BLE001  # discord.py ends in many ways, an AttributeError among them
                if (why := _refusal(error)) is not None:
                    self._log.error(why)
                    return Ending.REFUSED
                failures = 1 if loop.time() - began > STEADY else failures + 1
                wait = pause(failures, random.random())  # noqa: S311  # spreads restarts, guards nothing
                cause = " ".join(f"{type(error).__name__}: {error}".split())
                self._log.warning("not connected to Discord, trying again", seconds=round(wait, 1), cause=cause)
                await self._sleep(wait)
        return Ending.STOPPED

    async def _attempt(self) -> None:
        """One client from start to end. Returns when stopped; raises what ended it otherwise."""
        async with self._client() as client:
            # Without discord.py's own reconnecting, whose pauses grow to 17 minutes. It still resumes what it can.
            running = asyncio.create_task(client.start(self._token, reconnect=False), name="discord")
            stopping = asyncio.create_task(self._stop.wait(), name="stop")
            restless = asyncio.create_task(client.restless.wait(), name="restless")
            self._uplink.client = client
            try:
                await asyncio.wait({running, stopping, restless}, return_when=asyncio.FIRST_COMPLETED)
                if not self._stop.is_set():
                    if running.done():
                        running.result()
                    raise ConnectionError("lost again and again" if restless.done() else "closed by Discord")
                self._hand.closing = True
                if left := await self._hand.drain(DRAIN):
                    self._log.warning("interactions were cut off by the shutdown", interactions=left)
            finally:
                self._uplink.client = None
                # Closed first: while a shard resumes, discord.py swallows a cancellation and goes on for ever.
                await client.close()
                for task in (running, stopping, restless):
                    task.cancel()
                await asyncio.wait({running, stopping, restless})

    async def _sleep(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return


def pause(failures: int, chance: float) -> float:
    """Seconds before the next attempt: 1, 2, 4 … 60, the upper half of it by `chance` in [0, 1)."""
    longest = min(FIRST_PAUSE * 2.0 ** min(failures, 10), LONGEST_PAUSE)
    return max(FIRST_PAUSE, longest * (0.5 + chance / 2))


def _refusal(error: Exception) -> str | None:
    match error:
        case discord.LoginFailure():
            return _REFUSALS[4004]
        case discord.PrivilegedIntentsRequired():
            return _REFUSALS[4014]
        case discord.ConnectionClosed() if error.code in _REFUSALS:
            return _REFUSALS[error.code]
        case _:
            return None
