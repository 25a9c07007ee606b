"""What is asked of a site, and what is made of its answer."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from aiohttp import web

from bot.links.cache import LinkCache
from bot.links.health import Health, LinkResult
from tests.links.site import AGENT, QUICK, START, FakeClock, Names, Site, network, response, serving, trusting, visited


async def one(path: str, site: Site, cache: LinkCache) -> LinkResult:
    url = site.url(path)
    return (await visited([url], network=network(site), cache=cache))[url]


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Says nothing until the visitor gives up."""
    await reader.read()


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def test_head_is_enough_where_it_is_answered(cache: LinkCache) -> None:
    async with serving(Site({"/page": response(200)})) as site:
        result = await one("/page", site, cache)
    assert result == LinkResult(site.url("/page"), Health.FINE, result.visited, 200)
    assert site.asked == ["HEAD /page"]


@pytest.mark.parametrize("refusal", [400, 403, 404, 405, 406, 500, 501, 503])
async def test_what_head_is_refused_is_asked_for_by_its_first_byte(refusal: int, cache: LinkCache) -> None:
    answers = {"HEAD /page": response(refusal), "GET /page": response(206, "x", Content_Range="bytes 0-0/9")}
    async with serving(Site(answers)) as site:
        assert (await one("/page", site, cache)).health is Health.FINE
    assert site.asked == ["HEAD /page", "GET /page"]
    assert site.requests[1].headers["range"] == "bytes=0-0"


@pytest.mark.parametrize("answer", [silent, hangs_up, b"garbage\r\n\r\n"])
async def test_a_site_that_cannot_make_sense_of_head_is_asked_again(
    answer: bytes | Callable[..., Awaitable[None]], cache: LinkCache
) -> None:
    async with serving(Site({"HEAD /page": answer, "GET /page": response(200)})) as site:
        url = site.url("/page")
        results = await visited([url], network=network(site), cache=cache, manners=replace(QUICK, request=1))
    assert results[url].health is Health.FINE


@pytest.mark.parametrize(
    ("status", "health"),
    [
        *((200, Health.FINE), (204, Health.FINE), (206, Health.FINE), (300, Health.FINE), (416, Health.FINE)),
        *((404, Health.GONE), (410, Health.GONE)),
        *((400, Health.GUARDED), (401, Health.GUARDED), (403, Health.GUARDED), (405, Health.GUARDED)),
        *((429, Health.GUARDED), (451, Health.GUARDED), (999, Health.GUARDED)),
        *((500, Health.FAILING), (503, Health.FAILING), (522, Health.FAILING)),
    ],
)
async def test_a_status_means_what_it_means_for_a_reader(status: int, health: Health, cache: LinkCache) -> None:
    async with serving(Site({"/page": response(status)})) as site:
        result = await one("/page", site, cache)
    assert (result.health, result.status) == (health, status)


