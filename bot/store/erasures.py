"""Everything that is held of a member, by their id: to read, to erase, and to erase again after a backup."""

import asyncio
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Column, MetaData, RowMapping, Table, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.privacy import REGISTRY, Fate, Holding, digest
from bot.core.storage import Held, RecordRefusedError, StoreError
from bot.store.clearing import Clearer
from bot.store.connections import reading, uninterrupted, writer_engine, writing
from bot.store.tables import erasures, metadata
from bot.store.upgrade import reading as reading_file

Kept = Sequence[tuple[str, str, int]]
"""Rows of the table of erasures: hash, key, milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """A column with members' ids, and what to do about its rows."""

    table: Table
    column: Column[Any]
    fate: Fate
    since: Column[Any]
    words: frozenset[str]


class SqlErasures:
    """What to look through follows from the registry. Every method may raise StoreUnavailableError."""

    def __init__(
        self,
        *,
        writer: AsyncEngine,
        reader: AsyncEngine,
        clearer: Clearer | None = None,
        tables: MetaData = metadata,
        registry: Sequence[Holding] = REGISTRY,
    ) -> None:
        """`clearer` is shared by everybody who removes; without one there is nobody else."""
        self._writer = writer
        self._reader = reader
        self._clearer = clearer or Clearer(writer=writer)
        self._owned = tuple(_owned(tables, registry))
        self._log = structlog.get_logger("preceptor.erasures")

    @uninterrupted
    async def held(self, member_id: int) -> Held:
        """Every row with the member's id, by table, without ids and words of others; when they were erased last."""
        rows: dict[str, list[Mapping[str, Any]]] = {}
        async with reading(self._reader) as connection:
            for table, owned in groupby(self._owned, key=lambda one: one.table):
                columns = list(owned)
                theirs = or_(*(one.column == member_id for one in columns))
                found = (await connection.execute(select(table).where(theirs))).mappings()
                if seen := [_seen(row, columns, member_id) for row in found]:
                    rows[table.name] = seen
            return Held(rows, await _erased(connection, member_id))

    @uninterrupted
    async def erase(self, member_id: int, *, at: datetime) -> Mapping[str, int]:
        """Erases the member in every table at `at`, aware UTC, and keeps that it was done. Rows by table, none at 0.

        Raises RecordRefusedError where a rule of the database is in the way. Nothing is erased then.
        """
        async with writing(self._writer) as connection:
            counts: dict[str, int] = {}
            for owned in self._owned:
                if rows := await _erase(connection, owned, member_id, before=None):
                    counts[owned.table.name] = counts.get(owned.table.name, 0) + rows
            keys = await _keys(connection) or [secrets.token_hex(32)]
            values = {"digest": digest(bytes.fromhex(keys[0]), member_id), "key": keys[0], "at": at}
            statement = insert(erasures).values(**values)
            # A clock that was set back takes nothing back.
            later = func.max(erasures.c.at, statement.excluded.at)
            await connection.execute(statement.on_conflict_do_update(set_={"at": later}))
        self._due()  # of all tables: a copy may be left of a row that went by itself long ago
        return counts

    @uninterrupted
    async def erase_late(self, member_id: int) -> int:
        """Erases what was in hand when the member was erased last: from before, and written since. Rows."""
        removed = 0
        async with writing(self._writer) as connection:
            before = await _erased(connection, member_id)
            if before is not None:
                for owned in self._owned:
                    removed += await _erase(connection, owned, member_id, before=before)
        if removed:
            self._due()
        return removed

    @uninterrupted
    async def again(self, brought: Kept = (), *, unclean: bool = False) -> int:
        """Erases everybody who was erased before, as far as their rows are older than that; says how many rows.

        `brought` are erasures of another database, which this one keeps from now on. `unclean` says that whoever had
        this one before may not have come to clear it. What a rule of the database keeps in is logged, and the rest
        goes.
        """
        if brought:
            async with writing(self._writer) as connection:
                statement = (
                    'INSERT INTO erasures (digest, "key", at) VALUES (?, ?, ?) '
                    "ON CONFLICT DO UPDATE SET at = max(at, excluded.at)"
                )
                await connection.exec_driver_sql(statement, [tuple(one) for one in brought])
        removed = 0
        for owned, member_id, before in await self._brought_back():
            try:
                async with writing(self._writer) as connection:
                    removed += await _erase(connection, owned, member_id, before=before)
            except RecordRefusedError as error:
                self._log.error("a row of an erased member cannot be removed", column=str(owned.column), why=str(error))
        if removed or unclean:
            self._due()
        return removed

    async def _brought_back(self) -> Sequence[tuple[_Owned, int, datetime]]:
        """Every id of somebody who was erased, by column, children first, and when they were."""
        async with reading(self._reader) as connection:
            erased: dict[bytes, dict[str, datetime]] = {}
            for row in await connection.execute(select(erasures)):
                erased.setdefault(bytes.fromhex(row.key), {})[row.digest] = row.at
            if not erased:
                return []
            ids: list[tuple[_Owned, Sequence[int]]] = []
            for owned in self._owned:
                wanted = select(owned.column).where(owned.column.is_not(None)).distinct()
                ids.append((owned, (await connection.execute(wanted)).scalars().all()))
        return await asyncio.to_thread(_named, ids, erased)

    def _due(self) -> None:
        self._clearer.due(*{owned.table.name for owned in self._owned})

    @uninterrupted
    async def forget(self) -> bool:
        """Clears what was removed out of pages and log too; False where a reader is in the way of that."""
        return await self._clearer.clear()


