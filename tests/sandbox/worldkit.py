"""A small bot with one of everything, on the wire to a place of its own, and people to try it."""

import asyncio
import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from sandbox.connector import ToSandbox
from sandbox.pilot import Pilot
from sandbox.place import Place
from sandbox.ratelimits import LIMITS
from sandbox.server import serve
from tests.sandbox.worldkit_commands import teach

_NAMED = os.environ.get("SANDBOX_OPENAPI")
_SHARED = Path(__file__).parents[3] / "shared" / "reference" / "discord-openapi.json"
OPENAPI = Path(_NAMED) if _NAMED else _SHARED if _SHARED.exists() else None
"""Discord's own file where it is at hand; without it the documented limits alone are held against the bot."""

Interaction = discord.Interaction[discord.Client]


class Bot(discord.AutoShardedClient):
    """`gate` holds back what waits for it, which sets `reached` first.

    `seen` is what handlers noted, `errors` what they met.
    """

    def __init__(self, place: Place) -> None:
        super().__init__(intents=discord.Intents.none(), connector=ToSandbox(place.url), guild_ready_timeout=0)
        self.gate = asyncio.Event()
        self.reached = asyncio.Event()
        self.seen: dict[str, Any] = {}
        self.errors: list[discord.HTTPException] = []
        self.tree = app_commands.CommandTree(self)
        teach(self, self.tree)


class Scene:
    """Place, bot and pilot of one test."""

    def __init__(self, place: Place, bot: Bot) -> None:
        self.place = place
        self.bot = bot
        self.world = place.world
        self.pilot = Pilot(place, settle=settle)
        self.ada = self.pilot.person("Ada").in_channel("questions")
        self.olga = self.pilot.person("Olga").in_channel("questions")
        self.max = self.pilot.person("Max").in_channel("questions")

    @property
    def guild_id(self) -> int:
        return next(one.id for one in self.world.guilds.values() if one.name == "Pain Study Group")

    def channel_id(self, name: str) -> int:
        return next(one.id for one in self.world.channels.values() if one.name == name)

    async def channel(self, name: str) -> Any:
        return await self.bot.fetch_channel(self.channel_id(name))


async def settle() -> None:
    """Until discord.py has no command or component in hand."""
    while tasks := [one for one in asyncio.all_tasks() if one.get_name().startswith(("CommandTree", "discord-ui"))]:
        await asyncio.wait(tasks)


@asynccontextmanager
async def connected(place: Place, *, sync: bool = True) -> AsyncIterator[Bot]:
    """The bot, logged in and identified."""
    bot = Bot(place)
    async with bot:
        await bot.login(place.token)
        if sync:
            await bot.tree.sync()
        running = asyncio.create_task(bot.connect(reconnect=True))
        try:
            await place.gateway.wait_ready()
            yield bot
        finally:
            await bot.close()
            await running


@asynccontextmanager
async def scene(**about: Any) -> AsyncIterator[Scene]:
    async with serve(openapi=OPENAPI, **about) as place:
        # Limits have tests of their own; here discord.py would only sleep, as their headers tell it to.
        for method, template in LIMITS:
            place.rate_limits.limit(method, template, count=10_000, seconds=1)
        place.rate_limits.global_per_second = 10_000
        async with connected(place) as bot:
            yield Scene(place, bot)


def file(name: str = "plan.txt", data: bytes = b"one two three") -> discord.File:
    return discord.File(io.BytesIO(data), name)
