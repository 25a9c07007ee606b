"""A bot in a process of its own that prints its latency once for each heartbeat: `… URL TOKEN HOW_MANY SECONDS`."""

import asyncio
import sys

from tests.sandbox.dpy_kit import PlainBot


async def main(url: str, token: str, count: int, interval: float) -> None:
    async with PlainBot(url) as bot:
        life = asyncio.create_task(bot.start(token))
        await bot.wait_until_ready()
        while count:
            await asyncio.sleep(interval)
            count -= 1
            sys.stdout.write(f"{bot.shards[0].latency}\n")
        await bot.close()
        await life


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
