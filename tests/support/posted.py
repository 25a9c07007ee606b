"""Lists posted in a channel of the study group, as its moderator and the sandbox see them."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import App
from sandbox.model import Channel, Guild, Message, Overwrite
from sandbox.permissions import Permission
from sandbox.pilot import Person, Pilot, Reply
from sandbox.server import Place
from tests.support.lists import item, of_the_bot, write_list
from tests.support.running import Running


@dataclass(frozen=True, slots=True)
class Scene:
    """Where it happens."""

    place: Place
    app: App
    content: Path
    guild: Guild
    channel: Channel

    @property
    def messages(self) -> list[Message]:
        """The bot's cards in the channel."""
        return of_the_bot(self.place.world, self.channel.id)

    def write(self, numbers: Iterable[int], *, id: str = "things") -> None:
        write_list(self.content, [item(number) for number in numbers], id=id)

    def take(self, right: Permission) -> None:
        """The channel denies the bot `right`; whatever else it is granted stays."""
        role = next(role for role in self.guild.roles.values() if role.managed)
        self.channel.overwrites[role.id] = Overwrite(role.id, "role", deny=int(right))

    def give_back(self) -> None:
        role = next(role for role in self.guild.roles.values() if role.managed)
        del self.channel.overwrites[role.id]

    def named(self, name: str) -> Channel:
        return next(one for one in self.place.world.channels_of(self.guild.id) if one.name == name)


@pytest.fixture
def scene(place: Place, preceptor: Running, content: Path) -> Scene:
    guild = next(one for one in place.world.guilds.values() if one.name == "Pain Study Group")
    channel = next(one for one in place.world.channels_of(guild.id) if one.name == "resources")
    return Scene(place, preceptor.app, content, guild, channel)


@pytest.fixture
def max_(pilot: Pilot) -> Person:
    """A moderator."""
    return pilot.person("Max").in_guild("Pain Study Group").in_channel("resources")


async def until(holds: Callable[[], bool], *, seconds: float = 2.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


def preview_of(person: Person, reply: Reply) -> Reply:
    """The card with the buttons, which comes after the preview itself."""
    assert reply.interaction is not None
    return person.pilot.reply_of(person.pilot.world.messages[reply.interaction.followup_ids[-1]])


async def post(person: Person, list_: str = "things", **options: object) -> Reply:
    offered = preview_of(person, await person.runs("/lists post", list=list_, **options))
    return await person.presses(offered, "Post")


async def withdraw(person: Person, list_: str = "things", **options: object) -> Reply:
    return await person.presses(await person.runs("/lists withdraw", list=list_, **options), "Withdraw")
