"""What a member can learn about what is kept of them, take along, and have removed."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import structlog

from bot.core.errors import MemberError
from bot.core.flood import Flood
from bot.core.privacy import REGISTRY, Spans
from bot.core.storage import Held, StoreUnavailableError
from bot.services.ports import Erasures, MemberCopy, MemberMemory

LIMIT, PER = 5, timedelta(minutes=10)
WORD = "DELETE"
TRIES, PAUSE = 40, 1.0  # of clearing the log after rows went; seconds


@dataclass(frozen=True, slots=True)
class Account:
    """What is kept of a member. `remembered`: the memory that stops floods knows their id right now."""

    held: Held
    remembered: bool
    spans: Spans

    @property
    def rows(self) -> int:
        return sum(len(rows) for rows in self.held.rows.values())


class PrivacyService:
    """Nobody but the caller is ever looked up: ids come from Discord's word on who acts."""

    def __init__(
        self,
        *,
        erasures: Erasures,
        memories: Sequence[MemberMemory],
        spans: Spans,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        copies: Sequence[MemberCopy] = (),
    ) -> None:
        """`memories` know members' ids that are kept nowhere else; `now` is aware UTC."""
        self._erasures = erasures
        self._memories = memories
        self._copies = copies
        self._spans = spans
        self._now = now
        self._monotonic = monotonic
        self._flood = Flood(limit=LIMIT, per=PER)
        self._clearing: set[asyncio.Task[None]] = set()
        self._log = structlog.get_logger("preceptor.privacy")

    async def show(self, member_id: int) -> Account:
        """Raises MemberError where the database does not answer, or where the member asks too often."""
        self._slow_down(member_id)
        return await self._account(member_id)

    async def export(self, member_id: int) -> bytes:
        """All of it as JSON in UTF-8. Raises as `show` does."""
        self._slow_down(member_id)
        account = await self._account(member_id)
        erased = account.held.erased_at
        found = {
            "made_at": self._now().isoformat(),
            "member_id": str(member_id),
            "kept_under_your_id": account.held.rows,
            "erased_at": erased.isoformat() if erased else None,
            "in_memory_now": account.remembered,
            "tables": [
                {
                    "table": holding.table,
                    "holds": holding.what,
                    "why": holding.why,
                    "until": self._spans.said(holding.until),
                    "erased_on_request": holding.erased,
                }
                for holding in REGISTRY
            ],
        }
        return json.dumps(found, ensure_ascii=False, indent=2, default=_plain).encode()

    async def erase(self, member_id: int, word: str) -> Mapping[str, int]:
        """Removes all that is kept of the member, who typed `word` to say so. Rows by table.

        Returns when it is done in the database; its log is cleared at once too, or, where a reader is in the way, as
        soon as that one is gone. Raises as `show` does, and MemberError for another word; nothing is removed then.
        """
        if word.strip().upper() != WORD:
            raise MemberError(f"Nothing was deleted: the word was not {WORD}. `/privacy delete` asks again.")
        self._slow_down(member_id)
        try:
            removed = await self._erasures.erase(member_id, at=self._now())
        except StoreUnavailableError as error:
            raise _unreachable("Nothing was deleted.") from error
        for memory in (*self._memories, *self._copies):
            memory.forget(member_id)
        clearing = asyncio.create_task(self._clear(), name="clearing")
        self._clearing.add(clearing)
        clearing.add_done_callback(self._clearing.discard)
        await asyncio.wait({clearing}, timeout=PAUSE)
        return removed

    async def _account(self, member_id: int) -> Account:
        try:
            held = await self._erasures.held(member_id)
        except StoreUnavailableError as error:
            raise _unreachable("I cannot look that up.") from error
        remembered = any(memory.remembers(member_id) for memory in (*self._memories, self._flood))
        return Account(held, remembered, self._spans)

    async def _clear(self) -> None:
        for _ in range(TRIES):
            try:
                if await self._erasures.forget():
                    return
            except StoreUnavailableError as error:
                self._log.warning("the log of the database could not be cleared yet", why=str(error))
            await asyncio.sleep(PAUSE)
        self._log.error("what was erased is still in the log of the database; it goes with the next clearing")

    def _slow_down(self, member_id: int) -> None:
        wait = self._flood.allow(member_id, self._monotonic())
        if wait > 0:
            minutes = int(wait // 60) + 1
            raise MemberError(f"That is a lot at once. Try again in {minutes} minute{'s' if minutes > 1 else ''}.")


def _unreachable(what: str) -> MemberError:
    return MemberError(f"{what} My database does not answer just now. Please try again in a minute.")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else bytes(value).hex()
