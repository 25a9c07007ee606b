"""Write what is asked: each ask once. The database counts it in the same transaction, see `bot.store.tables`."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.asks import Ask, Choice, Gap, Opinion, Outcome, Record
from bot.store.connections import uninterrupted, writing
from bot.store.tables import asks, gaps


class SqlAskStore:
    """The only writer of asks, gaps and daily counts."""

    def __init__(self, *, writer: AsyncEngine) -> None:
        self._writer = writer

    @uninterrupted
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
    """Neighbouring asks together, so that a busy moment costs one statement; everything else one by one."""
    for kind, run in groupby(records, key=type):
        if kind is Ask:
            yield list(run)
        else:
            yield from ([record] for record in run)


async def _ask(connection: AsyncConnection, batch: Sequence[Ask]) -> None:
    await connection.execute(
        insert(asks).on_conflict_do_nothing(),
        [
            {
                "id": ask.id,
                "guild_id": ask.guild_id,
                "entry_id": ask.entry_id,
                "outcome": ask.outcome.value,
                "via": ask.via.value,
                "at": ask.at,
                "day": ask.day,
            }
            for ask in batch
        ],
    )


async def _choose(connection: AsyncConnection, choice: Choice) -> None:
    outcome = Outcome.MISSING if choice.entry_id is None else Outcome.CLOSE
    chosen = await connection.execute(
        update(asks)
        .where(_open_ask(choice.ask_id, choice.guild_id))
        .values(entry_id=choice.entry_id, outcome=outcome.value)
    )
    if chosen.rowcount == 0:
        return
    if choice.entry_id is not None:
        await connection.execute(delete(gaps).where(gaps.c.ask_id == choice.ask_id))
    elif choice.gap is not None:
        await _put_gap(connection, choice.gap, ask_id=choice.ask_id, guild_id=choice.guild_id)


async def _opine(connection: AsyncConnection, opinion: Opinion) -> None:
    await connection.execute(
        update(asks).where(_ask_of(opinion.ask_id, opinion.guild_id)).values(verdict=opinion.verdict.value)
    )


async def _keep_gap(connection: AsyncConnection, gap: Gap) -> None:
    if await connection.scalar(select(asks.c.id).where(_open_ask(gap.ask_id, gap.guild_id))) is not None:
        await _put_gap(connection, gap, ask_id=gap.ask_id, guild_id=gap.guild_id)


async def _put_gap(connection: AsyncConnection, gap: Gap, *, ask_id: int, guild_id: int | None) -> None:
    """The ids are those of the ask that was checked, not those that the gap claims."""
    statement = insert(gaps).values(ask_id=ask_id, guild_id=guild_id, words=gap.words, at=gap.at)
    excluded = statement.excluded
    await connection.execute(statement.on_conflict_do_update(set_={"words": excluded.words, "at": excluded.at}))


def _ask_of(ask_id: int, guild_id: int | None) -> ColumnElement[bool]:
    """The ask, if it is of that server (None: of direct messages)."""
    return and_(asks.c.id == ask_id, asks.c.guild_id == guild_id)


def _open_ask(ask_id: int, guild_id: int | None) -> ColumnElement[bool]:
    """The same, unless it was answered at once: then there is nothing to choose, and nothing was missed."""
    return and_(_ask_of(ask_id, guild_id), asks.c.outcome != Outcome.FOUND.value)
