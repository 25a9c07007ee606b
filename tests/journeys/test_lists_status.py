"""What is posted in a server, page by page, and how a channel is searched for it."""

from functools import partial
from pathlib import Path

import pytest

from bot.core.postings.values import Posting
from bot.dpy.channels import Channels
from bot.services.postings import MOST
from sandbox.pilot import Person, Pilot
from sandbox.server import Place
from tests.support.lists import item, write_list
from tests.support.posted import Scene, post, scene_of
from tests.support.posts import posts
from tests.support.running import Running


@pytest.fixture
def content(content: Path) -> Path:
    write_list(content, [item(number) for number in range(3)], id="books")
    return content


@pytest.fixture
def scene(place: Place, preceptor: Running, content: Path) -> Scene:
    return scene_of(place, preceptor, content)


@pytest.fixture
def max_(pilot: Pilot) -> Person:
    """A moderator."""
    return pilot.person("Max").in_guild("Pain Study Group").in_channel("resources")


async def test_each_hundred_messages_of_a_search_wait_for_their_turn(max_: Person, scene: Scene) -> None:
    await post(max_, "books")
    [own] = scene.messages
    [posting] = await scene.app.store.postings.of(scene.guild.id)
    for number in range(250):
        posts(max_, f"Message {number}")
    scene.place.wire.clear()
    asked: list[int] = []  # requests before each turn

    async def turn() -> None:
        asked.append(len(scene.place.wire.exchanges))

    search = partial(Channels(scene.app.uplink).search, scene.channel.id, mark=posting.mark, turn=turn)
    assert await search(after=posting.id, within=10_000) == [own.id]
    assert asked == [0, 1, 2]
    asked.clear()
    scene.place.wire.clear()
    assert await search(after=posting.id, within=200) == []
    assert asked == [0, 1]


async def test_moderators_leaf_through_what_is_posted_and_see_it_as_it_is_by_then(max_: Person, scene: Scene) -> None:
    await post(max_, "books")
    for number in range(1, MOST):
        posting = Posting(number, scene.guild.id, scene.channel.id, f"{'long' * 10}{number}", pin=False)
        await scene.app.store.postings.claim(posting, at=scene.place.clock.now())
    page = await max_.runs("/lists status")
    seen = [page.text]
    while "Next" in page.buttons:
        page = await max_.presses(page, "Next")
        assert page.ephemeral
        seen.append(page.text)
    assert len(seen) > 1
    assert f"50 of them, none in need of something · page {len(seen)} of {len(seen)}" in seen[-1]
    everything = "\n".join(seen)
    assert [everything.count(f"long{number}**") for number in range(1, MOST)] == [1] * (MOST - 1)
    assert everything.count("**Good books**") == 1
    while "Previous" in page.buttons:
        page = await max_.presses(page, "Previous")
    assert page.text == seen[0]
    for posting in await scene.app.store.postings.of(scene.guild.id):
        if posting.list_id != "books":
            await scene.app.store.postings.remove(posting)
    assert "Good books" in (await max_.presses(page, "Next")).text, "there are not so many pages any more"
