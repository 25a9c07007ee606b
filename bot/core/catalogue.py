"""The catalogue: a pack's resource lists made ready to be searched, and to be seen through a server's changes."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from bot.core.history import Kind as Thing
from bot.core.lookup.documents import Document, Documents
from bot.core.overlay import NOTHING, Change, Kind, Over, View
from bot.core.pack import Pack
from bot.core.resources import Resource


class Catalogue:
    """One for each pack; all servers share it."""

    def __init__(self, pack: Pack) -> None:
        """Builds the index over the resources: a twentieth of a second for some dozens, off the event loop."""
        shown = {item_id for one in pack.lists.values() for item_id in one.resources}
        self._pack = pack
        self._lists = pack.lists
        self._resources = {id_: resource for id_, resource in pack.resources.items() if id_ in shown}
        self._index = Documents(_document(resource) for resource in self._resources.values())
        self._plain = View(self._lists, self._resources, self._index)

    def view(self, changes: Sequence[Change] = (), *, broken: AbstractSet[str] = frozenset()) -> View:
        """The lists with the `changes` of one server, oldest first, over them. Total: what leads nowhere is an orphan.

        `broken` are addresses that did not work on two days. Without changes or broken addresses it is always the same
        object.
        """
        view = self._plain if not changes else self._merged(changes)
        if not broken:
            return view
        return replace(view, under_review=frozenset(i for i, r in view.resources.items() if r.url in broken))

    def _merged(self, changes: Sequence[Change]) -> View:
        merge = _Merge(self._pack)
        for change in changes:
            if not merge.take(change):
                merge.orphans.append(change)
        lists = {id_: replace(self._lists[id_], resources=merge.order(id_)) for id_ in sorted(merge.touched)}
        hidden = {id_: frozenset(items) for id_, items in merge.hidden.items()}
        gone = self._gone(hidden)
        own = {item.id: item for item in merge.own.values() if any(item.id in one.resources for one in lists.values())}
        return View(
            lists=Over(self._lists, lists),
            resources=Over(self._resources, own, gone),
            index=self._index,
            beyond=self._index.over([_document(item) for item in own.values()]),
            gone=gone,
            pinned={id_: shown for id_ in merge.pinned if (shown := merge.pins(id_))} or NOTHING,
            hidden=hidden or NOTHING,
            changes=tuple(changes),
            orphans=tuple(merge.orphans),
            twins=merge.twins or NOTHING,
            causes=tuple(merge.causes),
        )

    def _gone(self, hidden: Mapping[str, AbstractSet[str]]) -> frozenset[str]:
        """The pack's resources that are hidden wherever they stand."""
        some = {item_id for items in hidden.values() for item_id in items if item_id in self._resources}
        return frozenset(
            item_id
            for item_id in some
            if all(item_id in hidden.get(one.id, ()) for one in self._lists.values() if item_id in one.resources)
        )


@dataclass(slots=True)
class _Merge:
    """Changes of one server on their way into a view. Everything by the ids of today."""

    pack: Pack
    touched: set[str] = field(default_factory=set)
    added: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, set[str]] = field(default_factory=dict)
    pinned: dict[str, list[str]] = field(default_factory=dict)
    own: dict[str, Resource] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)
    orphans: list[Change] = field(default_factory=list)
    causes: list[Change] = field(default_factory=list)

    def take(self, change: Change) -> bool:
        """Whether the change led somewhere."""
        list_id = self.pack.history(Thing.LIST).heir(change.list_id)
        if list_id is None or list_id not in self.pack.lists:
            return False
        if change.kind is Kind.ADDED:
            return change.item is not None and self._add(list_id, change, change.item)
        item_id = self._item(change.item_id)
        if item_id is None or item_id not in self._all(list_id):
            return False
        self.touched.add(list_id)
        if change.kind is Kind.HIDDEN:
            self.hidden.setdefault(list_id, set()).add(item_id)
        elif item_id not in self.pinned.setdefault(list_id, []):
            self.pinned[list_id].append(item_id)
        self.causes.append(_today(change, list_id, item_id))
        return True

    def _add(self, list_id: str, change: Change, item: Resource) -> bool:
        for other_id in self.pack.lists[list_id].resources:
            if self.pack.resources[other_id].title.casefold() == item.title.casefold():
                self.twins[item.id] = other_id
                return True
        self.own[item.id] = item
        self.added.setdefault(list_id, []).append(item.id)
        self.touched.add(list_id)
        self.causes.append(_today(change, list_id, item.id))
        return True

    def _item(self, item_id: str) -> str | None:
        if item_id in self.own:
            return item_id
        return self.twins.get(item_id) or self.pack.history(Thing.RESOURCE).heir(item_id)

    def _all(self, list_id: str) -> tuple[str, ...]:
        return (*self.pack.lists[list_id].resources, *self.added.get(list_id, ()))

    def pins(self, list_id: str) -> tuple[str, ...]:
        hidden = self.hidden.get(list_id, ())
        return tuple(item_id for item_id in self.pinned.get(list_id, ()) if item_id not in hidden)

    def order(self, list_id: str) -> tuple[str, ...]:
        """The items of a list as they are shown."""
        pins = self.pins(list_id)
        aside = {*pins, *self.hidden.get(list_id, ())}
        return (*pins, *(item_id for item_id in self._all(list_id) if item_id not in aside))


def _today(change: Change, list_id: str, item_id: str) -> Change:
    same = (change.list_id, change.item_id) == (list_id, item_id)
    return change if same else replace(change, list_id=list_id, item_id=item_id)


def _document(resource: Resource) -> Document:
    words: Iterable[str] = (resource.kind.value, *resource.tags)
    spoken = " ".join(word.replace("-", " ") for word in words)
    return Document(resource.id, (resource.title,), (resource.description, spoken, resource.look_for))
