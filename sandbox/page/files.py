"""The page's files: one document, its styles, its modules, as they are on disk."""

from pathlib import Path

from aiohttp import web

from sandbox.page.guard import HEADERS, refusal

STATIC = Path(__file__).with_name("static")

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Static:
    """The files there are when this is made: no path leads anywhere else."""

    def __init__(self) -> None:
        found = (path for path in STATIC.rglob("*") if path.suffix in _TYPES)
        self._files = {path.relative_to(STATIC).as_posix(): path for path in found}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The file named by the rest of the path; 404 for everything else."""
        path = self._files.get(request.match_info["path"])
        return refusal(404, "There is no such file.") if path is None else _file(path)


async def document(request: web.Request) -> web.StreamResponse:
    return _file(STATIC / "index.html")


def _file(path: Path) -> web.StreamResponse:
    return web.FileResponse(path, headers=HEADERS | {"Content-Type": f"{_TYPES[path.suffix]}; charset=utf-8"})
