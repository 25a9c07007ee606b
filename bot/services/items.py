"""What moderators change about the items of their server's lists: hidden, pinned, added, and taken back."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import MemberError
from bot.core.leafing import audiences, like, named
from bot.core.listing import listing
from bot.core.overlay import Change, Kind
from bot.core.pack import Pack
from bot.core.resources import Resource, ResourceList
from bot.core.suggestions import drafted, same
from bot.services.overlays import OverlayService


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with the changes of this server that made it what it is, by the ids of today.

    None where there is none of the kind. What is hidden is not pinned.
    """

    resource: Resource
    hidden: Change | None = None
    pinned: Change | None = None
    added: Change | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """A list of a server with all its items, the hidden ones last; `last` is its newest change that has an effect.

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
        causes = [one for one in view.causes if one.list_id == shown.id]
        added = {change.item_id: change.item for change in causes if change.item is not None}
        ids = [*shown.resources, *sorted(view.hidden.get(shown.id, ()))]
        known = self._pack().resources
        found = (view.resources.get(one) or known.get(one) or added.get(one) for one in ids)
        return Bench(
            shown,
            tuple(_item(resource, causes, view.hidden.get(shown.id, ())) for resource in found if resource is not None),
            causes[-1] if causes else None,
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
            raise MemberError("This list has it already: “{}”. Choose it in the menu to pin or show it.", known.title)
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
        """Shows the item again, unpins or removes it; gives the change back by the ids of today, where they lead.

        Raises MemberError where the change does not stand in this server, and StoreUnavailableError.
        """
        undone = await self._overlays.undo(guild_id, change_id, by=by)
        if undone is None:
            raise MemberError("That was taken back already. Use `/lists items` to see the list as it is.")
        return undone

    def _known(self, guild_id: int, list_id: str, item_id: str) -> None:
        if self.bench(guild_id, list_id).item(item_id) is None:
            raise MemberError("That item is no longer in this list. Use `/lists items` to see the list as it is.")


def _item(resource: Resource, causes: Sequence[Change], hidden: Collection[str]) -> Item:
    """Of several changes that did the same to it, the newest: taking that back takes back all of them."""
    mine = {one.kind: one for one in causes if one.item_id == resource.id}
    is_hidden = resource.id in hidden
    return Item(
        resource,
        mine.get(Kind.HIDDEN),
        None if is_hidden else mine.get(Kind.PINNED),
        mine.get(Kind.ADDED),
    )
