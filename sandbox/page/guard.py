"""Who may speak to the page: this machine's own browser, on the page's own address."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
"""On everything the page serves. Nothing is loaded from elsewhere, and no text can become a script or a style."""


def refusal(status: int, words: str) -> web.Response:
    """A no with a sentence for the person at the page."""
    return web.json_response({"error": words}, status=status, headers=HEADERS)


def foreign(request: web.Request) -> str | None:
    """Why this request is not the page's own, or None.

    A name that some other site lets point to 127.0.0.1 is told by `Host` (DNS rebinding); another site's script by
    `Origin` and `Sec-Fetch-Site`, which no script can set.
    """
    if not _is_loopback(request.headers.get("Host", "")):
        return "The page answers at a loopback address only."
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.headers['Host']}":
        return "The page takes requests from itself only."
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return "The page takes requests from itself only."
    return None


def guarded(handler: Handler) -> Handler:
    """`handler` for the page's own requests alone; others get 403."""

    async def guarding(request: web.Request) -> web.StreamResponse:
        reason = foreign(request)
        return refusal(403, reason) if reason else await handler(request)

    return guarding


def _is_loopback(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False
