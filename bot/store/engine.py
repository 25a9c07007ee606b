"""Open the store: the one place that puts files, lock, version and connections together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from bot.core.storage import StoreError, StoreVersionError
from bot.store.archive import SqlAskArchive
from bot.store.asks import SqlAskStore
from bot.store.clearing import Clearer
from bot.store.connections import reader_engine, writer_engine, writing
from bot.store.counts import SqlAskCounts
from bot.store.erasures import SqlErasures
from bot.store.files import database_path, prepare, side_files
from bot.store.guilds import SqlGuilds
from bot.store.links import SqlLinks
from bot.store.lock import locked
from bot.store.meta import SqlCommandSyncs
from bot.store.overlays import SqlOverlays
from bot.store.postings import SqlPostings
from bot.store.settings import SqlGuildSettings
from bot.store.suggestions import SqlSuggestions
from bot.store.trial import SqlTrial
from bot.store.upgrade import check, known_version, upgrade


@dataclass(frozen=True, slots=True)
class Store:
    """Everything that is remembered, by what it is for."""

    asks: SqlAskStore
    counts: SqlAskCounts
    archive: SqlAskArchive
    command_syncs: SqlCommandSyncs
    settings: SqlGuildSettings
    guilds: SqlGuilds
    erasures: SqlErasures
    suggestions: SqlSuggestions
    overlays: SqlOverlays
    links: SqlLinks
    postings: SqlPostings
    trial: SqlTrial


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """The store at `url`, made or migrated first, locked against a second process until the block ends.

    Raises a StoreError, whose text says what to do and whose `exit_code` what to end with.
    """
    path = database_path(url)
    prepare(path)
    with locked(path):
        unclean = any(file.exists() and file.stat().st_size for file in side_files(path))
        upgrade(path)  # blocks, see `migrate`
        writer, reader = writer_engine(path), reader_engine(path)
        try:
            async with writing(writer):
                pass  # a database that cannot be written is found out now, not by the first member
            clearer = Clearer(writer=writer)
            erasures = SqlErasures(writer=writer, reader=reader, clearer=clearer)
            await _erase_again(erasures, unclean=unclean)
            yield Store(
                asks=SqlAskStore(writer=writer),
                counts=SqlAskCounts(reader=reader),
                archive=SqlAskArchive(writer=writer, reader=reader, clearer=clearer),
                command_syncs=SqlCommandSyncs(writer=writer, reader=reader),
                settings=SqlGuildSettings(writer=writer, reader=reader),
                guilds=SqlGuilds(writer=writer, reader=reader, clearer=clearer),
                erasures=erasures,
                suggestions=SqlSuggestions(writer=writer, reader=reader, clearer=clearer),
                overlays=SqlOverlays(writer=writer, reader=reader),
                links=SqlLinks(writer=writer, reader=reader),
                postings=SqlPostings(writer=writer, reader=reader),
                trial=SqlTrial(writer=writer),
            )
        finally:
            # Readers first: the last connection to close folds the write-ahead log into the database.
            await reader.dispose()
            await writer.dispose()


async def _erase_again(erasures: SqlErasures, *, unclean: bool) -> None:
    """A copy that was put here by hand may bring back what was erased since; one that was killed did not clear.

    What cannot be done is logged: nobody has less for it, and the bot comes up.
    """
    log = structlog.get_logger("preceptor.store")
    try:
        removed = await erasures.again(unclean=unclean)
        cleared = await erasures.forget()
    except StoreError as error:
        log.error("whoever was erased could not be erased again", problem=str(error))
        return
    if removed:
        log.warning("rows of members who were erased before were removed again", rows=removed)
    if not cleared:
        log.warning("another program reads the database: what was erased stays in its log until the next clearing")


@dataclass(frozen=True, slots=True)
class Reading:
    """What can be read beside a running bot. None of it can write."""

    counts: SqlAskCounts
    archive: SqlAskArchive
    suggestions: SqlSuggestions
    overlays: SqlOverlays


@asynccontextmanager
async def open_counts(url: str) -> AsyncIterator[SqlAskCounts | None]:
    """What was counted so far; see `open_reading`."""
    async with open_reading(url) as reading:
        yield None if reading is None else reading.counts


@asynccontextmanager
async def open_reading(url: str) -> AsyncIterator[Reading | None]:
    """What is kept, to read while a bot may be running; None where nothing was ever kept.

    Takes no lock and creates nothing. Raises StoreVersionError for a database that has to be migrated first, and what
    `open_store` raises for one that cannot be used.
    """
    path = database_path(url)
    version = await asyncio.to_thread(check, path) if path.exists() else None
    if version is None:
        yield None
        return
    if version != known_version():
        raise StoreVersionError(
            f"{path}: database is at {version}, this build knows {known_version()}. "
            "Migrate it first: preceptor migrate."
        )
    reader = reader_engine(path)
    try:
        yield Reading(
            counts=SqlAskCounts(reader=reader),
            archive=SqlAskArchive(writer=reader, reader=reader),
            suggestions=SqlSuggestions(writer=reader, reader=reader),
            overlays=SqlOverlays(writer=reader, reader=reader),
        )
    finally:
        await reader.dispose()
