"""An ordinary discord.py bot, sent to a sandbox by nothing but its `connector=` argument."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from sandbox.connector import ToSandbox
from sandbox.place import Place


class PlainBot(commands.AutoShardedBot):
    """No intents, no caches; `heard` are the interactions it got, `resumed` how often a shard came back."""

    def __init__(self, url: str, **options: Any) -> None:
        super().__init__(
            command_prefix=[],
            intents=options.pop("intents", discord.Intents.none()),
            connector=ToSandbox(url),
            help_command=None,
            max_messages=None,
            guild_ready_timeout=0.05,
            max_ratelimit_timeout=30,
            **options,
        )
        self.heard: list[int] = []
        self.resumed = 0

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """No five seconds between shards: the sandbox reports that, and these tests do not mind."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.heard.append(interaction.id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.resumed += 1


@asynccontextmanager
async def running(bot: PlainBot, place: Place) -> AsyncIterator[PlainBot]:
    """The bot until the context ends, ready at its beginning."""
    async with bot:
        life = asyncio.create_task(bot.start(place.token))
        ready = asyncio.create_task(bot.wait_until_ready())
        try:
            await asyncio.wait({life, ready}, return_when=asyncio.FIRST_COMPLETED)
            if life.done():
                await life
            yield bot
        finally:
            ready.cancel()
            await bot.close()
            await life


async def until(place: Place, condition: Callable[[], bool]) -> None:
    """Returns when the condition holds; looks again after everything that crosses the wire."""
    crossed = asyncio.Event()
    leave = place.wire.subscribe(lambda _: crossed.set())
    try:
        async with asyncio.timeout(10):
            while not condition():
                crossed.clear()
                # What crossed has yet to be acted on by either side.
                await asyncio.wait({asyncio.create_task(crossed.wait())}, timeout=0.02)
    finally:
        leave()


def person(place: Place, name: str) -> int:
    return next(user.id for user in place.world.users.values() if user.shown == name)


def channel(place: Place, name: str) -> int:
    return next(one.id for one in place.world.channels.values() if one.name == name)


def ping() -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description="Says pong")
    async def ping(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("pong")

    return ping
