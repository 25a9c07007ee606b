"""Links that lead nowhere: noticed over days, marked in the lists, told once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.core.resources import Resource
from bot.core.sightings import Sighting, under_review
from bot.services.overlays import OverlayService
from bot.services.ports import LinkSightings, LinkStore

EVERY = timedelta(days=1)
KEPT = timedelta(days=60)
AGAIN = timedelta(hours=1)  # before a server is tried again that could not be told


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An item whose link is under review, the lists it stands in by their titles, and the last visit."""

    item: Resource
    lists: tuple[str, ...]
    last: Sighting


Tell = Callable[[int, Sequence[Reviewed]], Awaitable[bool]]
"""Tells moderators of a server; False where that is not possible now, or where there is no place for it."""


class LinkService:
    """Visits every address of the lists once a day, those of items that servers added too."""

    def __init__(
        self,
        *,
        store: LinkStore,
        sightings: LinkSightings,
        overlays: OverlayService,
        tell: Tell,
        now: Callable[[], datetime],
    ) -> None:
        """`now`: aware UTC."""
        self._store = store
        self._sightings = sightings
        self._overlays = overlays
        self._tell_moderators = tell
        self._now = now
        self._looked: datetime | None = None  # when the last look ended
        self._reviewed: Mapping[str, Sighting] = {}
        self._tried: dict[int, datetime] = {}  # when servers were tried that could not be told
        self._log = structlog.get_logger("preceptor.links")

    async def round(self) -> None:
        """Marks what is known, looks where a day has gone by since the last look, and tells whoever was not told.

        Interrupted at any moment, the next round goes on: what is told is taken down after it was. Raises
        StoreUnavailableError.
        """
        if self._looked is None:
            await self._mark()
        if self._looked is None or self._now() - self._looked >= EVERY:
            await self._look()
            self._looked = self._now()
        await self._tell()

    async def forget(self) -> None:
        """For a bot that visits nothing: nothing that was seen before counts any more. Raises as `round` does."""
        await self._store.forget(before=self._now().date(), but=())
        await self._store.untell(but=())

    async def _look(self) -> None:
        addresses = self._overlays.addresses
        seen = await self._sightings.look(sorted(addresses))
        await self._store.keep(seen)
        # Again: some were added while it looked, which takes minutes.
        await self._store.forget(before=(self._now() - KEPT).date(), but=addresses | self._overlays.addresses)
        await self._mark()
        self._log.info("links were visited", seen=len(seen), of=len(addresses), under_review=len(self._reviewed))

    async def _mark(self) -> None:
        self._reviewed = under_review(await self._store.sightings())
        await self._store.untell(but=self._reviewed.keys())
        self._overlays.review(self._reviewed.keys())

    async def _tell(self) -> None:
        if not self._reviewed:
            return
        told = await self._store.told()
        for guild_id in await self._store.listening():
            known = told.get(guild_id, frozenset())
            news = [one for one in self._reviewed_in(guild_id) if one.last.url not in known]
            tried = self._tried.get(guild_id)
            if not news or (tried is not None and self._now() - tried < AGAIN):
                continue
            self._tried[guild_id] = self._now()
            if await self._tell_moderators(guild_id, news):
                await self._store.tell(guild_id, {one.last.url for one in news}, at=self._now())
                del self._tried[guild_id]

    def _reviewed_in(self, guild_id: int) -> Sequence[Reviewed]:
        view = self._overlays.view(guild_id)
        found = []
        for item_id, item in view.resources.items():
            last = self._reviewed.get(item.url or "")
            if item_id in view.under_review and last is not None:
                lists = tuple(one.title for one in view.lists.values() if item_id in one.resources)
                found.append(Reviewed(item, lists, last))
        return found
