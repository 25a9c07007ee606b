"""The last good content stays until there is better."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.findings import Found
from bot.core.pack import Entry, Pack
from bot.core.problems import Problem, ProblemKind, Report
from bot.services.shelf import Shelf, stocked

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
BROKEN = Report((Problem("faq/a.yaml", 1, 1, "", ProblemKind.YAML_SYNTAX, "this is wrong."),))
WARNED = Report((Problem("notes.txt", 0, 0, "", ProblemKind.UNUSED_FILE, "this is not used."),))


def pack_of(answer: str) -> Pack:
    entry = Entry("length", "How long is it?", ("how many years", "duration", "years in all"), "training", answer)
    return Pack({entry.id: entry}, {}, digest=answer)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(stocked(pack_of("old"), Report(), at=NOW))


def test_good_content_replaces_the_old(shelf: Shelf) -> None:
    assert shelf.offer(pack_of("new"), WARNED, at=LATER)
    assert shelf.stock.pack.entries["length"].answer == "new"
    assert shelf.stock.loaded_at == LATER
    assert shelf.stock.report == WARNED
    assert shelf.pending_report is None


def test_the_index_comes_with_the_content(shelf: Shelf) -> None:
    other = Entry("pay", "What does it pay?", ("salary", "income", "money"), "work", "Well.")
    assert shelf.offer(Pack({other.id: other}, {}, digest="pay"), Report(), at=LATER)
    finding = shelf.stock.index.find("salary")
    assert isinstance(finding, Found)
    assert finding.match.entry_id == "pay"


@pytest.mark.parametrize("pack", [None, pack_of("half")])
def test_broken_content_leaves_the_last_good_and_its_report_can_be_read(shelf: Shelf, pack: Pack | None) -> None:
    before = shelf.stock
    assert not shelf.offer(pack, BROKEN, at=LATER)
    assert shelf.stock is before
    assert shelf.pending_report == BROKEN


def test_a_mended_mistake_clears_the_report(shelf: Shelf) -> None:
    shelf.offer(None, BROKEN, at=LATER)
    assert shelf.offer(pack_of("old"), Report(), at=LATER)
    assert shelf.pending_report is None


def test_the_same_content_keeps_its_index_and_its_time(shelf: Shelf) -> None:
    before = shelf.stock
    assert shelf.offer(pack_of("old"), WARNED, at=LATER)
    assert shelf.stock.index is before.index
    assert shelf.stock.loaded_at == NOW
    assert shelf.stock.report == WARNED


def test_whoever_took_the_stock_before_still_has_all_of_it(shelf: Shelf) -> None:
    taken = shelf.stock
    shelf.offer(pack_of("new"), Report(), at=LATER)
    assert taken.pack.entries["length"].answer == "old"
