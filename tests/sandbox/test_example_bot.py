"""A bot that knows nothing of the sandbox runs in it: with a connector, or with nothing changed at all."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from sandbox.connector import ToSandbox, is_discord
from sandbox.pilot import Pilot
from sandbox.place import Place
from sandbox.server import serve
from tests.sandbox.example_bot import MyClient
from tests.sandbox.worldkit import OPENAPI

BOT = Path(__file__).with_name("example_bot.py")
ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def launched(place: Place, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m sandbox.run …` until the context ends, identified at its beginning."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox.run", *arguments),
        env={**os.environ, "DISCORD_TOKEN": place.token, "SANDBOX_URL": place.url},
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(20):
            await place.gateway.wait_ready()
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        await process.communicate()


async def use_everything(place: Place) -> None:
    """Each thing the example can do, as a person does it."""
    pilot = Pilot(place)
    ada, max_ = pilot.person("Ada").in_channel("questions"), pilot.person("Max")
    assert (await ada.runs("/hello")).text == f"Hi, <@{ada.id}>"
    assert (await ada.runs("/joined", member=max_.id)).text.startswith("max joined <t:")
    counted = await ada.runs("/counter")
    for number in range(3):
        assert counted.buttons == [str(number)]
        counted = await ada.presses(counted, str(number))
    with pytest.raises(Exception, match="greyed out"):
        await ada.presses(counted, "3")
    chosen = await ada.picks(await ada.runs("/colours"), "Blue")
    assert (chosen.text, chosen.ephemeral) == ("Your favourite colour is Blue", True)
    thanks = await ada.submits(await ada.runs("/feedback"), Name="Ada")
    assert thanks.text == "Thanks for your feedback, Ada!"
    assert [one.name for one in await ada.types("/fruits", fruit="mel")] == ["Watermelon", "Melon"]
    assert (await ada.runs("/fruits", fruit="Melon")).text == "Your favourite fruit seems to be Melon"
    assert (await ada.runs("/remind")).text == "Done thinking"
    said = await ada.says("a rude word")
    assert "Thanks for reporting" in (await ada.chooses("Report to Moderators", on=said)).text
    assert not place.wire.refusals


async def test_it_runs_with_nothing_changed() -> None:
    async with serve(openapi=OPENAPI) as place, launched(place, str(BOT)) as process:
        await use_everything(place)
        assert process.returncode is None


async def test_a_module_is_run_by_its_name() -> None:
    async with serve() as place, launched(place, "-m", "tests.sandbox.example_bot"):
        assert (await Pilot(place).person("Ada").runs("/hello")).text.startswith("Hi, ")


async def test_it_runs_with_a_connector() -> None:
    async with serve(openapi=OPENAPI) as place:
        client = MyClient(connector=ToSandbox(place.url), guild_ready_timeout=0)
        async with client:
            running = asyncio.create_task(client.start(place.token))
            await place.gateway.wait_ready()
            await use_everything(place)
        await running


async def test_the_connector_reaches_nothing_but_the_sandbox() -> None:
    async with serve() as place, aiohttp.ClientSession(connector=ToSandbox(place.url)) as http:
        with pytest.raises(aiohttp.ClientConnectionError, match=r"example\.org"):
            await http.get("https://example.org/")
        for address in (f"{place.url}/", "https://discord.com/api/v10/gateway"):
            async with http.get(address) as answer:
                assert answer.status in {200, 401}


@pytest.mark.parametrize(
    ("address", "discord"),
    [
        ("https://discord.com/api", True),
        ("wss://gateway-us-east1-b.discord.gg", True),
        ("https://cdn.discordapp.com/x", True),
        ("https://notdiscord.com/", False),
        ("https://discord.com.example.org/", False),
    ],
)
def test_discords_hosts_are_known(address: str, discord: bool) -> None:
    assert is_discord(URL(address)) is discord
