"""A write that changes nothing, and still finds out whether the database takes one."""

from pathlib import Path

import pytest

from bot.core.storage import StoreUnavailableError
from bot.store import connections
from bot.store.engine import Store, open_store
from tests.store.samples import ask, content
from tests.store.test_faults import held
from tests.store.test_upgrade import dump


async def test_it_puts_a_page_on_disk_and_changes_nothing(store: Store, path: Path) -> None:
    await store.asks.record([ask(1)])
    before, log = dump(path), len(content(path.with_name("preceptor.db-wal")))
    await store.trial.write()
    assert len(content(path.with_name("preceptor.db-wal"))) > log, "an empty transaction would write nothing"
    assert dump(path) == before


async def test_a_database_that_another_program_holds_takes_no_write_until_it_is_free(
    url: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    async with open_store(url) as store:
        with held(path), pytest.raises(StoreUnavailableError, match="locked"):
            await store.trial.write()
        await store.trial.write()
