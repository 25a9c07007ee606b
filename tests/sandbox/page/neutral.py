"""A small bot of no particular kind, with one of everything the page has to show. It speaks over real sockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
from aiohttp.client_reqrep import ClientRequest
from discord import app_commands
from yarl import URL

from sandbox.place import Place
from tests.sandbox.page.neutral_cards import Card, Form, picture
from tests.sandbox.page.neutral_more import teach as teach_the_rest
from tests.sandbox.page.neutral_story import teach as teach_the_story

FRUIT = ("apple", "apricot", "banana", "cherry")

Interaction = discord.Interaction[discord.Client]


class _ToPlace(aiohttp.TCPConnector):
    """Sends whatever is meant for Discord to the place."""

    def __init__(self, url: str) -> None:
        super().__init__(limit=16)
        self._place = URL(url)

    async def connect(self, req: ClientRequest, traces: Any, timeout: Any) -> Any:  # noqa: ASYNC109 (aiohttp's signature)
        req.url = req.url.with_scheme("http").with_host(str(self._place.host)).with_port(self._place.port)
        return await super().connect(req, traces, timeout)


class NeutralBot(discord.AutoShardedClient):
    """`release` lets `/slow` go on."""

    def __init__(self, place: Place) -> None:
        super().__init__(intents=discord.Intents.none(), connector=_ToPlace(place.url), guild_ready_timeout=0.1)
        self.release = asyncio.Event()
        self.tree = app_commands.CommandTree(self)
        _teach_to_listen(self)
        _teach_to_show(self)
        teach_the_rest(self.tree)
        teach_the_story(self.tree)


@asynccontextmanager
async def neutral_bot(place: Place) -> AsyncIterator[NeutralBot]:
    """The bot, connected, its commands synced."""
    client = NeutralBot(place)
    async with client:
        await client.login(place.token)
        await client.tree.sync()
        running = asyncio.create_task(client.connect(reconnect=True))
        try:
            await place.gateway.wait_ready()
            yield client
        finally:
            await client.close()
            await running


def _teach_to_listen(client: NeutralBot) -> None:
    """Commands with options."""
    tree = client.tree

    @tree.command(description="Says what you say")
    @app_commands.describe(words="What to say", share="Let everyone see it")
    async def echo(interaction: Interaction, words: app_commands.Range[str, 2, 1000], share: bool = False) -> None:
        await interaction.response.send_message(words, ephemeral=not share)

    @tree.command(description="Chooses a fruit")
    @app_commands.describe(name="Its name; any will do")
    async def fruit(interaction: Interaction, name: str) -> None:
        await interaction.response.send_message(f"A fine {name}.")

    @fruit.autocomplete("name")
    async def names(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=one.title(), value=f"ripe {one}") for one in FRUIT if typed.lower() in one]

    @tree.command(description="Takes one of each kind")
    @app_commands.choices(
        colour=[app_commands.Choice(name="Red", value="r"), app_commands.Choice(name="Blue", value="b")]
    )
    async def kinds(  # noqa: PLR0917 (options are parameters)
        interaction: Interaction,
        count: app_commands.Range[int, 1, 9],
        ratio: app_commands.Range[float, 0, 1] | None = None,
        colour: str | None = None,
        person: discord.User | None = None,
        place: app_commands.AppCommandChannel | None = None,
        role: discord.Role | None = None,
        loud: bool | None = None,
    ) -> None:
        given = {"count": count, "ratio": ratio, "colour": colour, "loud": loud}
        named = {"person": person, "place": place, "role": role}
        words = [f"{key}={value!r}" for key, value in given.items() if value is not None]
        words += [f"{key}={value.name}" for key, value in named.items() if value is not None]
        await interaction.response.send_message(" ".join(words))


def _teach_to_show(client: NeutralBot) -> None:
    """Commands that need nothing from the person."""
    tree = client.tree

    @tree.command(description="Shows a card with everything on it")
    async def card(interaction: Interaction) -> None:
        await interaction.response.send_message(view=Card(), file=picture())

    @tree.command(description="Shows an embed")
    async def embed(interaction: Interaction) -> None:
        shown = discord.Embed(
            title="A **title**", description="Words of *weight*", colour=0x3F8F7A, url="https://example.org/"
        )
        shown.add_field(name="One", value="1").add_field(name="Two", value="2").set_footer(text="A foot")
        shown.set_image(url="https://example.org/picture.png")
        await interaction.response.send_message("With an embed:", embed=shown)

    @tree.command(description="Opens a form")
    async def form(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    @tree.command(description="Thinks before it speaks")
    async def slow(interaction: Interaction) -> None:
        await interaction.response.defer()
        await client.release.wait()
        await interaction.edit_original_response(content="Thought through.")

    @tree.command(description="Never answers")
    async def silent(interaction: Interaction) -> None:
        """Nothing is sent: the person sees that nobody answered."""

    @tree.command(description="For moderators")
    @app_commands.default_permissions(manage_messages=True)
    async def tidy(interaction: Interaction) -> None:
        await interaction.response.send_message("Tidied.")

    @tree.context_menu(name="Count the words")
    async def count_words(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{len(message.content.split())} words", ephemeral=True)

    garden = app_commands.Group(name="garden", description="A garden")
    tree.add_command(garden)

    @garden.command(description="Plants something")
    async def plant(interaction: Interaction, what: str) -> None:
        await interaction.response.send_message(f"{what} planted", ephemeral=True)

    @garden.command(description="Waters everything")
    async def water(interaction: Interaction) -> None:
        await interaction.response.send_message("watered", ephemeral=True)
