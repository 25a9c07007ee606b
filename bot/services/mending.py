"""One posting brought to what it should be, move by move; each move is recorded after it happened."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.postings.failures import MessageGoneError, NotNowError
from bot.core.postings.moves import Edit, Keep, Move, Pin, Post, Withdraw, diff
from bot.core.postings.values import UNKNOWN, Page, Part, Posting
from bot.services.pace import Change, Pace
from bot.services.posting_ports import PostingStore, PostingWire

# How many of a channel's last messages are looked through for some that no row knows of: where one may have been sent,
# and where only a database that was restored could have forgotten any.
DEEP, SHALLOW = 10_000, 300


@dataclass(slots=True)
class Mending:
    """What was done, in this order; `posting` is how it stands then. Holds for what was broken off, too."""

    posting: Posting
    done: list[Move] = field(default_factory=list)


class Mender:
    """Safe to be killed anywhere and to be called again: at most one move happens twice, and none of them harms.

    What could harm is a message sent twice. That one may have been sent is on disk before it is; where it is not known
    what became of it, the channel is searched for the posting's mark before anything is sent again. That a message may
    show something else than before is on disk before it is edited: the next edit may lead back to what it showed.
    """

    def __init__(self, *, store: PostingStore, wire: PostingWire, pace: Pace, now: Callable[[], datetime]) -> None:
        self._store = store
        self._wire = wire
        self._pace = pace
        self._now = now

    async def look(self, posting: Posting, *, record: bool = True) -> Posting:
        """Without the messages that were deleted. Raises WireError, StoreUnavailableError."""
        for part in posting.parts:
            await self._pace.look()
            if not await self._wire.exists(posting.channel_id, part.message_id):
                posting = await self._gone(posting, part.message_id) if record else _without(posting, part.message_id)
        return posting

    async def mend(self, mending: Mending, pages: Sequence[Page], *, pin: bool) -> None:
        """Take the moves to `pages`; none at all removes every message. `pin`: whether pinning can be tried.

        Raises WireError, StoreUnavailableError: what was done until then is recorded, and noted in `mending`.
        """
        searched = False
        for _ in range(len(mending.posting.parts) + 2):  # each time round a message turned out to be deleted
            moves = self.moves(mending.posting, pages, pin=pin)
            if mending.posting.sending or (not searched and any(isinstance(move, Post) for move in moves)):
                mending.posting = await self._search(mending.posting)
                searched = True
                moves = self.moves(mending.posting, pages, pin=pin)
            if await self._take_all(mending, moves, pages):
                return
        raise NotNowError("messages are deleted as fast as they are posted")

    def moves(self, posting: Posting, pages: Sequence[Page], *, pin: bool) -> tuple[Move, ...]:
        digests = [page.digest for page in pages]
        return diff(digests, posting.parts, pin=pin and posting.pin, pinned=posting.pinned)

    async def _take_all(self, mending: Mending, moves: Sequence[Move], pages: Sequence[Page]) -> bool:
        """False where a message is gone that was to be changed: the moves are others then."""
        for move in moves:
            try:
                mending.posting = await self._take(mending.posting, move, pages)
            except MessageGoneError:
                lost = move.message_id if isinstance(move, Edit) else _first(mending.posting)
                mending.posting = await self._gone(mending.posting, lost)
                return False
            if not isinstance(move, Keep):
                mending.done.append(move)
        return True

    async def _take(self, posting: Posting, move: Move, pages: Sequence[Page]) -> Posting:
        match move:
            case Keep():
                return posting
            case Edit(message_id, index):
                return await self._edit(posting, message_id, pages[index])
            case Withdraw(message_id):
                await self._pace.change(posting.channel_id, Change.DELETE)
                with suppress(MessageGoneError):
                    await self._wire.delete(posting.channel_id, message_id)
                return await self._gone(posting, message_id)
            case Post(index):
                return await self._post(posting, pages[index])
            case Pin():
                await self._pace.change(posting.channel_id, Change.PIN)
                await self._wire.pin(posting.channel_id, _first(posting))
                await self._store.pinned(posting, _first(posting))
                return replace(posting, pinned=_first(posting))

    async def _edit(self, posting: Posting, message_id: int, page: Page) -> Posting:
        await self._pace.change(posting.channel_id, Change.EDIT)
        await self._store.begin_edit(posting, message_id)
        await self._wire.edit(posting.channel_id, message_id, page, mark=posting.mark)
        part = Part(message_id, page.digest)
        await self._store.edited(posting, part, at=self._now())
        return replace(posting, parts=tuple(part if one.message_id == message_id else one for one in posting.parts))

    async def _post(self, posting: Posting, page: Page) -> Posting:
        await self._pace.change(posting.channel_id, Change.SEND)
        await self._store.begin_send(posting)
        message_id = await self._wire.send(posting.channel_id, page, nonce=posting.nonce, mark=posting.mark)
        part = Part(message_id, page.digest)
        await self._store.sent(posting, part, at=self._now())
        return replace(posting, parts=(*posting.parts, part), sends=posting.sends + 1, sending=False)

    async def _search(self, posting: Posting) -> Posting:
        """With the messages that were sent and not recorded. What they show is not known: they will be edited."""
        known = {part.message_id for part in posting.parts}
        carrying = await self._wire.search(
            posting.channel_id,
            mark=posting.mark,
            after=max(known, default=posting.id),
            within=DEEP if posting.sending else SHALLOW,
            turn=self._pace.look,
        )
        found = [message_id for message_id in carrying if message_id not in known]
        if found or posting.sending:
            await self._store.found(posting, found, at=self._now())
        parts = sorted((*posting.parts, *(Part(one, UNKNOWN) for one in found)), key=lambda part: part.message_id)
        return replace(posting, parts=tuple(parts), sends=posting.sends + len(found), sending=False)

    async def _gone(self, posting: Posting, message_id: int) -> Posting:
        await self._store.gone(posting, message_id, at=self._now())
        return _without(posting, message_id)


def _without(posting: Posting, message_id: int) -> Posting:
    return replace(posting, parts=tuple(part for part in posting.parts if part.message_id != message_id))


def _first(posting: Posting) -> int:
    return posting.parts[0].message_id
