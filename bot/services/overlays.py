"""What each server changed about the lists, at hand for every handler."""

from collections.abc import Callable, Sequence

from bot.core.overlay import Change, View
from bot.core.resources import Resource


class OverlayService:
    """Views come from memory; every change goes through here, to the store first, and is live when it returns."""

    def view(self, guild_id: int | None) -> View:
        """The lists as that server sees them; the pack's alone in direct messages, and where nothing was changed."""
        raise NotImplementedError

    def changes(self, guild_id: int) -> Sequence[Change]:
        """What stands, oldest first: nothing that was undone."""
        raise NotImplementedError

    async def add(self, guild_id: int, list_id: str, item: Resource, *, by: int) -> Change:
        """Adds an item of the server's own; its id is given here, whatever `item` has. See `bot.core.listing`.

        Raises MemberError for a list that there is not, a title that the list has already, or too many changes, and
        StoreUnavailableError.
        """
        raise NotImplementedError

    async def hide(self, guild_id: int, list_id: str, item_id: str, *, by: int) -> Change:
        """Hides an item in one list; again is the same as once. Raises as `add` does."""
        raise NotImplementedError

    async def pin(self, guild_id: int, list_id: str, item_id: str, *, by: int) -> Change:
        """Shows an item before the others of one list; again is the same as once. Raises as `add` does."""
        raise NotImplementedError

    async def undo(self, guild_id: int, change_id: int, *, by: int) -> Change | None:
        """Takes a change back: shown again, unpinned, removed. None where it does not stand in this server.

        Raises StoreUnavailableError.
        """
        raise NotImplementedError

    def on_change(self, callback: Callable[[int | None], None]) -> None:
        """`callback` is called after each change with the server's id; with None where all servers see something else
        (a link came under review, or works again). It may not block and may not raise."""
        raise NotImplementedError
