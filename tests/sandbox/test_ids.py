"""Ids repeat under a clock that was handed in, and under no other."""

from datetime import UTC, datetime, timedelta

from sandbox.clock import Clock, ManualClock, SystemClock
from sandbox.seed import OPENED
from sandbox.snowflake import made_at
from sandbox.world import World
from tests.sandbox.worldkit import scene

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)
SEEDED = OPENED + timedelta(days=1)
"""What the seed makes has the same ids everywhere; what comes after it has not."""


async def story(clock: Clock) -> World:
    """One of everything that gets an id while a bot and people act."""
    async with scene(clock=clock) as here:
        here.place.rate_limits.enforce = False
        said = await here.ada.says("a question")
        card = await here.ada.runs("/card")
        await here.ada.presses(card, "More")
        await here.ada.submits(await here.ada.runs("/form"), {"Your question": "How long?", "Topic": "Exams"})
        await here.ada.runs("/picture")
        channel = await here.channel("questions")
        sent = await channel.send("about that")
        await sent.create_thread(name="a thread")
        forum = await here.channel("ask-a-mentor")
        await forum.create_thread(name="a post", content="Who knows?")
        assert said.message is not None
        return here.world


def ids(world: World) -> dict[str, list[int]]:
    return {
        "users": list(world.users),
        "guilds": list(world.guilds),
        "channels": list(world.channels),
        "messages": list(world.messages),
        "attachments": [one.id for message in world.messages.values() for one in message.attachments],
        "commands": list(world.commands),
        "interactions": list(world.interactions),
    }


def tokens(world: World) -> set[str]:
    return {one.token for one in world.interactions.values()}


async def test_the_same_story_under_a_still_clock_has_the_same_ids() -> None:
    first, second = await story(ManualClock(NOON)), await story(ManualClock(NOON))
    assert ids(first) == ids(second)
    assert len({one for some in ids(first).values() for one in some}) == sum(map(len, ids(first).values())) - 2, (
        "all differ, but for the two things that have their message's id: a thread on one, and a post"
    )
    assert all(made_at(one) == NOON for one in first.messages)
    # A token is a secret, not a name: it repeats under no clock.
    assert not tokens(first) & tokens(second)


async def test_under_the_systems_clock_no_two_things_share_an_id() -> None:
    first, second = await story(SystemClock()), await story(SystemClock())
    for kind in ("channels", "messages", "attachments", "commands", "interactions"):
        made = [{one for one in ids(world)[kind] if made_at(one) > SEEDED} for world in (first, second)]
        assert made[0], kind
        assert not made[0] & made[1], kind
    assert not tokens(first) & tokens(second)
    assert all(len(one.partition("-")[2]) >= 32 for one in tokens(first)), "nobody guesses 24 random bytes"
