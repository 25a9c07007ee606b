"""Sites are asked one thing at a time, a second apart, and less when they want less."""

import asyncio
from dataclasses import replace
from email.utils import format_datetime
from itertools import pairwise

import pytest

from bot.links.cache import LinkCache
from bot.links.health import Health
from bot.links.manners import LeftAloneError, Manners, Pace
from tests.links.site import QUICK, START, Answer, FakeClock, Names, Site, network, response, serving, visited


async def test_the_same_site_is_asked_once_a_second_and_others_meanwhile(cache: LinkCache) -> None:
    clock = FakeClock()
    hosts = {"a.test": 5, "b.test": 3, "c.test": 1}
    names = Names({host: ["127.0.0.1"] for host in hosts})
    answers: dict[str, Answer] = {f"/{number}": response(200) for number in range(5)}
    async with serving(Site(answers, seconds=lambda: clock.seconds)) as site:
        urls = [site.url(f"/{number}", host=host) for host, pages in hosts.items() for number in range(pages)]
        await visited(urls, network=network(site, names=names), cache=cache, clock=clock)
        for host, pages in hosts.items():
            times = [request.at for request in site.requests if request.headers["host"] == f"{host}:{site.port}"]
            assert len(times) == pages
            assert all(later - earlier >= 1 for earlier, later in pairwise(times))
    first = {request.headers["host"] for request in site.requests[:3]}
    assert len(first) == 3, "one site waited for another"


async def test_head_get_and_redirects_are_a_second_apart_too(cache: LinkCache) -> None:
    clock = FakeClock()
    answers: dict[str, Answer] = {
        "/": response(302, Location="/next"),
        "HEAD /next": response(405),
        "GET /next": response(302, Location="/end"),
        "/end": response(200),
    }
    async with serving(Site(answers, seconds=lambda: clock.seconds)) as site:
        await visited([site.url("/")], network=network(site), cache=cache, clock=clock)
    assert site.asked == ["HEAD /", "HEAD /next", "GET /next", "HEAD /end"]
    assert [request.at for request in site.requests] == [0, 1, 2, 3]


async def test_redirects_of_many_sites_to_one_are_paced_there(cache: LinkCache) -> None:
    """Thirty DOIs lead to one publisher; a shortener's links lead to wherever."""
    clock = FakeClock()
    hosts = [f"{letter}.test" for letter in "abcdef"]
    names = Names({host: ["127.0.0.1"] for host in [*hosts, "end.test"]})
    async with serving(Site(seconds=lambda: clock.seconds)) as site:
        site.answers = {"/": response(302, Location=site.url("/end", host="end.test")), "/end": response(200)}
        urls = [site.url("/", host=host) for host in hosts]
        results = await visited(urls, network=network(site, names=names), cache=cache, clock=clock)
    assert {result.health for result in results.values()} == {Health.FINE}
    times = [request.at for request in site.requests if request.path == "/end"]
    assert len(times) == 6
    assert all(later - earlier >= 1 for earlier, later in pairwise(times))


async def test_one_site_never_has_two_requests_and_all_together_no_more_than_agreed(cache: LinkCache) -> None:
    arrived, go = asyncio.Semaphore(0), asyncio.Event()

    async def wait(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arrived.release()
        await go.wait()
        writer.write(response(200))

    hosts = [f"{number}.test" for number in range(12)]
    async with serving(Site({"/a": wait, "/b": wait})) as site:
        names = Names({host: ["127.0.0.1"] for host in hosts})
        urls = [site.url(path, host=host) for host in hosts for path in ("/a", "/b")]
        there = network(site, names=names)
        run = asyncio.create_task(visited(urls, network=there, cache=cache, manners=replace(QUICK, at_once=5)))
        for _ in range(5):
            await arrived.acquire()
        assert len({request.headers["host"] for request in site.requests}) == 5
        go.set()
        results = await run
    assert len(results) == 24
    assert site.most_at_once == 5


def limited(status: int, retry_after: str | None, then: bytes) -> Answer:
    """`status` the first time, then `then`."""
    first = [response(status, **({} if retry_after is None else {"Retry-After": retry_after}))]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(first.pop() if first else then)

    return answer


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["7", " 7 ", format_datetime(START.replace(second=7), usegmt=True)])
async def test_a_pause_that_a_site_asks_for_is_made(status: int, form: str, cache: LinkCache) -> None:
    clock = FakeClock()
    answers = {"/a": limited(status, form, response(200)), "/b": response(200)}
    async with serving(Site(answers, seconds=lambda: clock.seconds)) as site:
        urls = [site.url("/a"), site.url("/b")]
        results = await visited(urls, network=network(site), cache=cache, clock=clock)
    assert [results[url].health for url in urls] == [Health.FINE, Health.FINE]
    assert [(request.path, request.at) for request in site.requests] == [("/a", 0), ("/a", 7), ("/b", 8)]


