"""What the record holds, and what counts as refused."""

from datetime import timedelta

import aiohttp
import pytest

from sandbox.errors import DiscordError, invalid_form
from sandbox.wire import Exchange, Wire
from tests.sandbox.gateway_kit import still_clock
from tests.sandbox.rest_kit import NOON, rest


async def test_an_exchange_tells_the_whole_request_and_its_answer() -> None:
    async with rest() as here:
        await here.call("POST", "/channels/7/messages?warn=1", json={"content": "x", "colour": 1})
        (seen,) = here.wire.exchanges
        assert (seen.at, seen.direction, seen.method, seen.status) == (NOON, "rest", "POST", 200)
        assert (seen.template, seen.path) == ("/channels/{channel_id}/messages", "/channels/7/messages?warn=1")
        assert (seen.request_body, seen.response_body) == ({"content": "x", "colour": 1}, {"id": "1"})
        assert (seen.problems, seen.refused) == (("colour: unknown key",), False)
        assert 0 < seen.ms < 1000


async def test_a_multipart_request_shows_its_payload() -> None:
    async with rest() as here:
        form = aiohttp.FormData()
        form.add_field("payload_json", '{"content": "x"}')
        form.add_field("files[0]", b"data", filename="a.txt")
        await here.call("POST", "/channels/7/messages", data=form)
        assert here.wire.exchanges[0].request_body == {"content": "x"}


async def test_what_is_no_json_is_kept_as_text() -> None:
    async with rest() as here:
        headers = {"Content-Type": "application/json"}
        await here.call("POST", "/channels/7/messages", data=b"{", headers=headers)
        assert here.wire.exchanges[0].request_body == "{"


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (invalid_form(("embeds", 0, "title"), "BASE_TYPE_MAX_LENGTH", "Must be 256 or fewer in length."), True),
        (DiscordError(400, 50006, "Cannot send an empty message"), True),
        (DiscordError(400, 50109, "The request body contains invalid JSON."), True),
        (DiscordError(405, 0, "405: Method Not Allowed"), True),
        (DiscordError(413, 40005, "Request entity too large"), True),
        (DiscordError(501, 0, "501: Not Implemented"), True),
        (DiscordError(404, 0, "404: Not Found"), True),
        (DiscordError(403, 20001, "Bots cannot use this endpoint"), True),
        (DiscordError(400, 30032, "Maximum number of application commands reached (100)"), True),
        (DiscordError(400, 160004, "A thread has already been created for this message"), False),
        (DiscordError(404, 10008, "Unknown Message"), False),
        (DiscordError(403, 50013, "Missing Permissions"), False),
        (DiscordError(400, 40060, "Interaction has already been acknowledged."), False),
    ],
)
async def test_badly_formed_requests_are_refusals_and_lost_races_are_not(error: DiscordError, refused: bool) -> None:
    async with rest() as here:
        here.errors.append(error)
        await here.send(content="x")
        assert bool(here.wire.refusals) is refused


async def test_a_refusal_reads_as_one_line() -> None:
    async with rest() as here:
        here.errors.append(invalid_form(("embeds", 0, "title"), "BASE_TYPE_MAX_LENGTH", "Must be 256 or fewer."))
        await here.send(content="x")
        assert [str(one) for one in here.wire.refusals] == [
            "POST /channels/7/messages 400 embeds.0.title: Must be 256 or fewer."
        ]


async def test_what_the_fault_script_answered_is_not_the_bots_fault() -> None:
    async with rest() as here:
        here.faults.next("POST", "/channels/*", status=400, code=50035)
        await here.send(content="x")
        (seen,) = here.wire.exchanges
        assert (seen.status, here.wire.refusals) == (400, ())
        assert seen.problems[-1] == "fault script: POST /channels/* answered 400 before processing"


async def test_an_unknown_path_is_recorded_without_a_template() -> None:
    async with rest() as here:
        assert (await here.call("GET", "/nowhere"))[0] == 404
        (seen,) = here.wire.refusals
        assert (seen.template, seen.path, seen.status) == ("", "/nowhere", 404)


def one(number: int, *, refused: bool = False) -> Exchange:
    at = NOON + timedelta(seconds=number)
    return Exchange(at=at, direction="rest", method="GET", template="/x", path=f"/{number}", refused=refused)


def test_the_record_is_bounded_and_refusals_outlive_the_rest() -> None:
    wire = Wire(clock=still_clock(), capacity=10)
    wire.record(one(0, refused=True))
    for number in range(1, 30):
        wire.record(one(number))
    assert [seen.path for seen in wire.exchanges] == [f"/{number}" for number in range(20, 30)]
    assert [seen.path for seen in wire.refusals] == ["/0"]
    wire.clear()
    assert (wire.exchanges, wire.refusals) == ((), ())


def test_subscribers_hear_each_exchange_until_they_leave() -> None:
    wire, heard = Wire(clock=still_clock()), list[str]()
    leave = wire.subscribe(lambda seen: heard.append(seen.path))
    wire.record(one(1))
    leave()
    leave()
    wire.record(one(2))
    assert heard == ["/1"]
