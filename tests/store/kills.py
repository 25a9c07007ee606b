"""A recorder killed again and again: `python -m tests.store.kills DATABASE ROUNDS SEED` prints what was lost.

Each round forks a child, so that imports are paid once. The child records asks on many tasks at once and writes the
id of each one that was acknowledged to a pipe; at a random moment it is killed. What the pipe says is what replies
would have been sent for.
"""

import asyncio
import json
import os
import random
import select
import signal
import sqlite3
import sys
import threading
from contextlib import closing
from itertools import count

from bot.services.asks import AskRecorder, Remembered
from bot.store.engine import open_store
from bot.store.files import database_path
from bot.store.spool import JsonlSpool
from tests.store.samples import ask

AT_ONCE = 8


async def record_for_ever(url: str, first: int, pipe: int) -> None:
    path = database_path(url)
    numbers = count(first)
    async with (
        open_store(url) as store,
        AskRecorder(store=store.asks, spool=JsonlSpool(path=path.with_suffix(".spool"))) as recorder,
    ):

        async def ask_on() -> None:
            for number in numbers:
                if await recorder.remember(ask(number)) is not Remembered.LOST:
                    os.write(pipe, b"%d\n" % number)

        await asyncio.gather(*(ask_on() for _ in range(AT_ONCE)))


def one_life(url: str, first: int, lifetime: float) -> list[int]:
    """Forks, kills after `lifetime` seconds from the first acknowledged ask, and gives the acknowledged ids."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        asyncio.run(record_for_ever(url, first, writes))
        os._exit(1)
    os.close(writes)
    if not select.select([reads], [], [], 20)[0]:
        raise TimeoutError("the child recorded nothing in 20 s")
    threading.Event().wait(lifetime)  # the random moment is the point; nothing will come
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(reads, "rb") as pipe:  # noqa: PTH123  # a descriptor, not a path
        return [int(line) for line in pipe.read().splitlines()]


def main(url: str, rounds: int, seed: int) -> dict[str, int]:
    chance = random.Random(seed)
    acknowledged: set[int] = set()
    for life in range(rounds):
        acknowledged.update(one_life(url, 1 + life * 1_000_000, chance.uniform(0, 0.05)))
    asyncio.run(start_once_more(url))
    with closing(sqlite3.connect(database_path(url))) as connection:
        kept = {number for (number,) in connection.execute("SELECT id FROM asks")}
        counted = connection.execute("SELECT coalesce(sum(n), 0) FROM ask_days").fetchone()[0]
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return {
        "rounds": rounds,
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged - kept),
        "committed but not acknowledged": len(kept - acknowledged),
        "counted wrongly": counted - len(kept),
        "damaged": int(whole != "ok"),
    }


async def start_once_more(url: str) -> None:
    """What was in the spool of the last life is replayed, as at every start."""
    spool = JsonlSpool(path=database_path(url).with_suffix(".spool"))
    async with open_store(url) as store, AskRecorder(store=store.asks, spool=spool):
        pass


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201
