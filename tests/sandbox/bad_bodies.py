"""Bodies Discord would refuse, each with the place it would complain about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

CALLBACK = ("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
MESSAGE = ("POST", "/channels/{channel_id}/messages")
EDIT = ("PATCH", "/channels/{channel_id}/messages/{message_id}")
FOLLOWUP = ("POST", "/webhooks/{webhook_id}/{webhook_token}")
ORIGINAL = ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original")
COMMANDS = ("PUT", "/applications/{application_id}/commands")
COMMAND = ("POST", "/applications/{application_id}/guilds/{guild_id}/commands")
COMMAND_EDIT = ("PATCH", "/applications/{application_id}/commands/{command_id}")
THREAD = ("POST", "/channels/{channel_id}/threads")
THREAD_HERE = ("POST", "/channels/{channel_id}/messages/{message_id}/threads")
CHANNEL = ("PATCH", "/channels/{channel_id}")
BULK_DELETE = ("POST", "/channels/{channel_id}/messages/bulk-delete")
DIRECT = ("POST", "/users/@me/channels")

COMPONENT, SUBMIT, AUTOCOMPLETE = {"interaction_type": 3}, {"interaction_type": 5}, {"interaction_type": 4}
LAYOUT = 1 << 15


@dataclass(frozen=True)
class Bad:
    """`at` is where the complaint belongs, "" for the whole body; `code` the answer's own code."""

    name: str
    route: tuple[str, str]
    at: str
    body: Any
    context: dict[str, Any] = field(default_factory=dict)
    code: int = 50035


def answer(kind: int, **data: Any) -> dict[str, Any]:
    return {"type": kind, "data": data}


def button(custom_id: str = "a", **changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id} | changes


def link(**changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 5, "label": "Read", "url": "https://example.org/"} | changes


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def option(value: str = "v", **changes: Any) -> dict[str, Any]:
    return {"label": "One", "value": value} | changes


