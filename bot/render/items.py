"""The panel on which moderators change the items of a list: for their server alone, each change at once."""

from collections.abc import Sequence
from typing import Protocol

from bot.core.codes import BUTTON, FORM, MENU, Action, encode
from bot.core.overlay import Change, Kind
from bot.core.resources import Resource, ResourceKind, ResourceList
from bot.core.suggestions import TITLE, WHY
from bot.core.topics import page, page_with
from bot.render.card import OPTION_TEXT, Button, Buttons, Card, Menu, Option, Part, Rule, Style, Text, Tone
from bot.render.dates import Dates
from bot.render.form import OPTIONS, Field, Form, Pick
from bot.render.neutral import neutral, shorten
from bot.render.resources import item, kind, plural

DONE = {Kind.ADDED: "Added", Kind.HIDDEN: "Hidden", Kind.PINNED: "Pinned"}
UNDONE = {Kind.ADDED: "Removed", Kind.HIDDEN: "Shown again", Kind.PINNED: "No longer pinned"}
LINK = "Beginning with https://. Open it first: the list says that it was checked today"
NOUNS = {Kind.ADDED: "adding", Kind.HIDDEN: "hiding", Kind.PINNED: "pinning"}


class Shown(Protocol):
    """An item with the changes that stand for it."""

    @property
    def resource(self) -> Resource: ...

    @property
    def hidden(self) -> Change | None: ...

    @property
    def pinned(self) -> Change | None: ...

    @property
    def added(self) -> Change | None: ...


def panel(
    shown: ResourceList,
    items: Sequence[Shown],
    *,
    last: Change | None,
    number: int = 0,
    note: str | None = None,
    dates: Dates,
) -> Card:
    """Page `number` of the items of a list. `last`: the newest change that stands; `note`: what was just done."""
    held = page(items, number)
    changed = [sum(getattr(one, what) is not None for one in items) for what in ("pinned", "hidden", "added")]
    counts = ", ".join(f"{n} {what}" for n, what in zip(changed, ("pinned", "hidden", "added"), strict=True) if n)
    head = f"## Items of {neutral(shown.title)}\n{_count(len(items))}; {counts or 'nothing is changed here'}"
    if held.pages > 1:
        head += f"\n-# Page {held.number + 1} of {held.pages}"
    parts: list[Part] = [Text(note), Rule()] if note else []
    parts.append(Text(f"{head}\n-# What you change holds in this server alone, at once, in posted lists too."))
    if last is not None:
        parts.append(Text(f"-# Last change: {said(last, items)}, {dates.moment(last.at)}"))
    if held.items:
        options = tuple(
            Option(shorten(one.resource.title, OPTION_TEXT), one.resource.id, _state(one)) for one in held.items
        )
        parts.append(Menu(encode(MENU, Action.ITEMS, shown.id), "Choose an item", options))
    buttons = [Button("Add an item", encode(BUTTON, Action.ADD_ITEM, shown.id))]
    if last is not None:
        buttons.append(Button(f"Undo {NOUNS[last.kind]} it", encode(BUTTON, Action.TAKE_BACK, last.id)))
    if held.number:
        buttons.append(Button("Previous page", encode(BUTTON, Action.ITEMS, shown.id, held.number - 1)))
    if held.number < held.pages - 1:
        buttons.append(Button("Next page", encode(BUTTON, Action.ITEMS, shown.id, held.number + 1)))
    return Card(Tone.ASKING, (*parts, Buttons(tuple(buttons))))


def one(
    shown: ResourceList, chosen: Shown, items: Sequence[Shown], *, doubtful: bool, note: str | None, dates: Dates
) -> Card:
    """One item, with what can be changed about it. `items` are all of its list."""
    resource = chosen.resource
    parts: list[Part] = [Text(note), Rule()] if note else []
    parts.append(item(resource, dates, doubtful=doubtful, pinned=chosen.pinned is not None, within=(shown,)))
    hide, pin = (encode(BUTTON, action, shown.id, resource.id) for action in (Action.HIDE, Action.PIN))
    buttons = [_switch(Button("Hide", hide), "Show again", chosen.hidden)]
    if chosen.hidden is None:
        buttons.append(_switch(Button("Pin", pin), "Unpin", chosen.pinned))
    if chosen.added is not None:
        buttons.append(Button("Remove", encode(BUTTON, Action.TAKE_BACK, chosen.added.id), Style.RISKY))
    number = page_with([each.resource.id for each in items], resource.id)
    buttons.append(Button("◂ All items", encode(BUTTON, Action.ITEMS, shown.id, number)))
    for change in (chosen.hidden, chosen.pinned, chosen.added):
        if change is not None:
            parts.append(Text(f"-# {DONE[change.kind]} {dates.moment(change.at)}"))
    return Card(Tone.ASKING, (*parts, Buttons(tuple(buttons))))


def adding(shown: ResourceList, audiences: Sequence[str]) -> Form:
    """Asks for an item of the server's own."""
    fields: list[Field | Pick] = [
        Field("Link", LINK, 1000),
        Field("Title", "As the list will show it", TITLE),
        Field("Description", "What it offers, in a sentence or two", WHY, tall=True),
        Pick("Kind", "What it is", tuple((kind(each), each.value) for each in ResourceKind)),
    ]
    options = tuple((plural(each).capitalize(), each) for each in audiences[:OPTIONS])
    if options:
        fields.append(
            Pick("For whom", "Leave it empty if it is for everybody", options, most=len(options), required=False)
        )
    return Form(shorten(f"Add to {shown.title}", 45), encode(FORM, Action.ADD_ITEM, shown.id), tuple(fields))


def done(change: Change, items: Sequence[Shown], dates: Dates) -> str:
    """What was just changed, and when."""
    return f"{DONE[change.kind]}: {_title(change, items)}, {dates.moment(change.at)}."


def undone(change: Change, items: Sequence[Shown]) -> str:
    """What was just taken back."""
    return f"{UNDONE[change.kind]}: {_title(change, items)}."


def said(change: Change, items: Sequence[Shown]) -> str:
    return f"{DONE[change.kind].lower()} {_title(change, items)}"


def _title(change: Change, items: Sequence[Shown]) -> str:
    held = next((each.resource for each in items if each.resource.id == change.item_id), change.item)
    return f"“{neutral(held.title)}”" if held else "an item that is gone"


def _switch(does: Button, undoes: str, standing: Change | None) -> Button:
    """Does it, or takes it back where it stands."""
    return does if standing is None else Button(undoes, encode(BUTTON, Action.TAKE_BACK, standing.id))


def _state(chosen: Shown) -> str | None:
    words = [word for word, change in zip(("pinned", "hidden", "added here"), _changes(chosen), strict=True) if change]
    return ", ".join(words).capitalize() or None


def _changes(chosen: Shown) -> tuple[Change | None, ...]:
    return chosen.pinned, chosen.hidden, chosen.added


def _count(number: int) -> str:
    return "1 item" if number == 1 else f"{number:,} items"
