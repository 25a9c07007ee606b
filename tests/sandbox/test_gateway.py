"""Sessions over raw sockets: greeting, refusal, resumption, events."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sandbox.gateway import Intent
from sandbox.gateway.connection import WAITING_FRAMES
from sandbox.gateway.session import REPLAYED
from tests.sandbox.gateway_kit import ADA, BOT, EVEN, ODD, TOKEN, listening, still_clock


async def test_a_bot_without_intents_is_greeted_with_stubs_of_its_servers() -> None:
    async with listening() as port:
        client = await port.connect()
        hello = await client.expect(10)
        assert hello["d"]["heartbeat_interval"] == 41250
        await client.identify()
        ready = (await client.expect(0, "READY"))["d"]
        assert ready["guilds"] == [{"id": str(EVEN), "unavailable": True}, {"id": str(ODD), "unavailable": True}]
        assert (ready["v"], ready["shard"], ready["resume_gateway_url"]) == (10, [0, 1], "ws://resume.here")
        assert ready["application"] == {"id": str(BOT), "flags": 0}
        assert (ready["user"]["id"], ready["user"]["bot"]) == (str(BOT), True)
        port.say("GUILD_UPDATE", EVEN, id=str(EVEN))
        port.say("INTERACTION_CREATE", EVEN, id="1")
        assert (await client.expect(0, "INTERACTION_CREATE"))["s"] == 2


async def test_the_guilds_intent_brings_each_server_with_the_bot_as_its_only_member() -> None:
    async with listening() as port:
        client = await port.identified(intents=int(Intent.GUILDS))
        guild = (await client.expect(0, "GUILD_CREATE"))["d"]
        assert (guild["id"], [member["user"]["id"] for member in guild["members"]]) == (str(EVEN), [str(BOT)])
        assert (await client.expect(0, "GUILD_CREATE"))["d"]["id"] == str(ODD)


async def test_heartbeats_are_acknowledged_and_can_be_asked_for() -> None:
    async with listening() as port:
        client = await port.connect()
        await client.expect(10)
        await client.send(1, None)
        await client.expect(11)
        port.gateway.request_heartbeat()
        await client.expect(1)


async def test_zlib_stream_is_one_deflate_stream_with_a_flush_for_each_message() -> None:
    async with listening() as port:
        client = await port.identified(compress="zlib-stream")
        for number in range(20):
            port.say("INTERACTION_CREATE", EVEN, id=str(number))
        assert [(await client.read())["d"]["id"] for _ in range(20)] == [str(number) for number in range(20)]
        assert client.binary == 22


async def test_an_unknown_compression_gets_plain_text() -> None:
    async with listening() as port:
        client = await port.identified(compress="zstd-stream")
        assert client.binary == 0


GOOD = {"token": TOKEN, "intents": 0, "properties": {}}


@pytest.mark.parametrize(
    ("code", "op", "data"),
    [
        (4004, 2, {**GOOD, "token": "wrong"}),
        (4013, 2, {**GOOD, "intents": 1 << 30}),
        (4013, 2, {**GOOD, "intents": -1}),
        (4014, 2, {**GOOD, "intents": int(Intent.MESSAGE_CONTENT)}),
        (4010, 2, {**GOOD, "shard": [2, 2]}),
        (4010, 2, {**GOOD, "shard": [0, 0]}),
        (4010, 2, {**GOOD, "shard": [0]}),
        (4002, 2, {"token": TOKEN, "intents": 0}),
        (4002, 2, {"token": TOKEN, "properties": {}}),
        (4002, 2, None),
        (4003, 3, {"since": None, "activities": [], "status": "online", "afk": False}),
        (4003, 8, {"guild_id": str(EVEN), "query": "", "limit": 0}),
        (4001, 99, None),
        (4001, 0, {}),
        (4002, 1, "x" * 5000),
        (4004, 6, {"token": "wrong", "session_id": "none", "seq": 1}),
        (4002, 6, {"token": TOKEN, "seq": 1}),
    ],
)
async def test_a_wrong_frame_is_hung_up_on_with_its_code(code: int, op: int, data: Any) -> None:
    async with listening() as port:
        client = await port.connect()
        await client.expect(10)
        await client.send(op, data)
        assert await client.closed_with() == code
        assert [(one.method, one.status) for one in port.wire.refusals] == [("CLOSE", code)]
        assert port.gateway.sessions == ()


@pytest.mark.parametrize("text", ["{", "[]", '{"op": "2"}', '{"op": true}', "null"])
async def test_what_is_no_frame_is_a_decode_error(text: str) -> None:
    async with listening() as port:
        client = await port.connect()
        await client.expect(10)
        await client.socket.send_str(text)
        assert await client.closed_with() == 4002


async def test_binary_json_is_taken_too() -> None:
    async with listening() as port:
        client = await port.connect()
        await client.expect(10)
        await client.socket.send_bytes(b'{"op": 1, "d": null}')
        await client.expect(11)


@pytest.mark.parametrize("query", [{"v": "9"}, {"encoding": "etf"}])
async def test_another_version_or_encoding_is_refused(query: dict[str, str]) -> None:
    async with listening() as port:
        assert await (await port.connect(**query)).closed_with() == 4012


async def test_a_second_identify_is_refused_and_the_session_survives_it() -> None:
    async with listening() as port:
        client = await port.identified()
        await client.identify()
        assert await client.closed_with() == 4005
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, client.seq or 0)
        await again.expect(0, "RESUMED")


async def test_more_than_120_frames_in_a_minute_are_refused() -> None:
    clock = still_clock()
    async with listening(clock) as port:
        client = await port.identified()
        for taken in (60, 120):
            for _ in range(taken):
                await client.send(1, 1)
            for _ in range(taken):
                await client.expect(11)
            if taken == 60:
                clock.advance(timedelta(seconds=61))
        await client.send(1, 1)
        assert await client.closed_with() == 4008
        await port.gateway.wait_until(lambda: port.gateway.connections == 0)
        assert port.gateway.violations == ["more than 120 gateway frames in a minute"]


async def test_privileged_intents_pass_once_granted_and_show_in_the_flags() -> None:
    async with listening() as port:
        port.gateway.privileged = Intent.MESSAGE_CONTENT
        client = await port.identified(intents=int(Intent.MESSAGE_CONTENT | Intent.GUILD_MESSAGES))
        assert client.ready["d"]["application"]["flags"] == 1 << 19
        port.say("MESSAGE_CREATE", EVEN, content="seen", author={"id": str(ADA)})
        assert (await client.expect(0, "MESSAGE_CREATE"))["d"]["content"] == "seen"


async def test_too_many_servers_on_a_shard_need_sharding() -> None:
    async with listening() as port:
        even = port.world.guilds[EVEN]
        port.world.guilds = {number: replace(even, id=number << 22) for number in range(2501)}
        client = await port.connect()
        await client.expect(10)
        await client.identify()
        assert await client.closed_with() == 4011


@pytest.mark.parametrize("ending", ["vanish", "abort", "remote 1000", "remote 4000", "bot closes 4000"])
async def test_a_session_outlives_its_socket_and_replays_what_was_missed(ending: str) -> None:
    async with listening() as port:
        client = await port.identified()
        port.say("INTERACTION_CREATE", EVEN, id="seen")
        await client.expect(0, "INTERACTION_CREATE")
        if ending == "bot closes 4000":
            await client.socket.close(code=4000)
        else:
            remote = {
                "vanish": {},
                "abort": {"abort": True},
                "remote 1000": {"code": 1000},
                "remote 4000": {"code": 4000},
            }
            dropping = port.gateway.drop(**remote[ending])  # type: ignore[arg-type]
            code, _ = await _both(client.closed_with(), dropping)
            assert code == (int(ending.split()[1]) if ending.startswith("remote") else None)
        await port.gateway.wait_until(lambda: not port.gateway.ready())
        port.say("INTERACTION_CREATE", EVEN, id="missed 1")
        port.say("INTERACTION_CREATE", EVEN, id="missed 2")
        again = await port.connect(compress="zlib-stream")
        await again.expect(10)
        await again.resume(client.ready, 2)
        assert [(await again.read())["d"].get("id") for _ in range(3)] == ["missed 1", "missed 2", None]
        port.say("INTERACTION_CREATE", EVEN, id="live")
        assert (await again.expect(0, "INTERACTION_CREATE"))["s"] == 6
        (session,) = port.gateway.sessions
        assert (session.resumes, session.seq) == (1, 6)


async def _both(first: Any, second: Any) -> tuple[Any, Any]:
    a, b = await asyncio.gather(first, second)
    return a, b


@pytest.mark.parametrize("code", [1000, 1001])
async def test_a_session_the_bot_closed_itself_is_over(code: int) -> None:
    async with listening() as port:
        client = await port.identified()
        await client.socket.close(code=code)
        await port.gateway.wait_until(lambda: port.gateway.sessions == ())
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, 1)
        assert (await again.expect(9))["d"] is False


async def test_resuming_from_the_future_is_refused() -> None:
    async with listening() as port:
        client = await port.identified()
        await port.gateway.drop()
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, 99)
        assert await again.closed_with() == 4007


async def test_a_session_that_missed_more_than_is_kept_cannot_resume() -> None:
    async with listening() as port:
        client = await port.identified()
        await port.gateway.drop()
        for number in range(REPLAYED + 1):
            port.say("INTERACTION_CREATE", EVEN, id=str(number))
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, 1)
        assert (await again.expect(9))["d"] is False


async def test_a_session_left_for_too_long_cannot_resume() -> None:
    clock = still_clock()
    async with listening(clock) as port:
        client = await port.identified()
        await port.gateway.drop()
        clock.advance(timedelta(minutes=3, seconds=1))
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, 1)
        assert (await again.expect(9))["d"] is False
        assert port.gateway.sessions == ()


async def test_a_second_socket_takes_the_session_over() -> None:
    async with listening() as port:
        client = await port.identified()
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, 1)
        await again.expect(0, "RESUMED")
        assert await client.closed_with() == 4000
        port.say("INTERACTION_CREATE", EVEN, id="1")
        await again.expect(0, "INTERACTION_CREATE")


async def test_two_shards_each_get_their_servers_and_the_first_the_direct_messages() -> None:
    async with listening() as port:
        first = await port.identified(shard=(0, 2))
        second = await port.identified(shard=(1, 2))
        assert [guild["id"] for guild in first.ready["d"]["guilds"]] == [str(EVEN)]
        assert [guild["id"] for guild in second.ready["d"]["guilds"]] == [str(ODD)]
        assert second.ready["d"]["shard"] == [1, 2]
        port.say("INTERACTION_CREATE", ODD, id="odd")
        port.say("INTERACTION_CREATE", None, id="direct")
        port.say("INTERACTION_CREATE", EVEN, id="even")
        assert [(await first.read())["d"]["id"] for _ in range(2)] == ["direct", "even"]
        assert (await second.read())["d"]["id"] == "odd"


async def test_two_processes_of_one_shard_both_get_every_event() -> None:
    async with listening() as port:
        old, new = await port.identified(), await port.identified()
        port.say("INTERACTION_CREATE", EVEN, id="1")
        await old.expect(0, "INTERACTION_CREATE")
        await new.expect(0, "INTERACTION_CREATE")


async def test_identifying_twice_within_five_seconds_is_reported() -> None:
    clock = still_clock()
    async with listening(clock) as port:
        await port.identified(shard=(0, 3))
        clock.advance(timedelta(seconds=5))
        await port.identified(shard=(1, 3))
        assert port.gateway.violations == []
        clock.advance(timedelta(seconds=4))
        await port.identified(shard=(2, 3))
        assert port.gateway.violations == ["shard 2 identified 4.00 s after shard 1: at most 1 in 5 s"]
        limit = port.gateway.identifies.session_start_limit()
        assert limit == {"total": 1000, "remaining": 997, "reset_after": 86_391_000, "max_concurrency": 1}
        clock.advance(timedelta(days=1))
        assert port.gateway.identifies.session_start_limit()["remaining"] == 1000


async def test_a_higher_concurrency_lets_shards_identify_together() -> None:
    async with listening(max_concurrency=2) as port:
        await port.identified(shard=(0, 2))
        await port.identified(shard=(1, 2))
        assert port.gateway.violations == []


async def test_op_7_and_op_9_reach_the_bot() -> None:
    async with listening() as port:
        client = await port.identified()
        leaving = port.gateway.reconnect()
        await _both(_leaves(client, op=7), leaving)
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, 1)
        await again.expect(0, "RESUMED")
        await _both(_leaves(again, op=9), port.gateway.invalidate(True))
        assert port.gateway.sessions
        third = await port.connect()
        await third.expect(10)
        await third.resume(client.ready, again.seq or 0)
        await third.expect(0, "RESUMED")
        await _both(_leaves(third, op=9), port.gateway.invalidate(False))
        assert not port.gateway.sessions


async def _leaves(client: Any, *, op: int) -> None:
    await client.expect(op)
    await client.socket.close(code=4000)


async def test_after_op_9_the_bot_may_identify_on_the_same_socket() -> None:
    async with listening() as port:
        client = await port.connect()
        await client.expect(10)
        await client.send(6, {"token": TOKEN, "session_id": "unknown", "seq": 3})
        assert (await client.expect(9))["d"] is False
        await client.identify()
        await client.expect(0, "READY")


async def test_presence_and_the_like_are_taken() -> None:
    async with listening() as port:
        client = await port.identified()
        for op in (3, 4, 31, 43):
            await client.send(op, {})
        await client.send(1, 1)
        await client.expect(11)


async def test_members_are_sent_on_request_by_name_or_id() -> None:
    async with listening() as port:
        client = await port.identified()
        await client.send(8, {"guild_id": str(EVEN), "query": f"user{ADA}", "limit": 5, "nonce": "n"})
        chunk = (await client.expect(0, "GUILD_MEMBERS_CHUNK"))["d"]
        assert [member["user"]["id"] for member in chunk["members"]] == [str(ADA)]
        assert (chunk["chunk_index"], chunk["chunk_count"], chunk["nonce"]) == (0, 1, "n")
        await client.send(8, {"guild_id": str(EVEN), "user_ids": [str(BOT), "7"], "limit": 0})
        chunk = (await client.expect(0, "GUILD_MEMBERS_CHUNK"))["d"]
        assert ([member["user"]["id"] for member in chunk["members"]], chunk["not_found"]) == ([str(BOT)], ["7"])


async def test_the_wire_shows_both_directions_and_no_token() -> None:
    async with listening() as port:
        client = await port.identified()
        port.say("INTERACTION_CREATE", EVEN, id="1")
        await client.expect(0, "INTERACTION_CREATE")
        seen = [(one.direction, one.method, one.template) for one in port.wire.exchanges]
        assert seen == [
            ("gateway-out", "HELLO", ""),
            ("gateway-in", "IDENTIFY", ""),
            ("gateway-out", "DISPATCH", "READY"),
            ("gateway-out", "DISPATCH", "INTERACTION_CREATE"),
        ]
        assert TOKEN not in str([one.request_body for one in port.wire.exchanges])
        assert port.wire.exchanges[-1].path == "shard 0 of 1"


async def test_a_bot_that_reads_too_slowly_is_cut_off_and_keeps_its_session() -> None:
    async with listening() as port:
        client = await port.identified()
        for number in range(WAITING_FRAMES + 1):
            port.say("INTERACTION_CREATE", EVEN, id=str(number))
        assert await client.closed_with() is None
        await port.gateway.wait_until(lambda: port.gateway.connections == 0)
        again = await port.connect()
        await again.expect(10)
        await again.resume(client.ready, WAITING_FRAMES)
        assert [(await again.read())["t"] for _ in range(3)] == ["INTERACTION_CREATE", "INTERACTION_CREATE", "RESUMED"]


async def test_closing_the_gateway_says_goodbye() -> None:
    async with listening() as port:
        client = await port.identified()
        code, _ = await _both(client.closed_with(), port.gateway.close())
        assert code == 1001


async def test_a_client_that_never_answers_a_close_is_let_go() -> None:
    async with listening() as port:
        client = await port.identified()
        await port.gateway.drop(code=4000)
        assert port.gateway.connections == 0
        assert not client.socket.closed
