"""Buckets, the global limit and the invalid-request count, by the clock that was handed in."""

from datetime import timedelta

from sandbox.clock import ManualClock
from sandbox.errors import DiscordError
from sandbox.ratelimits import RateLimits
from tests.sandbox.rest_kit import NOON, SEND, rest

TEMPLATE = "/channels/{channel_id}/messages"


async def test_every_answer_says_what_is_left_of_its_bucket() -> None:
    async with rest() as here:
        _, _, first = await here.send(content="x")
        here.clock.advance(timedelta(seconds=1))
        _, _, second = await here.send(content="x")
        assert (first["X-RateLimit-Limit"], first["X-RateLimit-Remaining"]) == ("5", "4")
        assert (first["X-RateLimit-Reset-After"], second["X-RateLimit-Reset-After"]) == ("5.000", "4.000")
        assert first["X-RateLimit-Reset"] == f"{NOON.timestamp() + 5:.3f}"
        assert second["X-RateLimit-Remaining"] == "3"


async def test_the_sixth_message_in_five_seconds_is_refused_and_the_next_window_is_open() -> None:
    async with rest() as here:
        for _ in range(5):
            assert (await here.send(content="x"))[0] == 200
        here.clock.advance(timedelta(seconds=3.5))
        status, body, headers = await here.send(content="x")
        assert (status, body["retry_after"], body["global"]) == (429, 1.5, False)
        assert (headers["X-RateLimit-Remaining"], headers["X-RateLimit-Scope"]) == ("0", "user")
        assert (headers["Via"], headers["Retry-After"]) == ("1.1 google", "2")
        assert len(here.done) == 5
        here.clock.advance(timedelta(seconds=1.5))
        assert (await here.send(content="x"))[0] == 200


async def test_each_channel_has_its_own_count_in_the_same_bucket() -> None:
    async with rest() as here:
        for _ in range(5):
            await here.send(content="x")
        status, _, elsewhere = await here.call("POST", "/channels/8/messages", json={"content": "x"})
        _, _, here_too = await here.send(content="x")
        assert (status, elsewhere["X-RateLimit-Remaining"]) == (200, "4")
        assert elsewhere["X-RateLimit-Bucket"] == here_too["X-RateLimit-Bucket"]


async def test_a_limit_can_be_raised_and_enforcement_switched_off() -> None:
    async with rest() as here:
        here.limits.limit("POST", TEMPLATE, count=7, seconds=1)
        for _ in range(7):
            assert (await here.send(content="x"))[0] == 200
        assert (await here.send(content="x"))[0] == 429
        here.limits.enforce = False
        status, _, headers = await here.send(content="x")
        assert (status, headers["X-RateLimit-Remaining"]) == (200, "0")
        here.limits.enforce = True
        here.limits.clear()
        assert (await here.send(content="x"))[2]["X-RateLimit-Limit"] == "5"


async def test_fifty_requests_a_second_is_all_but_interactions_are_outside() -> None:
    async with rest() as here:
        for number in range(50):
            assert (await here.call("GET", f"/channels/{number}"))[0] == 200
        status, body, headers = await here.call("GET", "/users/@me")
        assert (status, body["global"], headers["X-RateLimit-Global"]) == (429, True, "true")
        assert headers["X-RateLimit-Scope"] == "global"
        assert (await here.call("POST", "/interactions/1/tok/callback", json={"type": 5}))[0] == 200
        assert (await here.call("POST", "/webhooks/1/tok", json={"content": "x"}))[0] == 200
        here.clock.advance(timedelta(seconds=1))
        assert (await here.call("GET", "/users/@me"))[0] == 200


async def test_invalid_requests_are_counted_for_ten_minutes_shared_limits_excepted() -> None:
    async with rest() as here:
        here.errors += [DiscordError(401, 0, "401: Unauthorized"), DiscordError(403, 50013, "Missing")]
        here.errors += [DiscordError(404, 10008, "Unknown Message"), DiscordError(400, 50035, "Invalid Form Body")]
        for _ in range(4):
            await here.call("GET", "/users/@me")
        here.faults.next("GET", "*", retry_after=1, scope="shared")
        here.faults.next("GET", "*", retry_after=1)
        for _ in range(2):
            await here.call("GET", "/users/@me")
        assert here.limits.invalid_requests == 3
        here.clock.advance(timedelta(minutes=10))
        assert here.limits.invalid_requests == 0


async def test_too_many_invalid_requests_end_in_a_ban_that_passes() -> None:
    async with rest() as here:
        here.limits.invalid_limit = 3
        here.errors += [DiscordError(403, 50001, "Missing Access")] * 3
        for _ in range(3):
            await here.call("GET", "/users/@me")
        here.clock.advance(timedelta(minutes=4))
        status, body, headers = await here.call("GET", "/users/@me")
        assert (status, "1015" in body, headers["Retry-After"]) == (429, True, "360")
        assert "Via" not in headers
        here.clock.advance(timedelta(minutes=6))
        assert (await here.call("GET", "/users/@me"))[0] == 200


async def test_errors_and_faults_carry_the_headers_too() -> None:
    async with rest() as here:
        here.errors.append(DiscordError(404, 10003, "Unknown Channel"))
        assert (await here.send(content="x"))[2]["X-RateLimit-Remaining"] == "4"
        here.faults.next("POST", SEND, status=500)
        assert (await here.send(content="x"))[2]["X-RateLimit-Remaining"] == "3"


async def test_the_page_is_not_limited() -> None:
    async with rest() as here:
        for _ in range(60):
            async with here.http.get(f"{here.url}/page") as response:
                assert response.status == 200
                assert "X-RateLimit-Limit" not in response.headers


def test_buckets_that_have_reset_are_forgotten() -> None:
    clock = ManualClock(NOON)
    limits = RateLimits(clock=clock)
    for number in range(10_000):
        limits._bucket_for(("POST", TEMPLATE, str(number)), clock.now())
        clock.advance(timedelta(seconds=0.1))
    assert len(limits._buckets) <= 4096
