"""The overlay: what one server changed about the pack's resource lists, and the lists as they are shown there."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from bot.core.lookup.beyond import Beyond
from bot.core.lookup.documents import Documents
from bot.core.resources import Resource, ResourceList

V = TypeVar("V")
NOTHING: Mapping[str, Any] = MappingProxyType({})

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


class Over(Mapping[str, V]):
    """`base` with other values for some keys and without those `gone`; keys that only `changed` has come last.

    It holds what is different and nothing of what is the same: a thousand servers share one base.
    """

    __slots__ = ("_base", "_changed", "_gone")

    def __init__(self, base: Mapping[str, V], changed: Mapping[str, V], gone: AbstractSet[str] = frozenset()) -> None:
        self._base = base
        self._changed = changed
        self._gone = gone

    def __getitem__(self, key: str) -> V:
        if key in self._gone:
            raise KeyError(key)
        return self._changed[key] if key in self._changed else self._base[key]

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._base if key not in self._gone)
        yield from (key for key in self._changed if key not in self._base and key not in self._gone)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class View:
    """The resource lists as one server sees them: the pack's, and over them the server's changes. Immutable.

    `lists` are in the pack's order; in each, what is pinned comes first (what was pinned first before the rest), and
    what was added last. `resources` has what stands in at least one of them. `pinned` and `hidden` are ids by list, as
    they are today; lists without any are missing, and what is hidden is not among the pinned. `under_review` are ids of
    items whose link did not work on two days. `orphans` are those of `changes` that point to a list or an item which
    there is no longer. `twins` leads from an item of the server's own to one of the same title that the pack has in the
    same list since: that one is shown. `causes` are those of `changes` that made it so, oldest first, with list and
    item by the ids of today; several may have done the same to one item. To add one that has a twin is not among them.
    """

    lists: Mapping[str, ResourceList]
    resources: Mapping[str, Resource]
    index: Documents
    beyond: Beyond | None = None
    gone: frozenset[str] = frozenset()  # resources of the pack that are in none of the lists
    pinned: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    hidden: Mapping[str, frozenset[str]] = field(default_factory=lambda: NOTHING)
    under_review: frozenset[str] = frozenset()
    changes: tuple[Change, ...] = ()
    orphans: tuple[Change, ...] = ()
    twins: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    causes: tuple[Change, ...] = ()

    def search(
        self,
        words: str,
        *,
        audience: str | None = None,
        limit: int = 25,
        finished: bool = True,
        guessing: bool = False,
    ) -> Sequence[Resource]:
        """What fits the words, best first; empty where nothing does.

        With `audience`, only what is for everybody or for them. `finished` false: somebody is still typing, and the
        last word may be the beginning of one. `guessing`: also what holds little of the words.
        """
        but: AbstractSet[str] = self.gone
        if audience is not None:
            others = (one.id for one in self.resources.values() if one.audience and audience not in one.audience)
            but = but | frozenset(others)
        found = self.index.search(words, limit=limit, finished=finished, guessing=guessing, but=but, beyond=self.beyond)
        return [self.resources[match.entry_id] for match in found]
