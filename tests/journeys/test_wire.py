"""A reply on a wire that fails it."""

import asyncio
from typing import Any

import pytest

from bot.dpy import replies
from bot.services.faq import FaqService
from bot.store.tables import asks
from sandbox.faults import Fault
from sandbox.pilot import Pilot
from sandbox.server import Place
from tests.support.log import Log
from tests.support.rows import rows
from tests.support.running import Running

CALLBACK = ("POST", "/interactions/*/callback")
FAULTS: dict[str, dict[str, Any]] = {
    "a reset before Discord took it": {"reset": "before"},
    "a reset after Discord took it": {"reset": "after"},
    "a connection closed without an answer": {"hangup": "after"},
    "a 502 before Discord took it": {"status": 502},
    "a 502 after Discord took it": {"status": 502, "when": "after"},
    "a 503": {"status": 503},
    "a rate limit": {"retry_after": 0.2},
}


@pytest.mark.refused
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
async def test_a_reply_that_meets_it_is_shown_once_and_counted_once(
    pilot: Pilot, place: Place, preceptor: Running, log: Log, fault: dict[str, Any]
) -> None:
    ada = pilot.person("Ada")
    met = place.faults.next(*CALLBACK, **fault)
    reply = await ada.runs("/faq ask", question="how-long")
    await pilot.settled()
    assert met.hits == 1
    assert "13 academic years" in reply.text
    assert len([seen for seen in ada.sees() if seen.title == reply.title]) == 1
    assert len(await rows(preceptor, asks)) == 1
    assert not log.with_(level="error")


@pytest.mark.refused
async def test_a_reply_that_comes_too_late_is_logged_and_the_ask_is_kept(
    pilot: Pilot, place: Place, preceptor: Running, log: Log
) -> None:
    place.faults.next(*CALLBACK, delay=3.2)
    reply = await pilot.person("Ada").runs("/faq ask", question="how-long")
    await pilot.settled()
    assert reply.failed
    assert len(await rows(preceptor, asks)) == 1
    [line] = log.with_(event="interaction could no longer be answered")
    assert line["code"] == 10062


async def test_a_ban_on_the_way_is_logged_with_a_reference(
    pilot: Pilot, place: Place, preceptor: Running, log: Log
) -> None:
    """A 429 that does not come from Discord itself is not waited out."""
    place.faults.next(*CALLBACK, retry_after=600, via=False, times=2)
    assert (await pilot.person("Ada").runs("/faq ask", question="how-long")).failed
    await pilot.settled()
    [line] = log.with_(event="interaction failed")
    assert line["reference"]
    assert log.with_(event="the person could not be told")


LONG = 600.0  # seconds that Discord asks to wait; discord.py would


@pytest.mark.refused
async def test_a_first_answer_that_would_wait_long_is_given_up_and_the_ask_is_kept(
    pilot: Pilot, place: Place, preceptor: Running, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "FIRST_WITHIN", 0.3)
    met = place.faults.next(*CALLBACK, retry_after=LONG)
    assert (await pilot.person("Ada").runs("/faq ask", question="how-long")).failed
    await pilot.settled()
    assert met.hits == 1
    assert len(await rows(preceptor, asks)) == 1
    [line] = log.with_(event="reply given up")
    assert (line["what"], line["level"]) == ("faq ask", "warning")
    assert not log.with_(level="error")


@pytest.mark.refused
async def test_a_further_answer_that_would_wait_long_is_given_up(
    pilot: Pilot, place: Place, preceptor: Running, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "FURTHER_WITHIN", 0.3)
    ada = pilot.person("Ada")
    offer = await ada.runs("/faq ask", question="leave pain doctor years", share=True)
    place.faults.next("POST", "/webhooks/*", retry_after=LONG)
    posted = await ada.picks(offer, "How much leave can I take during residency?")
    await pilot.settled()
    assert "answered below" in posted.text
    [ask] = await rows(preceptor, asks)
    assert ask.entry_id == "leave"
    [line] = log.with_(event="reply given up")
    assert line["what"] == "press choose"
    assert not log.with_(level="error")


FAULTY = "the person could not be told"


@pytest.mark.refused
@pytest.mark.parametrize("event", ["reply given up", FAULTY], ids=["suggestions", "an empty list after a fault"])
async def test_suggestions_that_would_wait_long_are_given_up(
    pilot: Pilot, place: Place, log: Log, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    monkeypatch.setattr(replies, "FIRST_WITHIN", 0.3)
    if event == FAULTY:
        monkeypatch.setattr(FaqService, "suggest", None)
    met = place.faults.next(*CALLBACK, retry_after=LONG)
    await suggested(pilot, met)
    assert len(log.with_(event=event)) == 1


@pytest.mark.refused
async def test_suggestions_that_come_too_late_are_logged_without_the_member(
    pilot: Pilot, place: Place, log: Log
) -> None:
    met = place.faults.next(*CALLBACK, status=404, code=10062)
    await suggested(pilot, met)
    [line] = log.with_(event="interaction could no longer be answered")
    assert line["code"] == 10062
    assert not log.with_(level="error")
    assert str(pilot.person("Ada").id) not in log.getvalue()


async def suggested(pilot: Pilot, met: Fault) -> None:
    """Ada types, and the bot is done with it: it was tried once on the wire."""
    typing = asyncio.create_task(pilot.person("Ada").types("/faq ask", question="how"))
    async with asyncio.timeout(5):
        while not met.hits:
            await asyncio.sleep(0.01)
    await pilot.settled()
    assert met.hits == 1
    typing.cancel()
