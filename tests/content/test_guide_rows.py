"""Every row of the facts is accounted for, and every entry stands for a row."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.core.history import Kind
from bot.core.pack import Pack
from tests.content.guide_rows import facts, rows, table
from tests.content.samples import loaded

CONTENT = Path(__file__).parents[2] / "content"

KINDS = {"faq", "timeline", "resource", "source", "left out"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    pack = loaded(CONTENT).pack
    assert pack is not None
    return pack


def named(kind: str) -> dict[str, list[str]]:
    """What the table names of one kind, and in which rows."""
    found: dict[str, list[str]] = {}
    for row, places in table():
        for kind_of, name in places:
            if kind_of == kind:
                found.setdefault(name, []).append(row)
    return found


def test_every_row_of_the_facts_stands_once_in_the_table_and_no_other_does() -> None:
    listed = Counter(row for row, _ in table())
    assert [row for row, count in listed.items() if count > 1] == []
    known = rows(facts())
    assert sorted(set(known) - set(listed)) == []
    assert sorted(set(listed) - set(known)) == []


def test_every_row_says_where_it_stands_and_no_place_twice() -> None:
    assert len(table()) > 250
    for row, places in table():
        assert places, row
        assert {kind for kind, _ in places} <= KINDS, row
        assert len(set(places)) == len(places), row
        assert "left out" not in dict(places) or len(places) == 1, row


def test_every_entry_that_the_table_names_is_shipped(pack: Pack) -> None:
    assert {name: where for name, where in named("faq").items() if name not in pack.entries} == {}


def test_every_shipped_entry_stands_for_a_row(pack: Pack) -> None:
    assert sorted(set(pack.entries) - set(named("faq"))) == []


def test_every_source_that_the_table_names_is_shipped(pack: Pack) -> None:
    assert {name: where for name, where in named("source").items() if name not in pack.sources} == {}


def test_every_resource_that_the_table_names_is_shipped_and_no_other(pack: Pack) -> None:
    beyond_the_facts = {"patient-organizations"}
    assert set(pack.resources) - set(named("resource")) == beyond_the_facts
    assert {name: where for name, where in named("resource").items() if name not in pack.resources} == {}


def test_every_part_of_a_timeline_that_the_table_names_is_shipped_and_no_other(pack: Pack) -> None:
    assert Counter(timelines(pack)) == Counter(dict.fromkeys(named("timeline"), 1))


def timelines(pack: Pack) -> list[str]:
    """Every part of every timeline, as the table names it."""
    table = pack.timelines
    parts: dict[Kind, Mapping[str, object]] = {
        Kind.ANCHOR: table.anchors,
        Kind.STAGE: table.stages,
        Kind.SPECIALTY: table.specialties,
        Kind.MODIFIER: table.modifiers,
        Kind.RULE: table.calendar,
        Kind.CERTIFICATE: table.certificates,
        Kind.PATHWAY: table.pathways,
    }
    return [f"{kind.value} {name}" for kind, mapping in parts.items() for name in mapping]