async def test_sites_are_told_who_asks_and_nothing_else(cache: LinkCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    answers = {"/page": response(302, Location="/next", Set_Cookie="who=you"), "/next": response(200)}
    async with serving(Site(answers)) as site:
        assert (await one("/page#part", site, cache)).health is Health.FINE
    assert site.asked == ["HEAD /page", "HEAD /next"]
    for request in site.requests:
        assert request.headers == {
            "host": f"site.test:{site.port}",
            "user-agent": AGENT,
            "accept": "text/html, */*;q=0.8",
            "accept-encoding": "identity",
            "connection": "close",
        }


async def test_nobody_is_asked_for_what_cannot_be_visited(cache: LinkCache) -> None:
    async with serving(Site({"/": response(200)})) as site:
        urls = {
            f"http://site.test:{site.port + 1}/": (Health.BEYOND, f"it names port {site.port + 1}"),
            "https://site.test/": (Health.BEYOND, "it names port 443"),
            f"http://me:secret@site.test:{site.port}/": (Health.BEYOND, "it carries a user name or a password"),
            f"ftp://site.test:{site.port}/": (Health.BEYOND, "it is no address of the web"),
            "mailto:somebody@site.test": (Health.BEYOND, "it is no address of the web"),
            "/page": (Health.BEYOND, "it is no address of the web"),
            "": (Health.BEYOND, "it is no address of the web"),
            "http://[::1": (Health.BEYOND, "it is not an address"),
            f"http://site.test:{site.port}x/": (Health.BEYOND, "it is not an address"),
        }
        results = await visited(urls, network=network(site), cache=cache)
    assert {url: (result.health, result.detail) for url, result in results.items()} == urls
    assert not site.connections


async def test_a_name_that_is_unknown_differs_from_one_that_could_not_be_looked_up(cache: LinkCache) -> None:
    class NoAnswer(Names):
        async def lookup(self, host: str) -> list[str]:
            raise {
                "a.test": socket.gaierror(socket.EAI_NONAME, "?"),
                "b.test": socket.gaierror(socket.EAI_AGAIN, "?"),
                "c.test": socket.gaierror(socket.EAI_FAIL, "?"),
                "d.test": OSError("no file of name servers"),
            }[host]

    async with serving(Site()) as site:
        urls = [site.url("/", host=f"{letter}.test") for letter in "abcd"]
        results = await visited(urls, network=network(site, names=NoAnswer()), cache=cache)
        assert [results[url].health for url in urls] == [Health.NO_HOST] + [Health.UNASKED] * 3
        nothing = Names({"site.test": []})
        [result] = (await visited([site.url("/")], network=network(site, names=nothing), cache=cache)).values()
        assert result.health is Health.NO_HOST


async def test_a_closed_port_is_unreachable(cache: LinkCache) -> None:
    async with serving(Site()) as site:
        pass
    result = await one("/", site, cache)
    assert (result.health, result.detail) == (Health.UNREACHABLE, "it takes no connections")


async def test_a_site_that_hangs_up_is_unreachable(cache: LinkCache) -> None:
    async with serving(Site({"/": hangs_up})) as site:
        result = await one("/", site, cache)
    assert (result.health, result.detail) == (Health.UNREACHABLE, "it breaks the connection off")


async def test_a_certificate_is_held_to_what_it_says(cache: LinkCache) -> None:
    names = Names({"site.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]})
    async with serving(Site({"/": response(200)}), tls=True) as site:
        here, other = site.url("/", scheme="https"), site.url("/", host="other.test", scheme="https")
        there = network(site, names=names, tls=trusting())
        results = await visited([here, other], network=there, cache=cache)
        assert results[here].health is Health.FINE
        assert results[other].health is Health.UNTRUSTED
        assert "other.test" in results[other].detail
        unknown = await visited([f"{here}?again"], network=network(site, names=names), cache=cache)
        [result] = unknown.values()
        assert (result.health, result.detail) == (Health.UNTRUSTED, "self-signed certificate")
    assert len(site.requests) == 1, "a request went out over a connection that is not to be trusted"


async def test_a_site_without_tls_is_not_secure(cache: LinkCache) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(response(400))
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    site = Site(port=server.sockets[0].getsockname()[1])
    url = site.url("/", scheme="https")
    [result] = (await visited([url], network=network(site), cache=cache)).values()
    server.close()
    assert (result.health, result.detail) == (Health.UNTRUSTED, "no encrypted connection could be made")


async def test_a_site_is_reached_at_its_address_of_ipv6(cache: LinkCache) -> None:
    async with serving(Site({"/": response(200)}), "::1") as site:
        urls = [site.url("/"), site.url("/", host="[::1]")]
        names = Names({"site.test": ["::1"]})
        results = await visited(urls, network=network(site, names=names), cache=cache)
    assert [results[url].health for url in urls] == [Health.FINE] * 2
    assert site.connections == ["::1", "::1"]


async def test_an_address_that_does_not_answer_gives_way_to_the_next(cache: LinkCache) -> None:
    async with serving(Site({"/": response(200)})) as site:
        names = Names({"site.test": ["::1", "127.0.0.1"]})
        [result] = (await visited([site.url("/")], network=network(site, names=names), cache=cache)).values()
    assert result.health is Health.FINE


async def test_a_real_server_is_found_to_be_fine(cache: LinkCache) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text="page")

    app = web.Application()
    app.router.add_get("/page", page)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site = Site(port=runner.addresses[0][1])
    results = await visited([site.url("/page"), site.url("/none")], network=network(site), cache=cache)
    await runner.cleanup()
    assert [result.health for result in results.values()] == [Health.FINE, Health.GONE]


async def test_a_result_says_when(cache: LinkCache) -> None:
    async with serving(Site({"/": response(200)})) as site:
        url = site.url("/")
        [result] = (await visited([url], network=network(site), cache=cache, clock=FakeClock())).values()
    assert result.visited == START


def test_by_default_certificates_and_public_addresses_are_asked_for() -> None:
    from bot.links.addresses import is_public
    from bot.links.network import Network, system_lookup

    assert Network().tls is None
    assert Network().lookup is system_lookup
    assert Network().reach.allows is is_public
    assert Network().reach.ports == {80, 443}
    assert ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED
