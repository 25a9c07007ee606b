"""Remember, then answer; and answer anyway."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.store.tables import asks
from sandbox.pilot import Pilot
from sandbox.server import Place
from tests.support.log import Log
from tests.support.rows import rows
from tests.support.running import Running, running, settings


@asynccontextmanager
async def held(database: Path) -> AsyncIterator[None]:
    """Another process's write lock on the database, once the bot has let go of it."""
    connection = sqlite3.connect(database, isolation_level=None, timeout=0)
    while not connection.in_transaction:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:  # the bot is in this very loop: to wait in SQLite would keep it from ending
            await asyncio.sleep(0.01)
    yield
    connection.execute("ROLLBACK")
    connection.close()


async def kept(bot: Running, wanted: int) -> None:
    """Wait until so many asks are in the database (at most fifteen seconds)."""
    async with asyncio.timeout(15):
        while len(await rows(bot, asks)) < wanted:
            await asyncio.sleep(0.05)


async def test_a_locked_database_delays_no_answer_and_loses_no_ask(
    pilot: Pilot, preceptor: Running, tmp_path: Path, log: Log
) -> None:
    ada = pilot.person("Ada")
    loop = asyncio.get_running_loop()
    async with held(tmp_path / "preceptor.db"):
        began = loop.time()
        assert "13 academic years" in (await ada.runs("/faq ask", question="how-long")).text
        assert loop.time() - began < 2, "the budget is a quarter of a second, the rest is this machine's"
        assert "listening" in (await ada.runs("/faq ask", question="skills")).text
        assert (tmp_path / "preceptor.spool").stat().st_size > 0
        assert await rows(preceptor, asks) == []
    await kept(preceptor, 2)
    assert [ask.entry_id for ask in await rows(preceptor, asks)] == ["how-long", "skills"]
    async with asyncio.timeout(5):
        while (tmp_path / "preceptor.spool").exists():
            await asyncio.sleep(0.02)
    assert not log.with_(event="an ask was lost")


async def test_what_was_spooled_is_counted_at_the_next_start(place: Place, tmp_path: Path, content: Path) -> None:
    config = settings(place, tmp_path, content)
    async with running(place, config) as bot:
        async with held(tmp_path / "preceptor.db"):
            await Pilot(place).person("Ada").runs("/faq ask", question="how-long")
            spooled = (tmp_path / "preceptor.spool").read_bytes()
        await kept(bot, 1)
    # As if the process had been killed before the replay, and again after it: the same line twice counts once.
    (tmp_path / "preceptor.spool").write_bytes(spooled)
    async with running(place, config) as bot:
        assert len(await rows(bot, asks)) == 1
        assert not (tmp_path / "preceptor.spool").exists()


async def test_an_answer_comes_even_where_nothing_can_be_kept_and_the_log_says_what_is_lost(
    pilot: Pilot, preceptor: Running, tmp_path: Path, log: Log
) -> None:
    (tmp_path / "preceptor.spool").mkdir()  # nothing can be appended to a folder
    async with held(tmp_path / "preceptor.db"):
        assert "13 academic years" in (await pilot.person("Ada").runs("/faq ask", question="how-long")).text
    assert any("lost" in str(line["event"]) for line in log.lines)
