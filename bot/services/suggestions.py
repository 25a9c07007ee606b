"""From a member's suggestion to a moderator's decision, and back to the member."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import MemberError
from bot.core.flood import Flood
from bot.core.leafing import standing_in
from bot.core.listing import listing
from bot.core.news import Ending, News
from bot.core.overlay import View
from bot.core.resources import Cost, Resource, ResourceKind, ResourceList
from bot.core.suggestions import OPEN_ALL, OPEN_EACH, REASON, Draft, State, Suggestion, drafted, same, same_address
from bot.services.news import NewsService
from bot.services.overlays import OverlayService
from bot.services.ports import SuggestionStore
from bot.services.resources import slow_down

GONE = "That one was decided already. Use `/lists suggestions` to see what still waits."


@dataclass(frozen=True, slots=True)
class Taken:
    """It waits for the moderators now."""

    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Listed:
    """The lists of the server have it already."""

    resource: Resource
    lists: tuple[ResourceList, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody suggested it before, and it waits. Who that was is told to nobody."""

    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Desk:
    """One of the open suggestions of a server: `number` of `total`, from 1; ids of those beside it, or None.

    `lists` are those it could go into, `into` the one that is chosen or looks likeliest, and `kind` what most of that
    one are.
    """

    suggestion: Suggestion
    number: int
    total: int
    before: int | None
    after: int | None
    lists: tuple[ResourceList, ...]
    into: ResourceList
    kind: ResourceKind


@dataclass(frozen=True, slots=True)
class Approved:
    """It stands in the list `into`, as `title`: what a moderator made of it, or what the list had already."""

    suggestion: Suggestion
    into: ResourceList
    title: str


@dataclass(frozen=True, slots=True)
class Edits:
    """What a moderator made of a suggestion: `kind` and `cost` as their values."""

    link: str
    title: str
    description: str
    kind: str
    cost: str


