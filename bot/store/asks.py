"""Write what is asked: each ask once, and counted in the same transaction."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Row, and_, delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.asks import Ask, Choice, Gap, Opinion, Outcome, Record
from bot.store.connections import writing
from bot.store.tables import NO_ENTRY, NO_GUILD, ask_days, asks, gaps


class Tally(NamedTuple):
    """The key of a daily count."""

    guild_id: int
    day: date
    entry_id: str
    outcome: str
    via: str


class SqlAskStore:
    """The only writer of asks, gaps and daily counts."""

    def __init__(self, *, writer: AsyncEngine) -> None:
        self._writer = writer

    async def record(self, records: Sequence[Record]) -> None:
        """Takes all of them in their order, in one transaction, and returns when that is on disk.

        A record that was taken before changes nothing, whatever became of it: an ask is known by its id; choices and
        opinions set a value, so that a run of records taken twice ends where it ended first. What is said about an
        unknown ask, or about one of another server, changes nothing either.

        Raises StoreUnavailableError, or RecordRefusedError if one of them breaks a rule of the database; then none
        was taken.
        """
        if not records:
            return
        async with writing(self._writer) as connection:
            for batch in _runs(records):
                match batch:
                    case [Ask(), *_]:
                        await _ask(connection, [ask for ask in batch if isinstance(ask, Ask)])
                    case [Choice() as choice]:
                        await _choose(connection, choice)
                    case [Opinion() as opinion]:
                        await _opine(connection, opinion)
                    case [Gap() as gap]:
                        await _keep_gap(connection, gap)


def _runs(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """Neighbouring asks together, so that a busy moment costs two statements; everything else one by one."""
    for kind, run in groupby(records, key=type):
        if kind is Ask:
            yield list(run)
        else:
            yield from ([record] for record in run)


async def _ask(connection: AsyncConnection, batch: Sequence[Ask]) -> None:
    new: dict[int, Ask] = {}  # the first of a batch wins, as it would if they came one after the other
    for ask in batch:
        new.setdefault(ask.id, ask)
    rows = [
        {
            "id": ask.id,
            "guild_id": ask.guild_id,
            "entry_id": ask.entry_id,
            "outcome": ask.outcome.value,
            "via": ask.via.value,
            "at": ask.at,
            "day": ask.day,
        }
        for ask in new.values()
    ]
    taken = await connection.scalars(insert(asks).on_conflict_do_nothing().returning(asks.c.id), rows)
    tallies = Counter(_tally(new[ask_id]) for ask_id in taken)
    if tallies:
        await _count(connection, tallies)


def _tally(ask: Ask) -> Tally:
    return Tally(ask.guild_id or NO_GUILD, ask.day, ask.entry_id or NO_ENTRY, ask.outcome.value, ask.via.value)


async def _count(connection: AsyncConnection, tallies: Counter[Tally]) -> None:
    statement = insert(ask_days)
    await connection.execute(
        statement.on_conflict_do_update(set_={"n": ask_days.c.n + statement.excluded.n}),
        [{**tally._asdict(), "n": n} for tally, n in tallies.items()],
    )


async def _choose(connection: AsyncConnection, choice: Choice) -> None:
    offered = await _find(connection, choice.ask_id, choice.guild_id)
    if offered is None or offered.outcome == Outcome.FOUND:
        return
    outcome = Outcome.MISSING if choice.entry_id is None else Outcome.CLOSE
    guild_id = choice.guild_id or NO_GUILD
    old = Tally(guild_id, offered.day, offered.entry_id or NO_ENTRY, offered.outcome, offered.via)
    new = old._replace(entry_id=choice.entry_id or NO_ENTRY, outcome=outcome.value)
    if new != old:
        await connection.execute(
            update(asks).where(asks.c.id == choice.ask_id).values(entry_id=choice.entry_id, outcome=outcome.value)
        )
        await _move(connection, old, new)
    if choice.entry_id is not None:
        await connection.execute(delete(gaps).where(gaps.c.ask_id == choice.ask_id))
    elif choice.gap is not None:
        await _put_gap(connection, choice.gap, ask_id=choice.ask_id, guild_id=choice.guild_id)


async def _move(connection: AsyncConnection, old: Tally, new: Tally) -> None:
    key = and_(*(ask_days.c[name] == value for name, value in old._asdict().items()))
    await connection.execute(update(ask_days).where(key).values(n=ask_days.c.n - 1))
    await connection.execute(delete(ask_days).where(key, ask_days.c.n == 0))
    await _count(connection, Counter([new]))


async def _opine(connection: AsyncConnection, opinion: Opinion) -> None:
    await connection.execute(
        update(asks)
        .where(asks.c.id == opinion.ask_id, asks.c.guild_id.is_not_distinct_from(opinion.guild_id))
        .values(verdict=opinion.verdict.value)
    )


async def _keep_gap(connection: AsyncConnection, gap: Gap) -> None:
    ask = await _find(connection, gap.ask_id, gap.guild_id)
    if ask is not None and ask.outcome != Outcome.FOUND:
        await _put_gap(connection, gap, ask_id=gap.ask_id, guild_id=gap.guild_id)


async def _put_gap(connection: AsyncConnection, gap: Gap, *, ask_id: int, guild_id: int | None) -> None:
    """The ids are those of the ask that was checked, not those that the gap claims."""
    statement = insert(gaps).values(ask_id=ask_id, guild_id=guild_id, words=gap.words, at=gap.at)
    excluded = statement.excluded
    await connection.execute(statement.on_conflict_do_update(set_={"words": excluded.words, "at": excluded.at}))


async def _find(
    connection: AsyncConnection, ask_id: int, guild_id: int | None
) -> Row[str | None, str, str, date] | None:
    """The ask, if it is of that server (None: of direct messages)."""
    found = await connection.execute(
        select(asks.c.entry_id, asks.c.outcome, asks.c.via, asks.c.day).where(
            asks.c.id == ask_id, asks.c.guild_id.is_not_distinct_from(guild_id)
        )
    )
    return found.one_or_none()
