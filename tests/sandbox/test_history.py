"""The place keeps what a person may still look at, and its memory."""

import itertools
from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest
import pytest_asyncio

from sandbox import threads
from sandbox.clock import ManualClock
from sandbox.interactions import acknowledge, open_interaction
from sandbox.kinds import ChannelType, InteractionType
from sandbox.model import Channel, Message
from sandbox.posting import pin, post
from sandbox.seed import seeded
from sandbox.server import serve
from sandbox.world import INTERACTIONS_KEPT, World
from tests.sandbox.worldkit import Scene, scene


@pytest_asyncio.fixture
async def here() -> AsyncIterator[Scene]:
    async with scene(messages_kept=10) as one:
        yield one


@pytest.fixture
def world() -> World:
    return seeded()


def channel_of(world: World, name: str) -> Channel:
    return next(one for one in world.channels.values() if one.name == name)


def said(world: World, channel: Channel, content: str, *, id: int | None = None) -> Message:
    author = next(id for id, user in world.users.items() if not user.bot)
    message = Message(
        id or world.ids.next(), channel.id, author, world.clock.now(), guild_id=channel.guild_id, content=content
    )
    return post(world, message)


def contents(world: World, channel: Channel) -> list[str]:
    return [one.content for one in world.messages_in(channel.id)]


async def test_the_oldest_messages_of_a_channel_are_forgotten_for_everyone(here: Scene) -> None:
    for n in range(13):
        await here.ada.says(str(n))
    await here.ada.in_channel("resources").says("elsewhere")
    assert [one.text for one in here.ada.sees()] == [str(n) for n in range(3, 13)]
    channel = await here.channel("questions")
    assert len([one async for one in channel.history(limit=50)]) == 10
    assert [one.text for one in here.ada.sees("resources")] == ["elsewhere"]
    assert len(here.world.messages) == 11


async def test_the_files_of_what_is_forgotten_go_too(here: Scene) -> None:
    channel = await here.channel("questions")
    sent = await channel.send(file=discord.File(__file__, "one.txt"))
    for n in range(10):
        await here.ada.says(str(n))
    assert here.place.files.get(sent.attachments[0].id) is None


def test_pinned_messages_and_those_with_a_thread_stay(world: World) -> None:
    world.history.kept = 5
    here = channel_of(world, "questions")
    pinned, begun = said(world, here, "pinned"), said(world, here, "begun")
    pin(world, pinned, by=pinned.author_id)
    threads.begin_on(world, begun, {"name": "t"}, by=begun.author_id)
    for n in range(8):
        said(world, here, str(n))
    assert contents(world, here) == ["pinned", "begun", "5", "6", "7"]


def test_the_first_message_of_a_post_stays(world: World) -> None:
    world.history.kept = 3
    forum = channel_of(world, "ask-a-mentor")
    thread = threads.begin(world, forum, {"name": "p"}, by=world.application.id, type=ChannelType.PUBLIC_THREAD)
    said(world, thread, "first", id=thread.id)
    for n in range(5):
        said(world, thread, str(n))
    assert contents(world, thread) == ["first", "3", "4"]


def test_where_everything_is_pinned_nothing_is_forgotten(world: World) -> None:
    world.history.kept = 2
    here = channel_of(world, "questions")
    for n in range(4):
        pin(world, said(world, here, str(n)), by=world.application.id)
    assert [one for one in contents(world, here) if one] == ["0", "1", "2", "3"]


def test_answered_interactions_are_bounded_and_open_ones_are_not_dropped() -> None:
    clock = ManualClock(seeded().clock.now())
    world = seeded(clock=clock)
    here = channel_of(world, "questions")
    user_id = next(id for id, user in world.users.items() if not user.bot)

    def opened() -> int:
        data = {"id": "1", "name": "x", "type": 1}
        return open_interaction(world, InteractionType.APPLICATION_COMMAND, user_id=user_id, channel=here, data=data).id

    waiting = opened()
    for id in itertools.islice(iter(opened, None), INTERACTIONS_KEPT + 50):
        world.interactions[id].state = "answered"
        acknowledge(world, world.interactions[id])
    assert waiting in world.interactions
    assert INTERACTIONS_KEPT <= len(world.interactions) <= INTERACTIONS_KEPT + 1
    clock.advance(timedelta(minutes=31))
    opened()
    assert len(world.interactions) == 1


async def test_the_bound_is_the_servers_to_set() -> None:
    async with serve(messages_kept=7) as place:
        assert place.world.history.kept == 7
