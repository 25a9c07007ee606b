"""What a bot written for Discord needs to come here instead: an aiohttp connector, and nothing in its own code.

discord.py takes it as `Client(connector=ToSandbox("http://127.0.0.1:8370"))`; every library on aiohttp has such an
argument. The request keeps its `Host` header, so one port answers for all of Discord's hosts.
"""

import aiohttp
from aiohttp.client_reqrep import ClientRequest
from yarl import URL

HOSTS = ("discord.com", "discord.gg", "discordapp.com", "discordapp.net", "discord.media")


def is_discord(url: URL) -> bool:
    host = url.host or ""
    return any(host == known or host.endswith(f".{known}") for known in HOSTS)


def at_sandbox(url: URL, sandbox: URL) -> URL:
    """The same path at the sandbox, over plain http or ws."""
    scheme = {"wss": "ws", "https": "http"}.get(url.scheme, url.scheme)
    return url.with_scheme(scheme).with_host(sandbox.host or "").with_port(sandbox.port)


class ToSandbox(aiohttp.TCPConnector):
    """Sends every request for one of Discord's hosts to the sandbox, and refuses every other host.

    Leans on one detail of aiohttp: a request's `url` can be assigned before it is connected.
    """

    def __init__(self, sandbox: str, *, limit: int = 100) -> None:
        super().__init__(limit=limit)
        self._sandbox = URL(sandbox)

    async def connect(
        self,
        req: ClientRequest,
        traces: list[aiohttp.tracing.Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109  # aiohttp's
    ) -> aiohttp.connector.Connection:
        if not is_discord(req.url) and (req.url.host, req.url.port) != (self._sandbox.host, self._sandbox.port):
            raise aiohttp.ClientConnectionError(f"a bot in the sandbox does not connect to {req.url.host}")
        req.url = at_sandbox(req.url, self._sandbox)
        return await super().connect(req, traces, timeout)
