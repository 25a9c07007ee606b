"""What a reply shows, as a value: texts, buttons and menus, and how much of Discord's limits it takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

# Discord's documentation, "Component reference" and "Message resource".
CHARACTERS = 4000  # over all texts of a message
COMPONENTS = 40  # counted nested
BUTTONS_PER_ROW = 5
LABEL = 80
ADDRESS = 512
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
DESCRIPTION = 1024


class Tone(Enum):
    """The colour of a card's edge, as 0xRRGGBB."""

    ANSWER = 0x2A9D8F
    ASKING = 0xE9C46A
    NOTICE = 0x6C7A89
    TROUBLE = 0xD1495B


class Style(Enum):
    """How loud a button is."""

    PLAIN = "secondary"
    DONE = "success"
    RISKY = "danger"


@dataclass(frozen=True, slots=True)
class Text:
    """Discord markdown. `mark` numbers a text that a later press reads back from the message; 0 for the others.

    Discord gives parts without a number those from 1 on, at most 40: a mark is above 1,000.
    """

    content: str
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Linked:
    """Discord markdown with a button beside it that opens `url`, an https address of at most 512 characters."""

    content: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""


@dataclass(frozen=True, slots=True)
class Button:
    """`code` is the whole state, see `bot.core.codes`. One that is not `enabled` is shown and cannot be pressed."""

    label: str
    code: str
    style: Style = Style.PLAIN
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Buttons:
    """One row, at most five buttons."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a menu; `value` comes back when it is chosen."""

    label: str
    value: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """One choice out of at most 25; `enabled` as for a button. `chosen`: the value of the option shown as chosen."""

    code: str
    placeholder: str
    options: tuple[Option, ...]
    enabled: bool = True
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class RoleMenu:
    """One role of the server, or none; `chosen` is the id of the one shown as chosen, which must exist."""

    code: str
    placeholder: str
    chosen: int | None = None


class Kind(Enum):
    """The channels that a menu offers; the value is Discord's number of the type."""

    TEXT = 0
    FORUM = 15


@dataclass(frozen=True, slots=True)
class ChannelMenu:
    """One channel of the server of a kind, or none; `chosen` as for a role."""

    code: str
    placeholder: str
    kind: Kind
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes along, under its name."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that goes along, under its name. `description` is for those who do not see it."""

    name: str
    content: bytes
    description: str


Part = Text | Linked | Rule | Buttons | Menu | RoleMenu | ChannelMenu | Attached | Picture


@dataclass(frozen=True, slots=True)
class Card:
    """Parts from top to bottom, in a frame with a coloured edge."""

    tone: Tone
    parts: tuple[Part, ...]

    @property
    def characters(self) -> int:
        return sum(len(part.content) for part in self.parts if isinstance(part, Text | Linked))

    @property
    def components(self) -> int:
        """As Discord counts: the frame, each part, and each button or menu within its row."""
        return 1 + sum(_components(part) for part in self.parts)

    def excesses(self) -> list[str]:
        """What would make Discord refuse the card, one sentence each; empty for a card that can be sent."""
        return list(self._excesses())

    def _excesses(self) -> Iterator[str]:
        yield from _over("the card", self.characters, CHARACTERS, "characters of text")
        yield from _over("the card", self.components, COMPONENTS, "parts")
        for part in self.parts:
            match part:
                case Text(content="") | Linked(content=""):
                    yield "the card would have an empty text."
                case Linked(label=label, url=url):
                    yield from _over(f"the button “{label}”", len(label), LABEL, "characters")
                    yield from _over(f"the address of “{label}”", len(url), ADDRESS, "characters")
                case Buttons(buttons):
                    if not buttons:
                        yield "a row would have no button."
                    yield from _over("a row", len(buttons), BUTTONS_PER_ROW, "buttons")
                    for button in buttons:
                        yield from _over(f"the button “{button.label}”", len(button.label), LABEL, "characters")
                case Menu(options=options, placeholder=placeholder):
                    if not options:
                        yield "a menu would have no option."
                    yield from _over("a menu", len(options), OPTIONS, "options")
                    yield from _over("a menu’s hint", len(placeholder), PLACEHOLDER, "characters")
                    for option in options:
                        yield from _over(f"the option “{option.label}”", len(option.label), OPTION_TEXT, "characters")
                        about = option.description or ""
                        yield from _over(f"what “{option.label}” says below", len(about), OPTION_TEXT, "characters")
                case Picture(description=description):
                    yield from _over("what is said of a picture", len(description), DESCRIPTION, "characters")
                case RoleMenu(placeholder=placeholder) | ChannelMenu(placeholder=placeholder):
                    yield from _over("a menu’s hint", len(placeholder), PLACEHOLDER, "characters")
                case _:
                    pass


def _components(part: Part) -> int:
    match part:
        case Buttons(buttons):
            return 1 + len(buttons)
        case Menu() | RoleMenu() | ChannelMenu():
            return 2
        case Linked():  # the section, its text and its button
            return 3
        case _:
            return 1


def _over(what: str, size: int, limit: int, unit: str) -> Iterable[str]:
    return [f"{what} would have {size:,} {unit}; Discord allows {limit:,}."] if size > limit else []
