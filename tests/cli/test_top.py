import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli.top import top
from bot.core.pack import Entry, Pack
from bot.core.statistics import By, Period
from bot.store.engine import Store, open_store
from tests.store.samples import GUILD, NOON, ask, missed, planted

PACK = Pack({"pay": Entry("pay", "Is there a stipend [yes]?", (), "money", "answer")}, {}, "digest")
TODAY = NOON.date()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "preceptor.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async with open_store(url) as store:
        await store.asks.record(
            [ask(1, entry_id="pay"), ask(2, entry_id="pay"), ask(3, entry_id="gone"), missed(4), ask(5, guild_id=None)]
        )
        yield store


async def run(
    url: str, *, period: Period = Period.MONTH, by: By = By.ENTRY, guild: int | None = None, as_json: bool = True
) -> int:
    return await top(database=url, pack=PACK, period=period, by=by, guild=guild, today=TODAY, as_json=as_json)


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


async def test_it_reads_beside_the_running_bot(store: Store, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert await run(url, guild=GUILD) == 0
    assert said(capsys) == {
        "period": "30d",
        "guild": GUILD,
        "total": 4,
        "missed": 1,
        "rows": [
            {"id": "pay", "title": "Is there a stipend [yes]?", "count": 2, "share": 0.5},
            {"id": "gone", "title": "gone", "count": 1, "share": 0.25},
        ],
    }
    await store.asks.record([ask(6, guild_id=None)])
    assert await run(url, period=Period.ALL, by=By.TOPIC) == 0
    everything = said(capsys)
    assert (everything["guild"], everything["total"], everything["period"]) == (None, 6, "all")
    assert [(row["id"], row["count"]) for row in everything["rows"]] == [("-", 3), ("money", 2)]


async def test_it_does_not_wait_for_a_writer(
    store: Store, url: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await run(url) == 0
        other.execute("ROLLBACK")
    assert said(capsys)["total"] == 5


@pytest.mark.parametrize("period", list(Period))
async def test_a_database_that_is_not_there_yet_has_no_asks_and_is_not_made(
    url: str, path: Path, period: Period, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run(url, period=period, guild=5) == 0
    assert said(capsys) == {"period": period.value, "guild": 5, "total": 0, "missed": 0, "rows": []}
    assert not path.parent.exists()


async def test_a_person_gets_a_table(store: Store, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert await run(url, guild=GUILD, as_json=False) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["asks", "share", "entry"]
    assert "Is there a stipend [yes]?" in lines[1]
    assert lines[1].split()[:2] == ["2", "50%"]
    assert lines[-1] == "4 asks in the last 30 days; 1 found nothing."


async def test_a_person_is_told_that_nothing_was_asked(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert await run(url, period=Period.WEEK, as_json=False) == 0
    assert await run(url, period=Period.ALL, as_json=False) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Nothing was asked in the last 7 days.",
        "Nothing was asked so far.",
    ]


async def test_days_before_the_period_are_left_out(store: Store, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    await store.asks.record([ask(7, at=NOON - timedelta(days=7))])
    assert await run(url, period=Period.WEEK) == 0
    assert said(capsys)["total"] == 5


async def test_a_file_that_is_no_database_is_said_and_named(
    url: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted(path, b"nothing of the kind" * 100)
    assert await run(url) == 78
    output = capsys.readouterr()
    assert output.out == ""
    assert str(path) in output.err
    assert "Restore a backup" in output.err
