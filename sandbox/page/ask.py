"""What a request of the page names, read with care: it may come from anything that runs on this machine."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from sandbox.model import Upload


class BadAskError(Exception):
    """The request itself is wrong: the page's mistake, or not the page."""


class Ask:
    """The fields of a query or of a JSON body."""

    def __init__(self, fields: object) -> None:
        """Raises BadAskError unless `fields` is a mapping."""
        if not isinstance(fields, Mapping):
            raise BadAskError("The body must be a JSON object.")
        self._fields: Mapping[str, Any] = fields

    def text(self, name: str) -> str:
        value = self._fields.get(name)
        if not isinstance(value, str):
            raise BadAskError(f"{name!r} must be a text.")
        return value

    def id(self, name: str) -> int:
        return _id(name, self.text(name))

    def id_or_none(self, name: str) -> int | None:
        """None when the field is absent."""
        return self.id(name) if name in self._fields else None

    def ids(self, name: str) -> list[int]:
        return [_id(name, one) for one in self.texts(name)]

    def texts(self, name: str) -> list[str]:
        value = self._fields.get(name)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadAskError(f"{name!r} must be a list of texts.")
        return value

    def options(self, name: str) -> dict[str, Any]:
        """Values by name; files, sent as base64 with their name and type, become Uploads."""
        value = self._fields.get(name)
        if not isinstance(value, dict):
            raise BadAskError(f"{name!r} must be an object.")
        return {key: _received(one) for key, one in value.items()}


def _id(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= 20):
        raise BadAskError(f"{name!r} must be an id.")
    return int(value)


def _received(value: Any) -> Any:
    if isinstance(value, list):
        return [_received(one) for one in value]
    return _upload(value) if isinstance(value, dict) else value


def _upload(given: Mapping[str, Any]) -> Upload:
    parts = [given.get(key) for key in ("filename", "content_type", "data")]
    if not all(isinstance(part, str) for part in parts):
        raise BadAskError("A file needs its name, its type and its data.")
    filename, content_type, data = map(str, parts)
    try:
        return Upload(filename, base64.b64decode(data, validate=True), content_type)
    except binascii.Error as problem:
        raise BadAskError("A file's data must be base64.") from problem
