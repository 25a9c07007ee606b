"""Posted lists: rows that say what is there, changed after each move that was taken."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.postings.values import PASSING, UNKNOWN, Part, Posting, State, Trouble
from bot.store.connections import reading, uninterrupted, writing
from bot.store.guilds import met
from bot.store.tables import posting_parts, postings


class SqlPostings:
    """Every method may raise StoreUnavailableError, and has then changed nothing."""

    def __init__(self, *, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader

    @uninterrupted
    async def guilds(self) -> Sequence[int]:
        """Servers with a posting, in the order of their ids."""
        async with reading(self._reader) as connection:
            wanted = select(postings.c.guild_id).distinct().order_by(postings.c.guild_id)
            return list((await connection.execute(wanted)).scalars())

    @uninterrupted
    async def of(self, guild_id: int) -> Sequence[Posting]:
        """All of a server's, oldest first."""
        async with reading(self._reader) as connection:
            rows = await connection.execute(
                select(postings).where(postings.c.guild_id == guild_id).order_by(postings.c.id)
            )
            found = [dict(row) for row in rows.mappings()]
            parts = await connection.execute(
                select(posting_parts)
                .where(posting_parts.c.guild_id == guild_id)
                .order_by(posting_parts.c.posting_id, posting_parts.c.message_id)
            )
            by_posting: dict[int, list[Part]] = {}
            for part in parts:
                by_posting.setdefault(part.posting_id, []).append(Part(part.message_id, part.digest))
            return [_posting(row, by_posting.get(row["id"], [])) for row in found]

    @uninterrupted
    async def claim(self, posting: Posting, *, at: datetime) -> None:
        """Takes down that a list is to be shown in a channel, before anything is sent. Where it is shown there
        already, it stays as it is, except that it is kept from now on, and pinned if that is asked for.
        """
        async with writing(self._writer) as connection:
            values = _row(posting)
            again: dict[str, Any] = {"state": State.KEPT.value, "trouble": None, "lacks": 0, "told": 0}
            if posting.pin:
                again["pin"] = 1
            await connection.execute(
                insert(postings)
                .values(**values)
                .on_conflict_do_update(index_elements=["channel_id", "list_id"], set_=again)
            )
            await met(connection, posting.guild_id, at=at)

    async def begin_send(self, posting: Posting) -> None:
        """One more message may be there from now on."""
        await self._change(posting, sending=1)

    @uninterrupted
    async def found(self, posting: Posting, message_ids: Sequence[int], *, at: datetime) -> None:
        """The channel was searched: these are messages of the posting that no row knew of, and there are no others."""
        async with writing(self._writer) as connection:
            for message_id in message_ids:
                await _add(connection, posting, Part(message_id, UNKNOWN))
            values: dict[str, Any] = {"sending": 0}
            if message_ids:
                values |= {"sends": postings.c.sends + len(message_ids), "changed": at}
            await _set(connection, posting, values)

    @uninterrupted
    async def sent(self, posting: Posting, part: Part, *, at: datetime) -> None:
        async with writing(self._writer) as connection:
            await _add(connection, posting, part)
            await _set(connection, posting, {"sending": 0, "sends": postings.c.sends + 1, "changed": at})

    @uninterrupted
    async def begin_edit(self, posting: Posting, message_id: int) -> None:
        """From now on it is not known what the message shows."""
        async with writing(self._writer) as connection:
            theirs = posting_parts.c.message_id == message_id
            await connection.execute(update(posting_parts).where(theirs).values(digest=UNKNOWN))

    @uninterrupted
    async def edited(self, posting: Posting, part: Part, *, at: datetime) -> None:
        async with writing(self._writer) as connection:
            theirs = posting_parts.c.message_id == part.message_id
            await connection.execute(update(posting_parts).where(theirs).values(digest=part.digest))
            await _set(connection, posting, {"changed": at})

    @uninterrupted
    async def gone(self, posting: Posting, message_id: int, *, at: datetime) -> None:
        """The message is not there any more."""
        async with writing(self._writer) as connection:
            await connection.execute(delete(posting_parts).where(posting_parts.c.message_id == message_id))
            await _set(connection, posting, {"changed": at})

    async def pinned(self, posting: Posting, message_id: int) -> None:
        await self._change(posting, pinned=message_id)

    async def checked(self, posting: Posting, *, at: datetime) -> None:
        """It was as it should be."""
        await self._change(posting, trouble=None, lacks=0, told=0, checked=at, state=_unless_leaving(posting))

    async def troubled(self, posting: Posting, trouble: Trouble, *, lacks: int, state: State, at: datetime) -> None:
        """It is not as it should be. Moderators are told anew of what is not what they were told of.

        What passes by itself leaves another trouble as it stands, and what moderators were told with it.
        """
        if trouble in PASSING and posting.trouble not in (None, *PASSING):
            await self._change(posting, state=state.value)
            return
        told = posting.told and (posting.trouble, posting.lacks) == (trouble, lacks)
        await self._change(posting, trouble=trouble.value, lacks=lacks, state=state.value, told=int(told), checked=at)

    async def told(self, posting: Posting) -> None:
        await self._change(posting, told=1)

    async def leave(self, posting: Posting) -> None:
        """Its messages are to be removed."""
        await self._change(posting, state=State.LEAVING.value, trouble=None, lacks=0, told=0)

    @uninterrupted
    async def remove(self, posting: Posting) -> None:
        """Nothing is known of it any more, its messages included."""
        async with writing(self._writer) as connection:
            await connection.execute(delete(posting_parts).where(posting_parts.c.posting_id == posting.id))
            await connection.execute(delete(postings).where(postings.c.id == posting.id))

    @uninterrupted
    async def _change(self, posting: Posting, **values: Any) -> None:
        async with writing(self._writer) as connection:
            await _set(connection, posting, values)


