"""What would change if the files became live, and what would be lost."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from bot.core.changes import Changed, Changes, Tally, compare, dropped, too_many
from bot.core.history import History, Kind, Retired
from bot.core.pack import Entry, Pack, Source


def entry(id_: str, answer: str = "Well.") -> Entry:
    return Entry(id_, f"What about {id_}?", ("one", "two", "three"), "training", answer)


def pack(
    *entries: Entry,
    renamed: Mapping[str, str] | None = None,
    retired: Iterable[Retired] = (),
    sources: Iterable[Source] = (),
) -> Pack:
    history = History(renamed or {}, {stone.id: stone for stone in retired})
    sources_by_id = {source.id: source for source in sources}
    return Pack({one.id: one for one in entries}, sources_by_id, "digest", histories={Kind.ENTRY: history})


A, B, C = entry("a-one"), entry("b-two"), entry("c-three")
GUIDE = Source("guide", "The guide", "A career guide", None, None)
STONE = Retired("b-two", "What about b-two?", date(2031, 3, 5), None)


def test_the_same_content_differs_in_nothing() -> None:
    assert compare(pack(A, B), pack(A, B)) == Changes()


def test_what_is_new_and_what_is_gone_is_named() -> None:
    assert compare(pack(A, B), pack(A, C)) == Changes(added=("c-three",), removed=("b-two",))


def test_an_edited_entry_comes_with_the_fields_that_differ() -> None:
    edited = replace(A, answer="Better.", tags=("new",))
    assert compare(pack(A, B), pack(edited, B)) == Changes(changed=(Changed("a-one", ("answer", "tags")),))


def test_a_renamed_entry_is_neither_new_nor_gone() -> None:
    same, edited = replace(A, id="a-new"), replace(A, id="a-new", answer="Better.")
    renamed = {"a-one": "a-new"}
    assert compare(pack(A), pack(same, renamed=renamed)) == Changes(renamed=(Changed("a-new", (), "a-one"),))
    assert compare(pack(A), pack(edited, renamed=renamed)).renamed == (Changed("a-new", ("answer",), "a-one"),)


def test_a_name_that_was_former_before_is_no_renaming_now() -> None:
    renamed = {"a-older": "a-one"}
    assert compare(pack(A, renamed=renamed), pack(A, renamed=renamed)) == Changes()


def test_a_retired_entry_is_not_gone_without_a_word() -> None:
    assert compare(pack(A, B), pack(A, retired=[STONE])) == Changes(retired=(STONE,))


def test_of_what_stands_in_broken_files_nothing_is_said() -> None:
    assert compare(pack(A, B), pack(A), unread={"b-two"}, whole=False) == Changes(unread=("b-two",))


def test_other_things_are_counted_by_kind() -> None:
    more = Source("more", "More", "Pages", None, None)
    before, after = pack(A, sources=[GUIDE]), pack(A, sources=[replace(GUIDE, year=2031), more])
    assert compare(before, after).others == {"sources": Tally(1, 1, 0)}
    assert compare(after, pack(A)).others == {"sources": Tally(0, 0, 2)}


def test_parts_of_the_timelines_are_counted_by_kind_too() -> None:
    stages = MappingProxyType({"school": object()})
    table = replace(pack(A).timelines, stages=stages, calendar=stages)  # type: ignore[arg-type]
    changes = compare(pack(A), replace(pack(A), timelines=table))
    assert changes.others == {"stages": Tally(1, 0, 0), "calendar rules": Tally(1, 0, 0)}


def test_no_other_thing_is_called_gone_while_files_are_broken() -> None:
    assert compare(pack(A, sources=[GUIDE]), pack(A), whole=False).others == {}


@pytest.mark.parametrize(
    ("files", "gone"),
    [
        (pack(A, B), ()),
        (pack(A), ("b-two",)),
        (pack(A, replace(B, id="b-new"), renamed={"b-two": "b-new"}), ()),
        (pack(A, retired=[STONE]), ()),
        (pack(A, retired=[replace(STONE, successor="a-one")]), ()),
        (pack(A, renamed={"b-two": "b-new"}), ("b-two",)),
        (pack(A, renamed={"b-two": "b-new"}, retired=[replace(STONE, id="b-new")]), ()),
        (pack(C), ("a-one", "b-two")),
    ],
    ids=["nothing", "one", "renamed", "retired", "succeeded", "renamed to nothing", "renamed and retired", "all"],
)
def test_an_entry_is_dropped_where_its_id_leads_nowhere_and_nobody_says_why(files: Pack, gone: tuple[str, ...]) -> None:
    assert dropped(pack(A, B), files) == gone


@pytest.mark.parametrize(
    ("n", "of", "much"), [(0, 1, False), (3, 10, False), (4, 10, True), (1, 3, True), (1, 4, False)]
)
def test_more_than_three_in_ten_are_too_many(n: int, of: int, much: bool) -> None:
    entries = [entry(f"e-{number}") for number in range(of)]
    assert too_many(tuple(one.id for one in entries[:n]), pack(*entries)) is much