async def test_a_pause_in_the_past_is_the_usual_one(cache: LinkCache) -> None:
    clock = FakeClock()
    past = format_datetime(START.replace(year=2030), usegmt=True)
    async with serving(Site({"/": limited(429, past, response(200))}, seconds=lambda: clock.seconds)) as site:
        await visited([site.url("/")], network=network(site), cache=cache, clock=clock)
    assert [request.at for request in site.requests] == [0, 1]


@pytest.mark.parametrize("retry_after", [None, "", "31", "9" * 40, "-1", "soon", "Wed, 05 Mar 2031 13:00:00 GMT", "١٢"])
async def test_whoever_wants_a_longer_pause_is_left_alone(retry_after: str | None, cache: LinkCache) -> None:
    clock = FakeClock()
    names = Names({"site.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]})
    answers = {"/a": limited(429, retry_after, response(200)), "/b": response(200)}
    async with serving(Site(answers)) as site:
        a, b, other = site.url("/a"), site.url("/b"), site.url("/b", host="other.test")
        results = await visited([a, b, other], network=network(site, names=names), cache=cache, clock=clock)
    assert [results[url].health for url in (a, b, other)] == [Health.GUARDED, Health.SPARED, Health.FINE]
    assert (results[a].status, results[b].status) == (429, None)
    assert len(site.requests) == 2
    assert sum(clock.pauses) <= 31, "somebody waited for nothing"


async def test_whoever_asks_for_one_pause_after_the_other_is_left_alone(cache: LinkCache) -> None:
    clock = FakeClock()
    busy = response(503, Retry_After="20")
    async with serving(Site({"/a": busy, "/b": response(200)})) as site:
        urls = [site.url("/a"), site.url("/b")]
        results = await visited(urls, network=network(site), cache=cache, clock=clock)
    assert [(results[url].health, results[url].status) for url in urls] == [
        (Health.FAILING, 503),
        (Health.SPARED, None),
    ]
    assert site.asked == ["HEAD /a", "HEAD /a"]


async def test_a_site_that_is_only_out_of_order_is_asked_for_its_other_pages(cache: LinkCache) -> None:
    async with serving(Site({"/a": response(503), "/b": response(200)})) as site:
        urls = [site.url("/a"), site.url("/b")]
        results = await visited(urls, network=network(site), cache=cache)
    assert [results[url].health for url in urls] == [Health.FAILING, Health.FINE]


async def test_a_redirect_to_a_site_that_is_left_alone_goes_no_further(cache: LinkCache) -> None:
    names = Names({"site.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]})
    async with serving(Site()) as site:
        site.answers = {"/a": response(429), "/": response(302, Location=site.url("/b")), "/b": response(200)}
        urls = [site.url("/a"), site.url("/", host="other.test")]
        results = await visited(urls, network=network(site, names=names), cache=cache)
    assert [results[url].health for url in urls] == [Health.GUARDED, Health.SPARED]
    assert sorted(site.asked) == ["HEAD /", "HEAD /a"]


async def test_turns_are_given_in_order_and_a_failed_one_counts() -> None:
    clock = FakeClock()
    pace = Pace(gap=2, clock=clock.clock)
    order: list[tuple[str, float]] = []

    async def take(name: str) -> None:
        async with pace.turn("site.test"):
            order.append((name, clock.seconds))
            if name == "b":
                raise OSError

    await asyncio.gather(*(take(name) for name in "abc"), return_exceptions=True)
    assert order == [("a", 0), ("b", 2), ("c", 4)]
    pace.leave_alone("site.test")
    with pytest.raises(LeftAloneError):
        await take("d")


def test_the_manners_are_those_that_are_promised() -> None:
    manners = Manners()
    assert (manners.at_once, manners.gap, manners.request, manners.redirects) == (16, 1.0, 5.0, 3)
    assert manners.connect < manners.request
