"""Leafing through a server's resource lists, and searching them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.errors import MemberError
from bot.core.flood import Flood
from bot.core.leafing import audiences, items, like, lists, named, standing_in, suits
from bot.core.overlay import View
from bot.core.resources import Resource, ResourceList
from bot.services.overlays import OverlayService

HITS = 5


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists with something for `audience` (None: everybody), each with how much of it, and how much that is in all:
    what stands in two of them is one.

    `audiences` are all there are; `unknown` is what was typed and is no list or audience, None where nothing was.
    """

    lists: tuple[tuple[ResourceList, int], ...]
    total: int
    audience: str | None
    audiences: tuple[str, ...]
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What `shown` has for the audience of `beside`, which has the other lists; nothing in it where it has nothing.

    `doubtful` and `pinned` are ids of resources whose link is under review, or which the server put first.
    """

    shown: ResourceList
    items: tuple[Resource, ...]
    beside: Lists
    doubtful: frozenset[str]
    pinned: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hits:
    """What fits the words, best first, each with the lists it stands in; empty where nothing does.

    `picked`: the words are the id of the only one. `may_suggest`: there are moderators to suggest something to.
    """

    words: str
    resources: tuple[tuple[Resource, tuple[ResourceList, ...]], ...]
    doubtful: frozenset[str]
    picked: bool
    may_suggest: bool


class ResourceService:
    """Everything comes from the view of the server in memory; nothing is recorded."""

    def __init__(self, *, overlays: OverlayService, flood: Flood, monotonic: Callable[[], float]) -> None:
        """`flood` bounds a member's searches; `monotonic`: seconds for it."""
        self._overlays = overlays
        self._flood = flood
        self._monotonic = monotonic

    def browse(self, guild_id: int | None, words: str | None, audience: str | None) -> Lists | Listing:
        """A list by its id or title and an audience by its name; all lists where none, or no such one, was named."""
        view = self._view(guild_id)
        whom = None if audience is None else next((o for o in audiences(view) if o == audience.strip().lower()), None)
        found = None if words is None else named(view.lists.values(), words)
        if found is not None and (audience is None or whom is not None):
            return _listing(view, found, whom)
        unknown = words if words is not None and found is None else audience if whom is None else None
        return _lists(view, whom, unknown)

    def suggest_lists(self, guild_id: int | None, typed: str, limit: int = 25) -> tuple[ResourceList, ...]:
        return like(tuple(self._overlays.view(guild_id).lists.values()), typed)[:limit]

    def suggest_audiences(self, guild_id: int | None, typed: str, limit: int = 25) -> tuple[str, ...]:
        said = typed.strip().lower()
        return tuple(one for one in audiences(self._overlays.view(guild_id)) if said in one)[:limit]

    def suggest(self, guild_id: int | None, typed: str, limit: int = 25) -> Sequence[Resource]:
        """Resources that fit while somebody is typing, best first; without words the first of each list in turn."""
        view = self._overlays.view(guild_id)
        if typed.strip():
            return view.search(typed, limit=limit, finished=not typed[-1:].isalnum(), guessing=True)
        firsts = [view.resources[one.resources[0]] for one in view.lists.values() if one.resources]
        return tuple(dict.fromkeys(firsts))[:limit]

    def search(self, guild_id: int | None, words: str, *, member_id: int) -> Hits:
        """What fits the words, or the resource with that id. Raises MemberError where somebody asks too fast."""
        view = self._view(guild_id)
        slow_down(self._flood, member_id, self._monotonic())
        picked = view.resources.get(words.strip())
        found = [picked] if picked else view.search(words, limit=HITS)
        hits = tuple((one, standing_in(view, one.id)) for one in found)
        return Hits(words, hits, frozenset(view.under_review), picked is not None, guild_id is not None)

    def _view(self, guild_id: int | None) -> View:
        view = self._overlays.view(guild_id)
        if not view.lists:
            raise MemberError("There are no resource lists yet.")
        return view


def _lists(view: View, audience: str | None, unknown: str | None = None) -> Lists:
    total = sum(suits(one, audience) for one in view.resources.values())
    return Lists(lists(view, audience), total, audience, audiences(view), unknown)


def _listing(view: View, shown: ResourceList, audience: str | None) -> Listing:
    pinned = frozenset(view.pinned.get(shown.id, ()))
    held = items(view, shown.id, audience)
    return Listing(shown, held, _lists(view, audience), frozenset(view.under_review), pinned)


def slow_down(flood: Flood, member_id: int, now: float) -> None:
    """Takes a token; raises MemberError, which says how long to wait, where there is none."""
    wait = flood.allow(member_id, now)
    if wait > 60:
        minutes = int(wait // 60) + 1
        raise MemberError(f"That is a lot at once. Try again in {minutes} minutes.")
    if wait > 0:
        seconds = int(wait) + 1
        raise MemberError(f"That is a lot at once. Try again in {seconds} second{'s' if seconds > 1 else ''}.")
