"""Channels, messages, threads and people, as an ordinary client reads and changes them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest
import pytest_asyncio

from sandbox.kinds import MessageType
from sandbox.permissions import Permission
from tests.sandbox.worldkit import Scene, file, scene


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene() as one:
        yield one


def grant(here: Scene, *more: Permission) -> None:
    """Give the bot's own role more than it was invited with."""
    for guild in here.world.guilds.values():
        for role in guild.roles.values():
            if role.managed:
                role.permissions |= sum(more)


def revoke(here: Scene, *less: Permission) -> None:
    for guild in here.world.guilds.values():
        for role in guild.roles.values():
            role.permissions &= ~sum(less)


async def test_a_message_is_sent_read_edited_and_deleted(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one", allowed_mentions=discord.AllowedMentions.none())
    await sent.edit(content="two")
    read = await channel.fetch_message(sent.id)
    assert (read.content, read.edited_at is not None, read.author.id) == ("two", True, here.bot.user.id)  # type: ignore[union-attr]
    assert [one.text for one in here.ada.sees()] == ["two"]
    await sent.delete()
    assert here.ada.sees() == []
    with pytest.raises(discord.NotFound) as gone:
        await channel.fetch_message(sent.id)
    assert gone.value.code == 10008


async def test_history_is_paged_both_ways(here: Scene) -> None:
    channel = await here.channel("questions")
    for n in range(7):
        await here.ada.says(f"<@{here.world.application.id}> {n}")
    oldest = [one async for one in channel.history(limit=3, oldest_first=True)]
    assert [one.content[-1] for one in oldest] == ["0", "1", "2"]
    assert [one.content[-1] async for one in channel.history(limit=2)] == ["6", "5"]
    assert [one.content[-1] async for one in channel.history(limit=2, before=oldest[2])] == ["1", "0"]
    around = [one.content[-1] async for one in channel.history(limit=3, around=oldest[2])]
    assert sorted(around) == ["1", "2", "3"]


async def test_what_others_write_is_hidden_without_the_content_intent(here: Scene) -> None:
    channel = await here.channel("questions")
    await here.ada.says("not for bots")
    await here.ada.says(f"<@{here.world.application.id}> for you")
    assert [one.content async for one in channel.history(oldest_first=True)] == [
        "",
        f"<@{here.world.application.id}> for you",
    ]


async def test_files_go_both_ways(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("two files", files=[file("a b.txt", b"first"), file("c.ics", b"second")])
    assert [one.filename for one in sent.attachments] == ["a_b.txt", "c.ics"]
    assert [await one.read() for one in sent.attachments] == [b"first", b"second"]
    kept = await sent.edit(attachments=[sent.attachments[1], file("d.txt", b"third")])
    assert [one.filename for one in kept.attachments] == ["c.ics", "d.txt"]
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(here.place.url + "/cdn" + kept.attachments[1].url.partition(".com")[2]) as response,
    ):
        assert await response.read() == b"third"
        assert "sandbox" in response.headers["Content-Security-Policy"]
    with pytest.raises(discord.HTTPException) as large:
        await channel.send(file=file("large.bin", b"x" * (10 * 1024 * 1024 + 1)))
    assert (large.value.status, large.value.code) == (413, 40005)


async def test_the_same_nonce_is_the_same_message(here: Scene) -> None:
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=here.channel_id("questions"))
    body = {"content": "once", "nonce": "n-1", "enforce_nonce": True}
    first = await here.bot.http.request(route, json=body)
    second = await here.bot.http.request(route, json=body | {"content": "again"})
    third = await here.bot.http.request(route, json=body | {"nonce": "n-2"})
    assert first["id"] == second["id"] != third["id"]
    assert len(here.ada.sees()) == 2


async def test_mentions_are_those_allowed(here: Scene) -> None:
    channel = await here.channel("questions")
    mentor = next(one for one in here.world.guilds[here.guild_id].roles.values() if one.name == "Mentor")
    mentor.mentionable = True
    text = f"<@{here.ada.id}> <@&{mentor.id}> @everyone"
    everything = await channel.send(text)
    nothing = await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
    assert [one.id for one in everything.mentions] == [here.ada.id]
    assert (everything.raw_role_mentions, everything.mention_everyone) == ([mentor.id], False)
    stored = [here.world.messages[one.id] for one in (everything, nothing)]
    assert [(one.mentions, one.mention_roles) for one in stored] == [([here.ada.id], [mentor.id]), ([], [])]


