"""What visits to links came to, and who was told."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.sightings import Sighting
from bot.store.connections import reading, uninterrupted, writing
from bot.store.tables import guild_settings, guilds, link_checks, link_notices


class SqlLinks:
    """Every method may raise StoreUnavailableError, and has then changed nothing."""

    def __init__(self, *, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader

    @uninterrupted
    async def keep(self, sightings: Sequence[Sighting]) -> None:
        """Takes them in any order; of several on one day the last that worked and the last that did not."""
        rows = [
            {"url": one.url, "day": one.day, "works": int(one.works), "health": one.health, "at": one.at}
            for one in sightings
        ]
        if not rows:
            return
        statement = insert(link_checks)
        newer = {name: statement.excluded[name] for name in ("health", "at")}
        statement = statement.on_conflict_do_update(set_=newer, where=link_checks.c.at <= statement.excluded.at)
        async with writing(self._writer) as connection:
            await connection.execute(statement, rows)

    @uninterrupted
    async def sightings(self) -> Sequence[Sighting]:
        """All that is kept, by address and time."""
        wanted = select(link_checks).order_by(link_checks.c.url, link_checks.c.at)
        async with reading(self._reader) as connection:
            rows = await connection.execute(wanted)
            return [Sighting(row.url, bool(row.works), row.health, row.at) for row in rows]

    @uninterrupted
    async def forget(self, *, before: date, but: Collection[str]) -> None:
        """Lets go of what was seen before that day, and of all about other addresses than those `but`."""
        async with writing(self._writer) as connection:
            await connection.execute(delete(link_checks).where(link_checks.c.day < before))
            known = (await connection.execute(select(link_checks.c.url).distinct())).scalars()
            for url in [url for url in known if url not in but]:
                await connection.execute(delete(link_checks).where(link_checks.c.url == url))

    @uninterrupted
    async def told(self) -> Mapping[int, frozenset[str]]:
        """Of which addresses each server was told; a server that was told of none is missing."""
        found: dict[int, set[str]] = {}
        async with reading(self._reader) as connection:
            for row in await connection.execute(select(link_notices.c.guild_id, link_notices.c.url)):
                found.setdefault(row.guild_id, set()).add(row.url)
        return {guild_id: frozenset(urls) for guild_id, urls in found.items()}

    @uninterrupted
    async def tell(self, guild_id: int, urls: Collection[str], *, at: datetime) -> None:
        """Takes down that a server was told of them."""
        rows = [{"guild_id": guild_id, "url": url, "at": at} for url in sorted(urls)]
        if rows:
            async with writing(self._writer) as connection:
                await connection.execute(insert(link_notices).on_conflict_do_nothing(), rows)

    @uninterrupted
    async def untell(self, *, but: Collection[str]) -> None:
        """Lets go of having told of other addresses than those `but`: of the next time, servers are told again."""
        async with writing(self._writer) as connection:
            known = (await connection.execute(select(link_notices.c.url).distinct())).scalars()
            for url in [url for url in known if url not in but]:
                await connection.execute(delete(link_notices).where(link_notices.c.url == url))

    @uninterrupted
    async def listening(self) -> Sequence[int]:
        """The servers that have a channel for notices and that the bot has not left, by id."""
        here = guilds.c.guild_id == guild_settings.c.guild_id
        wanted = (
            select(guild_settings.c.guild_id)
            .join(guilds, here, isouter=True)
            .where(guild_settings.c.notices_id.is_not(None), guilds.c.left_at.is_(None))
            .order_by(guild_settings.c.guild_id)
        )
        async with reading(self._reader) as connection:
            return list((await connection.execute(wanted)).scalars())
