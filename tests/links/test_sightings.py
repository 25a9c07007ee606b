"""What the lists are told of visits."""

import asyncio
from pathlib import Path
from socket import EAI_AGAIN, gaierror

from bot.links.cache import LinkCache
from bot.links.checker import LinkChecker
from bot.links.network import Network
from bot.links.sightings import Sightings
from tests.links.site import AGENT, OPEN, QUICK, START, FakeClock, Site, network, response, serving


def looking(cache: LinkCache, to: Network, clock: FakeClock | None = None) -> Sightings:
    return Sightings(
        LinkChecker(cache=cache, agent=AGENT, network=to, manners=QUICK, clock=(clock or FakeClock()).clock)
    )


async def test_pages_work_or_do_not_and_sites_that_turn_programs_away_tell_nothing(cache: LinkCache) -> None:
    answers = {"/a": response(200), "/b": response(404), "/c": response(403), "/d": response(500)}
    async with serving(Site(answers)) as site:
        urls = [site.url(path) for path in answers]
        strange = [site.url("/", host="10.0.0.1"), "ftp://site.test/", site.url("/", host="nowhere.test")]
        found = {one.url: one for one in await looking(cache, network(site)).look([*urls, *strange])}
    assert {url.rpartition("/")[2] or url.split("/")[2].partition(":")[0]: one.works for url, one in found.items()} == {
        "a": True,
        "b": False,
        "d": False,
        "10.0.0.1": False,
        "nowhere.test": False,
    }
    assert {one.health for one in found.values()} == {"fine", "gone", "failing", "private", "no-host"}


async def test_what_is_remembered_is_told_with_the_day_it_was_seen_on(tmp_path: Path) -> None:
    clock = FakeClock()
    async with serving(Site({"/b": response(404)})) as site:
        url = site.url("/b")
        await looking(LinkCache(tmp_path), network(site), clock).look([url])
        asked = len(site.requests)
        clock.seconds += 3600 * 13  # past midnight
        [again] = await looking(LinkCache(tmp_path), network(site), clock).look([url])
        assert len(site.requests) == asked
    assert (again.day, again.works) == (START.date(), False)


async def test_a_machine_without_a_network_holds_nothing_against_anybody(cache: LinkCache) -> None:
    async def lookup(host: str) -> list[str]:
        raise gaierror(EAI_AGAIN, "no name server")

    cut_off = Network(network(Site()).reach, lookup)
    assert await looking(cache, cut_off).look(["http://a.test/", "http://b.test/"]) == []
    assert OPEN, "nothing but this machine may be visited here"


async def test_a_look_that_is_broken_off_keeps_what_it_knows(tmp_path: Path) -> None:
    hold = asyncio.Event()

    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hold.set()
        await reader.read()

    async with serving(Site({"/a": response(200), "/b": never})) as site:
        urls = [site.url("/a"), site.url("/b")]
        look = asyncio.create_task(looking(LinkCache(tmp_path), network(site)).look(urls))
        await asyncio.wait_for(hold.wait(), 5)
        look.cancel()
        await asyncio.gather(look, return_exceptions=True)
    assert LinkCache(tmp_path).recall(urls[0], START) is not None
