"""Nothing private is connected to: by no number, by no name, and not by a name that changes its mind."""

import asyncio
import socket
from collections.abc import Sequence
from dataclasses import replace

import aiohttp
import pytest

from bot.links import network as edge
from bot.links.addresses import Reach
from bot.links.cache import LinkCache
from bot.links.health import Health
from bot.links.manners import Manners
from bot.links.network import Network, RefusedAddressError, session, system_lookup
from tests.links.site import AGENT, QUICK, Names, Site, network, response, serving, visited

# The first is open in tests, as a public address is elsewhere; the second is as closed as it always is.
OPEN, CLOSED = "127.0.0.1", "127.0.0.2"


class Rebinding(Names):
    """Names the open address the first time it is asked, and the closed one from then on."""

    async def lookup(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        return [OPEN] if len(self.asked) == 1 else [CLOSED]


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.2", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.2", "0177.0.0.2", "[::ffff:127.0.0.1]"),
        *("10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),  # noqa: S104
        *("[::]", "[fe80::1]", "[fd00::1]", "[ff02::1]", "[64:ff9b::7f00:2]", "[2002:7f00:2::]", "[fe80::1%25lo]"),
        *("localhost", "localhost.", "LOCALHOST", "127.0.0.2.nip.test"),
    ],
)
async def test_an_address_inside_is_never_connected_to(host: str, cache: LinkCache) -> None:
    names = Names({name: [CLOSED] for name in ("localhost", "127.0.0.2.nip.test", "0x7f.0.0.2", "0177.0.0.2")})
    async with serving(Site({"/": response(200)}), "0.0.0.0") as site:  # noqa: S104  # so that any of them would be served
        url = site.url("/", host=host)
        [result] = (await visited([url], network=network(site, names=names), cache=cache)).values()
    assert result.health in (Health.PRIVATE, Health.BEYOND, Health.NO_HOST)
    assert not site.connections


async def test_the_address_that_is_connected_to_is_the_one_that_was_looked_at(cache: LinkCache) -> None:
    """A name server that answers something public while it is looked at, and something private to whoever connects,
    has one question to answer, not two."""
    names = Rebinding()
    async with serving(Site({"/": response(200)}), OPEN, CLOSED) as site:
        [result] = (await visited([site.url("/")], network=network(site, names=names), cache=cache)).values()
    assert result.health is Health.FINE
    assert site.connections == [OPEN]
    assert names.asked == ["site.test"]


@pytest.mark.parametrize("first", [response(405), response(302, Location="/again")])
async def test_a_name_that_changes_between_two_requests_gains_nothing(first: bytes, cache: LinkCache) -> None:
    names = Rebinding()
    async with serving(Site({"HEAD /": first, "/": response(200), "/again": response(200)}), OPEN, CLOSED) as site:
        [result] = (await visited([site.url("/")], network=network(site, names=names), cache=cache)).values()
    assert (result.health, result.detail) == (Health.PRIVATE, CLOSED)
    assert site.connections == [OPEN]


async def test_of_a_name_with_addresses_inside_and_outside_only_the_latter_are_used(cache: LinkCache) -> None:
    names = Names({"site.test": [CLOSED, "10.0.0.1", OPEN, "::ffff:127.0.0.2"]})
    async with serving(Site({"/": response(200)}), OPEN, CLOSED) as site:
        [result] = (await visited([site.url("/")], network=network(site, names=names), cache=cache)).values()
    assert result.health is Health.FINE
    assert site.connections == [OPEN]


async def test_a_name_with_nothing_but_addresses_inside_is_private_however_many_it_has(cache: LinkCache) -> None:
    names = Names({"site.test": ["10.0.0.1", "192.168.0.1", "fd00::1", "::ffff:10.0.0.1"]})
    async with serving(Site()) as site:
        [result] = (await visited([site.url("/")], network=network(site, names=names), cache=cache)).values()
    assert (result.health, result.detail) == (Health.PRIVATE, "10.0.0.1")


