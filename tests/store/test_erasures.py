"""Erased is erased, in every table, and again after a backup."""

import shutil
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, Executable, MetaData, Table, Text

from bot.core.privacy import Fate, Holding, Holds, Owner
from bot.core.storage import StoreUnavailableError
from bot.store.backup import back_up
from bot.store.connections import writer_engine
from bot.store.engine import open_store
from bot.store.erasures import SqlErasures, erasures_in
from bot.store.restore import restore
from bot.store.tables import Instant, Snowflake
from bot.store.upgrade import migrate
from tests.store.samples import NOON, ask, planted, rows
from tests.store.test_backup import silent

ADA, BEN = 1_122_334_455_667_788_990, 1_099_887_766_554_433_221
DAY = timedelta(days=1)

# A table as a later feature may bring it: a question with its asker, and who took it.
metadata = MetaData()
questions = Table(
    "questions",
    metadata,
    Column("id", Snowflake, primary_key=True),
    Column("asker_id", Snowflake),
    Column("mentor_id", Snowflake),
    Column("said", Text),
    Column("at", Instant),
    Column("taken_at", Instant),
)
QUESTIONS = Holding(
    *("questions", "a question", "to answer it", "{asks}", "whole", "removed"),
    columns={
        **dict.fromkeys(("id", "at", "taken_at"), Holds.NOTHING),
        "asker_id": Holds.MEMBER,
        "mentor_id": Holds.MEMBER,
        "said": Holds.WORDS,
    },
    fates={"asker_id": Owner(Fate.REMOVED, "at", ("said",)), "mentor_id": Owner(Fate.BLANKED, "taken_at")},
)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[SqlErasures]:
    """The erasures of a database that has the table of questions too."""
    writer = writer_engine(path)
    try:
        async with writer.begin() as connection:
            await connection.run_sync(metadata.create_all)
        yield SqlErasures(writer=writer, reader=writer, tables=metadata, registry=[QUESTIONS])
    finally:
        await writer.dispose()


async def fill(path: Path) -> None:
    """Ada asked twice, Ben once; each took what the other asked."""
    writer = writer_engine(path)
    asked = [
        *((1, ADA, BEN, "mine", NOON, NOON), (2, BEN, ADA, "his", NOON, NOON)),
        (3, ADA, None, "later", NOON + 2 * DAY, None),
    ]
    columns = ("id", "asker_id", "mentor_id", "said", "at", "taken_at")
    async with writer.begin() as connection:
        await connection.execute(
            questions.insert(),
            [dict(zip(columns, one, strict=True)) for one in asked],
        )
    await writer.dispose()


@pytest.fixture
async def filled(url: str, path: Path) -> Path:
    async with open_store(url), opened(path):
        pass
    await fill(path)
    return path


def held(path: Path) -> list[tuple[int, int | None, int | None]]:
    return list(rows(path, "SELECT id, asker_id, mentor_id FROM questions ORDER BY id"))


async def test_a_member_sees_every_row_of_theirs_and_no_other_id(filled: Path) -> None:
    async with opened(filled) as erasures:
        found = await erasures.held(ADA)
    assert found.erased_at is None
    [theirs] = found.rows.values()
    assert sorted((row["id"], row["asker_id"], row["mentor_id"]) for row in theirs) == [
        *((1, ADA, None), (2, None, ADA), (3, ADA, None)),
    ]


async def test_a_member_who_is_in_a_row_twice_sees_it_once(filled: Path) -> None:
    async with opened(filled) as erasures:
        writer = erasures._writer
        async with writer.begin() as connection:
            await connection.execute(questions.insert().values(id=9, asker_id=BEN, mentor_id=BEN, said="x", at=NOON))
        found = await erasures.held(BEN)
    assert [row["id"] for row in found.rows["questions"]].count(9) == 1


