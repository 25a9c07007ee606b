"""What was scripted goes wrong, as often as it was scripted, and nothing else does."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from sandbox.faults import CLOUDFLARE_PAGE
from tests.sandbox.gateway_kit import EVEN, listening, still_clock
from tests.sandbox.rest_kit import rest


async def test_a_status_is_answered_as_often_as_asked_and_nothing_is_processed() -> None:
    async with rest() as here:
        fault = here.faults.next("POST", "/channels/*/messages", status=502, times=2)
        answers = [await here.send(content="x") for _ in range(3)]
        assert [status for status, _, _ in answers] == [502, 502, 200]
        assert answers[0][1] == {"message": "502: Bad Gateway", "code": 0}
        assert (fault.hits, here.faults.pending, len(here.done)) == (2, (), 1)


async def test_only_the_method_and_path_named_are_spoilt() -> None:
    async with rest() as here:
        here.faults.next("POST", "/interactions/*/callback", status=500)
        assert (await here.call("GET", "/users/@me"))[0] == 200
        assert (await here.call("GET", "/interactions/1/tok/callback"))[0] == 200
        assert (await here.call("POST", "/interactions/1/tok/callback"))[0] == 500


async def test_any_method_can_be_meant_and_for_ever() -> None:
    async with rest() as here:
        fault = here.faults.next("*", "/users/*", status=503, times=None)
        for _ in range(3):
            assert (await here.call("GET", "/users/@me"))[0] == 503
        assert fault.hits == 3
        here.faults.clear()
        assert (await here.call("GET", "/users/@me"))[0] == 200


async def test_faults_for_one_route_come_in_the_order_they_were_set() -> None:
    async with rest() as here:
        here.faults.next("POST", "/channels/*", status=500)
        here.faults.next("POST", "/channels/*", status=504)
        assert [(await here.send())[0] for _ in range(3)] == [500, 504, 200]


async def test_a_deed_can_be_done_and_its_answer_lost() -> None:
    async with rest() as here:
        here.faults.next("POST", "/channels/*", status=502, when="after")
        assert (await here.send(content="x"))[0] == 502
        assert here.done == ["POST /channels/7/messages"]


async def test_a_page_instead_of_json_and_a_code_of_discords() -> None:
    async with rest() as here:
        here.faults.next("GET", "*", status=502, body=CLOUDFLARE_PAGE)
        here.faults.next("GET", "*", status=403, code=50013)
        here.faults.next("GET", "*", status=400, body={"message": "No", "code": 1})
        status, body, headers = await here.call("GET", "/users/@me")
        assert (status, body, headers["Content-Type"]) == (502, CLOUDFLARE_PAGE, "text/html; charset=utf-8")
        assert (await here.call("GET", "/users/@me"))[1] == {"message": "403: Forbidden", "code": 50013}
        assert (await here.call("GET", "/users/@me"))[1] == {"message": "No", "code": 1}


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("how", ["reset", "hangup"])
async def test_a_connection_is_cut_before_or_after_the_deed(how: str, moment: str) -> None:
    async with rest() as here:
        cut: dict[str, Any] = {how: moment}
        here.faults.next("POST", "/channels/*", **cut)
        with pytest.raises(aiohttp.ClientError) as caught:
            await here.send(content="x")
        if how == "reset":
            assert isinstance(caught.value, aiohttp.ClientOSError)
            assert caught.value.errno == 104
        else:
            assert isinstance(caught.value, aiohttp.ServerDisconnectedError)
        assert len(here.done) == (moment == "after")
        last = here.wire.exchanges[-1]
        assert (last.status, last.response_body, last.refused) == (0, None, False)
        assert here.wire.exchanges[-1].problems[-1].startswith("fault script: POST /channels/* connection ")
        assert (await here.send(content="x"))[0] == 200


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_slow_answer_waits_for_the_clock(when: Any) -> None:
    async with rest() as here:
        here.faults.next("POST", "/channels/*", delay=2.5, when=when)
        sending = asyncio.create_task(here.send(content="x"))
        for _ in range(50):
            await asyncio.sleep(0)
        here.clock.advance(timedelta(seconds=2.4))
        done, _ = await asyncio.wait({sending}, timeout=0.05)
        assert (done, len(here.done)) == (set(), when == "after")
        here.clock.advance(timedelta(seconds=0.1))
        assert (await sending)[0] == 200


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_429_says_how_long_and_for_whom(scope: Any) -> None:
    async with rest() as here:
        here.faults.next("POST", "/channels/*", retry_after=0.3, scope=scope)
        status, body, headers = await here.send(content="x")
        expected = {"message": "You are being rate limited.", "retry_after": 0.3, "global": scope == "global"}
        assert (status, body) == (429, expected)
        assert (headers["Retry-After"], headers["X-RateLimit-Scope"], headers["Via"]) == ("1", scope, "1.1 google")
        assert headers.get("X-RateLimit-Global") == ("true" if scope == "global" else None)
        assert headers["X-RateLimit-Reset-After"] == "0.300"


async def test_a_ban_has_no_via_header_and_may_be_a_page() -> None:
    async with rest() as here:
        here.faults.next("POST", "/channels/*", retry_after=60, via=False, body="<h1>1015</h1>")
        status, body, headers = await here.send(content="x")
        assert (status, body, headers["Retry-After"]) == (429, "<h1>1015</h1>", "60")
        assert "Via" not in headers


async def test_a_fault_that_does_nothing_is_a_mistake() -> None:
    async with rest() as here:
        with pytest.raises(ValueError, match="a fault needs one of"):
            here.faults.next("GET", "*")


async def test_the_page_is_never_spoilt() -> None:
    async with rest() as here:
        here.faults.next("*", "*", status=500)
        async with here.http.get(f"{here.url}/page") as response:
            assert response.status == 200
        assert here.wire.exchanges == ()


async def test_the_gateway_can_refuse_connections_for_a_while() -> None:
    async with listening() as port:
        port.faults.gateway(refuse=True, times=2)
        for _ in range(2):
            with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
                await port.connect()
            assert caught.value.status == 503
        await port.identified()


async def test_the_gateway_can_close_before_hello() -> None:
    async with listening() as port:
        port.faults.gateway(close_before_hello=True, times=1)
        assert await (await port.connect()).closed_with() == 1001
        await port.identified()


async def test_the_gateway_can_close_on_identify() -> None:
    async with listening() as port:
        port.faults.gateway(close_code=4000)
        client = await port.connect()
        await client.expect(10)
        await client.identify()
        assert await client.closed_with() == 4000
        assert port.wire.refusals == ()
        port.faults.clear()
        await port.identified()


@pytest.mark.parametrize("resumable", [True, False])
async def test_the_gateway_can_answer_a_resume_with_op_9(resumable: bool) -> None:
    async with listening() as port:
        client = await port.identified()
        await port.gateway.drop(abort=True)
        port.faults.gateway(invalid_session=resumable, times=1)
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, 1)
        assert (await again.expect(9))["d"] is resumable


async def test_the_gateway_can_ask_to_reconnect_right_away() -> None:
    async with listening() as port:
        port.faults.gateway(reconnect=True, times=1)
        client = await port.identified()
        await client.expect(7)


async def test_the_gateway_can_drop_each_connection_after_a_while() -> None:
    clock = still_clock()
    async with listening(clock) as port:
        port.faults.gateway(drop_every=2.0)
        for _ in range(2):
            client = await port.identified()
            clock.advance(timedelta(seconds=1.9))
            port.say("INTERACTION_CREATE", EVEN, id="1")
            await client.expect(0, "INTERACTION_CREATE")
            clock.advance(timedelta(seconds=0.1))
            assert await client.closed_with() is None
            clock.advance(timedelta(seconds=5))
        assert len(port.gateway.sessions) == 2


async def test_heartbeats_can_go_unanswered_while_events_still_come() -> None:
    async with listening() as port:
        client = await port.identified()
        port.faults.gateway(silent_heartbeats=True)
        await client.send(1, 1)
        port.say("INTERACTION_CREATE", EVEN, id="1")
        await client.expect(0, "INTERACTION_CREATE")
        port.faults.gateway()
        await client.send(1, 1)
        await client.expect(11)


async def test_a_mute_gateway_says_nothing_and_what_it_kept_back_can_be_resumed() -> None:
    async with listening() as port:
        client = await port.identified()
        port.faults.gateway(mute=True)
        await client.send(1, 1)
        port.say("INTERACTION_CREATE", EVEN, id="1")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.socket.receive(), 0.05)
        port.faults.clear()
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, 1)
        await again.expect(0, "INTERACTION_CREATE")
        await again.expect(0, "RESUMED")
