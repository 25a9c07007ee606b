"""From a card to discord.py's Components V2, and from a form to its modal."""

import io
from typing import Any

import discord
from discord import ui
from discord.ui.select import BaseSelect

from bot.dpy.presses import PressButton, PressMenu
from bot.render.card import Attached, Buttons, Card, ChannelMenu, Linked, Menu, Part, RoleMenu, Rule, Text
from bot.render.form import Field, Form, Pick


class Sheet(ui.LayoutView):
    """A view of texts and dynamic items only, built for one reply.

    discord.py gives the view of a private reply a timeout of 15 minutes, which is a task and the view kept in memory
    for each answer. Nothing here waits for a press (all state is in the custom_id), so the timeout stays None.
    """

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @property
    def timeout(self) -> float | None:
        return None

    @timeout.setter
    def timeout(self, value: float | None) -> None:
        """Ignored, see the class."""


def layout(card: Card) -> Sheet:
    """The view that shows `card`."""
    sheet = Sheet()
    frame: ui.Container[Sheet] = ui.Container(accent_colour=card.tone.value)
    for part in card.parts:
        frame.add_item(_item(part))
    sheet.add_item(frame)
    return sheet


def files(card: Card) -> list[discord.File]:
    """The files that go along with the card, to be sent once."""
    return [discord.File(io.BytesIO(one.content), one.name) for one in card.parts if isinstance(one, Attached)]


def modal(form: Form) -> ui.Modal:
    """The modal that asks for `form`.

    It is finished before it is shown, so that discord.py does not keep it: one it keeps is forgotten at a restart, and
    a second one of the same custom_id would take its place. What is sent is recognised by its code, see `Preceptor`.
    """
    made = ui.Modal(title=form.title, custom_id=form.code, timeout=None)
    for number, field in enumerate(form.fields):
        component = _typed(field, number) if isinstance(field, Field) else _picked(field, number)
        made.add_item(ui.Label(text=field.label, description=field.hint, component=component))
    made.stop()
    return made


def _typed(field: Field, number: int) -> ui.Item[Any]:
    style = discord.TextStyle.paragraph if field.tall else discord.TextStyle.short
    made: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=str(number),
        style=style,
        max_length=field.longest,
        default=field.filled or None,
        required=field.required,
    )
    return made


def _picked(field: Pick, number: int) -> ui.Item[Any]:
    options = [
        discord.SelectOption(label=label, value=value, default=value in field.chosen) for label, value in field.options
    ]
    made: ui.Select[ui.Modal] = ui.Select(
        custom_id=str(number),
        options=options,
        min_values=1 if field.required else 0,
        max_values=field.most,
        required=field.required,
    )
    return made


def _item(part: Part) -> ui.Item[Any]:
    match part:
        case Text(content, mark):
            return ui.TextDisplay(content, id=mark or None)
        case Linked(content, label, url):
            return ui.Section(ui.TextDisplay(content), accessory=ui.Button(label=label, url=url))
        case Rule():
            return ui.Separator()
        case Attached(name):
            return ui.File(f"attachment://{name}")
        case Buttons(buttons):
            row: ui.ActionRow[Sheet] = ui.ActionRow()
            for button in buttons:
                style = discord.ButtonStyle[button.style.value]
                shown: ui.Button[Sheet] = ui.Button(
                    label=button.label, custom_id=button.code, style=style, disabled=not button.enabled
                )
                row.add_item(PressButton(shown))
            return row
        case Menu() | RoleMenu() | ChannelMenu():
            return ui.ActionRow(PressMenu(_select(part)))


def _select(menu: Menu | RoleMenu | ChannelMenu) -> BaseSelect[Any]:
    match menu:
        case Menu():
            return _options(menu)
        case RoleMenu(code, placeholder, chosen):
            return ui.RoleSelect(
                custom_id=code,
                placeholder=placeholder,
                min_values=0,
                default_values=[] if chosen is None else [discord.SelectDefaultValue.from_role(discord.Object(chosen))],
            )
        case ChannelMenu(code, placeholder, kind, chosen):
            return ui.ChannelSelect(
                custom_id=code,
                placeholder=placeholder,
                channel_types=[discord.ChannelType(kind.value)],
                min_values=0,
                default_values=[] if chosen is None else [discord.Object(chosen)],
            )


def _options(menu: Menu) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=option.label, value=option.value, description=option.description, default=option.value == menu.chosen
        )
        for option in menu.options
    ]
    return ui.Select(custom_id=menu.code, placeholder=menu.placeholder, options=options, disabled=not menu.enabled)
