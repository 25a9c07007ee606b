"""What each server changed about the lists, at hand for every handler."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

import structlog

from bot.core.catalogue import Catalogue
from bot.core.errors import MemberError
from bot.core.overlay import Change, Kind, View
from bot.core.resources import Resource
from bot.core.suggestions import same_address
from bot.services.ports import OverlayStore
from bot.services.shelf import Shelf

VIEWS = 5000  # kept in memory; of more, the one that was made first is made again
CHANGES = 200  # that one server may have standing: more is a pack of its own

Listener = Callable[[int | None], None]


class OverlayService:
    """Views come from memory; every change goes through here, to the store first, and is live when it returns."""

    def __init__(
        self,
        *,
        store: OverlayStore,
        shelf: Shelf,
        now: Callable[[], datetime],
        standing: Iterable[Change] = (),
        views: int = VIEWS,
        most: int = CHANGES,
    ) -> None:
        """`standing` is what the store has, oldest first; `now` gives aware UTC."""
        self._store = store
        self._shelf = shelf
        self._now = now
        self._most_views = views
        self._most = most
        self._changes: dict[int, tuple[Change, ...]] = {}
        for change in standing:
            self._changes[change.guild_id] = (*self._changes.get(change.guild_id, ()), change)
        self._broken: frozenset[str] = frozenset()
        self._made_of: tuple[Catalogue, AbstractSet[str]] = shelf.stock.catalogue, self._broken
        self._views: dict[int, View] = {}
        self._plain: View | None = None
        self._listeners: list[Listener] = []
        self._one_at_a_time = asyncio.Lock()
        self._log = structlog.get_logger("preceptor.overlays")

    def view(self, guild_id: int | None) -> View:
        """The lists as that server sees them; the pack's alone in direct messages, and where nothing was changed.

        One view for each content and state of the changes: the same object until either is another.
        """
        catalogue = self._shelf.stock.catalogue
        if (catalogue, self._broken) != self._made_of:
            self._made_of = catalogue, self._broken
            self._views.clear()
            self._plain = None
        changes = () if guild_id is None else self._changes.get(guild_id, ())
        if guild_id is None or not changes:
            if self._plain is None:
                self._plain = catalogue.view(broken=self._broken)
            return self._plain
        view = self._views.get(guild_id)
        if view is None:
            view = self._views[guild_id] = catalogue.view(changes, broken=self._broken)
            if len(self._views) > self._most_views:
                del self._views[next(iter(self._views))]
        return view

    def changes(self, guild_id: int) -> Sequence[Change]:
        """What stands, oldest first: nothing that was undone."""
        return self._changes.get(guild_id, ())

    def hidden(self, guild_id: int, list_id: str | None = None) -> Sequence[Resource]:
        """The items that the server hid in that list; in any list where None."""
        view, known = self.view(guild_id), self._shelf.stock.pack.resources
        own = {change.item_id: change.item for change in self.changes(guild_id) if change.item is not None}
        ids = (id_ for held, some in view.hidden.items() if list_id in (None, held) for id_ in sorted(some))
        return [found for id_ in dict.fromkeys(ids) if (found := known.get(id_) or own.get(id_)) is not None]

    @property
    def addresses(self) -> frozenset[str]:
        """Where the items of the pack's lists lead, and those that servers added."""
        shown = self.view(None).resources.values()
        own = (change.item for changes in self._changes.values() for change in changes if change.item is not None)
        return frozenset(item.url for item in (*shown, *own) if item.url is not None)

    async def add(self, guild_id: int, list_id: str, item: Resource, *, by: int) -> Change:
        """Adds an item of the server's own, made by `bot.core.listing`; it gets its id here.

        Raises MemberError for a list that there is not, a title or a page that the list has already, be it hidden, or
        too many changes, and StoreUnavailableError.
        """
        async with self._one_at_a_time:
            self._new(guild_id, list_id, item)
            self._room(guild_id)
            return self._remember(
                await self._store.keep(guild_id, Kind.ADDED, list_id, None, item, by=by, at=self._now())
            )

    async def hide(self, guild_id: int, list_id: str, item_id: str, *, by: int) -> Change:
        """Hides an item in one list; again is the same as once. Raises as `add` does."""
        return await self._mark(guild_id, Kind.HIDDEN, list_id, item_id, by=by)

    async def pin(self, guild_id: int, list_id: str, item_id: str, *, by: int) -> Change:
        """Shows an item before the others of one list; again is the same as once. Raises as `add` does."""
        return await self._mark(guild_id, Kind.PINNED, list_id, item_id, by=by)

    async def undo(self, guild_id: int, change_id: int, *, by: int) -> Change | None:
        """Takes a change back, by the ids of today where they lead; None where it does not stand in this server.

        What it hid is shown again then, what it pinned unpinned, whatever else hid or pinned it: an item can have gone
        by several ids, and changes been made under each. With an item of the server's own goes what was done to it.

        Raises StoreUnavailableError.
        """
        async with self._one_at_a_time:
            causes = self.view(guild_id).causes
            asked = next((one for one in causes if one.id == change_id), None)
            along = [one.id for one in causes if asked is not None and one is not asked and _goes_along(one, asked)]
            undone, gone = None, set[int]()
            try:
                for each in (*along, change_id):  # that one last: until it is done it can be asked for again
                    undone = await self._store.undo(guild_id, each, by=by, at=self._now())
                    gone.add(each)
            except asyncio.CancelledError:
                gone.add(each)  # what was begun is written, whoever waits for it
                raise
            finally:
                left = [one for one in self.changes(guild_id) if one.id not in gone]
                if len(left) < len(self.changes(guild_id)):
                    self._put(guild_id, left)
                    self._tell(guild_id)
            return undone and (asked or undone)

    def on_change(self, callback: Listener) -> None:
        """`callback` is called after each change with the server's id; with None where all servers see something else
        (a link came under review, or works again). It may not block and may not raise."""
        self._listeners.append(callback)

    def review(self, broken: AbstractSet[str]) -> None:
        """From now on items that lead to these addresses are under review, and no others."""
        if broken != self._broken:
            self._broken = frozenset(broken)
            self._tell(None)

    async def purge(self, guild_id: int) -> None:
        """Forgets a server whose changes are gone."""
        self._put(guild_id, ())

    def forget(self, member_id: int) -> bool:
        """Takes the member's id out of all changes; False where they made none."""
        theirs = {guild for guild, changes in self._changes.items() if any(one.by == member_id for one in changes)}
        for guild_id in theirs:
            changes = self._changes[guild_id]
            self._put(guild_id, (replace(one, by=None) if one.by == member_id else one for one in changes))
        return bool(theirs)

    async def _mark(self, guild_id: int, kind: Kind, list_id: str, item_id: str, *, by: int) -> Change:
        async with self._one_at_a_time:
            view = self.view(guild_id)
            for change in view.causes:
                if _done(change) == (kind, list_id, item_id):
                    return change
            if item_id not in self._list(view, list_id):
                raise MemberError("That item does not stand in this list any more. Open the list again to see it.")
            self._room(guild_id)
            return self._remember(await self._store.keep(guild_id, kind, list_id, item_id, None, by=by, at=self._now()))

    def _new(self, guild_id: int, list_id: str, item: Resource) -> None:
        view = self.view(guild_id)
        for other in (view.resources[one] for one in self._list(view, list_id)):
            if _same_title(other, item):
                raise MemberError("That list has an item with this title already. Name them apart.")
            if same_address(other.url, item.url):
                raise MemberError("That list has this page already, as “{}”.", other.title)
        for other in self.hidden(guild_id, list_id):
            if _same_title(other, item) or same_address(other.url, item.url):
                what, apart = ("title", ", or name them apart") if _same_title(other, item) else ("page", "")
                raise MemberError(
                    f"That list has a hidden item with this {what}, “{{}}”. Choose it in `/lists items` and press "
                    f"“Show again”{apart}.",
                    other.title,
                )

    def _list(self, view: View, list_id: str) -> tuple[str, ...]:
        found = view.lists.get(list_id)
        if found is None:
            raise MemberError("There is no such list any more. Pick one from the options.")
        return found.resources

    def _room(self, guild_id: int) -> None:
        """Only what has an effect counts. What the pack left behind nobody sees, and so nobody could take it back."""
        if len(self.view(guild_id).causes) >= self._most:
            raise MemberError(f"This server has changed {self._most} things, which is the most. Take one back first.")

    def _remember(self, change: Change) -> Change:
        others = (one for one in self.changes(change.guild_id) if one.id != change.id)
        self._put(change.guild_id, sorted((*others, change), key=lambda one: one.id))
        self._log.info("a server changed its lists", kind=change.kind.value, list=change.list_id)
        self._tell(change.guild_id)
        return change

    def _put(self, guild_id: int, changes: Iterable[Change]) -> None:
        self._views.pop(guild_id, None)
        self._changes[guild_id] = tuple(changes)
        if not self._changes[guild_id]:
            del self._changes[guild_id]

    def _tell(self, guild_id: int | None) -> None:
        for listener in self._listeners:
            listener(guild_id)


def _same_title(one: Resource, other: Resource) -> bool:
    return one.title.casefold() == other.title.casefold()


def _goes_along(one: Change, other: Change) -> bool:
    """Whether taking `other` back leaves nothing for `one` to do, or takes the same to come true."""
    if other.kind is Kind.ADDED:
        return (one.list_id, one.item_id) == (other.list_id, other.item_id)
    return _done(one) == _done(other)


def _done(cause: Change) -> tuple[Kind, str, str]:
    """What was done to which item of which list."""
    return cause.kind, cause.list_id, cause.item_id
