"""Threads on their own, private ones, who follows, and who may change what."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import pytest_asyncio

from sandbox.kinds import ChannelFlag, MessageType
from sandbox.permissions import Permission
from tests.sandbox.worldkit import Scene, scene


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene() as one:
        yield one


def bot_role(here: Scene) -> Any:
    return next(one for one in here.world.guilds[here.guild_id].roles.values() if one.managed)


async def refused(deed: Any) -> int:
    with pytest.raises(discord.HTTPException) as no:
        await deed
    return no.value.code


async def test_a_thread_of_its_own_is_announced_in_the_channel(here: Scene) -> None:
    channel = await here.channel("questions")
    thread = await channel.create_thread(name="alone", type=discord.ChannelType.public_thread)
    notice = here.ada.sees()[0].message
    assert notice is not None
    assert (notice.type, notice.content, notice.thread_id) == (MessageType.THREAD_CREATED, "alone", thread.id)
    assert await refused(channel.get_partial_message(notice.id).edit(content="x")) == 50005
    assert await refused(channel.get_partial_message(notice.id).pin()) == 50021


async def test_a_private_thread_is_seen_by_its_members_and_who_manages(here: Scene) -> None:
    channel = await here.channel("questions")
    assert await refused(channel.create_thread(name="quiet")) == 50013
    bot_role(here).permissions |= Permission.CREATE_PRIVATE_THREADS
    thread = await channel.create_thread(name="quiet", invitable=False)
    assert "quiet" not in here.ada.channels()
    await thread.add_user(discord.Object(here.ada.id))
    await thread.add_user(discord.Object(here.ada.id))
    assert "quiet" in here.ada.channels()
    assert "quiet" in here.olga.channels()
    assert (await thread.fetch_member(here.ada.id)).id == here.ada.id
    await thread.remove_user(discord.Object(here.ada.id))
    assert "quiet" not in here.ada.channels()
    assert await refused(thread.fetch_member(here.ada.id)) == 10007
    assert await refused(thread.add_user(discord.Object(1))) == 10007
    await thread.edit(archived=True)
    assert [one.id async for one in channel.archived_threads(private=True)] == [thread.id]
    assert [one.id async for one in channel.archived_threads(private=True, joined=True)] == [thread.id]
    assert [one.id async for one in channel.archived_threads()] == []
    assert await refused(thread.join()) == 50083


async def test_archived_threads_come_latest_first_page_by_page(here: Scene) -> None:
    channel = await here.channel("questions")
    made = []
    for n in range(4):
        thread = await (await channel.send(str(n))).create_thread(name=str(n))
        await thread.edit(archived=True)
        made.append(thread.id)
    route = discord.http.Route("GET", "/channels/{c}/threads/archived/public", c=channel.id)
    page = await here.bot.http.request(route, params={"limit": 3})
    assert ([int(one["id"]) for one in page["threads"]], page["has_more"]) == (made[:0:-1], True)
    before = page["threads"][-1]["thread_metadata"]["archive_timestamp"]
    rest = await here.bot.http.request(route, params={"limit": 3, "before": before})
    assert ([int(one["id"]) for one in rest["threads"]], rest["has_more"]) == ([made[0]], False)


async def test_leaving_and_joining_change_who_follows(here: Scene) -> None:
    channel = await here.channel("questions")
    thread = await (await channel.send("one")).create_thread(name="one")
    await thread.leave()
    await thread.leave()
    assert await thread.fetch_members() == []
    await thread.join()
    assert [one.id for one in await thread.fetch_members()] == [here.world.application.id]
    await here.ada.in_channel("one").says("hello")
    assert len(await thread.fetch_members()) == 2
    assert await refused(here.bot.http.join_thread(channel.id)) == 50024


async def test_the_maker_of_a_thread_may_do_a_little_and_managers_everything(here: Scene) -> None:
    channel = await here.channel("questions")
    bot_role(here).permissions &= ~Permission.MANAGE_THREADS
    thread = await (await channel.send("one")).create_thread(name="one")
    await thread.edit(name="renamed", archived=True)
    assert await refused(thread.edit(name="asleep")) == 50083
    await thread.edit(archived=False)
    assert here.world.channels[thread.id].name == "renamed"
    assert await refused(thread.edit(locked=True)) == 50013
    assert await refused(thread.delete()) == 50013
    bot_role(here).permissions |= Permission.MANAGE_THREADS
    await thread.edit(locked=True, slowmode_delay=5, auto_archive_duration=60)
    stored = here.world.channels[thread.id]
    assert (stored.locked, stored.slowmode, stored.archive_minutes) == (True, 5, 60)
    await thread.delete()
    assert thread.id not in here.world.channels


async def test_a_forum_can_demand_a_tag_and_pin_a_post(here: Scene) -> None:
    forum = await here.channel("ask-a-mentor")
    here.world.channels[forum.id].flags = ChannelFlag.REQUIRE_TAG
    assert await refused(forum.create_thread(name="x", content="y")) == 40067
    post = await forum.create_thread(name="x", content="y", applied_tags=[forum.available_tags[0]])
    await post.thread.edit(pinned=True)
    assert here.world.channels[post.thread.id].flags == ChannelFlag.PINNED
    assert await refused(here.bot.get_partial_messageable(forum.id).send("x")) == 40058
    bot_role(here).permissions &= ~Permission.SEND_MESSAGES
    for role in here.world.guilds[here.guild_id].roles.values():
        role.permissions &= ~Permission.SEND_MESSAGES
    assert await refused(forum.create_thread(name="x", content="y", applied_tags=[forum.available_tags[0]])) == 50013


async def test_threads_begin_in_text_channels_only(here: Scene) -> None:
    channel = await here.channel("questions")
    thread = await (await channel.send("one")).create_thread(name="one")
    inside = await thread.send("inside")
    begin = discord.http.Route("POST", "/channels/{c}/messages/{m}/threads", c=thread.id, m=inside.id)
    assert await refused(here.bot.http.request(begin, json={"name": "deeper"})) == 50024
    begin = discord.http.Route("POST", "/channels/{c}/threads", c=thread.id)
    assert await refused(here.bot.http.request(begin, json={"name": "deeper", "type": 11})) == 50024
