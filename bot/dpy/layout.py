"""From a card to discord.py's Components V2."""

from typing import Any

import discord
from discord import ui

from bot.dpy.presses import PressButton, PressMenu
from bot.render.card import Buttons, Card, Menu, Part, Rule, Text


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


def _item(part: Part) -> ui.Item[Any]:
    match part:
        case Text(content, mark):
            return ui.TextDisplay(content, id=mark or None)
        case Rule():
            return ui.Separator()
        case Buttons(buttons):
            row: ui.ActionRow[Sheet] = ui.ActionRow()
            for button in buttons:
                style = discord.ButtonStyle[button.style.value]
                shown: ui.Button[Sheet] = ui.Button(
                    label=button.label, custom_id=button.code, style=style, disabled=not button.enabled
                )
                row.add_item(PressButton(shown))
            return row
        case Menu(code, placeholder, options, enabled):
            choices = [
                discord.SelectOption(label=option.label, value=option.value, description=option.description)
                for option in options
            ]
            select: ui.Select[Sheet] = ui.Select(
                custom_id=code, placeholder=placeholder, options=choices, disabled=not enabled
            )
            return ui.ActionRow(PressMenu(select))
