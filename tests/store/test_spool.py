import contextlib
import os
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.asks import Ask, Choice, Gap, Opinion, Outcome, Record, Verdict, Via
from bot.core.storage import Spooled, SpoolError
from bot.store import lines
from bot.store.spool import JsonlSpool
from tests.store.samples import ask, gap, offered

IDS = st.integers(1, 2**63 - 1)
GUILDS = st.none() | IDS
ENTRIES = st.from_regex(r"[a-z0-9-]{2,40}", fullmatch=True)
INSTANTS = st.datetimes(min_value=datetime(2015, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
GAPS = st.builds(Gap, IDS, GUILDS, st.text(min_size=1), INSTANTS)
RECORDS: st.SearchStrategy[Record] = st.one_of(
    st.builds(
        Ask,
        IDS,
        GUILDS,
        st.none() | ENTRIES,
        st.sampled_from(Outcome),
        st.sampled_from(Via),
        INSTANTS,
        st.dates(date(2015, 1, 1), date(2200, 1, 1)),
    ),
    GAPS,
    st.builds(Choice, IDS, GUILDS, st.none() | ENTRIES, st.none() | GAPS),
    st.builds(Opinion, IDS, GUILDS, st.sampled_from(Verdict)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "preceptor.spool"


@pytest.fixture
def spool(path: Path) -> JsonlSpool:
    return JsonlSpool(path=path)


@given(record=RECORDS)
def test_a_record_comes_back_from_its_line_as_it_was(record: Record) -> None:
    line = lines.line(record)
    assert lines.record(line) == record
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


@given(record=RECORDS, data=st.data())
def test_a_line_that_was_altered_or_cut_short_is_never_taken_for_another_record(
    record: Record, data: st.DataObject
) -> None:
    line = lines.line(record)
    at = data.draw(st.integers(0, len(line) - 2))
    other = data.draw(st.integers(0, 255).filter(lambda value: value != line[at]))
    altered = line[:at] + bytes([other]) + line[at + 1 :]
    for broken in (altered, line[:at]):
        with contextlib.suppress(ValueError):
            assert lines.record(broken) == record  # where nothing of meaning was altered


def test_what_is_appended_is_read_in_its_order(spool: JsonlSpool) -> None:
    spool.append([ask(1), offered(2)])
    spool.append([Choice(2, 7, None, gap(2, "half a character: \ud800"))])
    spooled = spool.read()
    assert spooled.records == (ask(1), offered(2), Choice(2, 7, None, gap(2, "half a character: \ud800")))
    assert spooled.damaged == 0


def test_reading_goes_on_where_it_ended(spool: JsonlSpool) -> None:
    spool.append([ask(1)])
    first = spool.read()
    spool.append([ask(2)])
    assert spool.read(first.size).records == (ask(2),)
    assert spool.read(first.size).size == spool.read().size


def test_no_file_is_an_empty_spool(spool: JsonlSpool, path: Path) -> None:
    assert spool.read() == Spooled((), 0, 0)
    assert spool.clear(0)
    assert not path.exists()


def test_only_the_owner_may_read_it(spool: JsonlSpool, path: Path) -> None:
    spool.append([ask(1)])
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_last_line_that_was_cut_short_is_skipped_and_spoils_no_other(spool: JsonlSpool, path: Path) -> None:
    spool.append([ask(1), ask(2)])
    whole = path.read_bytes()
    for cut in range(whole.index(b"\n") + 2, len(whole)):
        path.write_bytes(whole[:cut])
        spool.append([ask(3)])
        spooled = spool.read()
        torn = cut < len(whole) - 1  # without its newline alone the line is whole
        assert spooled.records == ((ask(1), ask(3)) if torn else (ask(1), ask(2), ask(3)))
        assert spooled.damaged == int(torn)


def test_it_is_cleared_only_as_far_as_it_was_read(spool: JsonlSpool, path: Path) -> None:
    spool.append([ask(1)])
    read = spool.read()
    spool.append([ask(2)])
    assert not spool.clear(read.size)
    assert spool.read().records == (ask(1), ask(2))
    assert spool.clear(spool.read().size)
    assert not path.exists()


def test_a_full_spool_says_so_and_keeps_what_it_has(path: Path) -> None:
    spool = JsonlSpool(path=path, max_bytes=400)
    spool.append([ask(1)])
    with pytest.raises(SpoolError, match="it empties when the database is back"):
        spool.append([ask(number) for number in range(2, 9)])
    assert spool.read().records == (ask(1),)
    assert path.stat().st_size <= 400


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "missing" / "a.spool", tmp_path):
        with pytest.raises(SpoolError, match="cannot be written"):
            JsonlSpool(path=path).append([ask(1)])
    with pytest.raises(SpoolError, match="cannot be read"):
        JsonlSpool(path=tmp_path).read()


def test_a_record_is_synced_before_append_returns_and_the_folder_too(
    spool: JsonlSpool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, int]] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append((str(Path(f"/proc/self/fd/{handle}").readlink()), os.fstat(handle).st_size))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    spool.append([ask(1)])
    first = path.stat().st_size
    spool.append([ask(2)])
    assert [name for name, _ in synced] == [str(path), str(path.parent), str(path)]
    assert [size for name, size in synced if name == str(path)] == [first, path.stat().st_size]
    spool.clear(spool.read().size)
    assert synced[-1][0] == str(path.parent)


def test_a_write_that_is_taken_in_pieces_is_finished(spool: JsonlSpool, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, block: real(handle, bytes(block)[:7]))
    spool.append([ask(1), ask(2)])
    assert spool.read().records == (ask(1), ask(2))


def test_appending_from_another_thread_than_reading_works(spool: JsonlSpool) -> None:
    thread = threading.Thread(target=spool.append, args=([ask(1)],))
    thread.start()
    thread.join()
    assert spool.read().records == (ask(1),)
