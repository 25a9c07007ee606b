"""The last good content stays until there is better."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.content.loader import Loaded
from bot.core.editing import Fate, Pending
from bot.core.findings import Found
from bot.core.history import History, Kind, Retired
from bot.core.pack import Entry, Pack
from bot.core.problems import Problem, ProblemKind, Report
from bot.services.shelf import Shelf, stocked

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CLEAN = Report()
BROKEN = Report((Problem("faq/a.yaml", 1, 1, "", ProblemKind.YAML_SYNTAX, "this is wrong."),))
WARNED = Report((Problem("notes.txt", 0, 0, "", ProblemKind.UNUSED_FILE, "this is not used."),))


def entry_of(id_: str, answer: str = "Well.") -> Entry:
    return Entry(
        id_, f"How long is {id_}?", (f"how many {id_}", f"length of {id_}", f"{id_} in all"), "training", answer
    )


def pack_of(*entries: Entry, digest: str = "new", history: History | None = None) -> Pack:
    return Pack({one.id: one for one in entries}, {}, digest, histories={Kind.ENTRY: history or History()})


def good(pack: Pack, report: Report = CLEAN) -> Loaded:
    return Loaded(pack, report, {"entries": len(pack.entries)}, pack)


def broken(draft: Pack, report: Report = BROKEN) -> Loaded:
    return Loaded(None, report, {}, draft)


TEN = tuple(entry_of(f"e{number}") for number in range(10))
OLD = pack_of(*TEN, digest="old")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(stocked(OLD, Report(), at=NOW))


def test_good_content_replaces_the_old(shelf: Shelf) -> None:
    new = good(pack_of(*TEN, entry_of("years")), WARNED)
    assert shelf.offer(new, at=LATER) is Fate.TAKEN
    assert shelf.stock.pack is new.pack
    assert shelf.stock.loaded_at == LATER
    assert shelf.stock.report == WARNED
    assert shelf.stock.counts == {"entries": 11}
    assert shelf.now.pending is None


def test_the_index_comes_with_the_content(shelf: Shelf) -> None:
    shelf.offer(good(pack_of(*TEN, Entry("pay", "What does it pay?", ("salary", "income"), "work", "Well."))), at=LATER)
    finding = shelf.stock.index.find("salary")
    assert isinstance(finding, Found)
    assert finding.match.entry_id == "pay"


def test_broken_content_leaves_the_last_good_and_can_be_looked_at(shelf: Shelf) -> None:
    before = shelf.stock
    draft = pack_of(TEN[0])
    assert shelf.offer(broken(draft), at=LATER) is Fate.REFUSED
    assert shelf.stock is before
    assert shelf.now.pending == Pending(draft, BROKEN, {}, LATER)
    assert not shelf.now.pending.held


def test_a_mended_mistake_clears_the_report(shelf: Shelf) -> None:
    shelf.offer(broken(OLD), at=LATER)
    assert shelf.offer(good(OLD), at=LATER) is Fate.SAME
    assert shelf.now.pending is None


def test_the_same_content_keeps_its_index_and_its_time(shelf: Shelf) -> None:
    before = shelf.stock
    assert shelf.offer(good(OLD, WARNED), at=LATER) is Fate.SAME
    assert shelf.stock.index is before.index
    assert shelf.stock.loaded_at == NOW
    assert shelf.stock.report == WARNED


def test_whoever_took_the_stock_before_still_has_all_of_it(shelf: Shelf) -> None:
    taken = shelf.stock
    shelf.offer(good(pack_of(*TEN[1:], entry_of("e0", "new"))), at=LATER)
    assert taken.pack.entries["e0"].answer == "Well."
    assert shelf.stock.pack.entries["e0"].answer == "new"


def test_three_in_ten_may_go_and_no_more(shelf: Shelf) -> None:
    before = shelf.stock
    assert shelf.offer(good(pack_of(*TEN[4:])), at=LATER) is Fate.HELD
    assert shelf.stock is before
    assert shelf.now.pending is not None
    assert shelf.now.pending.held
    assert shelf.now.pending.dropped == ("e0", "e1", "e2", "e3")
    assert shelf.offer(good(pack_of(*TEN[3:])), at=LATER) is Fate.TAKEN


def test_a_load_that_is_held_stays_so_until_somebody_says_that_it_is_meant(shelf: Shelf) -> None:
    few = good(pack_of(TEN[0]))
    assert shelf.offer(few, at=LATER) is Fate.HELD
    assert shelf.offer(few, at=LATER) is Fate.HELD
    assert shelf.offer(few, at=LATER, confirmed=True) is Fate.TAKEN
    assert list(shelf.stock.pack.entries) == ["e0"]
    assert shelf.now.pending is None


def test_nobody_can_confirm_content_with_errors(shelf: Shelf) -> None:
    assert shelf.offer(broken(OLD), at=LATER, confirmed=True) is Fate.REFUSED


def test_a_mended_folder_needs_no_confirmation(shelf: Shelf) -> None:
    shelf.offer(good(pack_of(TEN[0])), at=LATER)
    assert shelf.offer(good(pack_of(*TEN, entry_of("years"), digest="mended")), at=LATER) is Fate.TAKEN


def test_entries_that_were_renamed_or_retired_are_not_dropped(shelf: Shelf) -> None:
    stones = {one.id: Retired(one.id, one.question, NOW.date(), None) for one in TEN[:4]}
    assert shelf.offer(good(pack_of(*TEN[4:], history=History({}, stones))), at=LATER) is Fate.TAKEN
    others = tuple(entry_of(f"other{number}") for number in range(6))
    renamed = {one.id: f"other{number}" for number, one in enumerate(TEN[4:])}
    assert shelf.offer(good(pack_of(*others, digest="renamed", history=History(renamed))), at=LATER) is Fate.TAKEN
