"""A site on this machine that answers what a test wants, and remembers what it was asked."""

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from socket import EAI_NONAME, gaierror

from bot.links.addresses import Reach
from bot.links.cache import LinkCache
from bot.links.checker import LinkChecker
from bot.links.health import LinkResult
from bot.links.manners import Clock, Manners
from bot.links.network import Network

AGENT = "Preceptor/test"
CERTIFICATE = Path(__file__).with_name("site.pem")
START = datetime(2031, 3, 5, 12, tzinfo=UTC)
OPEN = frozenset(ip_address(address) for address in ("127.0.0.1", "::1"))  # what may be visited in tests
QUICK = Manners(connect=5, request=5)  # there is no network between a test and its site

Answer = bytes | Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
"""The bytes to send, or whatever takes the connection over once a request has been read."""


def response(status: int, body: str = "", **headers: str) -> bytes:
    """An answer over HTTP; `Retry_After` becomes `Retry-After`."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", body]).encode()


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    at: float  # on the clock of the test
    to: str  # the address that was connected to


@dataclass
class Site:
    """`answers` by `METHOD /path`, else by `/path`, else 404. Listens on `port`."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    seconds: Callable[[], float] = lambda: 0.0
    requests: list[Request] = field(default_factory=list)
    connections: list[str] = field(default_factory=list)  # addresses that were connected to
    at_once: int = 0
    most_at_once: int = 0
    port: int = 0

    def url(self, path: str, host: str = "site.test", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def asked(self) -> list[str]:
        return [f"{request.method} {request.path}" for request in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to = writer.get_extra_info("sockname")[0]
        self.connections.append(to)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, path, _ = head[0].split(" ", 2)
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            self.requests.append(Request(method, path, headers, self.seconds(), to))
            answer = self.answers.get(f"{method} {path}", self.answers.get(path, response(404)))
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # the visitor has gone, as visitors do
        finally:
            self.at_once -= 1
            writer.close()


@asynccontextmanager
async def serving(site: Site, *hosts: str, tls: bool = False) -> AsyncIterator[Site]:
    """`site` on one port of `hosts`, 127.0.0.1 without any."""
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
    servers = []
    for host in hosts or ("127.0.0.1",):
        server = await asyncio.start_server(site.serve, host, site.port, ssl=context)
        site.port = server.sockets[0].getsockname()[1]
        servers.append(server)
    try:
        yield site
    finally:
        for server in servers:
            server.close()


@contextmanager
def serving_meanwhile(site: Site, *, tls: bool = False) -> Iterator[Site]:
    """`site`, served by a loop and a thread of its own, for tests of what starts a loop itself."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        thread = threading.Thread(target=loop.run_forever)
        thread.start()
        place = serving(site, tls=tls)
        asyncio.run_coroutine_threadsafe(place.__aenter__(), loop).result(timeout=10)
        try:
            yield site
        finally:
            asyncio.run_coroutine_threadsafe(place.__aexit__(None, None, None), loop).result(timeout=10)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()


def trusting() -> ssl.SSLContext:
    """What a client that trusts the certificate of the tests goes by."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


@dataclass
class FakeClock:
    """Passes only when somebody waits for it, and then at once."""

    seconds: float = 0.0
    pauses: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, monotonic=lambda: self.seconds, pause=self.pause)

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


@dataclass
class Names:
    """A name server: the addresses of each name; unknown names have none."""

    addresses: Mapping[str, Sequence[str]] = field(default_factory=lambda: {"site.test": ["127.0.0.1"]})
    asked: list[str] = field(default_factory=list)

    async def lookup(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        if host not in self.addresses:
            raise gaierror(EAI_NONAME, "unknown")
        return self.addresses[host]


def network(*sites: Site, names: Names | None = None, tls: ssl.SSLContext | None = None) -> Network:
    """One in which nothing but `sites`, on `OPEN` addresses, may be visited."""
    ports = frozenset(site.port for site in sites)
    return Network(Reach(allows=lambda address: address in OPEN, ports=ports), (names or Names()).lookup, tls)


async def visited(
    urls: Iterable[str],
    *,
    network: Network,
    cache: LinkCache,
    clock: FakeClock | None = None,
    manners: Manners = QUICK,
) -> dict[str, LinkResult]:
    """What a checker with a clock of its own makes of `urls`."""
    checker = LinkChecker(
        cache=cache, agent=AGENT, network=network, manners=manners, clock=(clock or FakeClock()).clock
    )
    async with aclosing(checker.check(urls)) as results:
        return {result.url: result async for result in results}
