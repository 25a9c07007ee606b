"""The overlay: what one server changed about the pack's resource lists, and the lists as they are shown there."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.core.pack import Pack
from bot.core.resources import Resource, ResourceList

OWN = "own_"  # begins the ids of items that a server added; no id of the pack's resources has an underscore


class Kind(StrEnum):
    """What was changed. Values stand in the database: they are for ever."""

    ADDED = "added"  # an item of the server's own, at the end of a list
    HIDDEN = "hidden"  # an item of a list is not shown
    PINNED = "pinned"  # an item of a list is shown before the others


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a server's, from which `undo` takes it back.

    `item_id` is an id of the pack's as it was then, or one of the server's own. `item` is there exactly where one was
    added. `by` is the member who did it, None once that member was erased; `at` is aware UTC.
    """

    id: int
    guild_id: int
    kind: Kind
    list_id: str
    item_id: str
    item: Resource | None
    by: int | None
    at: datetime


def own_id(change_id: int) -> str:
    """The id of the item that the change with this id added."""
    return f"{OWN}{change_id}"


@dataclass(frozen=True, slots=True)
class View:
    """The resource lists as one server sees them: the pack's, and over them the server's changes. Immutable.

    `lists` are in the pack's order; in each, what is pinned comes first (what was pinned first before the rest), and
    what was added last. `resources` has what stands in at least one of them. `pinned` and `hidden` are ids by list, of
    the pack as it is today; lists without any are missing. `under_review` are ids of items whose link did not work on
    two days. `orphans` are those of `changes` that point to a list or an item which there is no longer.
    """

    lists: Mapping[str, ResourceList]
    resources: Mapping[str, Resource]
    pinned: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    hidden: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    under_review: AbstractSet[str] = frozenset()
    changes: tuple[Change, ...] = ()
    orphans: tuple[Change, ...] = ()

    def search(
        self, words: str, *, audience: str | None = None, limit: int = 25, finished: bool = True
    ) -> Sequence[Resource]:
        """What fits the words, best first; empty where nothing does.

        With `audience`, only what is for everybody or for them. `finished` false: somebody is still typing, and the
        last word may be the beginning of one.
        """
        raise NotImplementedError


def merged(pack: Pack, changes: Iterable[Change]) -> View:
    """`pack` with `changes` over it, oldest first."""
    raise NotImplementedError
