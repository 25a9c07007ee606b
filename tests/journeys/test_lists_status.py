"""What is posted in a server, page by page; how a channel is searched for it; and presses while there is much to do."""

from functools import partial
from pathlib import Path

import pytest

from bot.core.postings.values import Posting, State
from bot.dpy.channels import Channels
from bot.services.postings import MOST
from sandbox.permissions import Permission
from sandbox.pilot import Person
from tests.support.lists import item, write_list
from tests.support.posted import Scene, max_, post, preview_of, scene, until, withdraw
from tests.support.posts import posts

__all__ = ["max_", "scene"]


@pytest.fixture
def content(content: Path) -> Path:
    write_list(content, [item(number) for number in range(3)], id="books")
    return content


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


async def test_what_could_not_begin_in_time_is_not_said_to_go_on(
    max_: Person, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post(max_, "books")
    asked = await max_.runs("/lists withdraw", list="books")
    write_list(scene.content, [item(7)])
    await until(lambda: "things" in scene.app.shelf.stock.pack.lists, seconds=4)
    offered = preview_of(max_, await max_.runs("/lists post", list="things"))
    monkeypatch.setattr("cogs.lists.presses.PATIENCE", 0.05)
    async with scene.app.services.postings._turns[scene.guild.id]:
        for button, on in (("Withdraw", asked), ("Post", offered)):
            assert "nothing was changed" in (await max_.presses(on, button)).text
    [posting] = await scene.app.store.postings.of(scene.guild.id)
    assert (posting.list_id, posting.state) == ("books", State.KEPT)
    assert len(scene.messages) == 1


async def test_the_question_before_a_withdrawal_says_what_it_would_do(max_: Person, scene: Scene) -> None:
    await post(max_, "books")
    scene.take(Permission.VIEW_CHANNEL)
    assert "cannot be removed" in (await withdraw(max_, "books")).text
    again = await max_.runs("/lists withdraw", list="books")
    assert "Withdraw tries once more; what still stays then, I leave and forget." in again.text.replace("*", "")
    scene.give_back()
    await until(lambda: scene.messages == [], seconds=4)
    assert "not posted any more" in (await max_.presses(again, "Withdraw")).text
