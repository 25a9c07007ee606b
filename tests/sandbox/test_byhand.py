"""What people do without the bot: posts, threads, pins."""

from typing import Any

import pytest

from sandbox.byhand import ByHand
from sandbox.events import Event
from sandbox.model import Message
from sandbox.posting import post
from sandbox.refusals import BadValueError, NotAllowedError, NotPossibleError, NotThereError
from sandbox.seed import seeded
from sandbox.world import World


@pytest.fixture
def world() -> World:
    return seeded()


@pytest.fixture
def by_hand(world: World) -> ByHand:
    return ByHand(world=world)


def person(world: World, name: str) -> int:
    return next(user.id for user in world.users.values() if user.shown == name)


def channel(world: World, name: str) -> Any:
    return next(one for one in world.channels.values() if one.name == name)


def said(world: World, name: str, place: str = "questions", *, only_for: str | None = None) -> Message:
    where = channel(world, place)
    message = Message(world.ids.next(), where.id, person(world, name), world.clock.now(), guild_id=where.guild_id)
    message.content = "words"
    message.ephemeral_for = person(world, only_for) if only_for else None
    return post(world, message)


def events(world: World) -> list[Event]:
    heard: list[Event] = []
    world.hub.subscribe(heard.append)
    return heard


def test_a_post_begins_with_its_message_and_the_bot_hears_of_it(world: World, by_hand: ByHand) -> None:
    heard, forum = events(world), channel(world, "ask-a-mentor")
    tag = forum.available_tags[0].id
    opened = by_hand.open_post(person(world, "Ada"), forum.id, title=" How long? ", content="Really?", tag_ids=[tag])
    assert (opened.name, opened.parent_id, opened.applied_tags) == ("How long?", forum.id, [tag])
    assert opened.owner_id == person(world, "Ada")
    assert world.messages[opened.id].content == "Really?"
    assert heard[0].name == "THREAD_CREATE"


@pytest.mark.parametrize(
    ("title", "content", "tags"),
    [
        ("", "words", []),
        ("x" * 101, "words", []),
        ("title", " ", []),
        ("title", "x" * 2001, []),
        ("title", "words", [7]),
    ],
)
def test_a_post_that_the_client_would_not_send_leaves_nothing_behind(
    world: World, by_hand: ByHand, title: str, content: str, tags: list[int]
) -> None:
    before = dict(world.channels)
    with pytest.raises(BadValueError):
        by_hand.open_post(
            person(world, "Ada"), channel(world, "ask-a-mentor").id, title=title, content=content, tag_ids=tags
        )
    assert world.channels == before


def test_a_post_stands_in_a_forum_one_can_see(world: World, by_hand: ByHand) -> None:
    ada = person(world, "Ada")
    with pytest.raises(NotPossibleError, match="forum"):
        by_hand.open_post(ada, channel(world, "questions").id, title="title", content="words")
    with pytest.raises(NotThereError):
        by_hand.open_post(ada, channel(world, "moderators").id, title="title", content="words")


def test_a_thread_hangs_on_a_message_once(world: World, by_hand: ByHand) -> None:
    message = said(world, "Ada")
    thread = by_hand.open_thread(person(world, "Mia"), message.id, "Exam dates")
    assert (thread.id, thread.name, message.thread_id) == (message.id, "Exam dates", thread.id)
    with pytest.raises(NotPossibleError, match="already"):
        by_hand.open_thread(person(world, "Mia"), message.id, "Again")


def test_a_moderator_pins_and_unpins_and_a_member_cannot(world: World, by_hand: ByHand) -> None:
    message = said(world, "Ada")
    with pytest.raises(NotAllowedError, match="PIN_MESSAGES"):
        by_hand.pin(person(world, "Ada"), message.id)
    by_hand.pin(person(world, "Max"), message.id)
    assert message.pinned
    by_hand.unpin(person(world, "Max"), message.id)
    assert not message.pinned


def test_one_deletes_what_one_wrote_and_a_moderator_anything(world: World, by_hand: ByHand) -> None:
    mine, theirs = said(world, "Ada"), said(world, "Ben")
    by_hand.delete(person(world, "Ada"), mine.id)
    with pytest.raises(NotAllowedError, match="MANAGE_MESSAGES"):
        by_hand.delete(person(world, "Ada"), theirs.id)
    assert theirs.id in world.messages
    by_hand.delete(person(world, "Max"), theirs.id)
    assert not {mine.id, theirs.id} & world.messages.keys()
    with pytest.raises(NotThereError):
        by_hand.delete(person(world, "Max"), theirs.id)


def test_a_private_message_can_neither_be_pinned_nor_carry_a_thread(world: World, by_hand: ByHand) -> None:
    message = said(world, "Max", only_for="Max")
    with pytest.raises(NotThereError):
        by_hand.pin(person(world, "Max"), message.id)
    with pytest.raises(NotThereError):
        by_hand.open_thread(person(world, "Max"), message.id, "Mine")