async def test_what_is_erased_is_in_no_file_any_more(filled: Path) -> None:
    async with opened(filled) as erasures:
        assert await erasures.erase(ADA, at=NOON + DAY) == {"questions": 3}
        assert await erasures.forget()
        assert held(filled) == [(2, BEN, None)]
        for file in filled.parent.iterdir():
            assert traces(file.read_bytes(), ADA) == [], file.name
        assert traces(filled.read_bytes(), BEN), "one can be found that is there"
        found = await erasures.held(ADA)
        assert (found.rows, found.erased_at) == ({}, NOON + DAY)
        assert (await erasures.held(BEN)).erased_at is None


def traces(content: bytes, member_id: int) -> list[str]:
    """How the id stands in `content`: in decimal, or in eight bytes either way round."""
    written = {
        "decimal": str(member_id).encode(),
        "big": member_id.to_bytes(8, "big"),
        "little": member_id.to_bytes(8, "little"),
    }
    return [name for name, looked_for in written.items() if looked_for in content]


async def test_erased_twice_is_kept_once_with_the_later_moment(filled: Path) -> None:
    async with opened(filled) as erasures:
        await erasures.erase(ADA, at=NOON)
        await erasures.erase(BEN, at=NOON)
        await erasures.erase(ADA, at=NOON + DAY)
        assert (await erasures.held(ADA)).erased_at == NOON + DAY
    kept = erasures_in(filled)
    assert kept is not None
    assert len(kept) == 2
    assert len({key for _, key, _ in kept}) == 1


async def test_erasing_again_leaves_what_a_member_did_since(filled: Path) -> None:
    async with opened(filled) as erasures:
        await erasures.erase(ADA, at=NOON + DAY)
    await refill(filled)
    async with opened(filled) as erasures:
        assert await erasures.again() == 2
        assert held(filled) == [(2, BEN, None), (3, ADA, None)]
        assert await erasures.again() == 0


async def refill(path: Path) -> None:
    writer = writer_engine(path)
    async with writer.begin() as connection:
        await connection.execute(questions.delete())
    await writer.dispose()
    await fill(path)


@pytest.fixture
def with_questions(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build in which the table of questions is one of the bot's own."""
    defaults = SqlErasures.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "tables", metadata)
    monkeypatch.setitem(defaults, "registry", [QUESTIONS])


