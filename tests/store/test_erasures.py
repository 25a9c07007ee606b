"""Erased is erased, in every table, and again after a backup."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Table, Text

from bot.core.privacy import Fate, Holding, Holds
from bot.store.backup import back_up
from bot.store.connections import writer_engine
from bot.store.engine import Store, open_store
from bot.store.erasures import SqlErasures, erasures_in
from bot.store.restore import restore
from bot.store.tables import Instant, Snowflake
from bot.store.upgrade import migrate
from tests.store.samples import NOON, planted, rows
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
)
QUESTIONS = Holding(
    *("questions", "a question", "to answer it", "{asks}", "whole", "removed"),
    columns={
        **dict.fromkeys(("id", "at"), Holds.NOTHING),
        "asker_id": Holds.MEMBER,
        "mentor_id": Holds.MEMBER,
        "said": Holds.WORDS,
    },
    fates={"asker_id": Fate.REMOVED, "mentor_id": Fate.BLANKED},
    since="at",
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
    asked = [(1, ADA, BEN, "mine", NOON), (2, BEN, ADA, "his", NOON), (3, ADA, None, "later", NOON + 2 * DAY)]
    async with writer.begin() as connection:
        await connection.execute(
            questions.insert(),
            [dict(zip(("id", "asker_id", "mentor_id", "said", "at"), one, strict=True)) for one in asked],
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


async def test_a_column_with_ids_needs_to_say_since_when(store: Store) -> None:
    broken = Holding(*QUESTIONS_TEXTS, columns=QUESTIONS.columns, fates=QUESTIONS.fates)
    with pytest.raises(ValueError, match="need the instant"):
        SqlErasures(writer=store.erasures._writer, reader=store.erasures._reader, tables=metadata, registry=[broken])


QUESTIONS_TEXTS = ("questions", "a question", "to answer it", "{asks}", "whole", "removed")


def test_the_table_of_erasures_has_no_place_for_an_id(filled: Path) -> None:
    columns = {name for (name,) in rows(filled, "SELECT name FROM pragma_table_info('erasures')")}
    assert columns == {"digest", "key", "at"}
