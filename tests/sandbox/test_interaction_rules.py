"""Three seconds, fifteen minutes, one acknowledgement: kept by a clock that moves only when told."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
import pytest_asyncio

from sandbox.changes import Change
from sandbox.clock import ManualClock
from sandbox.kinds import MessageType
from sandbox.refusals import NoAnswerError
from tests.sandbox.worldkit import Scene, scene, settle


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2031, 3, 5, 12, tzinfo=UTC))


@pytest_asyncio.fixture
async def here(clock: ManualClock) -> AsyncIterator[Scene]:
    async with scene(clock=clock) as one:
        yield one


async def test_an_unanswered_interaction_fails_after_three_seconds_and_is_unknown_then(
    here: Scene, clock: ManualClock
) -> None:
    running = asyncio.create_task(here.ada.runs("/late"))
    await here.bot.reached.wait()
    clock.advance(timedelta(seconds=2.999))
    await asyncio.sleep(0)
    assert not running.done()
    clock.advance(timedelta(seconds=0.002))
    reply = await running
    assert (reply.failed, reply.message) == (True, None)
    here.bot.gate.set()
    await settle()
    assert [(one.status, one.code) for one in here.bot.errors] == [(404, 10062)]


async def test_an_answer_just_in_time_is_taken(here: Scene, clock: ManualClock) -> None:
    running = asyncio.create_task(here.ada.runs("/late"))
    await here.bot.reached.wait()
    clock.advance(timedelta(seconds=2.999))
    here.bot.gate.set()
    assert (await running).text == "Too late"
    assert here.bot.errors == []


async def test_choices_that_do_not_come_are_an_error_to_the_person(here: Scene, clock: ManualClock) -> None:
    typing = asyncio.create_task(here.ada.types("/find", name="nothing"))
    await here.bot.reached.wait()
    clock.advance(timedelta(seconds=4))
    with pytest.raises(NoAnswerError):
        await typing


async def test_the_second_acknowledgement_is_refused(here: Scene) -> None:
    reply = await here.ada.runs("/twice")
    await settle()
    assert reply.text == "Once"
    assert [(one.status, one.code) for one in here.bot.errors] == [(400, 40060)]


async def test_a_token_lasts_fifteen_minutes(here: Scene, clock: ManualClock) -> None:
    await here.ada.runs("/chatty")
    clock.advance(timedelta(minutes=15, seconds=1))
    here.bot.gate.set()
    await settle()
    assert [(one.status, one.code) for one in here.bot.errors] == [(401, 50027)]
    here.bot.gate.clear()
    await here.ada.runs("/chatty")
    clock.advance(timedelta(minutes=14, seconds=59))
    here.bot.gate.set()
    await settle()
    assert [one.text for one in here.ada.sees()] == ["First", "First", "Much later"]


async def test_a_webhook_is_nobodys_before_the_acknowledgement_and_with_a_wrong_token(
    here: Scene, clock: ManualClock
) -> None:
    running = asyncio.create_task(here.ada.runs("/late"))
    await here.bot.reached.wait()
    (interaction,) = here.world.interactions.values()

    async def follow_up(application: int, token: str) -> tuple[int, int]:
        route = discord.http.Route("POST", "/webhooks/{a}/{t}", a=application, t=token)
        with pytest.raises(discord.HTTPException) as no:
            await here.bot.http.request(route, json={"content": "x"})
        return no.value.status, no.value.code

    me = here.world.application.id
    assert await follow_up(me, interaction.token) == (404, 10015)
    here.bot.gate.set()
    await running
    assert await follow_up(me, interaction.token + "x") == (404, 10015)
    assert await follow_up(me, "nonsense") == (404, 10015)
    assert await follow_up(1, interaction.token) == (404, 10015)
    callback = discord.http.Route("POST", "/interactions/{i}/{t}/callback", i=interaction.id, t=interaction.token + "x")
    with pytest.raises(discord.NotFound) as stranger:
        await here.bot.http.request(callback, json={"type": 6})
    assert stranger.value.code == 10062


async def test_a_token_reaches_only_its_own_messages(here: Scene) -> None:
    other = await here.max.runs("/echo", words="mine", share=True)
    await here.ada.runs("/echo", words="hers")
    interaction = list(here.world.interactions.values())[-1]
    assert other.message is not None
    path = "/webhooks/{a}/{t}/messages/{m}"
    ids: dict[str, Any] = {"a": here.world.application.id, "t": interaction.token, "m": other.message.id}
    with pytest.raises(discord.NotFound) as stranger:
        await here.bot.http.request(discord.http.Route("PATCH", path, **ids), json={"content": "x"})
    assert stranger.value.code == 10008


async def test_old_interactions_are_forgotten(here: Scene, clock: ManualClock) -> None:
    await here.ada.runs("/echo", words="old")
    clock.advance(timedelta(minutes=31))
    await here.ada.runs("/echo", words="new")
    assert len(here.world.interactions) == 1


async def test_a_deferred_answer_shows_thinking_and_is_filled_in_without_an_edit_mark(here: Scene) -> None:
    seen: list[str] = []

    def look(change: Change) -> None:
        if change.kind == "message":
            seen.append("thinking" if here.ada.sees()[-1].thinking else here.ada.sees()[-1].text)
            here.bot.gate.set()

    here.world.changes.subscribe(look)
    reply = await here.ada.runs("/slow")
    assert seen == ["thinking", "Thought through"]
    assert (reply.text, reply.state, reply.ephemeral) == ("Thought through", "answered", True)
    assert reply.message is not None
    assert reply.message.edited_at is None


async def test_the_first_follow_up_takes_the_place_of_thinking(here: Scene) -> None:
    reply = await here.ada.runs("/follow")
    assert reply.text == "First"
    assert [(one.text, one.ephemeral) for one in here.ada.sees()] == [("First", False), ("Second, mended", True)]
    assert [one.text for one in here.max.sees()] == ["First"]
    second = here.ada.sees()[1].message
    assert second is not None
    assert second.type == MessageType.REPLY
    assert second.original_response_id == (reply.message.id if reply.message else None)
    assert here.bot.seen["third"].content == "Third"


async def test_a_deleted_answer_is_gone(here: Scene) -> None:
    reply = await here.ada.runs("/oops")
    await settle()
    assert reply.message is None or reply.message.id == here.bot.seen["oops"]
    assert here.ada.sees() == []


async def test_answers_say_what_they_answer(here: Scene) -> None:
    slash = (await here.ada.runs("/shelf top look", at="it")).message
    menu = (await here.ada.chooses("Greet", on=here.max.id)).message
    card = await here.ada.runs("/card")
    picked = (await here.ada.picks(card, "Red")).message
    assert slash is not None
    assert menu is not None
    assert picked is not None
    assert card.message is not None
    assert (slash.type, slash.command_name) == (MessageType.CHAT_INPUT_COMMAND, "shelf top look")
    assert (menu.type, menu.command_name) == (MessageType.CONTEXT_MENU_COMMAND, "Greet")
    assert (picked.type, picked.interacted_message_id) == (MessageType.REPLY, card.message.id)
    fetched = await (await here.channel("questions")).fetch_message(slash.id)
    assert fetched.interaction_metadata.user.name == "ada"
    assert fetched.type.name == "chat_input_command"
