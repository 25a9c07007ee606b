"""People and the bot come, change and go."""

from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest
import pytest_asyncio

from sandbox import membership
from sandbox.changes import Change
from sandbox.events import Event
from sandbox.model import Guild
from sandbox.permissions import Permission
from sandbox.refusals import NotAllowedError
from tests.sandbox.worldkit import Scene, scene


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene() as one:
        yield one


@pytest.fixture
def guild(here: Scene) -> Guild:
    return here.world.guilds[here.guild_id]


@pytest.fixture
def told(here: Scene) -> list[str]:
    """Names of events and kinds of changes, as they come."""
    names: list[str] = []

    def hear(one: Event | Change) -> None:
        names.append(one.name if isinstance(one, Event) else one.kind)

    here.world.hub.subscribe(hear)
    here.world.changes.subscribe(hear)
    return names


async def test_a_removed_bot_offers_nothing_and_reaches_nothing_there(
    here: Scene, guild: Guild, told: list[str]
) -> None:
    channel = await here.channel("questions")
    membership.leave(here.world, guild, here.world.application.id)
    membership.leave(here.world, guild, here.world.application.id)
    assert told == ["GUILD_DELETE", "member"]
    assert here.ada.commands() == []
    with pytest.raises(NotAllowedError):
        await here.ada.runs("/echo", words="x")
    with pytest.raises(discord.Forbidden) as gone:
        await channel.send("x")
    assert gone.value.code == 50001
    assert [one.name async for one in here.bot.fetch_guilds()] == ["Night Shift Readers"]
    membership.join(here.world, guild, here.world.application.id)
    assert told[2:] == ["GUILD_CREATE", "member"]
    assert "/echo" in here.ada.commands()


async def test_a_role_opens_a_channel(here: Scene, guild: Guild, told: list[str]) -> None:
    moderator = next(one for one in guild.roles.values() if one.name == "Moderator")
    membership.set_roles(here.world, guild, here.ada.id, {moderator.id})
    assert told == ["GUILD_MEMBER_UPDATE", "member"]
    assert "moderators" in here.ada.channels()
    assert "/tidy" in here.ada.commands()
    membership.set_permissions(here.world, guild, moderator, Permission.VIEW_CHANNEL)
    assert told[2:] == ["GUILD_ROLE_UPDATE", "member"]
    assert "/tidy" not in here.ada.commands()


async def test_a_time_out_ends_writing_and_commands_until_it_is_over(here: Scene, guild: Guild) -> None:
    now = here.world.clock.now()
    membership.time_out(here.world, guild, here.ada.id, now + timedelta(hours=1))
    with pytest.raises(NotAllowedError):
        await here.ada.says("hello")
    assert here.ada.commands() == []
    membership.time_out(here.world, guild, here.ada.id, now)
    assert (await here.ada.says("hello")).text == "hello"


async def test_people_come_and_go(here: Scene, guild: Guild, told: list[str]) -> None:
    readers = next(one for one in here.world.guilds.values() if one is not guild)
    nell = here.pilot.person("Nell")
    membership.join(here.world, readers, nell.id)
    assert nell.in_guild("Night Shift Readers").channels() == ["general"]
    membership.leave(here.world, readers, nell.id)
    assert told == ["GUILD_MEMBER_ADD", "member", "GUILD_MEMBER_REMOVE", "member"]
