"""What members suggest, from the moment it is open to the moment it was told what came of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.suggestions import Draft, State, Suggestion, same
from bot.store.clearing import Clearer
from bot.store.connections import reading, uninterrupted, writing
from bot.store.guilds import met
from bot.store.tables import suggestions

_IS_OPEN = suggestions.c.state == State.OPEN.value
# Told or not, of nobody any more or half approved: nothing to tell.
_NEWS = and_(
    suggestions.c.member_id.is_not(None),
    suggestions.c.told_at.is_(None),
    (suggestions.c.state == State.REJECTED.value) | (suggestions.c.listed != ""),
)


class SqlSuggestions:
    """Every method may raise StoreUnavailableError and is then as if never called."""

    def __init__(self, *, writer: AsyncEngine, reader: AsyncEngine, clearer: Clearer | None = None) -> None:
        """`clearer` is shared by everybody who removes; without one there is nobody else."""
        self._writer = writer
        self._reader = reader
        self._clearer = clearer or Clearer(writer=writer)

    @uninterrupted
    async def add(self, new: Suggestion) -> Suggestion:
        """Keeps it and returns it; where an open one of its server says the same, that one. Twice is once."""
        async with writing(self._writer) as connection:
            waiting = await _read(connection, and_(suggestions.c.guild_id == new.guild_id, _IS_OPEN))
            standing = same(new.draft, waiting)
            if standing is not None:
                return standing
            await connection.execute(insert(suggestions).values(**_row(new)).on_conflict_do_nothing())
            await met(connection, new.guild_id, at=new.at)
        return new

    @uninterrupted
    async def open(self, guild_id: int) -> Sequence[Suggestion]:
        """Those of the server that wait, oldest first."""
        async with reading(self._reader) as connection:
            return await _read(connection, and_(suggestions.c.guild_id == guild_id, _IS_OPEN))

    @uninterrupted
    async def decide(
        self, guild_id: int, suggestion_id: int, state: State, *, by: int, at: datetime, reason: str = ""
    ) -> Suggestion | None:
        """The decided one; None where it was not open any more. Of two moderators at once it is one."""
        which = and_(suggestions.c.id == suggestion_id, suggestions.c.guild_id == guild_id, _IS_OPEN)
        values = {"state": state.value, "decided_by": by, "decided_at": at, "reason": reason}
        return await self._changed(which, values)

    @uninterrupted
    async def list_in(self, suggestion_id: int, listed: str) -> Suggestion | None:
        """What was approved stands in the list `listed` now, which is news to its member; None where it is gone."""
        which = and_(suggestions.c.id == suggestion_id, suggestions.c.state == State.APPROVED.value)
        return await self._changed(which, {"listed": listed})

    @uninterrupted
    async def reopen(self, suggestion_id: int | None = None) -> int:
        """Opens what was approved and stands in no list: that one, or all of them where None. Says how many."""
        which = and_(suggestions.c.state == State.APPROVED.value, suggestions.c.listed == "")
        if suggestion_id is not None:
            which &= suggestions.c.id == suggestion_id
        values = {"state": State.OPEN.value, "decided_by": None, "decided_at": None}
        async with writing(self._writer) as connection:
            return (await connection.execute(update(suggestions).where(which).values(**values))).rowcount

    @uninterrupted
    async def untold(self) -> frozenset[int]:
        """Members who do not know yet what came of something they suggested."""
        async with reading(self._reader) as connection:
            found = await connection.execute(select(suggestions.c.member_id).where(_NEWS).distinct())
            return frozenset(member_id for (member_id,) in found)

    @uninterrupted
    async def news(self, member_id: int) -> Sequence[Suggestion]:
        """What the member does not know yet, oldest first."""
        async with reading(self._reader) as connection:
            return await _read(connection, and_(suggestions.c.member_id == member_id, _NEWS))

    @uninterrupted
    async def told(self, suggestion_ids: Sequence[int], *, at: datetime) -> None:
        """The member knows of these now."""
        async with writing(self._writer) as connection:
            await connection.execute(update(suggestions).where(suggestions.c.id.in_(suggestion_ids)).values(told_at=at))

    @uninterrupted
    async def decided_before(self, moment: datetime) -> int:
        """How many were decided before `moment`, aware UTC."""
        async with reading(self._reader) as connection:
            wanted = select(func.count()).where(suggestions.c.decided_at < moment)
            return await connection.scalar(wanted) or 0

    @uninterrupted
    async def drop_decided_before(self, moment: datetime) -> int:
        """Removes them and says how many."""
        async with writing(self._writer) as connection:
            rows = (await connection.execute(delete(suggestions).where(suggestions.c.decided_at < moment))).rowcount
        if rows:
            self._clearer.due(suggestions.name)
        return rows

    async def _changed(self, which: ColumnElement[bool], values: Mapping[str, Any]) -> Suggestion | None:
        """As it is with these values, and with whoever it is still of: its member may have been erased."""
        async with writing(self._writer) as connection:
            statement = update(suggestions).where(which).values(**values).returning(*suggestions.c)
            row = (await connection.execute(statement)).mappings().first()
        return None if row is None else _suggestion(row)


async def _read(connection: AsyncConnection, which: ColumnElement[bool]) -> Sequence[Suggestion]:
    found = await connection.execute(select(suggestions).where(which).order_by(suggestions.c.id))
    return [_suggestion(row) for row in found.mappings()]


def _row(new: Suggestion) -> dict[str, Any]:
    return {
        "id": new.id,
        "guild_id": new.guild_id,
        "member_id": new.member_id,
        "link": new.draft.link,
        "title": new.draft.title,
        "why": new.draft.why,
        "audience": ",".join(new.draft.audience),
        "state": new.state.value,
        "reason": new.reason,
        "listed": new.listed,
        "at": new.at,
    }


def _suggestion(row: Mapping[Any, Any]) -> Suggestion:
    audience = tuple(filter(None, row["audience"].split(",")))
    return Suggestion(
        id=row["id"],
        guild_id=row["guild_id"],
        member_id=row["member_id"],
        draft=Draft(row["link"], row["title"], row["why"], audience),
        at=row["at"],
        state=State(row["state"]),
        reason=row["reason"],
        listed=row["listed"],
    )
