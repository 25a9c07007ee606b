"""What servers changed about the content, one row for each change; what was undone stays, marked."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import structlog
from sqlalchemy import and_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.overlay import Change, Kind, own_id
from bot.core.resources import Cost, Resource, ResourceKind, UrlLevel
from bot.store.connections import reading, uninterrupted, writing
from bot.store.guilds import met
from bot.store.tables import overlay_changes as table


class SqlOverlays:
    """Every method may raise StoreUnavailableError, and has then changed nothing."""

    def __init__(self, *, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader
        self._log = structlog.get_logger("preceptor.overlays")

    @uninterrupted
    async def standing(self, guild_id: int | None = None) -> Sequence[Change]:
        """What was not undone, oldest first; of all servers where `guild_id` is None.

        A row that cannot be read is left out and logged: one bad row takes nobody's lists away.
        """
        wanted = select(table).where(table.c.undone_at.is_(None)).order_by(table.c.id)
        if guild_id is not None:
            wanted = wanted.where(table.c.guild_id == guild_id)
        async with reading(self._reader) as connection:
            rows = [dict(row) for row in (await connection.execute(wanted)).mappings()]
        return [change for row in rows if (change := self._change(row)) is not None]

    @uninterrupted
    async def keep(
        self,
        guild_id: int,
        kind: Kind,
        list_id: str,
        item_id: str | None,
        item: Resource | None,
        *,
        by: int,
        at: datetime,
    ) -> Change:
        """Returns once the change is on disk; one that stands already is given back. `item_id` is None for an `item`
        that is added: it gets one."""
        async with writing(self._writer) as connection:
            if item_id is not None and (same := await self._same(connection, guild_id, kind, list_id, item_id)):
                return same
            body = None if item is None else _body(item)
            values = {"guild_id": guild_id, "kind": kind.value, "list_id": list_id, "item_id": item_id, "body": body}
            done = await connection.execute(insert(table).values(**values, done_by=by, at=at))
            [key] = done.inserted_primary_key or (None,)
            await met(connection, guild_id, at=at)
            kept = (await connection.execute(select(table).where(table.c.id == key))).mappings().one()
        return _read(dict(kept))

    @uninterrupted
    async def undo(self, guild_id: int, change_id: int, *, by: int, at: datetime) -> Change | None:
        """Marks a change of this server as undone, and gives it back as it was; None where there is none standing."""
        this = and_(table.c.guild_id == guild_id, table.c.id == change_id, table.c.undone_at.is_(None))
        async with writing(self._writer) as connection:
            row = (await connection.execute(select(table).where(this))).mappings().one_or_none()
            if row is None:
                return None
            await connection.execute(update(table).where(this).values(undone_by=by, undone_at=at))
        return self._change(dict(row))

    async def _same(
        self, connection: AsyncConnection, guild_id: int, kind: Kind, list_id: str, item_id: str
    ) -> Change | None:
        wanted = select(table).where(
            table.c.guild_id == guild_id,
            table.c.kind == kind.value,
            table.c.list_id == list_id,
            table.c.item_id == item_id,
            table.c.undone_at.is_(None),
        )
        row = (await connection.execute(wanted)).mappings().first()
        return None if row is None else _read(dict(row))

    def _change(self, row: Mapping[str, Any]) -> Change | None:
        try:
            return _read(row)
        except (ValueError, KeyError, TypeError) as error:
            self._log.error("a change of a server's cannot be read and is left out", row=row["id"], why=str(error))
            return None


def _read(row: Mapping[str, Any]) -> Change:
    """Raises ValueError, KeyError and TypeError for a row that another version wrote."""
    kind = Kind(row["kind"])
    item_id = row["item_id"] if kind is not Kind.ADDED else own_id(row["id"])
    return Change(
        id=row["id"],
        guild_id=row["guild_id"],
        kind=kind,
        list_id=row["list_id"],
        item_id=item_id,
        item=_item(row["body"], item_id) if kind is Kind.ADDED else None,
        by=row["done_by"],
        at=row["at"],
    )


def _body(item: Resource) -> str:
    said = {key: value for key, value in asdict(item).items() if key != "id"}
    return json.dumps(said | {"checked": item.checked.isoformat()}, ensure_ascii=False, sort_keys=True)


def _item(body: str, item_id: str) -> Resource:
    said = json.loads(body)
    return Resource(
        **said
        | {
            "id": item_id,
            "kind": ResourceKind(said["kind"]),
            "cost": Cost(said["cost"]),
            "checked": date.fromisoformat(said["checked"]),
            "url_level": UrlLevel(said["url_level"]) if said["url_level"] else None,
            "audience": tuple(said["audience"]),
            "sources": tuple(said["sources"]),
            "tags": tuple(said["tags"]),
        }
    )
