import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.pack import Entry, Pack
from bot.core.topics import PAGE, like, named, page, page_with, topics


def pack(*entries: tuple[str, str, bool]) -> Pack:
    """Entries as (id, topic, pinned)."""
    made = {id_: Entry(id_, f"{id_}?", (), topic, "", pinned=pinned) for id_, topic, pinned in entries}
    return Pack(made, {}, "digest")


SMALL = topics(
    pack(
        ("pay", "work-and-life", False),
        ("long", "training", False),
        ("leave", "work-and-life", True),
        ("short", "training", False),
        ("home", "work-and-life", False),
        ("first", "training", True),
    )
)


def test_topics_stand_in_the_order_of_their_files_with_pinned_entries_first() -> None:
    assert [(topic.id, topic.title, [entry.id for entry in topic.entries]) for topic in SMALL] == [
        ("work-and-life", "Work and life", ["leave", "pay", "home"]),
        ("training", "Training", ["first", "long", "short"]),
    ]
    assert topics(Pack({}, {}, "")) == ()


@pytest.mark.parametrize("words", ["work-and-life", "Work and life", "WORK  and life!", "work and life"])
def test_a_topic_is_known_by_its_id_and_by_its_title(words: str) -> None:
    found = named(SMALL, words)
    assert found is not None
    assert found.id == "work-and-life"


@pytest.mark.parametrize("words", ["work", "", "pay", "work-and-life-2"])
def test_anything_else_is_no_topic(words: str) -> None:
    assert named(SMALL, words) is None


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", ["work-and-life", "training"]),
        ("in", ["training"]),
        ("WORK", ["work-and-life"]),
        ("work-and", ["work-and-life"]),
        ("n", ["work-and-life", "training"]),
        ("t", ["training"]),
        ("pizza", []),
    ],
)
def test_topics_are_suggested_by_what_is_typed(typed: str, ids: list[str]) -> None:
    assert [topic.id for topic in like(SMALL, typed)] == ids


@pytest.mark.parametrize(
    ("items", "pages", "last"),
    [(1, 1, 1), (PAGE, 1, PAGE), (PAGE + 1, 2, 1), (60, 3, 10), (1000, 40, PAGE)],
)
def test_a_list_is_cut_into_pages_of_a_menu(items: int, pages: int, last: int) -> None:
    everything = list(range(items))
    found = [page(everything, number) for number in range(pages)]
    assert [item for one in found for item in one.items] == everything
    assert {(one.pages, one.total) for one in found} == {(pages, items)}
    assert len(found[-1].items) == last
    assert [one.first for one in found] == [number * PAGE for number in range(pages)]


@given(st.integers(0, 200), st.integers(0, 9999))
def test_a_page_that_is_no_longer_there_is_the_last_one(items: int, number: int) -> None:
    found = page(range(items), number)
    assert found.number == min(number, found.pages - 1)
    assert len(found.items) <= PAGE
    assert bool(found.items) is bool(items)


def test_an_item_is_found_on_its_page() -> None:
    assert [page_with(range(60), item) for item in (0, 24, 25, 59)] == [0, 0, 1, 2]
    with pytest.raises(ValueError, match="60"):
        page_with(range(60), 60)
