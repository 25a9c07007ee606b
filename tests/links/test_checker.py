"""Many links: each page once, and tomorrow none."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from socket import EAI_AGAIN, gaierror

import pytest

from bot.links import checker as module
from bot.links.cache import LinkCache
from bot.links.checker import LinkChecker
from bot.links.health import Health, LinkResult, offline
from bot.links.manners import Manners
from tests.links.site import AGENT, QUICK, START, Answer, FakeClock, Names, Site, network, response, serving, visited


async def test_a_page_is_asked_for_once_however_often_it_is_named(cache: LinkCache) -> None:
    async with serving(Site({"/a": response(200), "/b": response(404)})) as site:
        urls = [site.url(path) for path in ("/a", "/a#one", "/b#two", "/a#three", "/a", "/b")]
        results = await visited(urls, network=network(site), cache=cache)
    assert set(results) == set(urls)
    assert {url: result.health for url, result in results.items()} == {
        url: Health.GONE if "/b" in url else Health.FINE for url in urls
    }
    assert sorted(site.asked) == ["GET /b", "HEAD /a", "HEAD /b"]


async def test_a_second_run_asks_nobody(tmp_path: Path) -> None:
    clock = FakeClock()
    async with serving(Site({"/a": response(200), "/b": response(404)})) as site:
        urls = [site.url("/a#part"), site.url("/b"), "ftp://site.test/", site.url("/", host="10.0.0.1")]
        first = await visited(urls, network=network(site), cache=LinkCache(tmp_path), clock=clock)
        asked = len(site.connections)
        names = Names()
        second = await visited(urls, network=network(site, names=names), cache=LinkCache(tmp_path), clock=clock)
        assert len(site.connections) == asked
    assert not names.asked
    assert not any(result.remembered for result in first.values())
    assert second == {
        url: replace(result, remembered=True, visited=second[url].visited) for url, result in first.items()
    }


async def test_failures_are_asked_again_the_next_day_and_working_pages_the_next_week(tmp_path: Path) -> None:
    clock = FakeClock()
    async with serving(Site({"/a": response(200), "/b": response(404)})) as site:
        urls = [site.url("/a"), site.url("/b")]
        for days, asked in ((0, 3), (0.9, 0), (1.1, 2), (6.9, 2), (7.1, 1)):
            clock.seconds = timedelta(days=days).total_seconds()
            site.requests.clear()
            await visited(urls, network=network(site), cache=LinkCache(tmp_path), clock=clock)
            assert len(site.requests) == asked, days


async def test_results_come_as_they_are_known_and_the_remembered_ones_at_once(cache: LinkCache) -> None:
    go = asyncio.Event()

    async def wait(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await go.wait()
        writer.write(response(200))

    async with serving(Site({"/slow": wait, "/quick": response(200), "/known": response(200)})) as site:
        names = Names({"site.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]})
        there = network(site, names=names)
        known, slow, quick = site.url("/known"), site.url("/slow"), site.url("/quick", host="other.test")
        await visited([known], network=there, cache=cache)
        checker = LinkChecker(cache=cache, agent=AGENT, network=there, manners=QUICK, clock=FakeClock().clock)
        async with aclosing(checker.check([slow, quick, known])) as results:
            assert (await anext(results)).url == known
            assert (await anext(results)).url == quick
            go.set()
            assert (await anext(results)).url == slow


async def test_whoever_stops_keeps_what_is_known_and_leaves_nothing_running(tmp_path: Path) -> None:
    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    before = asyncio.all_tasks()
    async with serving(Site({"/a": response(200), "/b": never})) as site:
        there = network(site)
        clock = FakeClock().clock
        patient = Manners(connect=60, request=60)
        checker = LinkChecker(cache=LinkCache(tmp_path), agent=AGENT, network=there, manners=patient, clock=clock)
        stopping = aclosing(checker.check([site.url("/a"), site.url("/b")]))
        async with asyncio.timeout(10), stopping as results:
            assert (await anext(results)).url == site.url("/a")
            while "HEAD /b" not in site.asked:
                await asyncio.sleep(0)
        mine = {task for task in asyncio.all_tasks() - before if "serve" not in repr(task.get_coro())}
        assert not mine
    again = LinkCache(tmp_path)
    assert again.recall(site.url("/a"), START)
    assert again.recall(site.url("/b"), START) is None


async def test_what_is_known_is_saved_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed without a word, a long run has not asked for nothing."""
    monkeypatch.setattr(module, "SAVE_EVERY", 2)
    answers: dict[str, Answer] = {f"/{number}": response(200) for number in range(3)}
    async with serving(Site(answers)) as site:
        urls = [site.url(path) for path in answers]
        clock = FakeClock().clock
        cache = LinkCache(tmp_path)
        checker = LinkChecker(cache=cache, agent=AGENT, network=network(site), manners=QUICK, clock=clock)
        async with aclosing(checker.check(urls)) as results:
            for _ in range(3):
                await anext(results)
            assert sum(LinkCache(tmp_path).recall(url, START + timedelta(minutes=1)) is not None for url in urls) == 2


