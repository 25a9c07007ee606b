"""A reply on a wire that fails it."""

from typing import Any

import pytest

from bot.store.tables import asks
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
