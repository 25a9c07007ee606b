"""A plain discord.py bot that does what it is told, and writes down what Discord said to it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.http import Route

Interaction = discord.Interaction["NeutralBot"]
Act = Callable[["NeutralBot", Interaction, str], Awaitable[None]]
"""What the bot does when told: `where` is the id of a channel, "" for the one it was told in."""

ACTS: dict[str, Act] = {}


def act(function: Act) -> Act:
    """Can be told by its name, with spaces for the underscores."""
    ACTS[function.__name__.replace("_", " ")] = function
    return function


class NeutralBot(discord.Client):
    """`codes` is what went wrong, as "status code" for an answer of Discord and the exception's name for all else.

    `rests` gets a word whenever a handler has ended or waits to be told "go on".
    """

    def __init__(self, *, connector: aiohttp.BaseConnector | None = None) -> None:
        options: dict[str, Any] = {} if connector is None else {"connector": connector}
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0, **options)
        self.codes: list[str] = []
        self.rests: asyncio.Queue[str] = asyncio.Queue()
        self.kept: dict[str, Any] = {}
        self.tree = app_commands.CommandTree(self)
        self.tree.error(self._never_begun)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def _never_begun(self, _: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        """The library could make nothing of what came."""
        self.codes.append(type(error).__name__)
        self.rests.put_nowait("ended")

    async def turn(self, doing: Awaitable[object]) -> None:
        """One handler, whatever comes of it."""
        try:
            await doing
        except discord.HTTPException as error:
            self.codes.append(f"{error.status} {error.code}")
        except Exception as error:  # noqa: BLE001  # the library's own refusals, and a side that knows no answer
            self.codes.append(type(error).__name__)
        finally:
            self.rests.put_nowait("ended")

    async def tries(self, doing: Awaitable[object]) -> Any:
        """The result; None where Discord refused, and its code is written down."""
        try:
            return await doing
        except discord.HTTPException as error:
            self.codes.append(f"{error.status} {error.code}")
            return None

    async def waits(self) -> None:
        """Until told to go on."""
        told = asyncio.ensure_future(self.wait_for("go_on"))
        await asyncio.sleep(0)
        self.rests.put_nowait("waits")
        await told

    async def raw(self, method: str, path: str, body: Any = None) -> Any:
        """A request that the library would not make, or would refuse to."""
        return await self.tries(self.http.request(Route(method, path), json=body))

    async def answers(self, interaction: discord.Interaction[Any], type: int, data: Any = None) -> Any:
        """A callback exactly as given."""
        body = {"type": type} if data is None else {"type": type, "data": data}
        return await self.raw("POST", f"/interactions/{interaction.id}/{interaction.token}/callback", body)

    def channel(self, interaction: Interaction, where: str = "") -> discord.PartialMessageable:
        id = int(where) if where else interaction.channel_id or 0
        return self.get_partial_messageable(id, guild_id=interaction.guild_id)
