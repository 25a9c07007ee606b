"""A message's content from the body of a request: files, embeds, components, flags, mentions."""

import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from sandbox.errors import DiscordError, invalid_form
from sandbox.files import attachment_url, picture_size
from sandbox.kinds import SELECTS, ComponentType, MessageFlag
from sandbox.model import ATTACHMENT_SIZE_LIMIT, Attachment, Message, Upload
from sandbox.permissions import Permission
from sandbox.world import World

ON_CREATE = (
    MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.EPHEMERAL
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.IS_COMPONENTS_V2
)
ON_EDIT = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2
"""Flags a bot may set. Source: "Message Flags" and "Edit Message"."""

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_NOT_IN_NAMES = re.compile(r"[^\w.\-]")
_SCHEME = "attachment://"

Body = Mapping[str, Any]
_Fresh = list[tuple[Attachment, Upload]]


def compose(
    world: World, message: Message, body: Body, uploads: Mapping[int, Upload], *, editing: bool = False
) -> None:
    """Put what `body` says into `message`; keys that are absent leave what is there.

    `uploads` are the request's files by their number. Raises DiscordError: 50006 when nothing would be left to show,
    50035 for what does not fit the message as it is, 40005 for a file over the limit. Nothing is stored then.
    """
    fresh = _attach(world, message, body, uploads)
    named = {upload.filename: one for one, upload in fresh} | {one.filename: one for one in message.attachments}
    _set_flags(message, body, editing=editing)
    if "content" in body:
        message.content = body["content"] or ""
    if "embeds" in body:
        message.embeds = [_embed(message, one, named, path=("embeds", n)) for n, one in enumerate(body["embeds"] or ())]
    if "components" in body:
        message.components = [
            _component(message, one, named, path=("components", n)) for n, one in enumerate(body["components"] or ())
        ]
        _number(message.components)
    shown = {url for embed in message.embeds for url in _urls(embed)}
    for attachment in message.attachments:
        attachment.in_embed = attachment_url(message.channel_id, attachment) in shown
    _refuse_mixture(message)
    if not (message.content.strip() or message.embeds or message.components or message.attachments):
        raise DiscordError(400, 50006, "Cannot send an empty message")
    _resolve_mentions(world, message, body.get("allowed_mentions"))
    for attachment, upload in fresh:
        world.files.put(attachment.id, upload.data)


def recompose(world: World, message: Message, body: Body, uploads: Mapping[int, Upload]) -> None:
    """An edit: wholly, or not at all when it is refused. Files of attachments that are gone are dropped."""
    draft = replace(message)
    compose(world, draft, body, uploads, editing=True)
    kept = {one.id for one in draft.attachments}
    for attachment in message.attachments:
        if attachment.id not in kept:
            world.files.drop(attachment.id)
    for field in fields(Message):
        setattr(message, field.name, getattr(draft, field.name))


def is_ephemeral(body: Body) -> bool:
    return bool((body.get("flags") or 0) & MessageFlag.EPHEMERAL)


def _attach(world: World, message: Message, body: Body, uploads: Mapping[int, Upload]) -> _Fresh:
    """Attachments as the body lists them, kept ones first met by id, and files that it does not mention after them."""
    kept = {one.id: one for one in message.attachments}
    listed = body.get("attachments")
    attachments: list[Attachment] = list(kept.values()) if listed is None else []
    fresh: _Fresh = []
    unmentioned = dict(uploads)
    for n, entry in enumerate(listed or ()):
        number = int(entry["id"])
        if number in kept:
            attachments.append(kept[number])
        elif number in unmentioned:
            fresh.append((_attachment(world, unmentioned[number], entry), unmentioned.pop(number)))
            attachments.append(fresh[-1][0])
        else:
            raise invalid_form(("attachments", n), "ATTACHMENT_NOT_FOUND", "The attachment was not found.")
    for upload in unmentioned.values():
        fresh.append((_attachment(world, upload, {}), upload))
        attachments.append(fresh[-1][0])
    message.attachments = attachments
    return fresh


def _attachment(world: World, upload: Upload, entry: Body) -> Attachment:
    if len(upload.data) > ATTACHMENT_SIZE_LIMIT:
        raise DiscordError(413, 40005, "Request entity too large")
    name = _NOT_IN_NAMES.sub("_", entry.get("filename") or upload.filename) or "unknown"
    guessed = mimetypes.guess_type(name)[0] or upload.content_type
    width, height = picture_size(upload.data) or (None, None)
    described = entry.get("description") or upload.description
    return Attachment(world.ids.next(), name, len(upload.data), guessed, described, width, height)


def _set_flags(message: Message, body: Body, *, editing: bool) -> None:
    if "flags" not in body:
        return
    wanted = MessageFlag(body["flags"] or 0)
    if not editing:
        message.flags |= wanted & ON_CREATE
        return
    # Suppression comes and goes; a message that shows components V2 does so for ever.
    message.flags = message.flags & ~MessageFlag.SUPPRESS_EMBEDS | int(wanted & ON_EDIT)


