"""The tool's routes, beside the page's own."""

import json
import weakref

from aiohttp import web

from sandbox.page.ask import Ask, BadAskError
from sandbox.page.guard import HEADERS, Handler, guarded, refusal
from sandbox.page.tool.journal import Journal
from sandbox.page.tool.levers import Levers
from sandbox.page.tool.watch import Watch
from sandbox.place import Place


def setup(app: web.Application, place: Place, sockets: weakref.WeakSet[web.WebSocketResponse]) -> None:
    """Mount the tool; its sockets join `sockets`, to be closed with the others."""
    journal, levers = Journal(place.wire), Levers(place)

    async def mend(app: web.Application) -> None:
        await levers.close()

    app.on_shutdown.append(mend)
    app.add_routes(
        [
            web.get("/page/wire", guarded(_watching(place, journal, levers, sockets))),
            web.get("/page/api/exchange", guarded(_looking(journal))),
            web.post("/page/api/fault", guarded(_breaking(levers))),
        ]
    )


def _watching(
    place: Place, journal: Journal, levers: Levers, sockets: weakref.WeakSet[web.WebSocketResponse]
) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        sockets.add(socket)
        rows = "rows" in request.query
        await Watch(socket=socket, place=place, journal=journal, levers=levers, rows=rows).run()
        return socket

    return handle


def _looking(journal: Journal) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            bodies = journal.bodies(Ask(request.query).id("number"))
        except BadAskError as problem:
            return refusal(400, str(problem))
        if bodies is None:
            return refusal(404, "This exchange is no longer kept.")
        return web.json_response(bodies, headers=HEADERS)

    return handle


def _breaking(levers: Levers) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/json":
            return refusal(415, "The body must be JSON.")
        try:
            name = Ask(await request.json()).text("fault")
        except (json.JSONDecodeError, BadAskError):
            return refusal(400, "Name a fault.")
        if name not in levers.names:
            return refusal(400, f"There is no fault {name!r}. There are {', '.join(sorted(levers.names))}.")
        await levers.pull(name)
        return web.json_response({}, headers=HEADERS)

    return handle
