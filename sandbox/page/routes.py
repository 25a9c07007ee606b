"""The page's routes: its files, its API, and the WebSocket that tells of changes."""

import json
import weakref
from typing import Any

from aiohttp import WSCloseCode, web

from sandbox.acts import NotPossibleError
from sandbox.byhand import ByHand
from sandbox.page.api import Answer, Api
from sandbox.page.ask import Ask, BadAskError
from sandbox.page.files import Static, document
from sandbox.page.guard import HEADERS, Handler, guarded, refusal
from sandbox.page.live import Listener
from sandbox.page.tool import routes as tool
from sandbox.page.views import NotHereError, Views
from sandbox.place import Place

__all__ = ["index", "setup"]

Sockets = weakref.WeakSet[web.WebSocketResponse]


index = guarded(document)
"""The document itself, for the app to serve at `/`."""


def setup(app: web.Application, place: Place) -> None:
    """Mount everything below `/page/`."""
    views = Views(world=place.world, acts=place.acts, bot_ready=place.gateway.ready)
    api = Api(views=views, acts=place.acts, by_hand=ByHand(world=place.world))
    sockets: Sockets = weakref.WeakSet()

    async def close_sockets(app: web.Application) -> None:
        for socket in tuple(sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY, message=b"the sandbox stops")

    app.on_shutdown.append(close_sockets)
    tool.setup(app, place, sockets)
    app.add_routes(
        [
            web.get("/page/static/{path:.+}", guarded(Static().serve)),
            web.get("/page/live", guarded(_live(views, place, sockets))),
            *(web.get(f"/page/api/{name}", guarded(_reading(views, read))) for name, read in api.reads().items()),
            *(web.post(f"/page/api/{name}", guarded(_doing(views, deed))) for name, deed in api.deeds().items()),
        ]
    )


def _reading(views: Views, read: Answer) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return await _answer(views, read, request.query)

    return handle


def _doing(views: Views, deed: Answer) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/json":
            # Other types can be sent from foreign pages without asking first.
            return refusal(415, "The body must be JSON.")
        try:
            body: object = await request.json()
        except json.JSONDecodeError:
            return refusal(400, "The body must be JSON.")
        return await _answer(views, deed, body)

    return handle


async def _answer(views: Views, answer: Answer, fields: object) -> web.StreamResponse:
    """JSON for the page. What the place does not allow is an answer as well: `refused`, with the reason."""
    try:
        ask = Ask(fields)
        result: dict[str, Any] = await answer(views.find_viewer(ask.text("viewer")), ask)
    except BadAskError as problem:
        return refusal(400, str(problem))
    except NotHereError as problem:
        return refusal(404, str(problem))
    except NotPossibleError as problem:
        result = {"refused": str(problem)}
    return web.json_response(result, headers=HEADERS)


def _live(views: Views, place: Place, sockets: Sockets) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            viewer = views.find_viewer(request.query.get("viewer", ""))
        except NotHereError as problem:
            return refusal(404, str(problem))
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        sockets.add(socket)
        listener = Listener(socket=socket, viewer=viewer.id, views=views, changes=place.world.changes)
        await listener.run()
        return socket

    return handle
