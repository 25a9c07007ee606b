"""Channels changed by whoever may, and the finer rules of messages in them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
import pytest_asyncio

from sandbox.clock import ManualClock
from sandbox.model import Guild
from sandbox.permissions import Permission
from tests.sandbox.worldkit import Scene, scene


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene(clock=ManualClock(datetime(2031, 3, 5, tzinfo=UTC))) as one:
        yield one


@pytest.fixture
def guild(here: Scene) -> Guild:
    return here.world.guilds[here.guild_id]


def grant(guild: Guild, *more: Permission) -> None:
    next(one for one in guild.roles.values() if one.managed).permissions |= sum(more)


Overwrites = dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite]
KICKING = discord.PermissionOverwrite(kick_members=True)


async def refused(deed: Any) -> int:
    with pytest.raises(discord.HTTPException) as no:
        await deed
    return no.value.code


def to(method: str, path: str, **ids: Any) -> discord.http.Route:
    return discord.http.Route(method, path, **ids)


async def test_a_channel_is_changed_and_deleted_with_everything_in_it(here: Scene, guild: Guild) -> None:
    grant(guild, Permission.MANAGE_CHANNELS, Permission.MANAGE_ROLES)
    channel = await here.channel("questions")
    thread = await (await channel.send("one")).create_thread(name="one")
    everyone = discord.Object(guild.id, type=discord.Role)
    closed = discord.PermissionOverwrite(send_messages=False)
    await channel.edit(name="closed", position=3, nsfw=True, slowmode_delay=9, overwrites={everyone: closed})
    stored = here.world.channels[channel.id]
    assert (stored.name, stored.nsfw, stored.slowmode) == ("closed", True, 9)
    assert not here.world.permissions(here.ada.id, stored) & Permission.SEND_MESSAGES
    await channel.delete()
    assert {channel.id, thread.id} & set(here.world.channels) == set()
    assert here.world.messages == {}


async def test_overwrites_need_the_right_to_manage_roles(here: Scene, guild: Guild) -> None:
    grant(guild, Permission.MANAGE_CHANNELS)
    body: dict[str, Any] = {"permission_overwrites": []}
    route = to("PATCH", "/channels/{c}", c=here.channel_id("questions"))
    assert await refused(here.bot.http.request(route, json=body)) == 50013


async def test_a_forum_gets_tags(here: Scene, guild: Guild) -> None:
    grant(guild, Permission.MANAGE_CHANNELS)
    forum = await here.channel("ask-a-mentor")
    kept = forum.available_tags[0]
    tags = [kept, discord.ForumTag(name="New", emoji="🌱", moderated=True)]
    await forum.edit(available_tags=tags, require_tag=True)
    stored = here.world.channels[forum.id].available_tags
    assert [(one.name, one.emoji_name, one.moderated) for one in stored] == [("Open", None, False), ("New", "🌱", True)]
    assert stored[0].id == kept.id != stored[1].id


async def test_a_forum_is_made_with_its_tags_by_whoever_may_manage_channels(here: Scene, guild: Guild) -> None:
    own = await here.bot.fetch_guild(guild.id)
    tags = [discord.ForumTag(name="Open"), discord.ForumTag(name="Done", moderated=True)]
    with pytest.raises(discord.Forbidden) as no:
        await own.create_forum("help", topic="Ask.", available_tags=tags)
    assert no.value.code == 50013
    grant(guild, Permission.MANAGE_CHANNELS)
    forum = await own.create_forum("help", topic="Ask.", available_tags=tags)
    stored = here.world.channels[forum.id]
    assert (stored.type, stored.name, stored.topic, stored.guild_id) == (15, "help", "Ask.", guild.id)
    assert [(one.name, one.moderated) for one in stored.available_tags] == [("Open", False), ("Done", True)]
    assert "help" in here.ada.channels()
    post = here.ada.in_channel("help").opens_post("How?", "And why?", tags=["Open"])
    assert [one.text for one in post.sees()] == ["And why?"]
    assert (await own.create_category("more")).id in here.world.channels
    text = await own.create_text_channel("plain", overwrites={own.default_role: discord.PermissionOverwrite()})
    assert here.world.channels[text.id].position > stored.position


async def test_a_new_channel_takes_only_overwrites_that_its_maker_holds(here: Scene, guild: Guild) -> None:
    grant(guild, Permission.MANAGE_CHANNELS)
    own = await here.bot.fetch_guild(guild.id)
    hidden: Overwrites = {own.default_role: discord.PermissionOverwrite(view_channel=False)}
    with pytest.raises(discord.Forbidden):
        await own.create_text_channel("kicking", overwrites={own.default_role: KICKING})
    with pytest.raises(discord.HTTPException) as no:
        await own.create_voice_channel("loud")
    assert no.value.status == 501
    await own.create_text_channel("hidden", overwrites=hidden)
    assert "hidden" not in here.ada.channels()


async def test_closing_a_conversation_keeps_it(here: Scene) -> None:
    channel = await (await here.bot.fetch_user(here.ada.id)).create_dm()
    theirs = await here.ada.in_dm().says("hello")
    assert theirs.message is not None
    assert await refused(channel.get_partial_message(theirs.message.id).delete()) == 50003
    assert (await channel.fetch_message(theirs.message.id)).content == "hello"
    await here.bot.http.delete_channel(channel.id)
    assert [one.text for one in here.ada.in_dm().sees()] == ["hello"]
    start = to("POST", "/users/@me/channels")
    assert await refused(here.bot.http.request(start, json={"recipient_id": str(here.world.application.id)})) == 50033


async def test_a_conversation_begins_when_the_bot_opens_it(here: Scene) -> None:
    channel = here.world.direct_channel(here.ada.id)
    assert channel is not None
    del here.world.channels[channel.id]
    with pytest.raises(Exception, match="no conversation"):
        here.ada.in_dm()
    opened = await (await here.bot.fetch_user(here.ada.id)).create_dm()
    await opened.send("hello")
    assert [one.text for one in here.ada.in_dm().sees()] == ["hello"]


async def test_typing_and_history_need_their_rights(here: Scene, guild: Guild) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one")
    await here.bot.http.send_typing(channel.id)
    for role in guild.roles.values():
        role.permissions &= ~(Permission.SEND_MESSAGES | Permission.READ_MESSAGE_HISTORY)
    assert await refused(here.bot.http.send_typing(channel.id)) == 50013
    assert await refused(channel.fetch_message(sent.id)) == 50013
    assert [one async for one in channel.history()] == []
    assert [one async for one in channel.pins()] == []


async def test_old_messages_are_not_deleted_in_bulk(here: Scene, guild: Guild) -> None:
    grant(guild, Permission.MANAGE_MESSAGES)
    channel = await here.channel("questions")
    sent = [await channel.send(str(n)) for n in range(2)]
    assert isinstance(here.place.clock, ManualClock)
    here.place.clock.advance(timedelta(days=14, seconds=1))
    assert await refused(channel.delete_messages(sent)) == 50034
    assert len(here.ada.sees()) == 2


async def test_reactions_of_others_are_taken_away_by_managers(here: Scene, guild: Guild) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one")
    for emoji in ("👍", "🌱", "party:123456"):
        await sent.add_reaction(emoji)
    assert await refused(sent.clear_reactions()) == 50013
    assert await refused(sent.add_reaction("word")) == 10014
    grant(guild, Permission.MANAGE_MESSAGES)
    await sent.clear_reaction("👍")
    await sent.remove_reaction("🌱", discord.Object(here.world.application.id))
    assert [one.emoji["name"] for one in here.world.messages[sent.id].reactions] == ["party"]
    await sent.clear_reactions()
    assert here.world.messages[sent.id].reactions == []


async def test_there_is_an_end_to_pins_and_reactions(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one")
    for n in range(20):
        await sent.add_reaction(chr(0x1F600 + n))
    assert await refused(sent.add_reaction("👍")) == 30010
    for _ in range(250):
        pinned = (await here.ada.says("pinned")).message
        assert pinned is not None
        here.world.messages[pinned.id].pinned = True
    assert await refused(sent.pin()) == 30003


async def test_pins_are_paged_by_when_they_were_pinned(here: Scene) -> None:
    channel = await here.channel("questions")
    assert isinstance(here.place.clock, ManualClock)
    for n in range(3):
        here.place.clock.advance(timedelta(seconds=1))
        await (await channel.send(str(n))).pin()
    route = to("GET", "/channels/{c}/messages/pins", c=channel.id)
    first = await here.bot.http.request(route, params={"limit": 2})
    assert ([one["message"]["content"] for one in first["items"]], first["has_more"]) == (["2", "1"], True)
    rest = await here.bot.http.request(route, params={"before": first["items"][-1]["pinned_at"]})
    assert ([one["message"]["content"] for one in rest["items"]], rest["has_more"]) == (["0"], False)
    assert await refused(here.bot.http.request(route, params={"before": "yesterday"})) == 50035
    assert await refused(here.bot.http.request(route, params={"limit": 51})) == 50035
    assert await refused(here.bot.http.request(route, params={"limit": "many"})) == 50035


async def test_what_the_sandbox_cannot_do_is_said_and_not_done(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one")
    with pytest.raises(discord.HTTPException) as no:
        await sent.forward(channel)
    assert (no.value.status, "forwarded" in no.value.text) == (501, True)
    with pytest.raises(discord.HTTPException) as no:
        await channel.send(poll=discord.Poll(question="Which?", duration=timedelta(hours=1)).add_answer(text="This"))
    assert no.value.status == 501
    assert len(here.ada.sees()) == 1


async def test_a_reply_may_go_without_what_it_answers(here: Scene, guild: Guild) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one")
    await sent.delete()
    reference = sent.to_reference(fail_if_not_exists=False)
    assert (await channel.send("two", reference=reference)).reference is None
    for role in guild.roles.values():
        role.permissions &= ~Permission.READ_MESSAGE_HISTORY
    assert await refused(channel.send("three", reference=sent)) == 160002


async def test_people_reply_too(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one")
    await here.pilot.acts.say(here.ada.id, channel.id, "two", reply_to=sent.id)
    answer = await anext(channel.history(limit=1))
    assert (answer.content, [one.id for one in answer.mentions]) == ("two", [here.world.application.id])


async def test_members_are_listed_once_that_is_granted(here: Scene, guild: Guild) -> None:
    here.world.application.lists_members = True
    route = to("GET", "/guilds/{g}/members", g=guild.id)
    first = await here.bot.http.request(route, params={"limit": 2})
    rest = await here.bot.http.request(route, params={"limit": 100, "after": first[-1]["user"]["id"]})
    assert [int(one["user"]["id"]) for one in first + rest] == sorted(guild.members)


async def test_bodies_that_are_no_json_are_refused(here: Scene) -> None:
    route = to("POST", "/channels/{c}/messages", c=here.channel_id("questions"))
    headers = {"Content-Type": "application/json"}
    assert await refused(here.bot.http.request(route, data=b"{half", headers=headers)) == 50109
