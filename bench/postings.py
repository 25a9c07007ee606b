"""One edit of the pack, and every posted list of every server follows: how long that takes, and how hard Discord is
asked.

`python bench/postings.py` opens a sandbox that enforces Discord's rate limits, with so many servers, and the bot in it
over real sockets. All lists are posted, then the content is edited once so that each of them changes, then a full round
looks at every message. It prints what each took: seconds, requests, the most requests in any one second, the most
changes of one kind in any channel within five seconds, and how many 429 there were. The exit code is 1 when a message
was not as it should be, one was there twice, or Discord had to say 429.
"""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import SecretStr

from bot import logs
from bot.app import App, open_app
from bot.config import Config, DiscordSettings
from bot.core.postings.values import Posting
from sandbox.kinds import ChannelType
from sandbox.model import Channel, Guild, Member, Role
from sandbox.permissions import Permission
from sandbox.seed import INVITED_WITH
from sandbox.server import Place, serve
from sandbox.wire import Exchange

ROOT = Path(__file__).parents[1]
BEFORE, AFTER = "checked: 2026-11-24", "checked: 2026-11-23"
SHOWN = {BEFORE: "checked 24 Nov 2026", AFTER: "checked 23 Nov 2026"}
PATIENCE = 600.0  # seconds
WITHIN = 5.0  # seconds, of changes in one channel


@dataclass(frozen=True)
class Spell:
    """One piece of work. `first` and `all`: seconds until the first and the last message was right."""

    what: str
    first: float
    all: float
    requests: int
    a_second: float
    most_a_second: int
    most_in_a_channel: int
    refused: int
    longest_stall: float


