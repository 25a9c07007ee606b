"""From what is posted to what is wanted. Pure; where nothing is to be done every move is `Keep`."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.postings.values import Part


@dataclass(frozen=True, slots=True)
class Post:
    """Send the page `index` as a new message."""

    index: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Show the page `index` in a message that is there."""

    message_id: int
    index: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Remove a message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Keep:
    """The message shows the page `index` already."""

    message_id: int
    index: int


@dataclass(frozen=True, slots=True)
class Pin:
    """Pin the first message."""


Move = Post | Edit | Withdraw | Keep | Pin


def diff(
    wanted: Sequence[str], posted: Sequence[Part], *, pin: bool = False, pinned: int | None = None
) -> tuple[Move, ...]:
    """The moves, in the order in which they are taken. `wanted`: digests of the pages from first to last.

    A channel only grows at its end, so a message is a place and not a page: the pages go into the messages that are
    left from top to bottom, what has no message yet is posted below, and messages without a page are removed. Where
    one is missing in the middle those after it move up; the order is right at the end whatever was deleted. The last
    messages go first, so that a list that is cut off in between still begins at its beginning.
    """
    places = sorted(posted, key=lambda part: part.message_id)
    moves: list[Move] = []
    for index, (digest, part) in enumerate(zip(wanted, places, strict=False)):
        same = digest == part.digest
        moves.append(Keep(part.message_id, index) if same else Edit(part.message_id, index))
    moves += [Withdraw(part.message_id) for part in reversed(places[len(wanted) :])]
    moves += [Post(index) for index in range(len(places), len(wanted))]
    if pin and wanted and (not places or places[0].message_id != pinned):
        moves.append(Pin())
    return tuple(moves)


def settled(moves: Sequence[Move]) -> bool:
    """Whether nothing is to be done."""
    return all(isinstance(move, Keep) for move in moves)