class SuggestionService:
    """What members typed is kept as it is; who may decide is the policy's business."""

    def __init__(
        self,
        *,
        store: SuggestionStore,
        overlays: OverlayService,
        news: NewsService,
        flood: Flood,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        """`flood` bounds a member's suggestions; `now`: aware UTC; `monotonic`: seconds."""
        self._store = store
        self._overlays = overlays
        self._news = news
        self._flood = flood
        self._now = now
        self._monotonic = monotonic

    async def begin(self) -> None:
        """Opens again what was approved when the process ended before it was listed. Raises StoreUnavailableError."""
        await self._store.reopen()

    async def suggest(
        self, suggestion_id: int, guild_id: int, member_id: int, typed: Sequence[str]
    ) -> Taken | Listed | Waiting:
        """Keeps what was typed (link, title, why, audiences with commas between), unless it is known already.

        Raises MemberError for what cannot be listed, or where somebody suggests too much, and StoreUnavailableError.
        """
        link, title, why, whom = (*typed, "", "", "", "")[:4]
        draft = drafted(link, title, why, filter(None, whom.split(",")), called="“Why”")
        view = self._overlays.view(guild_id)
        known = same(draft, view.resources.values())
        if known is not None:
            return Listed(known, standing_in(view, known.id), known.id in view.under_review)
        if same(draft, self._overlays.hidden(guild_id)) is not None:
            raise MemberError("The lists have that already, but moderators of this server hid it. Ask them about it.")
        slow_down(self._flood, member_id, self._monotonic())
        waiting = await self._store.open(guild_id)
        if same(draft, waiting) is None:
            _bounded(waiting, member_id)
        kept = await self._store.add(Suggestion(suggestion_id, guild_id, member_id, draft, self._now()))
        return Taken(kept) if kept.id == suggestion_id else Waiting(kept)

    async def desk(self, guild_id: int, suggestion_id: int = 0, into: str | None = None) -> Desk | None:
        """The suggestion with that id, else the next one that waits, else the last; None where none waits.

        Raises StoreUnavailableError.
        """
        waiting = await self._store.open(guild_id)
        if not waiting:
            return None
        place = next((n for n, one in enumerate(waiting) if one.id >= suggestion_id), len(waiting) - 1)
        before = waiting[place - 1].id if place else None
        after = waiting[place + 1].id if place + 1 < len(waiting) else None
        view = self._overlays.view(guild_id)
        if not view.lists:
            raise MemberError("There are no resource lists yet that something could go into.")
        chosen = view.lists.get(into or "") or _likeliest(view, waiting[place].draft)
        every = tuple(view.lists.values())
        return Desk(waiting[place], place + 1, len(waiting), before, after, every, chosen, _kind(view, chosen))

    async def approve(
        self, guild_id: int, suggestion_id: int, list_id: str, *, by: int, edits: Edits | None = None
    ) -> Approved:
        """Lists it, as it is or as edited, at once. Of two at once one does; what the list has already is not added.

        Raises MemberError where it was decided already, or cannot be listed like that; it waits then as before. Raises
        StoreUnavailableError.
        """
        suggestion = await self.waiting(guild_id, suggestion_id)
        view = self._overlays.view(guild_id)
        into = view.lists.get(list_id)
        if into is None:
            raise MemberError("That list is no longer there. Choose another one.")
        resource = self._resource(suggestion.draft, _kind(view, into), edits)
        if not await self._store.decide(guild_id, suggestion_id, State.APPROVED, by=by, at=self._now()):
            raise MemberError(GONE)
        standing = _at(view, into, resource.url)
        try:
            if standing is None:
                await self._overlays.add(guild_id, into.id, resource, by=by)
        except BaseException:  # whatever it was: what is not listed waits as before
            await self._store.reopen(suggestion_id)
            raise
        done = await self._store.list_in(suggestion_id, into.title)
        self._news.arrived(done.member_id if done else None)
        return Approved(suggestion, into, (standing or resource).title)

    async def reject(self, guild_id: int, suggestion_id: int, reason: str, *, by: int) -> Suggestion:
        """Its member learns the reason. Raises MemberError and StoreUnavailableError as `approve` does."""
        said = " ".join(reason.split())[:REASON]
        if not any(character.isalnum() for character in said):
            raise MemberError("Say in a few words why: the member who suggested it reads that.")
        decided = await self._store.decide(guild_id, suggestion_id, State.REJECTED, by=by, at=self._now(), reason=said)
        if decided is None:
            raise MemberError(GONE)
        self._news.arrived(decided.member_id)
        return decided

    async def waiting(self, guild_id: int, suggestion_id: int) -> Suggestion:
        """The open suggestion. Raises MemberError where it is not open, or another server's."""
        found = next((one for one in await self._store.open(guild_id) if one.id == suggestion_id), None)
        if found is None:
            raise MemberError(GONE)
        return found

    def _resource(self, draft: Draft, kind: ResourceKind, edits: Edits | None) -> Resource:
        today = self._now().date()
        if edits is None:
            about = draft.why or draft.title
            return listing(
                url=draft.link, title=draft.title, description=about, checked=today, kind=kind, audience=draft.audience
            )
        better = drafted(edits.link, edits.title, edits.description, draft.audience)
        return listing(
            url=better.link,
            title=better.title,
            description=better.why or better.title,
            checked=today,
            kind=edits.kind,
            audience=better.audience,
            cost=edits.cost or Cost.UNKNOWN,
        )


class SuggestionNews:
    """What came of suggestions, as news."""

    def __init__(self, store: SuggestionStore, overlays: OverlayService) -> None:
        self._store = store
        self._overlays = overlays

    async def untold(self) -> frozenset[int]:
        return await self._store.untold()

    async def news(self, member_id: int) -> Sequence[News]:
        found = await self._store.news(member_id)
        return [
            News(one.id, Ending.DECLINED, one.title, one.reason)
            if one.state is State.REJECTED
            else News(one.id, Ending.LISTED, one.title, one.listed, self._named(one))
            for one in found
        ]

    def _named(self, listed: Suggestion) -> str:
        """Its title in the list, where that is another one. No one keeps it: what leads to its address there tells."""
        view = self._overlays.view(listed.guild_id)
        lists = (one for one in view.lists.values() if one.title == listed.listed)
        found = next((item for one in lists if (item := _at(view, one, listed.url))), None)
        return "" if found is None or found.title == listed.title else found.title

    async def told(self, ids: Sequence[int], *, at: datetime) -> None:
        await self._store.told(ids, at=at)


def _at(view: View, within: ResourceList, url: str | None) -> Resource | None:
    """What a list has at an address; None for nothing."""
    return next((view.resources[one] for one in within.resources if same_address(view.resources[one].url, url)), None)


def _bounded(waiting: Sequence[Suggestion], member_id: int) -> None:
    if sum(one.member_id == member_id for one in waiting) >= OPEN_EACH:
        raise MemberError(f"{OPEN_EACH} of your suggestions wait for the moderators already. Let them decide first.")
    if len(waiting) >= OPEN_ALL:
        raise MemberError("So many suggestions wait for the moderators here that I take no more. Try again later.")


def _likeliest(view: View, draft: Draft) -> ResourceList:
    """The list of what is most like it, else the first."""
    near = view.search(f"{draft.title} {draft.why}"[:100], limit=1, guessing=True)
    lists = standing_in(view, near[0].id) if near else ()
    return lists[0] if lists else next(iter(view.lists.values()))


def _kind(view: View, into: ResourceList) -> ResourceKind:
    """What most of a list are; of an empty one nobody knows."""
    counted = Counter(view.resources[one].kind for one in into.resources)
    return counted.most_common(1)[0][0] if counted else ResourceKind.EDUCATION
