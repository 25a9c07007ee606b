"""Sites that mean harm, or are broken, cost little time and little memory."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.links.cache import LinkCache
from bot.links.health import Health
from bot.links.manners import Manners
from bot.links.network import MAX_HEADER_BYTES, MAX_HEADERS
from tests.links.site import QUICK, Names, Site, network, response, serving, visited

HURRIED = replace(QUICK, request=0.3)  # for those that never get there
SOON = 10  # seconds, in which everything here is over many times

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def endless(start: bytes, more: bytes, sent: list[int]) -> Handler:
    """Sends `start` and then `more` without end; `sent` counts the bytes that somebody took."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(more)
            await writer.drain()
            sent[0] += len(more)

    return answer


def dripping(start: bytes, drop: bytes) -> Handler:
    """Sends `start`, and then a drop as often as keeps any timeout between two bytes from ending it."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.01)

    return answer


async def health_of(answer: bytes | Handler, cache: LinkCache, manners: Manners = QUICK) -> Health:
    async with serving(Site({"/": answer})) as site:
        url = site.url("/")
        began = time.monotonic()
        [result] = (await visited([url], network=network(site), cache=cache, manners=manners)).values()
        assert time.monotonic() - began < SOON
    return result.health


async def test_a_body_is_left_where_it_is(cache: LinkCache) -> None:
    sent = [0]
    body = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536, sent)
    async with serving(Site({"HEAD /": response(405), "GET /": body})) as site:
        [result] = (await visited([site.url("/")], network=network(site), cache=cache)).values()
    assert result.health is Health.FINE
    assert sent[0] < 8 << 20, "what fits into the system's own buffers is all that may leave the site"


async def test_a_packed_body_is_not_unpacked(cache: LinkCache) -> None:
    bomb = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!"
    async with serving(Site({"HEAD /": response(405), "GET /": bomb})) as site:
        [result] = (await visited([site.url("/")], network=network(site), cache=cache)).values()
    assert result.health is Health.FINE


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 100 Continue\r\n\r\n"],
    ids=["no word", "no header", "half a header", "only promises"],
)
async def test_a_site_that_does_not_go_on_is_given_up(start: bytes, cache: LinkCache) -> None:
    async def stuck(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await reader.read()

    assert await health_of(stuck, cache, HURRIED) is Health.SLOW


@pytest.mark.parametrize(
    ("start", "drop"),
    [(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), (b"HTTP/1.1 200 OK\r\nX: ", b"y"), (b"", b"HTTP/1.1 100 Continue\r\n\r\n")],
    ids=["headers", "one header", "promises"],
)
async def test_a_site_that_answers_drop_by_drop_is_given_up(start: bytes, drop: bytes, cache: LinkCache) -> None:
    assert await health_of(dripping(start, drop), cache, HURRIED) in (Health.SLOW, Health.UNREACHABLE)


@pytest.mark.parametrize(
    ("start", "more"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1000),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536),
        (b"HTTP/1.1 200 ", b"K" * 65536),
        (b"", b"x" * 65536),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
    ],
    ids=["headers", "one header", "one status line", "no HTTP", "promises"],
)
async def test_a_flood_is_left_early(start: bytes, more: bytes, cache: LinkCache) -> None:
    sent = [0]
    assert await health_of(endless(start, more, sent), cache, HURRIED) in (Health.SLOW, Health.UNREACHABLE)
    assert sent[0] < 64 << 20


async def test_headers_of_a_generous_site_are_taken(cache: LinkCache) -> None:
    many = {f"X-{number}": "y" * 100 for number in range(MAX_HEADERS - 10)}
    answer = response(200, Content_Security_Policy="z" * (MAX_HEADER_BYTES - 200), **many)
    assert await health_of(answer, cache) is Health.FINE


@pytest.mark.parametrize(
    "answer",
    [
        response(200, **{f"X-{number}": "y" for number in range(MAX_HEADERS)}),
        response(200, X="y" * (MAX_HEADER_BYTES + 1)),
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: \0\r\n\r\n",
        b"\x15\x03\x01\x00\x02\x02\x46",
    ],
    ids=[
        "too many headers",
        "too long a header",
        "SSH",
        "a version",
        "a status",
        "two lengths",
        "NUL",
        "an alert of TLS",
    ],
)
async def test_what_is_not_http_is_unreachable(answer: bytes, cache: LinkCache) -> None:
    assert await health_of(answer, cache) is Health.UNREACHABLE


@pytest.mark.parametrize(
    "headers",
    [
        {"Set-Cookie": "=;;;=\x01; Path=/"},
        {"Location": "\x7f\x80 nonsense"},
        {"Retry-After": "never"},
        {"Content-Type": "text/html; charset=\xff\xfe"},
        {"Link": "<" * 1000},
    ],
    ids=lambda headers: next(iter(headers)),
)
async def test_odd_headers_do_no_harm(headers: dict[str, str], cache: LinkCache) -> None:
    assert await health_of(response(200, **headers), cache) is Health.FINE


async def test_many_sites_of_the_slow_kind_do_not_add_up(cache: LinkCache) -> None:
    async def stuck(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with serving(Site({"/": stuck})) as site:
        hosts = [f"{number}.test" for number in range(16)]
        names = Names({host: ["127.0.0.1"] for host in hosts})
        began = time.monotonic()
        results = await visited(
            [site.url("/", host=host) for host in hosts],
            network=network(site, names=names),
            cache=cache,
            manners=HURRIED,
        )
        took = time.monotonic() - began
    assert {result.health for result in results.values()} == {Health.SLOW}
    assert took < 16 * HURRIED.request
