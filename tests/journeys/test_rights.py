"""What a feature asks before it acts: is the channel there, and may the bot do there what it is about to do."""

from collections.abc import AsyncIterator

import discord
import pytest

from bot.core.rights import NEEDS
from bot.core.settings import GuildSettings, Setting
from bot.dpy.rights import AbsentError, GoneError, LackError, Rights
from sandbox.membership import leave, set_permissions
from sandbox.model import Channel, Guild, Overwrite
from sandbox.permissions import Permission
from sandbox.server import Place
from tests.support.running import Running


@pytest.fixture
async def rights(preceptor: Running, place: Place) -> AsyncIterator[Rights]:
    """Of a client that is logged in and not connected: it has no cache of anything."""
    async with preceptor.app.client() as client:
        await client.login(place.token)
        yield Rights(client)


@pytest.fixture
def guild(place: Place) -> Guild:
    return next(one for one in place.world.guilds.values() if one.name == "Pain Study Group")


@pytest.fixture
def forum(place: Place, guild: Guild) -> Channel:
    return next(one for one in place.world.channels_of(guild.id) if one.name == "ask-a-mentor")


def but(place: Place, guild: Guild, missing: int) -> None:
    """The bot has every right of a list but one, and everybody else none."""
    every = Permission(sum({need.bit for needs in NEEDS.values() for need in needs}))
    for role in guild.roles.values():
        set_permissions(place.world, guild, role, every & ~Permission(missing) if role.managed else Permission(0))


async def test_what_is_there_and_granted_is_handed_over_ready_for_use(
    rights: Rights, guild: Guild, forum: Channel
) -> None:
    channel = await rights.demand(guild.id, Setting.FORUM, GuildSettings(forum=forum.id))
    assert isinstance(channel, discord.ForumChannel)
    assert [tag.name for tag in channel.available_tags] == ["Open", "Claimed", "Answered"]


@pytest.mark.parametrize("need", NEEDS[Setting.FORUM], ids=lambda need: need.name)
async def test_every_right_of_the_list_is_missed_by_its_name(
    rights: Rights, place: Place, guild: Guild, forum: Channel, need: object
) -> None:
    wanted = next(one for one in NEEDS[Setting.FORUM] if one is need)
    but(place, guild, wanted.bit)
    with pytest.raises(LackError, match=f"{wanted.name}.* in <#{forum.id}>: {wanted.purpose}") as lack:
        await rights.demand(guild.id, Setting.FORUM, GuildSettings(forum=forum.id))
    assert wanted in [one.need for one in lack.value.lacks]


async def test_a_right_that_the_channel_takes_away_is_missed_too(
    rights: Rights, place: Place, guild: Guild, forum: Channel
) -> None:
    """What the server grants says nothing yet: this is where a channel fetched without its server is wrong."""
    bot = next(role for role in guild.roles.values() if role.managed)
    forum.overwrites[bot.id] = Overwrite(bot.id, "role", deny=int(Permission.MANAGE_THREADS))
    settings = GuildSettings(forum=forum.id)
    with pytest.raises(LackError, match="Manage Threads"):
        await rights.demand(guild.id, Setting.FORUM, settings)
    own = place.world.application.bot_user_id
    forum.overwrites[own] = Overwrite(own, "member", allow=int(Permission.MANAGE_THREADS))
    assert (await rights.demand(guild.id, Setting.FORUM, settings)).id == forum.id


async def test_what_was_never_chosen_or_is_deleted_or_is_another_servers_is_gone(
    rights: Rights, place: Place, guild: Guild, forum: Channel
) -> None:
    foreign = next(one for one in place.world.channels.values() if one.name == "general")
    del place.world.channels[forum.id]
    for channel_id in (None, forum.id, foreign.id):
        with pytest.raises(GoneError, match="no mentors’ forum at the moment"):
            await rights.demand(guild.id, Setting.FORUM, GuildSettings(forum=channel_id))


async def test_a_server_without_the_bot_says_so(rights: Rights, place: Place, guild: Guild, forum: Channel) -> None:
    leave(place.world, guild, place.world.application.bot_user_id)
    with pytest.raises(AbsentError, match="invited without the scope"):
        await rights.demand(guild.id, Setting.FORUM, GuildSettings(forum=forum.id))
    assert (await rights.survey(guild.id, GuildSettings(forum=forum.id))).absent


@pytest.mark.refused
@pytest.mark.parametrize("answer", [(404, 0), (403, 0), (400, 50035)])
async def test_any_other_error_is_no_deletion(
    rights: Rights, place: Place, guild: Guild, forum: Channel, answer: tuple[int, int]
) -> None:
    status, code = answer
    place.faults.next("GET", "/channels/*", status=status, code=code)
    with pytest.raises(discord.HTTPException):
        await rights.demand(guild.id, Setting.FORUM, GuildSettings(forum=forum.id))
