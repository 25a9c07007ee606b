"""Where discord.py's connections go: to Discord, or to a sandbox on this machine and nowhere else."""

import aiohttp
from aiohttp.client_reqrep import ClientRequest
from yarl import URL

# Bounded: without a limit a burst of answers opens a socket each, and some miss Discord's three seconds.
CONNECTIONS = 100
# Seconds. aiohttp drops idle connections after 15; a quiet bot would pay a TLS handshake for each answer.
KEEP_ALIVE = 75.0

_HOSTS = ("discord.com", "discord.gg", "discordapp.com", "discordapp.net")


class NotDiscordError(aiohttp.ClientConnectionError):
    """A sandboxed bot tried to reach a host that is not Discord's."""


def connector(endpoint: str, *, discord: str) -> aiohttp.TCPConnector:
    """A connector for one client. `endpoint` equal to `discord` (Discord's own address) changes nothing."""
    if endpoint == discord:
        return aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE)
    return SandboxConnector(URL(endpoint))


class SandboxConnector(aiohttp.TCPConnector):
    """Sends every request for a Discord host to `endpoint` and refuses all others.

    The `Host` header stays as discord.py set it. Leans on one detail of aiohttp, pinned by a test: a request's `url`
    can be assigned before it is connected.
    """

    def __init__(self, endpoint: URL) -> None:
        super().__init__(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE)
        self._endpoint = endpoint

    async def connect(
        self,
        req: ClientRequest,
        traces: list[aiohttp.tracing.Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109  # aiohttp's
    ) -> aiohttp.connector.Connection:
        host = req.url.host or ""
        at_sandbox = (host, req.url.port) == (self._endpoint.host, self._endpoint.port)
        if not at_sandbox and not any(host == known or host.endswith(f".{known}") for known in _HOSTS):
            raise NotDiscordError(f"a sandboxed bot does not connect to {host}")
        scheme = {"wss": "ws", "https": "http"}.get(req.url.scheme, req.url.scheme)
        req.url = req.url.with_scheme(scheme).with_host(self._endpoint.host or "").with_port(self._endpoint.port)
        return await super().connect(req, traces, timeout)
