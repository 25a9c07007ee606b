"""The bot, killed at a chosen step of its work on posted lists. `python -m tests.support.killed_at run …`

Every call that changes rows or asks Discord something is two points, before and after it. From when on the file
`KILL_FOLDER/armed` is there, each is written to `KILL_FOLDER/points`; at the one whose number that file holds (from 0;
none for an empty file) the process kills itself, as `kill -9` would.

With `FORGETFUL` set the bot breaks its promise, to show that the tests of it would notice: it looks for nothing that it
may have sent, and sends it under another nonce.
"""

import inspect
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.__main__ import main
from bot.core.postings.values import Posting
from bot.dpy.channels import Channels
from bot.store.postings import SqlPostings

FOLDER = Path(os.environ["KILL_FOLDER"])
READS = {"of", "guilds"}
_passed = count()


def point(name: str) -> None:
    armed = FOLDER / "armed"
    if not armed.exists():
        return
    with (FOLDER / "points").open("a", encoding="utf-8") as points:
        points.write(f"{name}\n")
    if armed.read_text(encoding="utf-8") == str(next(_passed)):
        os.kill(os.getpid(), signal.SIGKILL)


def watched(method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @wraps(method)
    async def between_points(*args: Any, **kwargs: Any) -> Any:
        point(f"before {method.__name__}")
        result = await method(*args, **kwargs)
        point(f"after {method.__name__}")
        return result

    return between_points


async def search(self: Channels, channel_id: int, **_: object) -> Sequence[int]:
    return ()


if os.environ.get("FORGETFUL"):
    Channels.search = search  # type: ignore[method-assign]
    Posting.nonce = property(lambda posting: str(uuid4())[:25])  # type: ignore[assignment,method-assign]

for kind in (SqlPostings, Channels):
    for name, method in inspect.getmembers(kind, inspect.iscoroutinefunction):
        if not name.startswith("_") and name not in READS:
            setattr(kind, name, watched(method))


if __name__ == "__main__":
    main()