def erasures_in(path: Path, *, still: bool = False) -> Kept | None:
    """The erasures of the database at `path`; None where there is none, or where it cannot be read.

    Reads what it can: a database of a newer build may have the table too. For `still` see `reading` of the upgrade.
    """
    if not path.exists():
        return None
    with suppress(StoreError), reading_file(path, still=still) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if erasures.name not in tables:
            return [] if "alembic_version" in tables else None
        with suppress(sqlite3.OperationalError):
            return [
                (str(d), str(k), int(at)) for d, k, at in connection.execute('SELECT digest, "key", at FROM erasures')
            ]
    return None


async def erase_again(path: Path, brought: Kept) -> int:
    """Takes over `brought` into the database at `path`, which nobody else uses, and erases whom it or that names."""
    writer = writer_engine(path)
    try:
        erasures = SqlErasures(writer=writer, reader=writer)
        removed = await erasures.again(brought, unclean=True)
        await erasures.forget()
        return removed
    finally:
        await writer.dispose()


def _owned(tables: MetaData, registry: Sequence[Holding]) -> Iterator[_Owned]:
    """Children before their parents, the columns of a table together."""
    by_name = {holding.table: holding for holding in registry}
    for table in reversed(tables.sorted_tables):
        holding = by_name[table.name]
        for name, owner in holding.fates.items():
            yield _Owned(table, table.c[name], owner.fate, table.c[owner.since], frozenset(owner.words))


def _seen(row: RowMapping, columns: Sequence[_Owned], member_id: int) -> Mapping[str, Any]:
    """The row as the member may see it: None where the id, or the words, are another one's."""
    others = [one for one in columns if row[one.column.name] != member_id]
    mine = frozenset[str]().union(*(one.words for one in columns if one not in others))
    hidden = frozenset(one.column.name for one in others).union(*(one.words for one in others)) - mine
    return {str(name): None if name in hidden else value for name, value in row.items()}


def _named(
    ids: Sequence[tuple[_Owned, Sequence[int]]], erased: Mapping[bytes, Mapping[str, datetime]]
) -> Sequence[tuple[_Owned, int, datetime]]:
    """Those of the ids whose digest is there. Takes a while: a digest for each, under each key."""
    found = []
    for owned, members in ids:
        for member_id in members:
            moments = [kept[d] for key, kept in erased.items() if (d := digest(key, member_id)) in kept]
            if moments:
                found.append((owned, member_id, max(moments)))
    return found


async def _erase(connection: AsyncConnection, owned: _Owned, member_id: int, *, before: datetime | None) -> int:
    theirs = owned.column == member_id
    if before is not None:
        theirs &= or_(owned.since <= before, owned.since.is_(None))
    if owned.fate is Fate.REMOVED:
        return (await connection.execute(delete(owned.table).where(theirs))).rowcount
    return (await connection.execute(update(owned.table).where(theirs).values({owned.column.name: None}))).rowcount


async def _keys(connection: AsyncConnection) -> list[str]:
    """One, unless erasures of several databases came together; the one to go on with first."""
    wanted = select(erasures.c.key).group_by(erasures.c.key).order_by(func.count().desc(), erasures.c.key)
    return list((await connection.execute(wanted)).scalars())


async def _erased(connection: AsyncConnection, member_id: int) -> datetime | None:
    """When the member was erased last."""
    digests = [digest(bytes.fromhex(key), member_id) for key in await _keys(connection)]
    found = await connection.execute(select(func.max(erasures.c.at)).where(erasures.c.digest.in_(digests)))
    when: datetime | None = found.scalar()
    return when
