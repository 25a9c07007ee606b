"""One request on its way through a handler: its ids, its query, its body and the files in it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
from aiohttp import BodyPartReader, web

from sandbox.errors import DiscordError, invalid_form
from sandbox.interactions import find_by_token
from sandbox.model import Channel, Interaction, Message, Upload
from sandbox.permissions import NONE, Permission
from sandbox.place import Place
from sandbox.wire import BODY, PROBLEMS, template_of
from sandbox.world import World

REQUEST_SIZE = 25 * 1024 * 1024
"""Bytes of a whole request. Source: "Uploading Files"."""

_FILE = re.compile(r"files\[([0-9]{1,9})\]")


@dataclass(frozen=True, slots=True)
class Answer:
    """For answers other than 200 with a payload and 204 without one."""

    status: int
    payload: Any


@dataclass(slots=True, kw_only=True)
class Call:
    """`uploads` are there once the body has been read."""

    request: web.Request
    place: Place
    uploads: dict[int, Upload] = field(default_factory=dict)

    def id(self, name: str) -> int:
        """An id from the path; anything else is a form error, as it is for Discord."""
        return _whole(name, self.request.match_info[name], "snowflake")

    def text(self, name: str) -> str:
        return self.request.match_info[name]

    def flag(self, name: str) -> bool:
        return self.request.query.get(name, "").lower() in ("1", "true")

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number from the query, within bounds."""
        text = self.request.query.get(name)
        if text is None:
            return default
        value = _whole(name, text, "int")
        if not least <= value <= most:
            raise invalid_form((name,), "NUMBER_TYPE_MAX", f"int value should be between {least} and {most}.")
        return value

    def snowflake(self, name: str) -> int | None:
        """An id from the query."""
        text = self.request.query.get(name)
        return None if text is None else _whole(name, text, "snowflake")

    def instant(self, name: str) -> datetime | None:
        """A time from the query; one without a zone is UTC."""
        text = self.request.query.get(name)
        if text is None:
            return None
        try:
            when = datetime.fromisoformat(text)
        except ValueError as problem:
            message = f'Value "{text}" is not an ISO8601 timestamp.'
            raise invalid_form((name,), "DATE_TIME_TYPE_PARSE", message) from problem
        return when if when.tzinfo is not None else when.replace(tzinfo=UTC)

    async def read(self) -> Any:
        """The JSON of the body, with files beside it or without; unchecked."""
        if self.request.content_type != "multipart/form-data":
            raw = await self.request.read()
            return _decode(raw) if raw else {}
        try:
            body = await self._read_parts()
        except (ValueError, RuntimeError, LookupError) as problem:
            # What aiohttp raises for a missing boundary, an encoding it does not know, parts that never end.
            raise DiscordError(400, 50109, "The request body contains invalid JSON.") from problem
        self.request[BODY] = body
        return body

    async def _read_parts(self) -> Any:
        body: Any = {}
        size = 0
        async for part in await self.request.multipart():
            if not isinstance(part, BodyPartReader):
                raise ValueError("a multipart inside the multipart")
            data = await part.read(decode=True)
            size += len(data)
            if size > REQUEST_SIZE:
                raise DiscordError(413, 40005, "Request entity too large")
            if part.name == "payload_json":
                body = _decode(data)
            elif found := _FILE.fullmatch(part.name or ""):
                kind = part.headers.get("Content-Type", "application/octet-stream")
                self.uploads[int(found[1])] = Upload(part.filename or "unknown", bytes(data), kind)
        return body

    def check(self, body: Any, **context: Any) -> Any:
        """`body` once it has passed Discord's schema and limits; a DiscordError says where it did not."""
        names = tuple(upload.filename for upload in self.uploads.values())
        known = {key: value for key, value in context.items() if value is not None}
        warnings = self.place.checks.body(
            self.request.method, template_of(self.request), body, context={"files": names, **known}
        )
        self.request[PROBLEMS] = (*self.request.get(PROBLEMS, ()), *warnings)
        return body

    async def body(self, **context: Any) -> Any:
        return self.check(await self.read(), **context)

    def channel(self, needed: Permission = NONE) -> Channel:
        """The channel of the path, which the bot must see, with what else is needed."""
        channel = self.world.channel(self.id("channel_id"))
        self.world.demand(channel, needed)
        return channel

    def message(self, channel: Channel) -> Message:
        """The message of the path; ephemeral ones are not found this way."""
        message = self.world.message(channel.id, self.id("message_id"))
        if message.ephemeral_for is not None:
            raise DiscordError(404, 10008, "Unknown Message")
        return message

    def interaction(self) -> Interaction:
        """The acknowledged interaction whose webhook the path names."""
        return find_by_token(self.world, self.id("webhook_id"), self.text("webhook_token"))

    @property
    def world(self) -> World:
        return self.place.world

    @property
    def me(self) -> int:
        return self.world.application.bot_user_id


Handler = Callable[[Call], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    template: str
    handler: Handler
    with_token: bool


class Routes:
    """A group of routes. `with_token` False: the path itself carries the right to call it."""

    def __init__(self, *, with_token: bool = True) -> None:
        self._with_token = with_token
        self.all: list[Route] = []

    def on(self, method: str, template: str) -> Callable[[Handler], Handler]:
        """Register a handler, `template` as the OpenAPI file writes it."""

        def register(handler: Handler) -> Handler:
            self.all.append(Route(method, template, handler, self._with_token))
            return handler

        return register


def not_done(what: str) -> DiscordError:
    """For a part of a route that is not written: as loud as a route that is not."""
    return DiscordError(501, 0, f"The sandbox does not know {what}.")


def _whole(name: str, text: str, kind: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 20):
        raise invalid_form((name,), "NUMBER_TYPE_COERCE", f'Value "{text}" is not {kind}.')
    return int(text)


def _decode(raw: bytes | bytearray) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as problem:
        raise DiscordError(400, 50109, "The request body contains invalid JSON.") from problem
