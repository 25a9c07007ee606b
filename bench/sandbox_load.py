"""How much the sandbox takes, and what it costs: interactions through one bot at full speed.

`python bench/sandbox_load.py` starts a sandbox and a plain discord.py bot as processes of their own and uses the bot as
people on the page do: commands with a public answer, autocomplete, and a menu with a private answer, in turn. First as
many as fill what the sandbox remembers (its bounds), then the ones that count. It says how many were lost, how long one
took, and the sandbox's memory before and after. The exit code is 1 when one was lost or the memory was not flat.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parents[1]
BOT = ROOT / "tests" / "sandbox" / "example_bot.py"
IN_FLIGHT = 32
FLAT_MIB = 4.0
"""What a Python process may grow by without having kept anything: the allocator's own breathing."""


@dataclass(frozen=True)
class Run:
    """Milliseconds, MiB, seconds of processor time."""

    interactions: int
    lost: int
    seconds: float
    p50: float
    p99: float
    cpu_each: float
    at_start: float
    before: float
    after: float

    @property
    def grown(self) -> float:
        return self.after - self.before

    @property
    def a_second(self) -> float:
        return self.interactions / self.seconds


class People:
    """Ada, through the page's own API."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._api = f"{url}/page/api"
        self._channels: dict[str, str] = {}
        self._menu: dict[str, str] = {}

    async def prepare(self) -> None:
        """Find the channels, and put up the menu that will be used."""
        places = await self._read("places")
        self._channels = {one["name"]: one["id"] for server in places["servers"] for one in server["channels"]}
        await self._run("colours", "resources")
        shown = await self._read("channel", channel=self._channels["resources"])
        message = shown["messages"][-1]
        self._menu = {"message": message["id"], "custom_id": message["components"][0]["components"][0]["custom_id"]}

    async def command(self) -> bool:
        return bool((await self._run("hello", "questions"))["state"] == "answered")

    async def autocomplete(self) -> bool:
        options = {"command": "fruits", "options": {"fruit": "mel"}, "focused": "fruit"}
        answer = await self._do("autocomplete", channel=self._channels["questions"], **options)
        return len(answer.get("choices", ())) == 2

    async def menu(self) -> bool:
        return bool((await self._do("select", values=["Blue"], **self._menu)).get("state") == "answered")

    async def _run(self, command: str, channel: str) -> dict[str, Any]:
        return await self._do("run", channel=self._channels[channel], command=command, options={})

    async def _do(self, deed: str, **fields: Any) -> dict[str, Any]:
        async with self._http.post(f"{self._api}/{deed}", json={"viewer": "Ada", **fields}) as answer:
            decoded: dict[str, Any] = await answer.json()
            return decoded

    async def _read(self, what: str, **fields: str) -> dict[str, Any]:
        async with self._http.get(f"{self._api}/{what}", params={"viewer": "Ada", **fields}) as answer:
            decoded: dict[str, Any] = await answer.json()
            return decoded


async def measure(count: int, messages: int) -> Run:
    """`messages` are kept of each channel: so many public answers come first, one of three interactions each."""
    async with sandbox(messages) as (process, url), bot(url), aiohttp.ClientSession() as http:
        people = People(http, url)
        await ready(people)
        at_start = memory(process.pid)
        await drive(people, 3 * messages + 1000)
        before, used = memory(process.pid), processor_time(process.pid)
        began = time.perf_counter()
        took, lost = await drive(people, count)
        seconds = time.perf_counter() - began
        return Run(
            interactions=count,
            lost=lost,
            seconds=seconds,
            p50=took[len(took) // 2] * 1000,
            p99=took[len(took) * 99 // 100] * 1000,
            cpu_each=(processor_time(process.pid) - used) / count * 1000,
            at_start=at_start,
            before=before,
            after=memory(process.pid),
        )


async def drive(people: People, count: int) -> tuple[list[float], int]:
    """`count` interactions, `IN_FLIGHT` at a time: what each took, sorted, and how many had no right answer."""
    deeds: list[Callable[[], Awaitable[bool]]] = [people.command, people.autocomplete, people.menu]
    took: list[float] = []
    lost = 0
    waiting = iter(range(count))

    async def one_after_another() -> None:
        nonlocal lost
        for number in waiting:
            began = time.perf_counter()
            lost += not await deeds[number % len(deeds)]()
            took.append(time.perf_counter() - began)

    await asyncio.gather(*(one_after_another() for _ in range(IN_FLIGHT)))
    return sorted(took), lost


async def ready(people: People) -> None:
    """Until the bot has registered its commands and answers."""
    async with asyncio.timeout(30):
        while True:
            try:
                await people.prepare()
                if await people.command():
                    return
            except (KeyError, IndexError):
                await asyncio.sleep(0.1)


@asynccontextmanager
async def sandbox(messages: int) -> AsyncIterator[tuple[Process, str]]:
    arguments = ("-m", "sandbox", "--port", "0", "--messages", str(messages))
    async with running(*arguments, stdout=PIPE) as process:
        if process.stdout is None:
            raise RuntimeError("the sandbox was started without a pipe to say where it is")
        yield process, (await process.stdout.readline()).decode().split()[-1]


@asynccontextmanager
async def bot(url: str) -> AsyncIterator[Process]:
    async with running("-m", "sandbox.run", "--at", url, str(BOT), stdout=DEVNULL) as process:
        yield process


@asynccontextmanager
async def running(*arguments: str, stdout: int) -> AsyncIterator[Process]:
    """`python *arguments`, ended with Ctrl-C."""
    environment = {**os.environ, "DISCORD_TOKEN": "sandbox-token"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env=environment, stdout=stdout, stderr=DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.communicate()


def memory(pid: int) -> float:
    """Resident MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"process {pid} has no memory to speak of")


def processor_time(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def table(runs: list[Run]) -> str:
    """A line for each run, and the worst of every column."""
    lines = ["run  lost  per s  p50 ms  p99 ms  cpu ms  MiB at start  before  after  grown"]
    rows = [(one.lost, -one.a_second, one.p50, one.p99, one.cpu_each, *_memory(one)) for one in runs]
    named = [*((str(number), row) for number, row in enumerate(rows, 1)), ("worst", tuple(map(max, *rows, rows[0])))]
    for name, (lost, slow, p50, p99, cpu, *rest) in named:
        at_start, before, after, grown = rest
        lines.append(
            f"{name:<5}{lost:>4}{-slow:>7.0f}{p50:>8.1f}{p99:>8.1f}{cpu:>8.2f}"
            f"{at_start:>14.1f}{before:>8.1f}{after:>7.1f}{grown:>7.1f}"
        )
    return "\n".join(lines)


def _memory(run: Run) -> tuple[float, float, float, float]:
    return run.at_start, run.before, run.after, run.grown


def main() -> int:
    parser = argparse.ArgumentParser(description="Interactions through one bot at full speed.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--count", type=int, default=5000, help="interactions that count, after those that fill up")
    parser.add_argument("--messages", type=int, default=5000, help="messages the sandbox keeps of each channel")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    runs = [asyncio.run(measure(given.count, given.messages)) for _ in range(given.runs)]
    shown = json.dumps([asdict(one) for one in runs]) if given.json else table(runs)
    sys.stdout.write(f"{shown}\n")
    return int(any(one.lost or one.grown > FLAT_MIB for one in runs))


if __name__ == "__main__":
    sys.exit(main())
