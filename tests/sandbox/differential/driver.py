"""What both sides can do, and how each is asked to. Names are those of the setting; ids stay inside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tests.sandbox.differential.neutral_bot import NeutralBot
from tests.sandbox.differential.shown import Facts


class NotLetError(Exception):
    """The client would not have let the person do it."""


@dataclass(frozen=True, slots=True)
class Someone:
    name: str


@dataclass(frozen=True, slots=True)
class SomeRole:
    name: str


@dataclass(frozen=True, slots=True)
class SomePlace:
    name: str


@dataclass(frozen=True, slots=True)
class SomeFile:
    name: str
    data: bytes = b"one two three"


@dataclass(frozen=True, slots=True)
class Kind:
    """A channel to make: what the bot may not do there, who alone sees it, and whether it is a forum."""

    bot_lacks: int = 0
    everyone_lacks: int = 0
    only: str = ""
    tags: tuple[str, ...] = ()
    tag_required: bool = False

    @property
    def forum(self) -> bool:
        return bool(self.tags)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`state`: answered, thinking, quiet, form, failed (the application did not respond), waits."""

    state: str
    modal: str = ""


class Driver(Protocol):
    """One side with the neutral bot on it. `at` is where the person looks: a place by name, "dm" for the bot's."""

    name: str
    bot: NeutralBot

    def fresh(self) -> None:
        """Know no places and no forms any more."""

    def open(self, name: str, kind: Kind) -> None:
        """Make a channel, known as a place."""

    def enter(self, name: str) -> None:
        """Know the newest thread called `name` as a place."""

    def id_of(self, name: str) -> int: ...

    async def runs(self, who: str, at: str, command: str, options: Mapping[str, Any]) -> Outcome: ...

    async def types(self, who: str, at: str, command: str, options: Mapping[str, Any]) -> list[str]:
        """The names of the choices shown while typing the last of `options`."""

    async def chooses(self, who: str, at: str, entry: str, on: Someone | str) -> Outcome:
        """An entry of a person's menu, or of the menu of the newest message that has this text."""

    async def presses(self, who: str, at: str, label: str) -> Outcome:
        """The button that says so, on the newest message that has one."""

    async def picks(self, who: str, at: str, placeholder: str, chosen: Sequence[Any]) -> Outcome:
        """In the newest menu that says so while empty, by shown labels, or people, roles and places."""

    async def submits(self, who: str, at: str, fields: Mapping[str, Any]) -> Outcome:
        """The form this person was last shown, filled in by its labels."""

    async def says(self, who: str, at: str, text: str) -> None: ...

    def sees(self, who: str, at: str) -> list[Facts]:
        """Oldest first."""

    def commands(self, who: str, at: str) -> list[str]: ...

    async def passes(self, seconds: float) -> None:
        """Let time go by, and whatever is due happen."""

    async def goes_on(self) -> None:
        """Tell the bot that waits to go on, until it has ended."""
