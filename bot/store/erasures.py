"""Everything that is held of a member, by their id: to read, to erase, and to erase again after a backup."""

import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, Table, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.privacy import REGISTRY, Fate, Holding, Holds, digest
from bot.core.storage import Held, StoreError
from bot.store.connections import emptied_log, reading, uninterrupted, writer_engine, writing
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
    others: frozenset[str]  # further columns with ids, which may be other people's
    hidden: frozenset[str]  # what somebody else typed, in a row that is only touched by the member


class SqlErasures:
    """What to look through follows from the registry. Every method may raise StoreUnavailableError."""

    def __init__(
        self,
        *,
        writer: AsyncEngine,
        reader: AsyncEngine,
        tables: MetaData = metadata,
        registry: Sequence[Holding] = REGISTRY,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._owned = tuple(_owned(tables, registry))

    @uninterrupted
    async def held(self, member_id: int) -> Held:
        """Every row with the member's id, by table, without the ids of others in it; when they were erased last."""
        rows: dict[str, list[Mapping[str, Any]]] = {}
        async with reading(self._reader) as connection:
            for owned in self._owned:
                found = await connection.execute(select(owned.table).where(owned.column == member_id))
                for row in found.mappings():
                    shown = {n: v for n, v in row.items() if n not in owned.hidden}
                    seen = {n: None if n in owned.others and v != member_id else v for n, v in shown.items()}
                    if seen not in (listed := rows.setdefault(owned.table.name, [])):
                        listed.append(seen)
            return Held(rows, await _erased(connection, member_id))

    @uninterrupted
    async def erase(self, member_id: int, *, at: datetime) -> Mapping[str, int]:
        """Erases the member in every table at `at`, aware UTC, and keeps that it was done. Rows by table, none at 0."""
        async with writing(self._writer) as connection:
            counts: dict[str, int] = {}
            for owned in self._owned:
                if rows := await _erase(connection, owned, member_id, before=None):
                    counts[owned.table.name] = counts.get(owned.table.name, 0) + rows
            keys = await _keys(connection) or [secrets.token_hex(32)]
            values = {"digest": digest(bytes.fromhex(keys[0]), member_id), "key": keys[0], "at": at}
            await connection.execute(insert(erasures).values(**values).on_conflict_do_update(set_={"at": at}))
        return counts

    @uninterrupted
    async def again(self, brought: Kept = ()) -> int:
        """Erases everybody who was erased before, as far as their rows are older than that; says how many rows.

        `brought` are erasures of another database, which this one keeps from now on.
        """
        removed = 0
        async with writing(self._writer) as connection:
            for kept_digest, key, at in brought:
                statement = (
                    'INSERT INTO erasures (digest, "key", at) VALUES (?, ?, ?) '
                    "ON CONFLICT DO UPDATE SET at = max(at, excluded.at)"
                )
                await connection.exec_driver_sql(statement, (kept_digest, key, at))
            for owned in self._owned:
                ids = await connection.execute(select(owned.column).where(owned.column.is_not(None)).distinct())
                for member_id in list(ids.scalars()):
                    before = await _erased(connection, member_id)
                    if before is not None:
                        removed += await _erase(connection, owned, member_id, before=before)
        return removed

    @uninterrupted
    async def forget(self) -> bool:
        """Clears what was removed out of the write-ahead log too; False where a reader was in the way for too long."""
        return await emptied_log(self._writer)


def erasures_in(path: Path, *, still: bool = False) -> Kept | None:
    """The erasures of the database at `path`, none where there is none; None where it cannot be read.

    Reads what it can: a database of a newer build may have the table too. For `still` see `reading` of the upgrade.
    """
    if not path.exists() or not path.stat().st_size:
        return []
    with suppress(StoreError), reading_file(path, still=still) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if erasures.name not in tables:
            return []
        with suppress(sqlite3.OperationalError):
            return [
                (str(d), str(k), int(at)) for d, k, at in connection.execute('SELECT digest, "key", at FROM erasures')
            ]
    return None


async def erase_again(path: Path, brought: Kept) -> int:
    """Takes over `brought` into the database at `path`, which nobody else uses, and erases whom it or that names."""
    writer = writer_engine(path)
    try:
        return await SqlErasures(writer=writer, reader=writer).again(brought)
    finally:
        await writer.dispose()


def _owned(tables: MetaData, registry: Sequence[Holding]) -> Iterator[_Owned]:
    """Children before their parents."""
    by_name = {holding.table: holding for holding in registry}
    for table in reversed(tables.sorted_tables):
        holding = by_name[table.name]
        for name, fate in holding.fates.items():
            if holding.since is None:
                raise ValueError(f"{table.name}: rows with a member’s id need the instant from which they are")
            others = frozenset(holding.fates) - {name}
            typed = {column for column, holds in holding.columns.items() if holds is Holds.TYPED}
            hidden = frozenset(typed if fate is Fate.BLANKED else ())
            yield _Owned(table, table.c[name], fate, table.c[holding.since], others, hidden)


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
