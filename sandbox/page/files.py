"""The page's files: one document, its styles, its modules, as they are on disk."""

from pathlib import Path

from aiohttp import web

from sandbox.page.guard import HEADERS, refusal

STATIC = Path(__file__).with_name("static")

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


async def index(request: web.Request) -> web.StreamResponse:
    return _file(STATIC / "index.html")


async def static(request: web.Request) -> web.StreamResponse:
    """A file below `static/` by the rest of the path; 404 for everything else there is."""
    wanted = (STATIC / request.match_info["path"]).resolve()
    if not wanted.is_relative_to(STATIC) or wanted.suffix not in _TYPES or not wanted.is_file():
        return refusal(404, "There is no such file.")
    return _file(wanted)


def _file(path: Path) -> web.StreamResponse:
    return web.FileResponse(path, headers=HEADERS | {"Content-Type": f"{_TYPES[path.suffix]}; charset=utf-8"})
