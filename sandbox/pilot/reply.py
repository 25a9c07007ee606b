"""What came of an act, as a person sees it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.composing import walk
from sandbox.fields import inputs_of
from sandbox.kinds import SELECTS, ButtonStyle, ComponentType, MessageFlag
from sandbox.model import Interaction, Message

_HEADING = re.compile(r"#{1,3} +(.+)")


@dataclass(frozen=True, slots=True)
class Select:
    """`options` are the shown labels with their values; empty where people, roles or channels are listed."""

    placeholder: str | None
    custom_id: str
    type: ComponentType
    options: Mapping[str, str]
    disabled: bool


@dataclass(frozen=True, slots=True)
class Modal:
    """`fields` are the labels, from top to bottom; `text` what else is written in it."""

    title: str
    fields: tuple[str, ...]
    text: str
    interaction_id: int
    payload: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """As it was when it came: a message that changes later needs to be seen anew.

    `state` is that of the interaction ("answered" for a message that was only seen). `message` is None where there is
    none: a modal, a quiet acknowledgement, no answer.
    """

    state: str
    message: Message | None = None
    modal: Modal | None = None
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    interaction: Interaction | None = field(default=None, repr=False)

    @property
    def failed(self) -> bool:
        """The application did not respond."""
        return self.state == "failed"

    @property
    def ephemeral(self) -> bool:
        return self.message is not None and self.message.ephemeral_for is not None

    @property
    def thinking(self) -> bool:
        return self.message is not None and bool(self.message.flags & MessageFlag.LOADING)

    @property
    def text(self) -> str:
        """Every visible text in the order it is read, one below the other; buttons and menus aside."""
        return "" if self.message is None else "\n".join(_texts(self.message))

    @property
    def title(self) -> str | None:
        """The first heading, without its signs; else the first embed's title."""
        found = next((match for line in self.text.splitlines() if (match := _HEADING.fullmatch(line))), None)
        if found is not None:
            return found[1]
        return next((str(one["title"]) for one in self._embeds if one.get("title")), None)

    @property
    def buttons(self) -> list[str]:
        """Labels of the buttons the bot hears of, greyed ones too."""
        return [label_of(one) for one in self.components(ComponentType.BUTTON) if one["style"] != ButtonStyle.LINK]

    @property
    def links(self) -> dict[str, str]:
        """Address by label, of the buttons that open one."""
        buttons = self.components(ComponentType.BUTTON)
        return {label_of(one): one["url"] for one in buttons if one["style"] == ButtonStyle.LINK}

    @property
    def selects(self) -> list[Select]:
        return [
            Select(
                one.get("placeholder"),
                one["custom_id"],
                ComponentType(one["type"]),
                {option["label"]: option["value"] for option in one.get("options", ())},
                bool(one.get("disabled")),
            )
            for one in self.components(*SELECTS)
        ]

    @property
    def _embeds(self) -> list[dict[str, Any]]:
        return [] if self.message is None else self.message.embeds

    def components(self, *types: ComponentType) -> list[dict[str, Any]]:
        """Components of these types as Discord's JSON, wherever they stand in the message."""
        return [one for one in walk(self.message.components) if one["type"] in types] if self.message else []


def modal_of(interaction: Interaction) -> Modal | None:
    modal = interaction.modal
    if modal is None:
        return None
    labels = tuple(label for label, _ in inputs_of(modal))
    texts = [one["content"] for one in modal["components"] if one["type"] == ComponentType.TEXT_DISPLAY]
    return Modal(modal["title"], labels, "\n".join(texts), interaction.id, modal)


def label_of(button: Mapping[str, Any]) -> str:
    """What a button says, or the emoji it shows instead."""
    return str(button.get("label") or (button.get("emoji") or {}).get("name") or "")


def _texts(message: Message) -> Iterator[str]:
    if message.content:
        yield message.content
    for embed in message.embeds:
        yield from (embed[key] for key in ("title", "description") if embed.get(key))
        for one in embed.get("fields", ()):
            yield from (one["name"], one["value"])
        if embed.get("footer"):
            yield embed["footer"]["text"]
    for component in walk(message.components):
        if component["type"] == ComponentType.TEXT_DISPLAY:
            yield component["content"]