@dataclass
class Meter:
    """Every request that the bot made, by when it was answered."""

    at: list[float] = field(default_factory=list)
    changes: defaultdict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: int = 0
    stall: float = 0.0

    def note(self, exchange: Exchange) -> None:
        if exchange.direction != "rest":
            return
        now = time.monotonic()
        self.at.append(now)
        self.refused += exchange.status == 429
        if exchange.method != "GET" and exchange.path.startswith("/channels/"):
            kind = f"{exchange.method} {exchange.template}"
            self.changes[kind, exchange.path.split("/")[2]].append(now)

    def most(self, times: list[float], span: float) -> int:
        """How many of the times, in order, lie within any `span` seconds at most."""
        return max((number - bisect_left(times, at - span) + 1 for number, at in enumerate(times)), default=0)

    async def feel(self) -> None:
        """The longest time that the event loop, which bot and sandbox share here, went without a turn."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            self.stall = max(self.stall, time.monotonic() - before - 0.01)


async def measure(servers: int, lists: int, rate: float | None) -> list[Spell]:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(shutil.copytree(ROOT / "content", Path(folder) / "content"))
        async with serve() as place, running(place, Path(folder), content) as app:
            if rate is not None:
                app.services.postings._pace._interval = 1 / rate
            channels = [founded(place, number) for number in range(servers)]
            ids = list(app.shelf.stock.pack.lists)[:lists]
            for channel in channels:
                for list_id in ids:
                    await claimed(app, place, channel, list_id)

            def right(word: str) -> Callable[[], int]:
                return lambda: sum(len(lists_in(place, channel, word)) for channel in channels)

            whole = servers * lists
            spells = [await spell("post", place, right(BEFORE), whole, lambda: woken(app, full=False))]
            spells.append(await spell("edit", place, right(AFTER), whole, lambda: edited(content)))
            spells.append(
                await spell("check", place, lambda: checked(app, channels), whole, lambda: woken(app, full=True))
            )
            for channel in channels:
                if sorted(lists_in(place, channel, AFTER)) != sorted(titles(app, ids)):
                    raise SystemExit(f"not as it should be: {channel.name}")
            return spells


async def spell(
    what: str, place: Place, done: Callable[[], int], whole: int, begin: Callable[[], Awaitable[None]]
) -> Spell:
    """`begin` something, and wait until `done` counts `whole`."""
    meter = Meter()
    end = place.wire.subscribe(meter.note)
    feeling = asyncio.create_task(meter.feel())
    await begin()
    began = time.monotonic()
    first: float | None = None
    async with asyncio.timeout(PATIENCE):
        while (now := done()) < whole:
            if now and first is None:
                first = time.monotonic() - began
            await asyncio.sleep(0.1)
    took = time.monotonic() - began
    end()
    feeling.cancel()
    return Spell(
        what=what,
        first=first or took,
        all=took,
        requests=len(meter.at),
        a_second=len(meter.at) / took,
        most_a_second=meter.most(meter.at, 1.0),
        most_in_a_channel=max((meter.most(times, WITHIN) for times in meter.changes.values()), default=0),
        refused=meter.refused,
        longest_stall=meter.stall,
    )


def founded(place: Place, number: int) -> Channel:
    """A server with the bot and one channel."""
    world = place.world
    guild = Guild(world.ids.next(), f"Server {number}", next(iter(world.users)))
    guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", int(Permission.VIEW_CHANNEL))
    role = Role(world.ids.next(), guild.id, "Bot", int(INVITED_WITH), 1, managed=True, bot_id=world.bot.id)
    guild.roles[role.id] = role
    guild.members[world.bot.id] = Member(world.bot.id, guild.id, world.clock.now(), {role.id})
    world.guilds[guild.id] = guild
    channel = Channel(world.ids.next(), ChannelType.TEXT, f"lists-{number}", guild.id)
    world.channels[channel.id] = channel
    return channel


async def claimed(app: App, place: Place, channel: Channel, list_id: str) -> None:
    posting = Posting(place.world.ids.next(), channel.guild_id or 0, channel.id, list_id)
    await app.store.postings.claim(posting, at=place.clock.now())


async def woken(app: App, *, full: bool) -> None:
    app.services.rounds.wake(full=full)


async def edited(content: Path) -> None:
    for path in (content / "resources").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace(BEFORE, AFTER), encoding="utf-8")


def checked(app: App, channels: list[Channel]) -> int:
    """Everything, once nothing is due any more."""
    idle = not app.services.rounds._due and not app.services.rounds._hands and app.services.rounds._all is None
    return 10**9 if idle else 0


def lists_in(place: Place, channel: Channel, word: str) -> list[str]:
    """Titles of the lists in a channel that show the content of `word` and nothing older or newer."""
    found = []
    for message in place.world.messages_in(channel.id):
        text = json.dumps(message.components, ensure_ascii=False)
        others = [shown for key, shown in SHOWN.items() if key != word]
        if SHOWN[word] in text and not any(other in text for other in others):
            found.append(message.components[0]["components"][0]["content"].splitlines()[0].removeprefix("## "))
    return found


def titles(app: App, ids: list[str]) -> list[str]:
    return [app.shelf.stock.pack.lists[list_id].title for list_id in ids]


@asynccontextmanager
async def running(place: Place, folder: Path, content: Path) -> AsyncIterator[App]:
    config = Config(
        token=SecretStr(place.token),
        discord=DiscordSettings(endpoint=place.url),
        content=content,
        database=f"sqlite+aiosqlite:///{folder / 'preceptor.db'}",
    )
    async with open_app(config) as app:
        stop = asyncio.Event()
        serving = asyncio.create_task(app.serve(stop))
        await place.gateway.wait_ready()
        yield app
        stop.set()
        await serving


def table(spells: list[Spell]) -> str:
    lines = ["work    first s   all s  requests  per s  most in 1 s  most in a channel in 5 s  429  longest stall ms"]
    for one in spells:
        lines.append(
            f"{one.what:<6}{one.first:>9.1f}{one.all:>8.1f}{one.requests:>10}{one.a_second:>7.1f}{one.most_a_second:>13}"
            f"{one.most_in_a_channel:>26}{one.refused:>5}{one.longest_stall * 1000:>18.0f}"
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="One edit of the pack, and every posted list follows.")
    parser.add_argument("--servers", type=int, default=100)
    parser.add_argument("--lists", type=int, default=3, help="of each server, in one channel")
    parser.add_argument("--rate", type=float, help="requests a second that the bot allows itself; its own by default")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    logs.configure("error", "json")
    spells = asyncio.run(measure(given.servers, given.lists, given.rate))
    shown = json.dumps([asdict(one) for one in spells]) if given.json else table(spells)
    sys.stdout.write(f"{shown}\n")
    return int(any(one.refused for one in spells))


if __name__ == "__main__":
    sys.exit(main())
