"""Names and connections. What may be visited is decided here on the very address that is connected to.

A name is looked up once for each connection, and only what the answer holds is connected to, so that a name which leads
somewhere else the next time it is asked for gains nothing. Addresses that stand in a link as numbers are never looked
up; the socket is where they are stopped, like everything else.
"""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.links.addresses import Reach
from bot.links.manners import Manners

Lookup = Callable[[str], Awaitable[Sequence[str]]]
"""The addresses of a name. Raises a `socket.gaierror` where there is none."""

MAX_ADDRESSES = 6  # of one name are tried
MAX_HEADERS = 128
MAX_HEADER_BYTES = 16 << 10  # of each; some sites send policies of eight thousand characters
READ_BYTES = 16 << 10  # of a body are taken from the system at once, though none of it is looked at
RECEIVE_BYTES = 64 << 10  # may wait in the system


class RefusedAddressError(OSError):
    """An address that is not visited; its text is the address."""


async def system_lookup(host: str) -> Sequence[str]:
    """What this machine's name servers say.

    In a thread of its own: a name that nobody answers for takes half a minute, and neither the threads in which content
    is loaded nor the end of the process should wait for that.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[Sequence[str]] = loop.create_future()

    def tell(answer: Sequence[str] | OSError) -> None:
        if found.done():
            return
        if isinstance(answer, OSError):
            found.set_exception(answer)
        else:
            found.set_result(answer)

    def look() -> None:
        answer = _addresses_of(host)
        with contextlib.suppress(RuntimeError):  # the loop has been closed, nobody waits any more
            loop.call_soon_threadsafe(tell, answer)

    threading.Thread(target=look, name=f"lookup of {host}", daemon=True).start()
    return await found


def _addresses_of(host: str) -> Sequence[str] | OSError:
    try:
        infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except UnicodeError:  # a part of the name is empty or longer than any name may be
        return socket.gaierror(socket.EAI_NONAME, "not a name")
    except OSError as error:
        return error
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


@dataclass(frozen=True, slots=True)
class Network:
    """Anything but the defaults is for tests. `tls` verifies certificates; None: as the system does."""

    reach: Reach = field(default_factory=Reach)
    lookup: Lookup = system_lookup
    tls: ssl.SSLContext | None = None


def session(network: Network, manners: Manners, *, agent: str) -> aiohttp.ClientSession:
    """A client that visits: no cookies, no proxies, no passwords of the user's, nothing unpacked, bounded headers."""
    connector = aiohttp.TCPConnector(
        resolver=_Resolver(network),
        use_dns_cache=False,
        socket_factory=lambda info: _socket(info, network.reach),
        ssl=network.tls or True,
        force_close=True,
        limit=manners.at_once,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
        timeout=aiohttp.ClientTimeout(total=manners.request, connect=manners.connect),
        headers={"User-Agent": agent, "Accept": "text/html, */*;q=0.8", "Accept-Encoding": "identity"},
        read_bufsize=READ_BYTES,
        max_line_size=MAX_HEADER_BYTES,
        max_field_size=MAX_HEADER_BYTES,
        max_headers=MAX_HEADERS,
    )


class _Resolver(AbstractResolver):
    """Leaves out of an answer what may not be visited. Raises RefusedAddressError where nothing is left."""

    def __init__(self, network: Network) -> None:
        self._network = network

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        addresses = await self._network.lookup(host)
        allowed = [address for address in addresses if self._network.reach.allows_text(address)]
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        if not allowed:
            raise RefusedAddressError(addresses[0])
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in allowed[:MAX_ADDRESSES]
        ]

    async def close(self) -> None:
        """Holds nothing."""


def _socket(info: tuple[Any, ...], reach: Reach) -> socket.socket:
    """A socket for `info` (as of getaddrinfo), or a RefusedAddressError. Every connection comes through here."""
    family, kind, protocol, _, (address, port, *_) = info
    if not reach.allows_text(address) or port not in reach.ports:
        raise RefusedAddressError(address)
    made = socket.socket(family, kind, protocol)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)
    return made
