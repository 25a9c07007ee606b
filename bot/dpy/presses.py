"""Buttons and menus that outlive the process: their custom_id says everything, one place decides what it means."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

import discord
from discord import ui
from discord.ui.select import BaseSelect

from bot.core.codes import BUTTON, MENU, Action, Code, decode
from bot.core.policy import TABLE

if TYPE_CHECKING:
    from bot.dpy.client import Preceptor


@dataclass(frozen=True, slots=True)
class Press:
    """One use of a button, menu or form.

    `values` are the chosen options of a menu, the texts of a form in the order of its fields, empty for a button.
    """

    interaction: "discord.Interaction[Preceptor]"
    code: Code
    values: tuple[str, ...]


Handler = Callable[[Press], Awaitable[None]]


def is_form(press: Press) -> bool:
    """Whether a form was sent, not the button pressed that opens it."""
    return press.interaction.type is discord.InteractionType.modal_submit


class Presses:
    """Which handler answers which action. Cogs register theirs while the bot is set up."""

    def __init__(self) -> None:
        self._handlers: dict[Action, Handler] = {}

    def on(self, action: Action, handler: Handler) -> None:
        """Raises ValueError for an action that has a handler, KeyError for one without a row in the policy."""
        if action in self._handlers:
            raise ValueError(f"{action!r} has a handler")
        TABLE[f"press {action.name.lower()}"]
        self._handlers[action] = handler

    def handler(self, action: Action) -> Handler | None:
        return self._handlers.get(action)

    @property
    def known(self) -> Mapping[Action, Handler]:
        return self._handlers


class _Pressed:
    """What both kinds of item do when they are used: hand over to the boundary, which asks `Presses`."""

    @staticmethod
    async def handle(interaction: "discord.Interaction[Any]") -> None:
        client: Preceptor = interaction.client
        data: Mapping[str, Any] = interaction.data or {}
        values = tuple(data.get("values", ()))
        code = decode(str(data.get("custom_id", "")))
        await client.boundary.press(interaction, code, values)


class PressButton(ui.DynamicItem[ui.Button[Any]], template=rf"{BUTTON}:.*"):
    """Any of our buttons."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(cast("ui.Button[Any]", item))  # whatever it is: its code decides what happens

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await _Pressed.handle(interaction)


class PressMenu(ui.DynamicItem[BaseSelect[Any]], template=rf"{MENU}:.*"):
    """Any of our menus: of options, of roles, of channels. discord.py finds the class by the custom_id alone."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(cast("BaseSelect[Any]", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await _Pressed.handle(interaction)
