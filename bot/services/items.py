"""What moderators change about the items of their server's lists: hidden, pinned, added, and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import MemberError
from bot.core.history import Kind as HistoryKind
from bot.core.leafing import audiences, like, named
from bot.core.listing import listing
from bot.core.overlay import Change, Kind, View
from bot.core.pack import Pack
from bot.core.resources import Resource, ResourceList
from bot.core.suggestions import drafted, same
from bot.services.overlays import OverlayService


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with the changes of this server that stand for it: None where there is none of the kind."""

    resource: Resource
    hidden: Change | None = None
    pinned: Change | None = None
    added: Change | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """A list of a server with all its items, the hidden ones last; `last` is its newest change that still stands.

    `doubtful` are ids of items whose link is under review.
    """

    shown: ResourceList
    items: tuple[Item, ...]
    last: Change | None
    audiences: tuple[str, ...]
    doubtful: frozenset[str]

    def item(self, item_id: str) -> Item | None:
        return next((one for one in self.items if one.resource.id == item_id), None)


class ItemService:
    """Who may change something is the policy's business. Every change is live when the method returns."""

    def __init__(self, *, overlays: OverlayService, pack: Callable[[], Pack], now: Callable[[], datetime]) -> None:
        """`pack` is what all servers share right now; `now`: aware UTC."""
        self._overlays = overlays
        self._pack = pack
        self._now = now

    def suggest_lists(self, guild_id: int | None, typed: str, limit: int = 25) -> tuple[ResourceList, ...]:
        return like(tuple(self._overlays.view(guild_id).lists.values()), typed)[:limit]

    def bench(self, guild_id: int, words: str) -> Bench:
        """The list with this id or title. Raises MemberError where there is none."""
        view = self._overlays.view(guild_id)
        shown = named(view.lists.values(), words)
        if shown is None:
            raise MemberError("There is no such list here. Pick one of those that `/lists items` offers.")
        called = self._pack().history(HistoryKind.LIST).current
        changes = [one for one in self._overlays.changes(guild_id) if called(one.list_id) == shown.id]
        added = {change.item_id: change.item for change in changes if change.item is not None}
        ids = [*shown.resources, *sorted(view.hidden.get(shown.id, ()))]
        known = self._pack().resources
        found = ((one, view.resources.get(one) or known.get(one) or added.get(one)) for one in dict.fromkeys(ids))
        return Bench(
            shown,
            tuple(self._item(resource, changes, view, shown.id) for _, resource in found if resource is not None),
            changes[-1] if changes else None,
            audiences(view),
            frozenset(view.under_review),
        )

    async def hide(self, guild_id: int, list_id: str, item_id: str, *, by: int) -> Change:
        """Raises MemberError where there is no such item, and StoreUnavailableError."""
        self._known(guild_id, list_id, item_id)
        return await self._overlays.hide(guild_id, list_id, item_id, by=by)

    async def pin(self, guild_id: int, list_id: str, item_id: str, *, by: int) -> Change:
        """Raises MemberError where there is no such item, and StoreUnavailableError."""
        self._known(guild_id, list_id, item_id)
        return await self._overlays.pin(guild_id, list_id, item_id, by=by)

    async def add(self, guild_id: int, list_id: str, typed: Sequence[str], *, by: int) -> Change:
        """Adds an item out of what was typed: link, title, description, kind, audiences with commas between.

        Raises MemberError for what cannot be listed or stands in this list already, and StoreUnavailableError.
        """
        link, title, description, kind, whom = (*typed, "", "", "", "", "")[:5]
        bench = self.bench(guild_id, list_id)
        draft = drafted(link, title, description, filter(None, whom.split(",")))
        known = same(draft, [one.resource for one in bench.items])
        if known is not None:
            raise MemberError(f"This list has it already: {known.title}. Choose it in the menu to pin or show it.")
        item = listing(
            url=draft.link,
            title=draft.title,
            description=draft.why or draft.title,
            checked=self._now().date(),
            kind=kind,
            audience=draft.audience,
        )
        return await self._overlays.add(guild_id, bench.shown.id, item, by=by)

    async def take_back(self, guild_id: int, change_id: int, *, by: int) -> Change:
        """Raises MemberError where the change does not stand in this server, and StoreUnavailableError."""
        undone = await self._overlays.undo(guild_id, change_id, by=by)
        if undone is None:
            raise MemberError("That was taken back already. Use `/lists items` to see the list as it is.")
        return undone

    def _known(self, guild_id: int, list_id: str, item_id: str) -> None:
        if self.bench(guild_id, list_id).item(item_id) is None:
            raise MemberError("That item is no longer in this list. Use `/lists items` to see the list as it is.")

    def _item(self, resource: Resource, changes: Sequence[Change], view: View, list_id: str) -> Item:
        """Changes name items as they were called then."""
        history = self._pack().history(HistoryKind.RESOURCE)
        mine = {one.kind: one for one in changes if history.current(one.item_id) == resource.id}
        is_hidden = resource.id in view.hidden.get(list_id, ())
        is_pinned = resource.id in view.pinned.get(list_id, ())
        return Item(
            resource,
            mine.get(Kind.HIDDEN) if is_hidden else None,
            mine.get(Kind.PINNED) if is_pinned else None,
            mine.get(Kind.ADDED),
        )
