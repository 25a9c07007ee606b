"""What a person reads off a message or a modal, from Discord's JSON of it: one short text for each fact."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]
Facts = dict[str, str]

_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium"}
_KINDS = {
    0: "message",
    6: "pin notice",
    18: "thread notice",
    19: "reply",
    20: "command answer",
    21: "thread starter",
    23: "menu answer",
}
_MENUS = {3: "menu", 5: "people menu", 6: "role menu", 7: "mentionable menu", 8: "channel menu"}
_GROUPS = {4: "text field", 19: "upload", 21: "radio group", 22: "checkbox group", 23: "checkbox"}
_ID = re.compile(r"\d{17,20}")
_RUN = re.compile(r"(.)\1{19,}", re.DOTALL)

EPHEMERAL, LOADING = 1 << 6, 1 << 7


def facts(message: Json, name_of: Callable[[int], str]) -> Facts:
    """`name_of` says what an id is called; what is usual is left out."""
    flags = int(message.get("flags") or 0)
    metadata = message.get("interaction_metadata") or {}
    pings = [str(one["username"]) for one in message.get("mentions") or ()]
    pings += [f"@{name_of(int(one))}" for one in message.get("mention_roles") or ()]
    answered = message.get("referenced_message")
    found = {
        "author": str(message["author"]["username"]),
        "kind": _KINDS.get(message["type"], str(message["type"])),
        "text": message.get("content") or "",
        "embeds": "\n".join(_embed(one) for one in message.get("embeds") or ()),
        "components": "\n".join(_lines(message.get("components") or (), 0)),
        "files": ", ".join(_file(one) for one in message.get("attachments") or ()),
        "private": "only you can see this" if flags & EPHEMERAL else "",
        "thinking": "thinking…" if flags & LOADING else "",
        "edited": "(edited)" if message.get("edited_timestamp") else "",
        "pinned": "pinned" if message.get("pinned") else "",
        "pings": ", ".join([*pings, *(["everyone"] if message.get("mention_everyone") else [])]),
        "answers": (answered.get("content") or "(no text)") if answered else "",
        "used": f"{metadata['user']['username']} used {metadata['name']}" if metadata.get("name") else "",
        "reactions": ", ".join(f"{one['emoji']['name']} {one['count']}" for one in message.get("reactions") or ()),
    }
    return {key: plain(text, name_of) for key, text in found.items() if text}


def modal_text(modal: Json, name_of: Callable[[int], str]) -> str:
    return plain("\n".join((f"form {modal['title']!r}", *_lines(modal["components"], 1))), name_of)


def plain(text: str, name_of: Callable[[int], str]) -> str:
    """Ids by name, and long runs of one character by their length."""
    named = _ID.sub(lambda found: name_of(int(found[0])), text)
    return _RUN.sub(lambda run: f"{run[1]}×{len(run[0])}", named)


def label_of(component: Json) -> str:
    return str(component.get("label") or (component.get("emoji") or {}).get("name") or "")


def walk(components: Any) -> Iterator[Json]:
    """Every component, nested ones and accessories too."""
    for one in components or ():
        yield one
        yield from walk(one.get("components"))
        yield from walk([one[key] for key in ("accessory", "component") if one.get(key)])


def _lines(components: Any, depth: int) -> Iterator[str]:
    for one in components:
        yield "  " * depth + _line(one)
        yield from _lines(one.get("components") or (), depth + 1)
        yield from _lines([one[key] for key in ("accessory", "component") if one.get(key)], depth + 1)


def _line(one: Json) -> str:
    kind = one["type"]
    said = _SAID.get(kind)
    grey = " greyed" if one.get("disabled") else ""
    return (f"component {kind}" if said is None else said(one)) + grey


def _button(one: Json) -> str:
    return f"[{_STYLES[one['style']]}] {label_of(one)}" + (f" → {one['url']}" if one.get("url") else "")


def _gallery(one: Json) -> str:
    shown = (f"{_media(item['media'])} {item.get('description') or ''}".strip() for item in one["items"])
    return f"gallery {', '.join(shown)}"


def _container(one: Json) -> str:
    return "container" + (f" #{one['accent_color']:06x}" if one.get("accent_color") is not None else "")


def _input(one: Json) -> str:
    kind = one["type"]
    said = [_MENUS.get(kind) or _GROUPS[kind]]
    said += [repr(one[key]) for key in ("label", "placeholder", "value") if one.get(key)]
    for low, high, usual in (("min_length", "max_length", ""), ("min_values", "max_values", 1)):
        if (kind in _MENUS and usual == 1) or one.get(low) is not None or one.get(high) is not None:
            said.append(f"{one.get(low, usual)}–{one.get(high, usual)}")
    options = (
        (f"{option['label']}*" if option.get("default") else option["label"]) for option in one.get("options", ())
    )
    return " ".join([*said, *([": " + ", ".join(options)] if one.get("options") else [])])


def _media(media: Json) -> str:
    return str(media["url"]).rpartition("/")[2]


def _file(attachment: Json) -> str:
    described = attachment.get("description")
    return f"{attachment['filename']} {attachment['size']} B" + (f" ({described})" if described else "")


def _embed(embed: Json) -> str:
    said = [str(embed[key]) for key in ("title", "description", "url", "timestamp") if embed.get(key)]
    said += [f"{one['name']}: {one['value']}" for one in embed.get("fields") or ()]
    said += [str(embed[key]["text"]) for key in ("footer",) if embed.get(key)]
    said += [str(embed[key]["name"]) for key in ("author",) if embed.get(key)]
    said += [_media(embed[key]) for key in ("image", "thumbnail") if embed.get(key)]
    if embed.get("color"):
        said.append(f"#{embed['color']:06x}")
    return " | ".join(said)


_SAID: dict[int, Callable[[Json], str]] = {
    1: lambda _: "row",
    2: _button,
    **dict.fromkeys((*_MENUS, *_GROUPS), _input),
    9: lambda _: "section",
    10: lambda one: str(one["content"]),
    11: lambda one: f"picture {_media(one['media'])}",
    12: _gallery,
    13: lambda one: f"file {_media(one['file'])}",
    14: lambda _: "separator",
    17: _container,
    18: lambda one: f"label {one['label']!r} {one.get('description') or ''}".rstrip(),
}
"""How a component reads, by its type; what it holds reads below it."""
