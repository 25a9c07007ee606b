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
from bot.core.storage import Held, StoreError, StoreUnavailableError
from bot.services.clearing import Clearing
from bot.services.ports import Erasures, MemberCopy, MemberMemory

LIMIT, PER = 5, timedelta(minutes=10)
WORD = "DELETE"
MOST = 10_000_000  # bytes of a file; Discord takes 10 MiB
EXACT = 2**53  # what reads JSON as JavaScript does rounds numbers beyond


@dataclass(frozen=True, slots=True)
class Account:
    """What is kept of a member. `remembered`: before they asked, the memory that stops floods knew their id."""

    held: Held
    remembered: bool
    spans: Spans

    @property
    def rows(self) -> int:
        return sum(len(rows) for rows in self.held.rows.values())


@dataclass(frozen=True, slots=True)
class Export:
    """A file of JSON in UTF-8, and how many rows did not fit into it."""

    content: bytes
    left_out: int


@dataclass(frozen=True, slots=True)
class Erased:
    """Rows by table. `cleared`: nothing of them is in the files any more; else that comes soon."""

    rows: Mapping[str, int]
    cleared: bool


class PrivacyService:
    """Nobody but the caller is ever looked up: ids come from Discord's word on who acts."""

    def __init__(
        self,
        *,
        erasures: Erasures,
        clearing: Clearing,
        memories: Sequence[MemberMemory],
        spans: Spans,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        copies: Sequence[MemberCopy] = (),
    ) -> None:
        """`memories` know members' ids that are kept nowhere else; `now` is aware UTC."""
        self._erasures = erasures
        self._clearing = clearing
        self._memories = memories
        self._copies = copies
        self._spans = spans
        self._now = now
        self._monotonic = monotonic
        self._flood = Flood(limit=LIMIT, per=PER)
        self._log = structlog.get_logger("preceptor.privacy")

    async def show(self, member_id: int) -> Account:
        """Raises MemberError where the database does not answer, or where the member asks too often."""
        return await self._account(member_id)

    async def export(self, member_id: int) -> Export:
        """All of it, as far as it fits into a file that Discord takes. Raises as `show` does."""
        account = await self._account(member_id)
        return await asyncio.to_thread(self._written, member_id, account)

    def _written(self, member_id: int, account: Account) -> Export:
        rows, left_out = _fitting(account.held.rows)
        erased = account.held.erased_at
        found = {
            "made_at": self._now().isoformat(),
            "member_id": str(member_id),
            "kept_under_your_id": rows,
            "rows_left_out": left_out,
            "erased_at": erased.isoformat() if erased else None,
            "in_memory_before_you_asked": account.remembered,
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
        return Export(_json(found), left_out)

    async def erase(self, member_id: int, word: str) -> Erased:
        """Removes all that is kept of the member, who typed `word` to say so.

        Returns when it is done in the database; its files are cleared at once too, or, where a reader is in the way,
        as soon as that one is gone. Raises as `show` does, and MemberError for another word, or where a rule of the
        database is in the way; nothing is removed then.
        """
        if word.strip().upper() != WORD:
            raise MemberError(f"Nothing was deleted: the word was not {WORD}. `/privacy delete` asks again.")
        self._slow_down(member_id)
        try:
            removed = await self._erasures.erase(member_id, at=self._now())
        except StoreUnavailableError as error:
            raise _unreachable("Nothing was deleted.") from error
        except StoreError as error:
            self._log.error("a member cannot be erased", why=str(error))
            raise MemberError(
                "Nothing was deleted: a rule of my database is in the way, and trying again will not help. Please tell "
                "whoever runs me; what to mend is in my log."
            ) from error
        for memory in (*self._memories, *self._copies):
            memory.forget(member_id)
        return Erased(removed, await self._clearing.after(member_id))

    def sweep(self) -> None:
        """Lets go of the members of whom nothing in memory is of use any more."""
        for memory in (*self._memories, self._flood):
            memory.sweep(self._monotonic())

    async def _account(self, member_id: int) -> Account:
        now = self._monotonic()
        remembered = any(memory.remembers(member_id, now) for memory in (*self._memories, self._flood))
        self._slow_down(member_id)
        try:
            held = await self._erasures.held(member_id)
        except StoreUnavailableError as error:
            raise _unreachable("I cannot look that up.") from error
        return Account(held, remembered, self._spans)

    def _slow_down(self, member_id: int) -> None:
        wait = self._flood.allow(member_id, self._monotonic())
        if wait > 0:
            minutes = int(wait // 60) + 1
            raise MemberError(f"That is a lot at once. Try again in {minutes} minute{'s' if minutes > 1 else ''}.")


def _unreachable(what: str) -> MemberError:
    return MemberError(f"{what} My database does not answer just now. Please try again in a minute.")


def _fitting(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[dict[str, list[Mapping[str, Any]]], int]:
    """As many rows as fit, in their order, and how many do not."""
    fitting: dict[str, list[Mapping[str, Any]]] = {}
    room, left_out = MOST - 200_000, 0  # the rest of the file has no more than that
    for table, found in rows.items():
        for row in found:
            plain = {name: _plain(value) for name, value in row.items()}
            room -= len(_json(plain)) + 8 * (len(plain) + 2)  # it stands six spaces further in
            if room < 0:
                left_out += 1
            else:
                fitting.setdefault(table, []).append(plain)
    return fitting, left_out


def _json(found: Mapping[str, Any]) -> bytes:
    return json.dumps(found, ensure_ascii=False, indent=2).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, int) and abs(value) > EXACT:
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value
