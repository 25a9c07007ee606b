"""Whatever goes wrong, the person gets a sentence and the log the cause."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.core.codes import BUTTON, Action, encode
from bot.services.faq import FaqService
from bot.store.tables import asks
from sandbox.interactions import open_interaction
from sandbox.kinds import InteractionType
from sandbox.payloads.interactions import interaction_payload
from sandbox.pilot import Pilot, Reply
from sandbox.server import Place
from tests.support.log import Log
from tests.support.old import bot_posts_button
from tests.support.rows import rows
from tests.support.running import Running, running, settings

REFERENCE = re.compile(r"\b[A-HJ-NP-Z2-9]{3}-[A-HJ-NP-Z2-9]{3}\b")
SECRET = "the reason that only the log may know"


class _BrokenError(Exception):
    """What a bug would raise."""


def break_(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    def broken(*_: object, **__: object) -> None:
        raise _BrokenError(SECRET)

    monkeypatch.setattr(FaqService, method, broken)


def reference_in(reply: Reply, log: Log) -> str:
    """The reference that the person was given. The cause must be in the log beside it, and not in the reply."""
    found = REFERENCE.search(reply.text)
    assert found, reply.text
    assert SECRET not in reply.text
    [line] = log.with_(reference=found[0])
    assert line["level"] == "error"
    assert SECRET in line["exception"]
    assert reply.interaction is not None
    assert line["interaction"] == reply.interaction.id
    return found[0]


async def test_a_failing_command_gives_a_reference(pilot: Pilot, monkeypatch: pytest.MonkeyPatch, log: Log) -> None:
    break_(monkeypatch, "ask")
    reply = await pilot.person("Ada").runs("/faq ask", question="how-long")
    assert reply.ephemeral
    reference_in(reply, log)


async def test_a_failing_suggestion_is_an_empty_list_and_a_line_in_the_log(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    break_(monkeypatch, "suggest")
    assert await pilot.person("Ada").types("/faq ask", question="how") == []
    assert SECRET in log.getvalue()


async def test_a_failing_button_gives_a_reference(pilot: Pilot, monkeypatch: pytest.MonkeyPatch, log: Log) -> None:
    ada = pilot.person("Ada")
    reply = await ada.runs("/faq ask", question="how-long")
    break_(monkeypatch, "judge")
    reference_in(await ada.presses(reply, "That helped"), log)


async def test_a_failing_menu_gives_a_reference(pilot: Pilot, monkeypatch: pytest.MonkeyPatch, log: Log) -> None:
    ada = pilot.person("Ada")
    answer = await ada.runs("/faq ask", question="how-long")
    sorry = await ada.presses(answer, "Not what I meant")
    break_(monkeypatch, "open")
    reference_in(await ada.picks(sorry, "Which skills does a pain specialist need?"), log)


async def test_nobody_learns_a_member_or_their_words_from_the_log(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch, log: Log
) -> None:
    ada = pilot.person("Ada")
    await ada.runs("/faq ask", question="how long and winding")
    break_(monkeypatch, "ask")
    await ada.runs("/faq ask", question="how long and winding")
    assert "winding" not in log.getvalue()
    assert "Ada" not in log.getvalue()
    assert str(ada.id) not in log.getvalue()


@pytest.mark.refused
async def test_the_same_interaction_twice_is_answered_and_counted_once(
    pilot: Pilot, place: Place, preceptor: Running
) -> None:
    reply = await pilot.person("Ada").runs("/faq ask", question="how-long")
    assert reply.interaction is not None
    place.world.publish(
        "INTERACTION_CREATE", interaction_payload(place.world, reply.interaction), reply.interaction.guild_id
    )
    await pilot.settled()
    counts = await preceptor.app.store.counts.counts(first=None, last=None, guild_id=None)
    assert [count.n for count in counts] == [1]


@pytest.mark.parametrize("custom_id", ["faq:helped:1:yes", "b0:h:1:how-long", "b1:zz:1", "somebody elses"])
async def test_a_button_of_another_version_is_answered(pilot: Pilot, custom_id: str) -> None:
    ada = pilot.person("Ada")
    old = await bot_posts_button(ada, custom_id, label="Old")
    reply = await ada.presses(old, "Old")
    assert "older version" in reply.text


async def test_a_button_for_an_entry_that_is_gone_says_what_to_do(pilot: Pilot) -> None:
    ada = pilot.person("Ada")
    old = await bot_posts_button(ada, encode(BUTTON, Action.OPEN, "long-gone"), label="Related")
    assert "no longer in the FAQ" in (await ada.presses(old, "Related")).text


async def test_a_button_survives_a_restart_of_the_bot(place: Place, tmp_path: Path, content: Path) -> None:
    """The library keeps nothing about a message: a bot that never saw it answers its buttons."""
    config = settings(place, tmp_path, content)
    ada = Pilot(place).person("Ada")
    async with running(place, config):
        reply = await ada.runs("/faq ask", question="how-long")
    async with running(place, config) as bot:
        assert "thank you" in (await ada.presses(reply, "That helped")).text
        await bot.app.hand.drain(5)
        [ask] = await rows(bot, asks)
        assert ask.verdict == "helped"


async def test_a_member_who_forges_a_staff_command_is_refused_in_the_handler(pilot: Pilot, place: Place) -> None:
    """Discord hides the command; whoever gets past that meets the policy."""
    ada, max_ = pilot.person("Ada"), pilot.person("Max")
    await ada.runs("/faq ask", question="how-long")
    allowed = await max_.runs("/stats top")
    assert "Most asked" in allowed.text
    assert allowed.interaction is not None
    channel = place.world.channel(ada.channel_id)
    was = allowed.interaction
    forged = open_interaction(place.world, was.type, user_id=ada.id, channel=channel, data=was.data)
    await pilot.settled()
    while forged.state == "pending":
        await asyncio.sleep(0.01)
    refused = ada.sees()[-1]
    assert "This is for moderators" in refused.text
    assert "Most asked" not in refused.text


async def test_a_form_that_nobody_waits_for_gives_back_what_was_typed(pilot: Pilot, place: Place) -> None:
    ada = pilot.person("Ada")
    typed = {"type": 4, "id": 2, "custom_id": "question", "value": "Half an hour of *careful* words"}
    data = {"custom_id": "from before", "components": [{"type": 18, "id": 1, "component": typed}]}
    channel = place.world.channel(ada.channel_id)
    form = open_interaction(place.world, InteractionType.MODAL_SUBMIT, user_id=ada.id, channel=channel, data=data)
    while form.state == "pending":
        await asyncio.sleep(0.01)
    assert "Half an hour of \\*careful\\* words" in ada.sees()[-1].text


async def test_a_bot_that_is_stopping_says_so_and_takes_nothing_up(pilot: Pilot, preceptor: Running) -> None:
    preceptor.app.hand.closing = True
    ada = pilot.person("Ada")
    assert "restarting" in (await ada.runs("/faq ask", question="how-long")).text
    assert await ada.types("/faq ask", question="how") == []
    assert await rows(preceptor, asks) == []


async def test_nothing_the_bot_sends_may_ping_anybody(pilot: Pilot, place: Place) -> None:
    ada = pilot.person("Ada")
    await ada.runs("/faq ask", question="best pizza topping @everyone")
    [sent] = [one.request_body["data"] for one in place.wire.exchanges if one.template.endswith("/callback")]
    assert sent["allowed_mentions"] == {"parse": []}