async def test_a_reply_refers_and_a_lost_one_is_refused(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one")
    answer = await sent.reply("two")
    assert answer.reference is not None
    assert (answer.type, answer.reference.message_id) == (discord.MessageType.reply, sent.id)
    await sent.delete()
    with pytest.raises(discord.HTTPException) as lost:
        await sent.reply("three")
    assert lost.value.code == 50035


async def test_a_message_turns_to_components_for_ever(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("words")
    card: Any = discord.ui.LayoutView()
    card.add_item(discord.ui.TextDisplay("a card"))
    with pytest.raises(discord.HTTPException) as mixed:
        await sent.edit(view=card)
    assert mixed.value.code == 50035
    await sent.edit(content=None, view=card)
    # What a message shows already, an edit need not say again.
    route = discord.http.Route("PATCH", "/channels/{c}/messages/{m}", c=channel.id, m=sent.id)
    await here.bot.http.request(route, json={"components": [{"type": 10, "content": "a card"}]})
    assert here.ada.sees()[0].text == "a card"
    with pytest.raises(discord.HTTPException):
        await sent.edit(content="words again")
    assert here.ada.sees()[0].text == "a card"


async def test_a_refused_edit_leaves_the_message_as_it_was(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("words", file=file())
    with pytest.raises(discord.HTTPException):
        await sent.edit(
            content="other", embed=discord.Embed().set_image(url="attachment://missing.png"), attachments=[]
        )
    assert (here.ada.sees()[0].text, list(here.ada.sees()[0].files)) == ("words", ["plan.txt"])


async def test_pins_are_listed_newest_first_and_announced(here: Scene) -> None:
    channel = await here.channel("questions")
    first, second = await channel.send("one"), await channel.send("two")
    await first.pin()
    await second.pin()
    await second.pin()
    assert [one.content async for one in channel.pins()] == ["two", "one"]
    notices = [one.message.type for one in here.ada.sees()[2:] if one.message]
    assert notices == [MessageType.CHANNEL_PINNED_MESSAGE] * 2
    await second.unpin()
    assert [one.content async for one in channel.pins()] == ["one"]
    old = await here.bot.http.request(discord.http.Route("GET", "/channels/{channel_id}/pins", channel_id=channel.id))
    assert [one["content"] for one in old] == ["one"]


async def test_reactions_come_and_go(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one")
    await sent.add_reaction("👍")
    await sent.add_reaction("👍")
    fetched = await channel.fetch_message(sent.id)
    assert [(str(one.emoji), one.count, one.me) for one in fetched.reactions] == [("👍", 1, True)]
    assert [one.id async for one in fetched.reactions[0].users()] == [here.world.application.id]
    await sent.remove_reaction("👍", discord.Object(here.world.application.id))
    assert (await channel.fetch_message(sent.id)).reactions == []


async def test_a_thread_grows_on_a_message(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send("one")
    thread = await sent.create_thread(name="about one", auto_archive_duration=1440)
    assert thread.id == sent.id
    await thread.send("inside")
    with pytest.raises(discord.HTTPException) as twice:
        await sent.create_thread(name="again")
    assert twice.value.code == 160004
    seen = here.ada.in_channel("about one").sees()
    assert [one.message.type for one in seen if one.message] == [
        MessageType.THREAD_STARTER_MESSAGE,
        MessageType.DEFAULT,
    ]
    await thread.add_user(discord.Object(here.ada.id))
    assert {one.id for one in await thread.fetch_members()} == {here.ada.id, here.world.application.id}


async def test_an_archived_thread_takes_no_edits_and_wakes_when_written_in(here: Scene) -> None:
    channel = await here.channel("questions")
    thread = await (await channel.send("one")).create_thread(name="about one")
    inside = await thread.send("inside")
    await thread.edit(archived=True)
    assert [one.id async for one in channel.archived_threads()] == [thread.id]
    with pytest.raises(discord.HTTPException) as asleep:
        await inside.edit(content="changed")
    assert asleep.value.code == 50083
    await here.ada.in_channel("about one").says("hello")
    assert not here.world.channels[thread.id].archived
    await thread.edit(locked=True)
    with pytest.raises(Exception, match="locked"):
        await here.ada.in_channel("about one").says("hello")


async def test_a_forum_post_has_tags_and_a_first_message(here: Scene) -> None:
    forum = await here.channel("ask-a-mentor")
    tags = {tag.name: tag for tag in forum.available_tags}
    assert list(tags) == ["Open", "Claimed", "Answered"]
    post = await forum.create_thread(name="How long?", content="How long is it?", applied_tags=[tags["Open"]])
    assert post.thread.id == post.message.id
    await post.thread.edit(applied_tags=[tags["Claimed"]])
    await post.thread.send("A while.")
    assert here.world.channels[post.thread.id].applied_tags == [tags["Claimed"].id]
    assert here.world.channels[post.thread.id].message_count == 1
    assert [one.text for one in here.ada.in_channel("How long?").sees()] == ["How long is it?", "A while."]
    with pytest.raises(discord.HTTPException) as unknown:
        await forum.create_thread(name="x", content="y", applied_tags=[discord.Object(1)])
    assert unknown.value.code == 50035
    guild = await here.bot.fetch_guild(here.guild_id)
    assert [one.id for one in await guild.active_threads()] == [post.thread.id]


async def test_a_refused_post_leaves_no_thread_behind(here: Scene) -> None:
    forum = await here.channel("ask-a-mentor")
    before = set(here.world.channels)
    with pytest.raises(discord.HTTPException):
        await forum.create_thread(
            name="x", content="y", embed=discord.Embed().set_image(url="attachment://missing.png")
        )
    assert set(here.world.channels) == before


async def test_direct_messages_reach_one_person(here: Scene) -> None:
    user = await here.bot.fetch_user(here.ada.id)
    channel = await user.create_dm()
    await channel.send("between us")
    assert [one.text for one in here.ada.in_dm().sees()] == ["between us"]
    for guild in here.world.guilds.values():
        guild.members.pop(here.ada.id, None)
    with pytest.raises(discord.Forbidden) as stranger:
        await channel.send("still there?")
    assert stranger.value.code == 50007


async def test_the_bot_does_only_what_it_may(here: Scene) -> None:
    hidden = await here.channel("moderators")
    role = next(one for one in here.world.guilds[here.guild_id].roles.values() if one.managed)
    here.world.channels[hidden.id].overwrites.pop(role.id)
    channel = await here.channel("questions")
    theirs = channel.get_partial_message((await here.ada.says("mine")).message.id)  # type: ignore[union-attr]
    ours = await channel.send("ours")

    async def refused(deed: Any) -> int:
        with pytest.raises(discord.Forbidden) as no:
            await deed
        return no.value.code

    assert await refused(hidden.send("x")) == 50001
    assert await refused(here.bot.fetch_channel(hidden.id)) == 50001
    assert await refused(theirs.delete()) == 50013
    assert await refused(theirs.edit(content="x")) == 50005
    assert await refused(channel.delete_messages([ours, theirs])) == 50013
    assert await refused(channel.edit(name="renamed")) == 50013
    revoke(here, Permission.PIN_MESSAGES, Permission.ATTACH_FILES, Permission.EMBED_LINKS)
    assert await refused(ours.pin()) == 50013
    assert await refused(channel.send(file=file())) == 50013
    assert await refused(channel.send(embed=discord.Embed(title="x"))) == 50013
    revoke(here, Permission.SEND_MESSAGES)
    assert await refused(channel.send("x")) == 50013


async def test_with_the_right_it_may(here: Scene) -> None:
    grant(here, Permission.MANAGE_MESSAGES, Permission.MANAGE_CHANNELS)
    channel = await here.channel("questions")
    theirs = channel.get_partial_message((await here.ada.says("mine")).message.id)  # type: ignore[union-attr]
    ours = await channel.send("ours")
    await channel.delete_messages([ours, theirs])
    assert here.ada.sees() == []
    assert (await channel.edit(topic="News")).topic == "News"
    assert here.world.channels[channel.id].topic == "News"


async def test_servers_and_people_are_read(here: Scene) -> None:
    guild = await here.bot.fetch_guild(here.guild_id)
    assert (guild.name, guild.approximate_member_count) == ("Pain Study Group", 7)
    names = [one.name for one in await guild.fetch_channels()]
    assert names == ["welcome", "The road", "questions", "resources", "ask-a-mentor", "Staff", "moderators"]
    assert {one.name for one in await guild.fetch_roles()} >= {"@everyone", "Member", "Mentor", "Moderator"}
    me = await guild.fetch_member(here.world.application.id)
    channel = await guild.fetch_channel(here.channel_id("questions"))
    assert channel.permissions_for(me).pin_messages
    assert (await guild.fetch_member(here.ada.id)).joined_at == datetime(2026, 1, 5, 9, tzinfo=UTC)
    found = await here.bot.http.request(
        discord.http.Route("GET", "/guilds/{guild_id}/members/search?query=a", guild_id=guild.id)
    )
    assert [one["user"]["username"] for one in found] == ["ada"]
    with pytest.raises(discord.NotFound) as nobody:
        await guild.fetch_member(1)
    assert nobody.value.code == 10007
    assert [one.name async for one in here.bot.fetch_guilds()] == ["Pain Study Group", "Night Shift Readers"]
    with pytest.raises(discord.Forbidden):
        await here.bot.http.request(discord.http.Route("GET", "/guilds/{guild_id}/members", guild_id=guild.id))
