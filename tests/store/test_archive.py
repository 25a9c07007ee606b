import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.store.engine import Store
from tests.store.samples import GUILD, NOON, ask, gap, missed, rows

DAY = NOON.date()
NEXT = DAY + timedelta(days=1)


async def test_a_day_is_sealed_with_the_sum_of_each_server(store: Store, path: Path) -> None:
    await store.asks.record([ask(1), missed(2), ask(3, guild_id=None), ask(4, day=NEXT)])
    assert await store.archive.days_before(NEXT) == [(DAY, 3)]
    assert await store.archive.seal(DAY) == 3
    assert rows(path, "SELECT * FROM sealed_days") == [(0, "2031-03-05", 1), (GUILD, "2031-03-05", 2)]
    assert rows(path, "SELECT id FROM asks") == [(4,)]
    assert sum(count.n for count in await store.counts.counts(first=None, last=None, guild_id=None)) == 4
    assert await store.counts.audit() == []
    assert await store.archive.days_before(NEXT) == []


async def test_a_sealed_day_takes_no_more_asks(store: Store, path: Path) -> None:
    """Its events are gone: one that is delivered again could not be told from a new one."""
    await store.asks.record([ask(1)])
    await store.archive.seal(DAY)
    await store.asks.record([ask(1), ask(2), ask(3, guild_id=8), ask(4, day=NEXT)])
    assert rows(path, "SELECT id FROM asks ORDER BY id") == [(3,), (4,)]
    assert await store.counts.audit() == []


async def test_sealing_twice_is_sealing_once(store: Store, path: Path) -> None:
    await store.asks.record([ask(1)])
    assert await store.archive.seal(DAY) == 1
    assert await store.archive.seal(DAY) == 0
    assert rows(path, "SELECT * FROM sealed_days") == [(GUILD, "2031-03-05", 1)]


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


async def test_the_bytes_of_removed_words_are_gone_from_all_files(store: Store, path: Path) -> None:
    secret = b"zanzibar stipend"
    await store.asks.record([missed(1), gap(1, secret.decode())])
    assert secret in everything(path)
    assert await store.archive.drop_gaps_before(NOON + timedelta(seconds=1)) == 1
    assert await store.archive.forget()
    assert secret not in everything(path)


async def test_a_reader_in_the_way_of_forgetting_is_said(store: Store, path: Path) -> None:
    await store.asks.record([ask(1)])
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM asks").fetchall()
        await store.asks.record([ask(2)])
        assert await store.archive.seal(DAY) == 2
        assert not await store.archive.forget()
        reader.execute("COMMIT")
    assert await store.archive.forget()


async def test_gaps_go_by_their_age(store: Store) -> None:
    await store.asks.record([missed(1), gap(1), missed(2), gap(2, at=NOON + timedelta(hours=1))])
    cut = NOON + timedelta(minutes=30)
    assert await store.archive.gaps_before(cut) == 1
    assert await store.archive.drop_gaps_before(cut) == 1
    assert await store.archive.gaps_before(NOON + timedelta(days=1)) == 1