def _unless_leaving(posting: Posting) -> str:
    return (State.LEAVING if posting.state is State.LEAVING else State.KEPT).value


async def _set(connection: AsyncConnection, posting: Posting, values: Mapping[str, Any]) -> None:
    await connection.execute(update(postings).where(postings.c.id == posting.id).values(**values))


async def _add(connection: AsyncConnection, posting: Posting, part: Part) -> None:
    """Only where the posting is still known: its server may have been purged since."""
    known = select(postings.c.id).where(postings.c.id == posting.id)
    if (await connection.execute(known)).first() is None:
        return
    values = {"posting_id": posting.id, "guild_id": posting.guild_id, "digest": part.digest}
    statement = insert(posting_parts).values(message_id=part.message_id, **values)
    await connection.execute(statement.on_conflict_do_update(set_={"digest": part.digest}))


def _row(posting: Posting) -> dict[str, Any]:
    return {
        "id": posting.id,
        "guild_id": posting.guild_id,
        "channel_id": posting.channel_id,
        "list_id": posting.list_id,
        "pin": int(posting.pin),
        "state": posting.state.value,
        "pinned": posting.pinned,
        "sends": posting.sends,
        "sending": int(posting.sending),
        "trouble": posting.trouble.value if posting.trouble else None,
        "lacks": posting.lacks,
        "told": int(posting.told),
        "checked": posting.checked,
        "changed": posting.changed,
    }


def _posting(row: Mapping[str, Any], parts: Sequence[Part]) -> Posting:
    return Posting(
        id=row["id"],
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        list_id=row["list_id"],
        pin=bool(row["pin"]),
        state=State(row["state"]),
        parts=tuple(parts),
        pinned=row["pinned"],
        sends=row["sends"],
        sending=bool(row["sending"]),
        trouble=Trouble(row["trouble"]) if row["trouble"] else None,
        lacks=row["lacks"],
        told=bool(row["told"]),
        checked=row["checked"],
        changed=row["changed"],
    )
