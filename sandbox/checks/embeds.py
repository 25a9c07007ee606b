"""Rules for embeds. Source: Discord's reference, "Embed Limits"."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sandbox.checks.form import Form, Path, mapping, objects

MAX_EMBEDS = 10
MAX_CHARACTERS = 6000
"""Over all embeds of a message together, each text trimmed."""


def check_embeds(form: Form, path: Path, embeds: Any) -> None:
    form.length(path, embeds, 0, MAX_EMBEDS)
    size = 0
    for place, embed in objects(path, embeds):
        _check_embed(form, place, embed)
        size += _size(embed)
    if size > MAX_CHARACTERS:
        message = f"Embed size exceeds maximum size of {MAX_CHARACTERS}"
        form.complain(path, "MAX_EMBED_SIZE_EXCEEDED", message)


def check_url(form: Form, path: Path, url: Any, schemes: tuple[str, ...] = ("http", "https")) -> None:
    """An address in one of the schemes, with something to go to. None and other types pass."""
    if not isinstance(url, str):
        return
    try:
        parts = urlsplit(url)
    except ValueError:
        form.complain(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return
    if parts.scheme not in schemes:
        listed = ", ".join(f"'{scheme}'" for scheme in schemes)
        message = f'Scheme "{parts.scheme}" is not supported. Scheme must be one of ({listed}).'
        form.complain(path, "URL_TYPE_INVALID_SCHEME", message)
    elif not parts.netloc or any(character.isspace() for character in parts.netloc):
        form.complain(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _check_embed(form: Form, path: Path, embed: Mapping[str, Any]) -> None:
    form.length((*path, "title"), embed.get("title"), 0, 256)
    form.length((*path, "description"), embed.get("description"), 0, 4096)
    form.between((*path, "color"), embed.get("color"), 0, 0xFFFFFF)
    check_url(form, (*path, "url"), embed.get("url"))
    _check_timestamp(form, (*path, "timestamp"), embed.get("timestamp"))
    for key in ("image", "thumbnail"):
        check_url(form, (*path, key, "url"), mapping(embed.get(key)).get("url"), ("http", "https", "attachment"))
    for key, text, limit in (("footer", "text", 2048), ("author", "name", 256)):
        part = embed.get(key)
        if isinstance(part, Mapping):
            form.filled((*path, key), part, text, limit)
            check_url(form, (*path, key, "icon_url"), part.get("icon_url"), ("http", "https", "attachment"))
            check_url(form, (*path, key, "url"), part.get("url"))
    form.length((*path, "fields"), embed.get("fields"), 0, 25)
    for place, field in objects((*path, "fields"), embed.get("fields")):
        form.filled(place, field, "name", 256)
        form.filled(place, field, "value", 1024)


def _check_timestamp(form: Form, path: Path, value: Any) -> None:
    if not isinstance(value, str):
        return
    try:
        datetime.fromisoformat(value)
    except ValueError:
        form.complain(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")


def _size(embed: Mapping[str, Any]) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [mapping(embed.get("footer")).get("text"), mapping(embed.get("author")).get("name")]
    for _, field in objects((), embed.get("fields")):
        texts += [field.get("name"), field.get("value")]
    return sum(len(text.strip()) for text in texts if isinstance(text, str))
