"""Each number of an answer is a number of the facts that it rests on.

An entry rests on the rows that name it in docs/guide-rows.md, and on who published its sources, what they are called
and of which year they are. Fractions in words ("a third") are not looked at.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.pack import Entry, Pack
from tests.content.guide_rows import Row, facts, numbers, rows, stated, table
from tests.content.samples import loaded

CONTENT = Path(__file__).parents[2] / "content"

# Numbers of an answer that no row states, each computed as said here.
DERIVED: Mapping[str, Mapping[str, str]] = {}


@pytest.fixture(scope="module")
def pack() -> Pack:
    pack = loaded(CONTENT).pack
    assert pack is not None
    return pack


def unfounded(entry: Entry) -> set[str]:
    """The numbers of an entry's question and answer that neither its rows nor its sources state."""
    read = facts()
    known: Mapping[str, Row] = rows(read)
    founded = set(DERIVED.get(entry.id, ()))
    for row, places in table():
        if ("faq", entry.id) in places:
            founded |= stated(known[row])
    for source in entry.sources:
        founded |= stated(read["sources"]["seed" if source == "guide" else source.replace("-", "_")])
    return numbers(f"{entry.question}\n{entry.answer}") - founded


def test_every_number_of_an_answer_is_stated_by_its_rows_or_sources(pack: Pack) -> None:
    found = {entry.id: unfounded(entry) for entry in pack.entries.values()}
    assert {entry: strange for entry, strange in found.items() if strange} == {}


def test_nothing_is_called_derived_that_a_row_states_or_no_answer_says(pack: Pack) -> None:
    known = rows(facts())
    for name, computed in DERIVED.items():
        entry = pack.entries[name]
        said = numbers(f"{entry.question}\n{entry.answer}")
        listed = [stated(known[row]) for row, places in table() if ("faq", name) in places]
        assert set(computed) <= said - set[str]().union(*listed), name


@pytest.mark.parametrize(
    ("name", "right", "wrong", "strange"),
    [
        ("how-common-is-pain", "24.3%", "24.4%", {"24.4"}),
        ("training-length", "13 to 14", "13 to 41", {"41"}),
        ("board-exam-cost", "1,745", "1,754", {"1754"}),
        ("residency-leave", "80", "90", {"90"}),
        ("md-or-do", "(2023)", "(2021)", {"2021"}),
        ("licensing-exams", "1.5 to 2.5", "1.5–3.5", {"3.5"}),
    ],
)
def test_a_wrong_number_is_found(pack: Pack, name: str, right: str, wrong: str, strange: set[str]) -> None:
    entry = pack.entries[name]
    assert right in entry.answer
    planted = replace(entry, answer=entry.answer.replace(right, wrong))
    assert unfounded(planted) == strange


def test_a_number_of_another_entrys_row_or_source_does_not_count(pack: Pack) -> None:
    entry = pack.entries["categorical-or-advanced"]
    assert unfounded(replace(entry, answer=f"{entry.answer} 24.3% of them.")) == {"24.3"}
    foreign = replace(entry, sources=("buffalo-2017",), answer="Since 2017.")
    assert unfounded(foreign) == set()
    assert unfounded(replace(foreign, sources=entry.sources)) == {"2017"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("250,000–450,000 USD", {"250000", "450000"}),
        ("24.3% in 2023, 69.0% since", {"24.3", "2023", "69"}),
        ("1. first\n2. second of 7", {"7"}),
        ("13–14 years, ages 3-5", {"13", "14", "3", "5"}),
        ("the 4th of CA-1..CA-3, by 2039-06-30.", {"4", "1", "3", "2039", "6", "30"}),
        ("in 2012, 2013", {"2012", "2013"}),
        ("nothing at all, a third of it", set()),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, found: set[str]) -> None:
    assert numbers(text) == found


def test_months_of_a_row_count_as_years_and_its_names_do_not_count() -> None:
    row = {"id": "c.99", "src": ["x_2017"], "check": "dated 8", "stages": [{"m": [66, 78]}], "note": "about 7"}
    assert stated(row) == {"66", "5.5", "78", "6.5", "7"}