async def test_a_fault_of_ours_is_not_swallowed(cache: LinkCache) -> None:
    class Broken(Names):
        async def lookup(self, host: str) -> Sequence[str]:
            raise RuntimeError("a fault of ours")

    async with serving(Site()) as site:
        urls = [site.url("/"), site.url("/", host="other.test")]
        with pytest.raises(RuntimeError, match="a fault of ours"):
            await asyncio.wait_for(visited(urls, network=network(site, names=Broken()), cache=cache), timeout=10)


async def test_no_links_are_no_work(tmp_path: Path) -> None:
    cache = LinkCache(tmp_path / "cache")
    assert await visited([], network=network(), cache=cache) == {}
    assert not (tmp_path / "cache").exists()


class CutOff(Names):
    async def lookup(self, host: str) -> Sequence[str]:
        raise gaierror(EAI_AGAIN, "no name server")


async def test_without_a_network_nothing_is_held_against_anybody(tmp_path: Path) -> None:
    """Some machines say that a name is unknown when they mean that they cannot ask."""
    async with serving(Site({"/": response(200)})) as site:
        urls = [site.url("/", host=host) for host in ("a.test", "b.test")]
        for names in (CutOff(), Names({})):
            results = await visited(urls, network=network(site, names=names), cache=LinkCache(tmp_path))
            assert offline(results.values())
        names = Names({"a.test": ["127.0.0.1"], "b.test": ["127.0.0.1"]})
        results = await visited(urls, network=network(site, names=names), cache=LinkCache(tmp_path))
    assert [results[url].health for url in urls] == [Health.FINE, Health.FINE]


@pytest.mark.parametrize(
    ("healths", "cut_off"),
    [
        ([], False),
        ([Health.NO_HOST], False),
        ([Health.NO_HOST, Health.NO_HOST], True),
        ([Health.NO_HOST, Health.SLOW, Health.UNASKED], True),
        ([Health.NO_HOST, Health.NO_HOST, Health.FINE], False),
        ([Health.NO_HOST, Health.NO_HOST, Health.UNREACHABLE], False),
        ([Health.NO_HOST, Health.NO_HOST, Health.GUARDED], False),
        ([Health.NO_HOST, Health.PRIVATE, Health.BEYOND], False),
        ([Health.NO_HOST, Health.NO_HOST, Health.PRIVATE, Health.BEYOND], True),
    ],
)
def test_a_machine_is_cut_off_where_two_sites_or_more_and_no_site_at_all_answered(
    healths: list[Health], cut_off: bool
) -> None:
    results = [LinkResult(f"https://{number}.test/", health, START) for number, health in enumerate(healths)]
    assert offline(results) is cut_off


def test_two_pages_of_one_site_are_one_site() -> None:
    assert not offline([LinkResult(f"https://a.test/{number}", Health.NO_HOST, START) for number in range(3)])


def test_a_site_that_redirects_to_nowhere_has_answered() -> None:
    results = [LinkResult(f"https://{number}.test/", Health.NO_HOST, START, 302) for number in range(2)]
    assert not offline(results)


def test_what_is_remembered_says_nothing_about_the_network_today() -> None:
    silent = [LinkResult(f"https://{number}.test/", Health.NO_HOST, START) for number in range(2)]
    known = LinkResult("https://c.test/", Health.FINE, START, 200, remembered=True)
    assert offline([*silent, known])


def test_every_health_is_one_of_three_sorts() -> None:
    assert {health for health in Health if health.works} == {Health.FINE, Health.MOVED, Health.EXPOSED}
    assert {health for health in Health if health.dead} == {Health.GONE, Health.NO_HOST, Health.PRIVATE}
