"""Notices that content has changed, and that whoever is writing it has finished."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from watchfiles import awatch

from bot.content.files import read

BEAT = 5.0  # seconds; notifications can be lost (a full queue, a mount that sends none), a look now and then is not

SETTLE = 0.5  # seconds without a change; who writes a file in pieces is quicker than that

Pause = Callable[[float], Awaitable[None]]
"""Waits for a number of seconds."""


def fingerprint(folder: Path) -> str:
    """Digest of names, sizes and bytes of the content files; the same as `Pack.digest` of a pack loaded from them."""
    try:
        return read(folder).digest
    except OSError as error:
        return f"unreadable: {error.strerror}"


async def changes(folder: Path, *, stop: asyncio.Event, poll: bool) -> AsyncIterator[object]:
    """An item once watching has begun, at each notification, and every `BEAT` seconds; ends when `stop` is set.

    `poll` looks at the files instead of asking the system, for mounts that send no notifications.
    """
    notifications = awatch(
        folder,
        watch_filter=None,
        stop_event=stop,
        force_polling=poll,
        debounce=400,
        rust_timeout=int(BEAT * 1000),
        yield_on_timeout=True,
    )
    coming = asyncio.ensure_future(anext(notifications, None))
    try:
        await asyncio.sleep(0)  # awatch has taken its first step now: from here on nothing is missed
        yield None
        yield await coming
        async for notification in notifications:
            yield notification
    finally:
        coming.cancel()


async def settled(folder: Path, *, settle: float = SETTLE, pause: Pause = asyncio.sleep) -> str:
    """The fingerprint of `folder` once two looks `settle` seconds apart agree.

    A file that is being rewritten in place mostly parses, only shorter: that it can be read proves nothing.
    """
    before = await asyncio.to_thread(fingerprint, folder)
    while True:
        await pause(settle)
        now = await asyncio.to_thread(fingerprint, folder)
        if now == before:
            return now
        before = now


async def watch(
    folder: Path,
    *,
    reload: Callable[[str], Awaitable[bool]],
    settle: float = SETTLE,
    stop: asyncio.Event,
    poll: bool = False,
    live: str | None = None,
    signals: AsyncIterator[object] | None = None,
    pause: Pause = asyncio.sleep,
) -> None:
    """Call `reload` after each change of the files in `folder`, once they have settled. Returns when `stop` is set.

    `reload` gets the digest of what has settled, and says whether that is what it read: if not, somebody is writing
    again, and another look is taken. `live` is the digest of what is loaded already; without it, the first look counts
    as a change. `signals` gives an item for each look to take.
    """
    async for _ in signals or changes(folder, stop=stop, poll=poll):
        if await asyncio.to_thread(fingerprint, folder) == live:
            continue
        live = await settled(folder, settle=settle, pause=pause)
        if stop.is_set():
            return
        if not await reload(live) or await asyncio.to_thread(fingerprint, folder) != live:
            live = None  # what is there now was not read
