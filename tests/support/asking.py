"""A bot's memory under load: `python -m tests.support.asking DATABASE RATE` records RATE asks a second until ended.

Through the real recorder, numbered from 1 in the order in which they are asked. Every tenth offers a pick list, and is
answered with a choice right after. Each line of its output is what was acknowledged, as it would be before a reply: the
number of an ask, or `c` and the number of the ask whose choice it was.
"""

import asyncio
import signal
import sys
from itertools import count

from bot import logs
from bot.core.asks import Choice, Record
from bot.services.asks import AskRecorder, Remembered
from bot.store.engine import open_store
from bot.store.files import database_path, spool_path
from bot.store.spool import JsonlSpool
from tests.store.samples import GUILD, ask, offered

EVERY = 10
CHOSEN = "skills"


async def asks_until_ended(url: str, rate: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    spool = JsonlSpool(path=spool_path(database_path(url)))
    async with open_store(url) as store, AskRecorder(store=store.asks, spool=spool) as recorder:

        async def remember(line: str, record: Record) -> None:
            if await recorder.remember(record) is not Remembered.LOST:
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()

        async with asyncio.TaskGroup() as asking:
            began = loop.time()
            for number in count(1):
                while (early := began + number / rate - loop.time()) > 0:
                    await asyncio.sleep(early)
                if stop.is_set():
                    break
                offers = number % EVERY == 0
                asking.create_task(remember(str(number), offered(number) if offers else ask(number)))
                if offers:
                    asking.create_task(remember(f"c {number}", Choice(number, GUILD, CHOSEN)))


if __name__ == "__main__":
    logs.configure("info", "json")  # standard output is for what is acknowledged
    asyncio.run(asks_until_ended(sys.argv[1], int(sys.argv[2])))