def select(*options: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": list(options) or [option()]} | changes


def text(content: str = "Hello") -> dict[str, Any]:
    return {"type": 10, "content": content}


def container(*components: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"type": 17, "components": list(components)} | changes


def section(*texts: dict[str, Any], accessory: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": 9, "components": list(texts), "accessory": accessory or button()}


def layout(*components: dict[str, Any], **data: Any) -> dict[str, Any]:
    return answer(4, flags=LAYOUT, components=list(components), **data)


def text_input(custom_id: str = "i", **changes: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": custom_id, "style": 1} | changes


def label(component: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Name", "component": component or text_input()} | changes


def modal(*parts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return answer(9, **({"custom_id": "m", "title": "Ask", "components": list(parts)} | changes))


def command(*options: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"name": "faq", "type": 1, "description": "Questions", "options": list(options)} | changes


def argument(name: str = "question", kind: int = 3, **changes: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": "Words"} | changes


def choice(name: str = "One", value: Any = "1") -> dict[str, Any]:
    return {"name": name, "value": value}


def bad_bodies() -> Iterator[Bad]:
    yield from _messages()
    yield from _embeds()
    yield from _rows()
    yield from _layouts()
    yield from _callbacks()
    yield from _modals()
    yield from _commands()
    yield from _options()
    yield from _channels()


def _messages() -> Iterator[Bad]:
    yield Bad("long content in a channel", MESSAGE, "content", {"content": "x" * 2001})
    yield Bad("long content in an edit", EDIT, "content", {"content": "x" * 2001})
    yield Bad("long content in a callback", CALLBACK, "data.content", answer(4, content="x" * 2001))
    yield Bad("long content in a follow-up", FOLLOWUP, "content", {"content": "x" * 2001})
    yield Bad("long content in an edited answer", ORIGINAL, "content", {"content": "x" * 2001})
    yield Bad("content that is a number", MESSAGE, "content", {"content": 7})
    yield Bad("no message", MESSAGE, "", {}, code=50006)
    yield Bad("a blank message", MESSAGE, "", {"content": " \n"}, code=50006)
    yield Bad("an empty callback", CALLBACK, "", answer(4, content=""), code=50006)
    yield Bad("a callback without data", CALLBACK, "", {"type": 4}, code=50006)
    yield Bad("an empty follow-up", FOLLOWUP, "", {"embeds": []}, code=50006)
    yield Bad("long nonce", MESSAGE, "nonce", {"content": "x", "nonce": "n" * 26})
    yield Bad("four stickers", MESSAGE, "sticker_ids", {"sticker_ids": ["1", "2", "3", "4"]})
    yield Bad("eleven files", MESSAGE, "attachments", {"content": "x"}, {"files": ["f"] * 11})
    files = [{"id": n} for n in range(11)]
    yield Bad("eleven attachments", MESSAGE, "attachments", {"content": "x", "attachments": files})
    twice = [{"id": 0}, {"id": 0}]
    yield Bad("one attachment twice", MESSAGE, "attachments.1.id", {"content": "x", "attachments": twice})
    alt = [{"id": 0, "description": "x" * 1025}]
    yield Bad("long alt text", MESSAGE, "attachments.0.description", {"content": "x", "attachments": alt})
    both = {"parse": ["users"], "users": ["1"]}
    yield Bad("users parsed and listed", MESSAGE, "allowed_mentions", {"content": "x", "allowed_mentions": both})
    both = {"parse": ["roles"], "roles": ["1"]}
    yield Bad(
        "roles parsed and listed", CALLBACK, "data.allowed_mentions", answer(4, content="x", allowed_mentions=both)
    )
    odd = {"parse": ["here"]}
    yield Bad("parse what is not there", MESSAGE, "allowed_mentions.parse.0", {"content": "x", "allowed_mentions": odd})
    many = {"users": [str(n) for n in range(101)]}
    yield Bad("a hundred and one users", MESSAGE, "allowed_mentions.users", {"content": "x", "allowed_mentions": many})
    yield Bad("a snowflake of letters", MESSAGE, "sticker_ids.0", {"content": "x", "sticker_ids": ["abc"]})
    yield Bad("tts as text", MESSAGE, "tts", {"content": "x", "tts": "yes"})


def _embeds() -> Iterator[Bad]:
    def embed(name: str, at: str, **parts: Any) -> Bad:
        return Bad(name, CALLBACK, f"data.embeds.0.{at}", answer(4, embeds=[parts]))

    def field_(**changes: Any) -> dict[str, Any]:
        return {"name": "n", "value": "v"} | changes

    yield embed("long title", "title", title="x" * 257)
    yield embed("long description", "description", description="x" * 4097)
    yield embed("26 fields", "fields", fields=[field_()] * 26)
    yield embed("long field name", "fields.0.name", fields=[field_(name="x" * 257)])
    yield embed("long field value", "fields.0.value", fields=[field_(value="x" * 1025)])
    yield embed("empty field name", "fields.0.name", fields=[field_(name="")])
    yield embed("blank field value", "fields.1.value", fields=[field_(), field_(value=" ")])
    yield embed("field without a value", "fields.0.value", fields=[{"name": "n"}])
    yield embed("long footer", "footer.text", footer={"text": "x" * 2049})
    yield embed("long author", "author.name", author={"name": "x" * 257})
    yield embed("author without a name", "author.name", author={"url": "https://example.org"})
    yield embed("address without a scheme", "url", title="t", url="example.org")
    yield embed("address of a mailbox", "url", title="t", url="mailto:a@example.org")
    yield embed("address of nothing", "url", title="t", url="https://")
    yield embed("half an address", "url", title="t", url="http://[::1")
    yield embed("picture from a disk", "image.url", image={"url": "file:///etc/passwd"})
    yield embed("thumbnail by ftp", "thumbnail.url", thumbnail={"url": "ftp://example.org/a.png"})
    yield embed("icon as data", "footer.icon_url", footer={"text": "t", "icon_url": "data:image/png,x"})
    yield embed("colour out of range", "color", title="t", color=0x1000000)
    yield embed("colour as text", "color", title="t", color="#ff0000")
    yield embed("a timestamp in words", "timestamp", title="t", timestamp="yesterday")
    yield Bad("eleven embeds", CALLBACK, "data.embeds", answer(4, embeds=[{"title": "t"}] * 11))
    halves = [{"description": "x" * 3001}, {"description": "x" * 3000}]
    yield Bad("6001 characters together", MESSAGE, "embeds", {"embeds": halves})
    whole = {"title": "x" * 256, "description": "x" * 4096, "fields": [field_(value="x" * 1000)] * 2}
    yield Bad("6354 characters in one embed", EDIT, "embeds", {"embeds": [whole]})


def _rows() -> Iterator[Bad]:
    def rows(name: str, at: str, *held: dict[str, Any]) -> Bad:
        return Bad(name, MESSAGE, f"components{at}", {"content": "x", "components": list(held)})

    yield rows("six rows", "", *(row(button(str(n))) for n in range(6)))
    yield rows("six buttons in a row", ".0.components", row(*(button(str(n)) for n in range(6))))
    yield rows("two menus in a row", ".0.components", row(select(), select(custom_id="t")))
    yield rows("a menu beside a button", ".0.components", row(button(), select()))
    yield rows("an empty row", ".0.components", row())
    yield rows("a button without a row", ".0.type", button())
    yield rows("text without the flag", ".0.type", text())
    yield rows("a container without the flag", ".0.type", container(text()))
    yield rows("a row in a row", ".0.components.0.type", row(row(button())))
    yield rows("an unknown type", ".0.type", {"type": 99})
    yield rows("one custom_id twice", ".1.components.0.custom_id", row(button("a")), row(button("a")))
    yield rows("long custom_id", ".0.components.0.custom_id", row(button("x" * 101)))
    yield rows("empty custom_id", ".0.components.0.custom_id", row(button("")))
    yield rows("no custom_id", ".0.components.0.custom_id", row({"type": 2, "style": 1, "label": "Go"}))
    yield rows("link with a custom_id", ".0.components.0.custom_id", row(link(custom_id="a")))
    yield rows("link without an address", ".0.components.0.url", row({"type": 2, "style": 5, "label": "Read"}))
    yield rows("address on a plain button", ".0.components.0.url", row(button(url="https://example.org")))
    yield rows("link to a script", ".0.components.0.url", row(link(url="javascript:alert(1)")))
    yield rows("long link", ".0.components.0.url", row(link(url="https://example.org/" + "x" * 500)))
    both = {"type": 2, "style": 6, "sku_id": "7", "custom_id": "a"}
    yield rows("a shop button with a custom_id", ".0.components.0.custom_id", row(both))
    yield rows("a shop button for nothing", ".0.components.0.sku_id", row({"type": 2, "style": 6}))
    yield rows("an option without a value", ".0.components.0.options.0.value", row(select({"label": "One"})))
    yield rows("long label", ".0.components.0.label", row(button(label="x" * 81)))
    yield rows("a button without a face", ".0.components.0.label", row({"type": 2, "style": 1, "custom_id": "a"}))
    yield rows("style 9", ".0.components.0.style", row(button(style=9)))
    yield rows("26 options", ".0.components.0.options", row(select(*(option(str(n)) for n in range(26)))))
    yield rows("a menu without options", ".0.components.0.options", row({"type": 3, "custom_id": "s"}))
    yield rows("no option", ".0.components.0.options", row({"type": 3, "custom_id": "s", "options": []}))
    yield rows("one value twice", ".0.components.0.options.1.value", row(select(option("a"), option("a"))))
    yield rows("long option label", ".0.components.0.options.0.label", row(select(option(label="x" * 101))))
    yield rows("long option value", ".0.components.0.options.0.value", row(select(option("x" * 101))))
    long = option(description="x" * 101)
    yield rows("long option description", ".0.components.0.options.0.description", row(select(long)))
    yield rows("long placeholder", ".0.components.0.placeholder", row(select(placeholder="x" * 151)))
    yield rows("26 values", ".0.components.0.max_values", row(select(max_values=26)))
    yield rows("more at least than at most", ".0.components.0.min_values", row(select(min_values=3, max_values=2)))


def _layouts() -> Iterator[Bad]:
    def cards(name: str, at: str, *held: dict[str, Any], **data: Any) -> Bad:
        return Bad(name, CALLBACK, f"data.{at}", layout(*held, **data))

    first = "components.0"
    yield cards("content in a layout", "content", text(), content="x")
    yield cards("embeds in a layout", "embeds", text(), embeds=[{"title": "t"}])
    yield cards("41 nested components", "components", *(container(*[text("x")] * 20) for _ in range(2)))
    sections = [section(text("x"), text("y"), accessory=button(str(n))) for n in range(11)]
    yield cards("41 with accessories", "components", *sections)
    yield cards("4001 characters in two texts", "components", text("x" * 2001), container(text("x" * 2000)))
    yield cards("4001 characters in one text", f"{first}.content", text("x" * 4001))
    yield cards("an empty text", f"{first}.content", text(""))
    yield cards("a blank text", f"{first}.content", text(" \n"))
    yield cards("a container in a container", f"{first}.components.0.type", container(container(text())))
    yield cards("a button at the top", f"{first}.type", button())
    yield cards("a button in a container", f"{first}.components.0.type", container(button()))
    yield cards("an empty container", f"{first}.components", container())
    yield cards("a colour out of range", f"{first}.accent_color", container(text(), accent_color=0x1000000))
    yield cards("a section of four texts", f"{first}.components", section(*[text()] * 4))
    yield cards("a section without accessory", f"{first}.accessory", {"type": 9, "components": [text()]})
    yield cards("a section with a menu", f"{first}.accessory.type", section(text(), accessory=select()))
    yield cards("one custom_id in two places", "components.1.components.0.custom_id", section(text()), row(button()))
    twice = (text() | {"id": 7}, text() | {"id": 7})
    yield cards("one id twice", "components.1.id", *twice)
    yield cards("an empty gallery", f"{first}.items", {"type": 12, "items": []})
    media = {"media": {"url": "https://example.org/a.png"}}
    yield cards("a gallery of eleven", f"{first}.items", {"type": 12, "items": [media] * 11})
    yield cards("a thumbnail of nothing", f"{first}.accessory.media.url", section(text(), accessory={"type": 11}))
    disk = {"media": {"url": "file:///a.png"}}
    yield cards("a gallery from a disk", f"{first}.items.0.media.url", {"type": 12, "items": [disk]})
    remote = {"url": "https://example.org/a.pdf"}
    yield cards("a file from elsewhere", f"{first}.file.url", {"type": 13, "file": remote})
    yield cards("a wide separator", f"{first}.spacing", {"type": 14, "spacing": 3})
    yield cards("six buttons in a layout's row", f"{first}.components", row(*(button(str(n)) for n in range(6))))
    before = {"flags_before": LAYOUT}
    yield Bad("content for a layout that stands", EDIT, "content", {"content": "x"}, before)
    yield Bad(
        "content beside a new layout", ORIGINAL, "content", {"content": "x", "flags": LAYOUT, "components": [text()]}
    )


def _callbacks() -> Iterator[Bad]:
    yield Bad("no such callback", CALLBACK, "type", {"type": 99})
    yield Bad("no type", CALLBACK, "type", {"data": {"content": "x"}})
    yield Bad("update in answer to a command", CALLBACK, "type", answer(7, content="x"), {"interaction_type": 2})
    yield Bad("choices in answer to a command", CALLBACK, "type", answer(8, choices=[]), {"interaction_type": 2})
    yield Bad("message in answer to autocomplete", CALLBACK, "type", answer(4, content="x"), AUTOCOMPLETE)
    yield Bad("modal in answer to a modal", CALLBACK, "type", modal(label()), SUBMIT)
    yield Bad("update in answer to a lone modal", CALLBACK, "type", {"type": 6}, SUBMIT)
    yield Bad("choices in answer to a button", CALLBACK, "type", answer(8, choices=[]), COMPONENT)
    yield Bad("a flag on a deferral", CALLBACK, "data.flags", answer(5, flags=LAYOUT))
    yield Bad("26 choices", CALLBACK, "data.choices", answer(8, choices=[choice()] * 26))
    yield Bad("long choice name", CALLBACK, "data.choices.0.name", answer(8, choices=[choice("x" * 101)]))
    yield Bad("empty choice name", CALLBACK, "data.choices.0.name", answer(8, choices=[choice("")]))
    yield Bad("long choice value", CALLBACK, "data.choices.0.value", answer(8, choices=[choice(value="x" * 101)]))
    yield Bad("no choice value", CALLBACK, "data.choices.0.value", answer(8, choices=[{"name": "One"}]))
    wrong = AUTOCOMPLETE | {"option_type": 4}
    yield Bad("words for a number", CALLBACK, "data.choices.0.value", answer(8, choices=[choice()]), wrong)
    wrong = AUTOCOMPLETE | {"option_type": 3}
    yield Bad("a number for words", CALLBACK, "data.choices.0.value", answer(8, choices=[choice(value=1)]), wrong)
    yield Bad("no choices", CALLBACK, "data.choices", answer(8))


def _modals() -> Iterator[Bad]:
    def form(name: str, at: str, *parts: dict[str, Any], **changes: Any) -> Bad:
        return Bad(name, CALLBACK, f"data.{at}", modal(*parts, **changes))

    first = "components.0"
    inner = f"{first}.component"
    yield form("long title", "title", label(), title="x" * 46)
    yield form("no title", "title", label(), title="")
    yield form("long custom_id", "custom_id", label(), custom_id="x" * 101)
    yield form("six inputs", "components", *(label(text_input(str(n))) for n in range(6)))
    yield form("no input", "components")
    yield form("long label", f"{first}.label", label(label="x" * 46))
    yield form("empty label", f"{first}.label", label(label=""))
    yield form("long description", f"{first}.description", label(description="x" * 101))
    yield form("nothing in a label", inner, {"type": 18, "label": "Name"})
    yield form("a label in a label", f"{inner}.label", label(text_input(label="Name")))
    yield form("a button in a modal", f"{first}.components.0.type", row(button()))
    yield form("a button in a label", f"{inner}.type", label(button()))
    yield form("a container in a modal", f"{first}.type", container(text()))
    yield form("a row of two inputs", f"{first}.components", row(*(text_input(n, label="L") for n in "ab")))
    yield form("a row's input without label", f"{first}.components.0.label", row(text_input()))
    yield form("one custom_id twice", "components.1.component.custom_id", label(), label())
    yield form("long value", f"{inner}.value", label(text_input(value="x" * 4001)))
    yield form("long placeholder", f"{inner}.placeholder", label(text_input(placeholder="x" * 101)))
    yield form("length 4001", f"{inner}.max_length", label(text_input(max_length=4001)))
    yield form("at most 0", f"{inner}.max_length", label(text_input(max_length=0)))
    yield form("shortest above longest", f"{inner}.min_length", label(text_input(min_length=9, max_length=5)))
    yield form("style 3", f"{inner}.style", label(text_input(style=3)))
    radio = {"type": 21, "custom_id": "r", "options": [option()]}
    yield form("one radio button", f"{inner}.options", label(radio))
    boxes = {"type": 22, "custom_id": "c", "options": [option(str(n)) for n in range(11)]}
    yield form("eleven boxes", f"{inner}.options", label(boxes))
    yield form("eleven files", f"{inner}.max_values", label({"type": 19, "custom_id": "f", "max_values": 11}))


def _commands() -> Iterator[Bad]:
    def lists(name: str, at: str, *commands: dict[str, Any], code: int = 50035) -> Bad:
        return Bad(name, COMMANDS, at, list(commands), code=code)

    yield lists("capital letters", "0.name", command(name="Faq"))
    yield lists("a blank in a name", "0.name", command(name="faq ask"))
    yield lists("long name", "0.name", command(name="x" * 33))
    yield lists("empty name", "0.name", command(name=""))
    yield lists("no name", "0.name", {"type": 1, "description": "x"})
    yield lists("no description", "0.description", {"type": 1, "name": "faq"})
    yield lists("empty description", "0.description", command(description=""))
    yield lists("long description", "0.description", command(description="x" * 101))
    yield lists("a menu with a description", "0.description", command(type=3, options=None))
    yield lists("a menu with options", "0.options", {"name": "Look up", "type": 3, "options": [argument()]})
    yield lists("one name twice", "1.name", command(), command())
    yield lists("no such type", "0.type", command(type=9))
    yield lists("a hundred and one commands", "", *(command(name=f"c{n}") for n in range(101)), code=30032)
    yield lists("sixteen menus", "", *({"name": f"m{n}", "type": 3} for n in range(16)), code=30032)
    groups = [
        argument(f"s{n}", 1, options=[argument(f"o{k}", description="x" * 100) for k in range(4)]) for n in range(20)
    ]
    yield lists("8000 characters", "0", command(*groups))
    yield lists("a translated name in capitals", "0.name_localizations.de", command(name_localizations={"de": "Frage"}))
    yield lists("no such context", "0.contexts.0", command(contexts=[7]))
    yield Bad("one command, capital letters", COMMAND, "name", command(name="FAQ"))
    yield Bad("a renamed command", COMMAND_EDIT, "name", {"name": "With Blank"})
    permissions = ("PUT", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions")
    yield Bad("command permissions by a bot", permissions, "", {"permissions": []}, code=20001)


def _options() -> Iterator[Bad]:
    def options(name: str, at: str, *held: dict[str, Any]) -> Bad:
        return Bad(name, COMMANDS, f"0.options{at}", [command(*held)])

    optional, needed = argument("a"), argument("b", required=True)
    yield options("needed after optional", ".1.required", optional, needed)
    within = argument("sub", 1, options=[optional, needed])
    yield options("needed after optional inside", ".0.options.1.required", within)
    yield options("one option twice", ".1.name", argument("a"), argument("a"))
    yield options("26 options", "", *(argument(f"o{n}") for n in range(26)))
    yield options("an option in capitals", ".0.name", argument("Question"))
    yield options("an option without description", ".0.description", {"name": "a", "type": 3})
    yield options("no such option type", ".0.type", argument(kind=12))
    yield options("a subcommand beside an option", "", argument("sub", 1), argument("a"))
    group = argument("group", 2, options=[argument("group", 2)])
    yield options("a group in a group", ".0.options.0.type", group)
    yield options("a subcommand in a subcommand", ".0.options.0.type", argument("s", 1, options=[argument("t", 1)]))
    yield options("26 choices", ".0.choices", argument(choices=[choice(str(n), str(n)) for n in range(26)]))
    yield options("long choice name", ".0.choices.0.name", argument(choices=[choice("x" * 101)]))
    yield options("long choice value", ".0.choices.0.value", argument(choices=[choice(value="x" * 101)]))
    yield options("one choice twice", ".0.choices.1.name", argument(choices=[choice(), choice(value="2")]))
    yield options("words as a number's choice", ".0.choices.0.value", argument(kind=4, choices=[choice()]))
    yield options("choices and autocomplete", ".0.autocomplete", argument(autocomplete=True, choices=[choice()]))
    yield options("choices for a user", ".0.choices", argument(kind=6, choices=[choice()]))
    yield options("text of 6001", ".0.max_length", argument(max_length=6001))
    yield options("shortest above longest", ".0.min_length", argument(min_length=5, max_length=4))
    yield options("least above most", ".0.min_value", argument(kind=4, min_value=5, max_value=4))


def _channels() -> Iterator[Bad]:
    forum = {"channel_type": 15}
    yield Bad("long thread name", THREAD, "name", {"name": "x" * 101, "type": 11}, {"channel_type": 0})
    yield Bad("thread without a name", THREAD_HERE, "name", {})
    yield Bad(
        "thread for a week and a bit", THREAD_HERE, "auto_archive_duration", {"name": "t", "auto_archive_duration": 7}
    )
    yield Bad("a text channel as a thread", THREAD, "type", {"name": "t", "type": 0}, {"channel_type": 0})
    yield Bad(
        "an announcement thread in a text channel", THREAD, "type", {"name": "t", "type": 10}, {"channel_type": 0}
    )
    yield Bad("post without a message", THREAD, "message", {"name": "t"}, forum)
    yield Bad("post with an empty message", THREAD, "", {"name": "t", "message": {}}, forum, code=50006)
    post = {"name": "t", "message": {"content": "x" * 2001}}
    yield Bad("post with long content", THREAD, "message.content", post, forum)
    post = {"name": "t", "message": {"content": "x"}, "applied_tags": [str(n) for n in range(6)]}
    yield Bad("six tags on a post", THREAD, "applied_tags", post, forum)
    yield Bad("renamed to nothing", CHANNEL, "name", {"name": ""})
    yield Bad("long new name", CHANNEL, "name", {"name": "x" * 101})
    yield Bad("21 tags", CHANNEL, "available_tags", {"available_tags": [{"name": str(n)} for n in range(21)]})
    yield Bad("long tag", CHANNEL, "available_tags.0.name", {"available_tags": [{"name": "x" * 21}]})
    yield Bad("long topic", CHANNEL, "topic", {"topic": "x" * 1025}, {"channel_type": 0})
    yield Bad("slow mode of a day", CHANNEL, "rate_limit_per_user", {"rate_limit_per_user": 86400})
    yield Bad("bulk delete of one", BULK_DELETE, "messages", {"messages": ["1"]})
    yield Bad("bulk delete of one twice", BULK_DELETE, "messages", {"messages": ["1", "1"]})
    yield Bad("bulk delete of 101", BULK_DELETE, "messages", {"messages": [str(n) for n in range(101)]})
    yield Bad("nobody to talk to", DIRECT, "recipient_id", {"recipient_id": "nobody"})


BODIES = tuple(bad_bodies())
