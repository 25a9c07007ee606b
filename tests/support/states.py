"""Every state that the rules of a table allow, and what stops a member from being erased in one of them."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import product
from math import prod
from typing import Any

from sqlalchemy import CheckConstraint, Column, MetaData, Table, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from bot.core.privacy import Fate, Holding, Holds

MOST = 200_000  # rows to try
NUMBER = 5
# What stands in a list everybody there can read: it is shown to whoever is in the row.
APART = (Holds.NOTHING, Holds.EVENT, Holds.HASH, Holds.MEMBER, Holds.LISTED)


def troubles(metadata: MetaData, registry: Sequence[Holding], samples: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """What is wrong with the fates of each table, in a sentence. `samples`: values to try, by `table.column`."""
    for holding in registry:
        if holding.fates:
            table = metadata.tables[holding.table]
            yield from _of_its_words(holding)
            yield from _of_its_children(metadata, table, holding)
            yield from _of_its_states(table, holding, samples)


def _of_its_words(holding: Holding) -> Iterator[str]:
    owned = {word for owner in holding.fates.values() for word in owner.words}
    if strange := owned - holding.columns.keys():
        yield f"{holding.table}: {sorted(strange)} are words, and no columns"
    words = {column for column, holds in holding.columns.items() if holds not in APART}
    if len(holding.fates) > 1 and words - owned:
        yield f"{holding.table}: nobody knows whose words {sorted(words - owned)} are"


def _of_its_children(metadata: MetaData, table: Table, holding: Holding) -> Iterator[str]:
    if any(owner.fate is Fate.REMOVED for owner in holding.fates.values()):
        for child in metadata.tables.values():
            for key in child.foreign_keys:
                if key.column.table is table and key.ondelete not in ("CASCADE", "SET NULL"):
                    yield f"{child.name}.{key.parent.name}: keeps a row of {table.name} in that has to go"


def _of_its_states(table: Table, holding: Holding, samples: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    columns = list(table.columns)
    values = [_values(column, samples) for column in columns]
    if prod(map(len, values)) > MOST:
        yield f"{table.name}: more than {MOST:,} rows to try; give fewer values for some columns"
        return
    found: set[str] = set()
    allowed = dict.fromkeys(holding.fates, 0)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        insert = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608  # names of ours
        for chosen in product(*values):
            row = dict(zip((column.name for column in columns), chosen, strict=True))
            for column, owner in holding.fates.items():
                connection.execute("BEGIN")
                try:
                    connection.execute(insert, chosen)
                except sqlite3.IntegrityError:
                    connection.execute("ROLLBACK")
                    break
                if row[column] is not None:
                    allowed[column] += 1
                    if row[owner.since] is None:
                        found.add(f"{table.name}.{column}: can be there without {owner.since}")
                    try:
                        connection.execute(_erasing(table, column, owner.fate))
                    except sqlite3.IntegrityError as error:
                        found.add(f"{table.name}.{column}: cannot be erased: {error}")
                connection.execute("ROLLBACK")
    yield from sorted(found)
    for column, number in allowed.items():
        if not number:
            yield f"{table.name}.{column}: no row with it was allowed; give values that are"


def _erasing(table: Table, column: str, fate: Fate) -> str:
    if fate is Fate.REMOVED:
        return f"DELETE FROM {table.name}"  # noqa: S608  # names of ours
    return f"UPDATE {table.name} SET {column} = NULL"  # noqa: S608


def _values(column: Column[Any], samples: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    known = samples.get(str(column)) or _listed(column) or (("x", "") if isinstance(column.type, Text) else (NUMBER,))
    return (*known, None) if column.nullable else tuple(known)


def _listed(column: Column[Any]) -> Sequence[Any]:
    """The words that a rule lists for the column, as `bot.store.tables.one_of` writes it."""
    for rule in column.table.constraints:
        if isinstance(rule, CheckConstraint) and (
            found := re.fullmatch(rf"{column.name} IN \((.*)\)", str(rule.sqltext), re.DOTALL)
        ):
            return [word.strip().strip("'") for word in found[1].split(",")]
    return ()
