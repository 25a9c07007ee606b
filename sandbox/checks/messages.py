"""Rules for messages, wherever they are sent or edited. Source: Discord's reference, "Message Resource"."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.checks.components import check_legacy_components
from sandbox.checks.embeds import check_embeds
from sandbox.checks.form import Form, Path, mapping, objects
from sandbox.checks.layouts import check_layout
from sandbox.errors import DiscordError
from sandbox.kinds import MessageFlag

MAX_CONTENT = 2000
MAX_FILES = 10
_FORWARD = 1
_NOT_IN_LAYOUTS = ("content", "embeds", "poll", "sticker_ids")


def check_message(
    form: Form, path: Path, message: Mapping[str, Any], *, files: Sequence[str] = (), flags_before: int = 0
) -> None:
    """What holds for new messages and edits alike.

    `files` are the names of the uploads beside the body, `flags_before` the flags of a message that is edited:
    IS_COMPONENTS_V2 cannot be taken off it.
    """
    form.length((*path, "content"), message.get("content"), 0, MAX_CONTENT)
    form.length((*path, "nonce"), message.get("nonce"), 0, 25)
    form.length((*path, "sticker_ids"), message.get("sticker_ids"), 0, 3)
    check_embeds(form, (*path, "embeds"), message.get("embeds"))
    _check_attachments(form, path, message.get("attachments"), files)
    _check_allowed_mentions(form, (*path, "allowed_mentions"), message.get("allowed_mentions"))
    place = (*path, "components")
    if _is_layout(message, flags_before):
        for key in _NOT_IN_LAYOUTS:
            if message.get(key):
                text = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                form.complain((*path, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)
        check_layout(form, place, message.get("components"))
    else:
        check_legacy_components(form, place, message.get("components"))


def demand_something(form: Form, message: Mapping[str, Any], *, files: Sequence[str] = ()) -> None:
    """A new message must hold something: else the verdict is 50006. A forward holds the message it points at."""
    if mapping(message.get("message_reference")).get("type") == _FORWARD:
        return
    text = message.get("content")
    filled = text.strip() if isinstance(text, str) else text is not None
    others = any(message.get(key) for key in ("components", "sticker_ids", "poll", "attachments", "embeds"))
    if not filled and not others and not files:
        form.verdict = DiscordError(400, 50006, "Cannot send an empty message")


def _is_layout(message: Mapping[str, Any], flags_before: int) -> bool:
    flags = message.get("flags")
    given = flags if isinstance(flags, int) else 0
    return bool((given | flags_before) & MessageFlag.IS_COMPONENTS_V2)


def _check_attachments(form: Form, path: Path, attachments: Any, files: Sequence[str]) -> None:
    place = (*path, "attachments")
    form.length(place, attachments, 0, MAX_FILES)
    if len(files) > MAX_FILES:
        form.complain(place, "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_FILES} or fewer in length.")
    seen: set[str] = set()
    for where, one in objects(place, attachments):
        form.length((*where, "description"), one.get("description"), 0, 1024)
        text = "The Set already contains this value."
        form.once((*where, "id"), str(one.get("id")), seen, "SET_TYPE_ALREADY_CONTAINS_VALUE", text)


def _check_allowed_mentions(form: Form, path: Path, value: Any) -> None:
    if not isinstance(value, Mapping):
        return
    parse = value.get("parse")
    listed = [one for one in parse if isinstance(one, str)] if isinstance(parse, list) else []
    for index, one in enumerate(listed):
        if one not in ("roles", "users", "everyone"):
            form.choices((*path, "parse", index), ("everyone", "roles", "users"))
    for kind in ("users", "roles"):
        form.length((*path, kind), value.get(kind), 0, 100)
        if kind in listed and value.get(kind):
            text = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.complain(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", text)
