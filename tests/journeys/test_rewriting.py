"""Somebody writes to a file without pause while members ask: every answer is one of the whole versions."""

import asyncio
import itertools
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import Config
from bot.content.watch import watch
from bot.core.pack import Pack
from bot.services.faq import FaqService
from bot.services.results import Answered, Occasion
from tests.support.pack import write_pack
from tests.support.processes import process
from tests.support.rewriter import ENTRIES, version

TIMES, REST_EVERY = 2_000, 200
WHOLE = re.compile(r"v(\d+) (?:words and more words ){12}v\1")


def version_of(pack: Pack) -> int:
    """The one version that all entries of `pack` are of."""
    assert len(pack.entries) == ENTRIES
    found = {match[1] for entry in pack.entries.values() if (match := WHOLE.fullmatch(entry.answer))}
    assert len(found) == 1, [entry.answer for entry in pack.entries.values()]
    return int(found.pop())


async def asking(faq: FaqService, numbers: "itertools.count[int]", stop: asyncio.Event) -> set[int]:
    """Ask one thing after the other; the versions that answered."""
    seen: set[int] = set()
    while not stop.is_set():
        number = next(numbers)
        entry_id = f"entry-{number % ENTRIES}"
        assert len(faq.suggest("number of", guild_id=1)) == ENTRIES
        result = await faq.ask(entry_id, Occasion(number, 1, number, datetime.now(UTC), channel_id=2, may_write=True))
        assert isinstance(result, Answered)
        assert result.entry == result.pack.entries[entry_id]
        seen.add(version_of(result.pack))
    return seen


@pytest.mark.long
async def test_no_answer_is_half_a_file_while_it_is_rewritten_two_thousand_times(tmp_path: Path) -> None:
    content = write_pack(tmp_path / "content", "".join(version(0)), "sources: {}\n")
    database = f"sqlite+aiosqlite:///{tmp_path / 'preceptor.db'}"
    file, loads, stop = content / "faq" / "test.yaml", list[str](), asyncio.Event()
    async with open_app(Config(content=content, database=database)) as app:

        async def take(digest: str) -> bool:
            loads.append(digest)
            return await app.services.editing.take(digest)

        live = app.shelf.stock.pack.digest
        watching = asyncio.create_task(watch(content, reload=take, stop=stop, live=live))
        numbers = itertools.count(1)
        members = [asyncio.create_task(asking(app.services.faq, numbers, stop)) for _ in range(3)]
        arguments = ("-m", "tests.support.rewriter", str(file), str(TIMES), str(REST_EVERY))
        async with process(*arguments) as writer:
            _, error = await asyncio.wait_for(writer.communicate(), 90)
            assert writer.returncode == 0, error
        async with asyncio.timeout(15):
            while version_of(app.shelf.stock.pack) != TIMES:
                await asyncio.sleep(0.05)
        stop.set()
        await asyncio.wait_for(watching, 10)
        seen = set().union(*await asyncio.gather(*members))
    rests = set(range(0, TIMES + 1, REST_EVERY))
    assert seen <= rests, "only what had settled went live"
    assert len(seen) > len(rests) / 2, "and edits did go live meanwhile"
    assert len(loads) < TIMES
    assert next(numbers) > 1_000, "members asked all the time"