def _refuse_mixture(message: Message) -> None:
    if not message.flags & MessageFlag.IS_COMPONENTS_V2:
        return
    for name, held in (("content", message.content), ("embeds", message.embeds)):
        if held:
            raise invalid_form(
                (name,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _embed(
    message: Message, embed: Body, named: Mapping[str, Attachment], *, path: tuple[str | int, ...]
) -> dict[str, Any]:
    written = dict(embed) | {"type": "rich"}
    for place in ("image", "thumbnail"):
        if not (written.get(place) or {}).get("url"):
            written.pop(place, None)
        else:
            item = _media(message, written[place], named, path=(*path, place))
            written[place] = {key: item[key] for key in ("url", "proxy_url", "width", "height")}
    for place in ("author", "footer"):
        icon = (written.get(place) or {}).get("icon_url")
        if icon:
            url = _media(message, {"url": icon}, named, path=(*path, place))["url"]
            written[place] = dict(written[place]) | {"icon_url": url, "proxy_icon_url": url}
    written["fields"] = [{"inline": False} | dict(field) for field in written.get("fields") or ()]
    return {key: value for key, value in written.items() if value not in (None, [])}


def _urls(embed: Body) -> Iterator[str]:
    for place, key in (("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url")):
        if url := (embed.get(place) or {}).get(key):
            yield url


def _component(
    message: Message, component: Body, named: Mapping[str, Attachment], *, path: tuple[str | int, ...]
) -> dict[str, Any]:
    written = {key: value for key, value in component.items() if value is not None}
    kind = written["type"]
    if kind in SELECTS:
        written = {"min_values": 1, "max_values": 1} | written
    if "default_values" in written:  # ids are sent as numbers too, and always answered as text
        written["default_values"] = [dict(one) | {"id": str(one["id"])} for one in written["default_values"]]
    if kind in (ComponentType.CONTAINER, ComponentType.FILE, ComponentType.THUMBNAIL):
        written.setdefault("spoiler", False)
    if kind == ComponentType.CONTAINER:
        written.setdefault("accent_color", None)
    if kind == ComponentType.SEPARATOR:
        written = {"divider": True, "spacing": 1} | written
    for place in ("media", "file"):
        if place in written:
            written[place] = _media(message, written[place], named, path=(*path, place))
    if kind == ComponentType.FILE:
        held = next((one for one in message.attachments if str(one.id) == written["file"].get("attachment_id")), None)
        if held is not None:
            written |= {"name": held.filename, "size": held.size}
    if "items" in written:
        written["items"] = [
            {"description": None, "spoiler": False}
            | dict(item)
            | {"media": _media(message, item["media"], named, path=(*path, "items", n, "media"))}
            for n, item in enumerate(written["items"])
        ]
    if "components" in written:
        written["components"] = [
            _component(message, one, named, path=(*path, "components", n))
            for n, one in enumerate(written["components"])
        ]
    if "accessory" in written:
        written["accessory"] = _component(message, written["accessory"], named, path=(*path, "accessory"))
    return written


def _media(
    message: Message, item: Body, named: Mapping[str, Attachment], *, path: tuple[str | int, ...]
) -> dict[str, Any]:
    """An unfurled media item: `attachment://name` becomes the address the file has here."""
    url = item["url"]
    if not url.startswith(_SCHEME):
        return {"width": None, "height": None} | dict(item) | {"proxy_url": url, "loading_state": 2, "flags": 0}
    attachment = named.get(url.removeprefix(_SCHEME))
    if attachment is None:
        code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
        raise invalid_form((*path, "url"), code, f"The referenced attachment {url!r} was not found.")
    address = attachment_url(message.channel_id, attachment)
    return {
        "url": address,
        "proxy_url": address,
        "width": attachment.width,
        "height": attachment.height,
        "content_type": attachment.content_type,
        "attachment_id": str(attachment.id),
        "loading_state": 2,
        "flags": 0,
    }


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, nested ones and accessories too, in the order they are read."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        if "accessory" in component:
            yield from walk([component["accessory"]])
        if "component" in component:
            yield from walk([component["component"]])


def _number(components: list[dict[str, Any]]) -> None:
    """Give each component without one an `id`: the next number that is free, from 1."""
    taken = {one["id"] for one in walk(components) if one.get("id")}
    number = 0
    for component in walk(components):
        if not component.get("id"):
            number += 1
            while number in taken:
                number += 1
            component["id"] = number


def visible_text(message: Message) -> str:
    """What can mention someone: the content and every text display."""
    texts = (one["content"] for one in walk(message.components) if one["type"] == ComponentType.TEXT_DISPLAY)
    return "\n".join((message.content, *texts))


def _resolve_mentions(world: World, message: Message, allowed: Body | None) -> None:
    """Whom the message pings, as far as `allowed_mentions` lets it; without that everything in the text does."""
    text = visible_text(message)
    parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or ())
    users = {int(one) for one in (allowed or {}).get("users") or ()}
    roles = {int(one) for one in (allowed or {}).get("roles") or ()}
    message.mentions = [
        user_id
        for user_id in _numbers(_USER, text)
        if user_id in world.users and ("users" in parse or user_id in users)
    ]
    replied = world.messages.get(message.reference.message_id or 0) if message.reference is not None else None
    if replied is not None and not message.webhook and (allowed is None or allowed.get("replied_user")):
        message.mentions = list(dict.fromkeys((*message.mentions, replied.author_id)))
    message.mention_roles, message.mention_everyone = [], False
    if message.guild_id is None:
        return
    channel = world.channels[message.channel_id]
    any_role = bool(world.permissions(message.author_id, channel) & Permission.MENTION_EVERYONE)
    known = world.guilds[message.guild_id].roles
    message.mention_roles = [
        role_id
        for role_id in _numbers(_ROLE, text)
        if role_id in known and (any_role or known[role_id].mentionable) and ("roles" in parse or role_id in roles)
    ]
    message.mention_everyone = any_role and "everyone" in parse and bool(_EVERYONE.search(text))


def _numbers(pattern: re.Pattern[str], text: str) -> list[int]:
    return list(dict.fromkeys(int(found) for found in pattern.findall(text)))