@pytest.mark.parametrize("answer", ["localhost", f"{OPEN}%lo", "127.1", "2130706433", ""])
async def test_a_name_server_that_answers_with_no_address_is_not_believed(answer: str, cache: LinkCache) -> None:
    """Where such text is connected to, the system makes an address of it that nobody has looked at."""
    names = Names({"site.test": [answer]})
    async with serving(Site({"/": response(200)})) as site:
        [result] = (await visited([site.url("/")], network=network(site, names=names), cache=cache)).values()
    assert result.health is Health.PRIVATE
    assert not site.connections


async def test_the_socket_is_the_last_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever lets an address through before, no socket is made for it."""

    async def careless(self: object, host: str, port: int = 0, family: int = 0) -> list[dict[str, object]]:
        return [{"hostname": host, "host": CLOSED, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}]

    monkeypatch.setattr(edge._Resolver, "resolve", careless)
    site = Site({"/": response(200)})
    async with serving(site, OPEN, CLOSED), session(network(site), QUICK, agent=AGENT) as client:
        for url in (site.url("/"), site.url("/", host=CLOSED)):
            with pytest.raises(aiohttp.ClientConnectorError) as caught:
                await client.get(url)
            assert isinstance(caught.value.os_error, RefusedAddressError)
    assert not site.connections


async def test_a_port_is_looked_at_by_the_socket_too() -> None:
    async with serving(Site()) as site:
        there = replace(network(site), reach=Reach(allows=lambda _: True, ports=frozenset({443})))
        async with session(there, QUICK, agent=AGENT) as client:
            with pytest.raises(aiohttp.ClientConnectorError) as caught:
                await client.get(site.url("/"))
            assert isinstance(caught.value.os_error, RefusedAddressError)
    assert not site.connections


async def test_without_a_word_nothing_on_this_machine_is_visited(cache: LinkCache) -> None:
    async with serving(Site({"/": response(200)}), "127.0.0.1", "::1") as site:
        shut = Network(Reach(ports=frozenset({site.port})), Names({"site.test": ["127.0.0.1", "::1"]}).lookup)
        urls = [site.url("/", host=host) for host in ("site.test", "127.0.0.1", "[::1]")]
        results = await visited(urls, network=shut, cache=cache)
    assert {result.health for result in results.values()} == {Health.PRIVATE}
    assert not site.connections


async def test_this_machine_knows_its_own_name() -> None:
    assert set(await system_lookup("localhost")) <= {"127.0.0.1", "::1"}
    assert await system_lookup("127.0.0.1") == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["", "a" * 64 + ".test", "a..b"])
async def test_what_can_be_no_name_has_no_address(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, *_: object, **__: object) -> list[object]:
        name.encode("idna")
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(socket.gaierror) as caught:
        await system_lookup(host)
    assert caught.value.errno == socket.EAI_NONAME


async def test_a_lookup_that_takes_too_long_is_given_up_and_holds_nobody_up(
    cache: LinkCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread stays until the system is done; neither the loop nor its own threads wait for it."""
    import threading

    answer = threading.Event()

    def slow(*_: object, **__: object) -> list[object]:
        answer.wait(20)
        raise socket.gaierror(socket.EAI_AGAIN, "late")

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    urls = [f"https://{number}.test/" for number in range(40)]
    manners = Manners(connect=0.1, request=0.2)
    results = await asyncio.wait_for(visited(urls, network=Network(), cache=cache, manners=manners), timeout=10)
    assert await asyncio.wait_for(asyncio.to_thread(lambda: "free"), timeout=5) == "free"
    lookups = [thread for thread in threading.enumerate() if thread.name.startswith("lookup of ")]
    answer.set()
    assert {result.health for result in results.values()} == {Health.SLOW}
    assert len(lookups) == 40
    assert all(thread.daemon for thread in lookups)