@pytest.mark.usefixtures("with_questions")
async def test_an_older_backup_erases_again_before_it_is_in_place(url: str, filled: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    await back_up(url, backup, force=False, show=silent)
    assert traces(backup.read_bytes(), ADA)
    async with open_store(url) as store:
        await store.erasures.erase(ADA, at=NOON + DAY)
    done = await restore(url, backup, force=True, now=NOON + 3 * DAY, show=silent)
    assert done.erased == 2
    assert held(filled) == [(2, BEN, None), (3, ADA, None)]
    again = await restore(url, backup, force=True, now=NOON + 4 * DAY, show=silent)
    assert again.erased == 2, "the list came along"
    assert done.aside is not None
    back = await restore(url, done.aside, force=True, now=NOON + 5 * DAY, show=silent)
    assert back.erased == 0


@pytest.mark.usefixtures("with_questions")
async def test_lists_under_different_keys_come_together(url: str, filled: Path, tmp_path: Path) -> None:
    other = f"sqlite+aiosqlite:///{tmp_path / 'other' / 'preceptor.db'}"
    migrate(other)
    async with opened(tmp_path / "other" / "preceptor.db"):
        pass
    async with open_store(other) as store:
        await store.erasures.erase(ADA, at=NOON + 3 * DAY)
    async with open_store(url) as store:
        await store.erasures.erase(BEN, at=NOON)
    await refill(filled)
    done = await restore(other, filled, force=True, now=NOON, show=silent)
    assert done.erased is not None
    assert held(done.path) == []
    async with open_store(other) as store:
        assert (await store.erasures.held(ADA)).erased_at == NOON + 3 * DAY
        assert (await store.erasures.held(BEN)).erased_at == NOON
        await store.erasures.erase(ADA, at=NOON + 4 * DAY)
        assert (await store.erasures.held(ADA)).erased_at == NOON + 4 * DAY


@pytest.mark.usefixtures("with_questions")
async def test_a_start_erases_again_what_a_copy_by_hand_brought_back(url: str, filled: Path) -> None:
    async with open_store(url) as store:
        await store.erasures.erase(ADA, at=NOON + 3 * DAY)
    await refill(filled)
    async with open_store(url):
        assert held(filled) == [(2, BEN, None)]
        assert traces(filled.read_bytes() + filled.with_name("preceptor.db-wal").read_bytes(), ADA) == []


async def test_what_cannot_be_read_is_said_to_be_unknown(url: str, path: Path, tmp_path: Path) -> None:
    other = f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"
    async with open_store(other):
        pass
    planted(path, b"noise" * 1000)
    assert (await restore(url, tmp_path / "other.db", force=True, now=NOON, show=silent)).erased is None
    assert (await restore(url, tmp_path / "other.db", force=True, now=NOON, show=silent)).erased == 0


@pytest.mark.usefixtures("with_questions")
@pytest.mark.parametrize("left", ["nothing", "an empty file", "a database without tables"])
async def test_without_an_old_database_nobody_knows_who_was_erased(
    url: str, filled: Path, tmp_path: Path, left: str
) -> None:
    backup = tmp_path / "backup.db"
    await back_up(url, backup, force=False, show=silent)
    for file in list(filled.parent.iterdir()):
        file.rename(tmp_path / file.name)
    if left != "nothing":
        filled.touch()
    if left == "a database without tables":
        with closing(sqlite3.connect(filled)) as connection:
            connection.executescript("CREATE TABLE t (x); DROP TABLE t")
    assert (await restore(url, backup, force=True, now=NOON, show=silent)).erased is None


@pytest.mark.usefixtures("with_questions")
async def test_what_somebody_does_after_they_were_erased_stays_column_by_column(url: str, filled: Path) -> None:
    """Ben took the question before he was erased, and takes it again the day after; the question is older than both."""
    async with open_store(url) as store:
        await store.erasures.erase(BEN, at=NOON + DAY)
        await changed(
            filled, questions.update().where(questions.c.id == 1).values(mentor_id=BEN, taken_at=NOON + 2 * DAY)
        )
    async with open_store(url):
        assert held(filled)[0] == (1, ADA, BEN)


async def changed(path: Path, *statements: Executable) -> None:
    writer = writer_engine(path)
    async with writer.begin() as connection:
        for statement in statements:
            await connection.execute(statement)
    await writer.dispose()


async def test_an_id_without_an_instant_is_older_than_every_erasure(filled: Path) -> None:
    async with opened(filled) as erasures:
        await erasures.erase(BEN, at=NOON)
        await changed(filled, questions.update().where(questions.c.id == 1).values(mentor_id=BEN, taken_at=None))
        assert await erasures.again() == 1


async def test_what_was_in_hand_when_somebody_was_erased_is_erased_late(filled: Path) -> None:
    async with opened(filled) as erasures:
        await erasures.erase(ADA, at=NOON + DAY)
        late = {"asker_id": ADA, "said": "x"}
        await changed(
            filled,
            questions.insert().values(id=7, at=NOON + DAY - timedelta(seconds=1), **late),
            questions.insert().values(id=8, at=NOON + DAY + timedelta(seconds=1), **late),
        )
        assert await erasures.erase_late(ADA) == 1
        assert await erasures.erase_late(BEN) == 0, "who was never erased"
        assert held(filled) == [(2, BEN, None), (8, ADA, None)]


async def test_the_words_of_one_are_not_shown_to_another(filled: Path) -> None:
    async with opened(filled) as erasures:
        found = await erasures.held(ADA)
    assert {row["id"]: row["said"] for row in found.rows["questions"]} == {1: "mine", 2: None, 3: "later"}


async def test_a_clock_that_was_set_back_takes_no_erasure_back(filled: Path) -> None:
    async with opened(filled) as erasures:
        await erasures.erase(ADA, at=NOON + DAY)
        await erasures.erase(ADA, at=NOON)
        assert (await erasures.held(ADA)).erased_at == NOON + DAY


async def test_of_two_lists_the_later_moment_counts(filled: Path) -> None:
    async with opened(filled) as erasures:
        await erasures.erase(ADA, at=NOON + DAY)
        [(digest, key, at)] = erasures_in(filled) or ()
        for moment in (at + 1000, at - 1000):
            await erasures.again([(digest, key, moment)])
        assert (await erasures.held(ADA)).erased_at == NOON + DAY + timedelta(seconds=1)


async def test_of_several_keys_the_most_used_goes_on(filled: Path) -> None:
    async with opened(filled) as erasures:
        await erasures.again([("0" * 64, "f" * 64, 1), ("1" * 64, "f" * 64, 1), ("2" * 64, "0" * 64, 1)])
        await erasures.erase(ADA, at=NOON)
        kept = erasures_in(filled)
        assert kept is not None
        assert sorted(key[0] for _, key, _ in kept) == ["0", "f", "f", "f"]


async def test_every_database_has_a_key_of_its_own(url: str, path: Path, tmp_path: Path) -> None:
    keys = set()
    for file in (path, tmp_path / "other.db"):
        async with open_store(f"sqlite+aiosqlite:///{file}") as store:
            await store.erasures.erase(ADA, at=NOON)
        kept = erasures_in(file)
        assert kept is not None
        keys |= {key for _, key, _ in kept}
    assert len(keys) == 2


@pytest.mark.usefixtures("with_questions")
async def test_one_who_was_killed_before_clearing_leaves_it_to_the_next(url: str, filled: Path, tmp_path: Path) -> None:
    after = tmp_path / "after"
    after.mkdir()
    async with open_store(url) as store:
        await store.erasures.erase(ADA, at=NOON + 5 * DAY)
        for file in filled.parent.iterdir():
            shutil.copy(file, after / file.name)
    assert any(traces(file.read_bytes(), ADA) for file in after.iterdir()), "there is something to clear"
    async with open_store(f"sqlite+aiosqlite:///{after / filled.name}"):
        assert [file.name for file in after.iterdir() if traces(file.read_bytes(), ADA)] == []


ENOUGH = 3.0  # seconds of the processor for a hundred thousand ids, and ten times what it takes


@pytest.mark.usefixtures("with_questions")
async def test_a_hundred_thousand_ids_delay_the_start_by_little(url: str, filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        many = ((number, 10**18 + number, 1) for number in range(100, 100_100))
        connection.executemany("INSERT INTO questions (id, asker_id, at) VALUES (?, ?, ?)", many)
        listed = ((f"{number:064}", 2) for number in range(5000))
        connection.executemany("INSERT INTO erasures (digest, key, at) VALUES (?, printf('%064d', 0), ?)", listed)
    async with opened(filled) as erasures:
        await erasures.erase(10**18 + 100, at=NOON)
        await changed(filled, questions.insert().values(id=1000_000, asker_id=10**18 + 100, at=NOON))
        start = time.process_time()
        assert await erasures.again() == 1
        assert time.process_time() - start < ENOUGH


async def test_a_start_goes_on_where_erasing_again_fails(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object, **__: object) -> int:
        raise StoreUnavailableError("full")

    monkeypatch.setattr(SqlErasures, "again", fails)
    async with open_store(url) as store:
        await store.asks.record([ask(1)])


def test_the_table_of_erasures_has_no_place_for_an_id(filled: Path) -> None:
    columns = {name for (name,) in rows(filled, "SELECT name FROM pragma_table_info('erasures')")}
    assert columns == {"digest", "key", "at"}
