"""Bodies at a limit and one beyond it, each sent as an answer exactly as it stands."""

from collections.abc import Callable
from typing import Any

from tests.sandbox.differential.neutral_bot import ACTS, Interaction, NeutralBot

Body = dict[str, Any]
IN_LAYOUT = 1 << 15


def button(number: int = 0, **about: Any) -> Body:
    return {"type": 2, "style": 1, "label": f"b{number}", "custom_id": f"b{number}"} | about


def row(*components: Body) -> Body:
    return {"type": 1, "components": list(components)}


def rows(*components: Body) -> Body:
    return {"content": "x", "components": [row(*components)]}


def menu(**about: Any) -> Body:
    return rows({"type": 3, "custom_id": "m", "options": [{"label": "a", "value": "a"}]} | about)


def options(count: int, **about: Any) -> list[Body]:
    return [{"label": f"o{n}", "value": f"v{n}"} | about for n in range(count)]


def layout(*components: Body) -> Body:
    return {"flags": IN_LAYOUT, "components": list(components)}


def text(content: str) -> Body:
    return {"type": 10, "content": content}


def embed(**about: Any) -> Body:
    return {"embeds": [about]}


def nested(count: int) -> Body:
    """`count` components, the container that holds the others among them."""
    return layout({"type": 17, "components": [text("t") for _ in range(count - 1)]})


def of_embeds(total: int) -> Body:
    """Two embeds with so many characters between them."""
    return {"embeds": [{"description": "d" * 3000}, {"description": "d" * (total - 3000)}]}


def form(**about: Any) -> Body:
    return {"title": "Form", "custom_id": "f", "components": [row(field())]} | about


def field(number: int = 0, **about: Any) -> Body:
    return {"type": 4, "custom_id": f"t{number}", "label": "Text", "style": 1} | about


PAIRS: dict[str, tuple[Callable[[int], Body], int]] = {
    "content": (lambda n: {"content": "x" * n}, 2000),
    "rows": (lambda n: {"content": "x", "components": [row(button(k)) for k in range(n)]}, 5),
    "buttons in a row": (lambda n: rows(*(button(k) for k in range(n))), 5),
    "button label": (lambda n: rows(button(label="l" * n)), 80),
    "custom_id": (lambda n: rows(button(custom_id="c" * n)), 100),
    "link": (lambda n: rows({"type": 2, "style": 5, "label": "l", "url": "https://e.org/" + "u" * (n - 14)}), 512),
    "options": (lambda n: menu(options=options(n)), 25),
    "option label": (lambda n: menu(options=options(1, label="l" * n)), 100),
    "option value": (lambda n: menu(options=options(1, value="l" * n)), 100),
    "option description": (lambda n: menu(options=options(1, description="l" * n)), 100),
    "placeholder": (lambda n: menu(placeholder="p" * n), 150),
    "max_values": (lambda n: menu(options=options(25), max_values=n), 25),
    "embeds": (lambda n: {"embeds": [{"title": "t"} for _ in range(n)]}, 10),
    "embed title": (lambda n: embed(title="t" * n), 256),
    "embed description": (lambda n: embed(description="t" * n), 4096),
    "embed fields": (lambda n: embed(fields=[{"name": "n", "value": "v"} for _ in range(n)]), 25),
    "embed field name": (lambda n: embed(fields=[{"name": "n" * n, "value": "v"}]), 256),
    "embed field value": (lambda n: embed(fields=[{"name": "n", "value": "v" * n}]), 1024),
    "embed footer": (lambda n: embed(footer={"text": "t" * n}), 2048),
    "embed author": (lambda n: embed(author={"name": "t" * n}), 256),
    "all embeds": (of_embeds, 6000),
    "nested components": (nested, 40),
    "layout text": (lambda n: layout(text("t" * 2000), text("t" * (n - 2000))), 4000),
    "one layout text": (lambda n: layout(text("t" * n)), 4000),
    "section texts": (
        lambda n: layout({"type": 9, "components": [text("t") for _ in range(n)], "accessory": button()}),
        3,
    ),
    "gallery": (
        lambda n: layout({"type": 12, "items": [{"media": {"url": "https://e.org/a.png"}} for _ in range(n)]}),
        10,
    ),
}
"""A body of a given size, and the largest size that Discord takes."""

FORMS: dict[str, tuple[Callable[[int], Body], int]] = {
    "form title": (lambda n: form(title="t" * n), 45),
    "form custom_id": (lambda n: form(custom_id="c" * n), 100),
    "form fields": (lambda n: form(components=[row(field(k)) for k in range(n)]), 5),
    "field label": (lambda n: form(components=[row(field(label="l" * n))]), 45),
    "field placeholder": (lambda n: form(components=[row(field(placeholder="l" * n))]), 100),
    "field value": (lambda n: form(components=[row(field(value="l" * n))]), 4000),
    "field max_length": (lambda n: form(components=[row(field(max_length=n))]), 4000),
    "label text": (
        lambda n: form(
            components=[{"type": 18, "label": "l" * n, "component": {"type": 4, "custom_id": "t", "style": 1}}]
        ),
        45,
    ),
    "label description": (
        lambda n: form(
            components=[
                {
                    "type": 18,
                    "label": "l",
                    "description": "d" * n,
                    "component": {"type": 4, "custom_id": "t", "style": 1},
                }
            ]
        ),
        100,
    ),
}

WRONG: dict[str, Body] = {
    "the same custom_id twice": rows(button(1), button(2, custom_id="b1")),
    "a link with a custom_id": rows(button(style=5, url="https://example.org")),
    "a button without a custom_id": rows({"type": 2, "style": 1, "label": "l"}),
    "a button that says nothing": rows({"type": 2, "style": 1, "custom_id": "c"}),
    "a button of no style": rows(button(style=9)),
    "a link to nowhere": rows({"type": 2, "style": 5, "label": "l", "url": "ftp://example.org"}),
    "the same option twice": menu(options=options(2, value="v")),
    "a menu beside a button": rows(button(), {"type": 3, "custom_id": "m", "options": [{"label": "a", "value": "a"}]}),
    "a menu without options": menu(options=[]),
    "fewer at most than at least": menu(options=options(5), min_values=3, max_values=2),
    "an embed with nothing in it": {"embeds": [{}]},
    "an embed field without a name": embed(fields=[{"name": "", "value": "v"}]),
    "an embed link to nowhere": embed(title="t", url="not a link"),
    "a container in a container": layout({"type": 17, "components": [{"type": 17, "components": [text("t")]}]}),
    "a button outside a row": layout(button()),
    "a form without fields": form(components=[]),
    "an unknown component": {"content": "x", "components": [{"type": 99}]},
    "an empty row": {"content": "x", "components": [row()]},
}


def _teach(name: str, type: int, body: Body) -> None:
    async def answers(bot: NeutralBot, interaction: Interaction, where: str) -> None:
        await bot.answers(interaction, type, body)

    ACTS[name] = answers


def named(what: str, size: int) -> str:
    return f"{size} {what}"


for _what, (_make, _most) in PAIRS.items():
    for _size in (_most, _most + 1):
        _teach(named(_what, _size), 4, _make(_size))
for _what, (_make, _most) in FORMS.items():
    for _size in (_most, _most + 1):
        _teach(named(_what, _size), 9, _make(_size))
for _what, _body in WRONG.items():
    _teach(_what, 9 if "title" in _body else 4, _body)
