"""The pack's lists with a server's changes over them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import Catalogue
from bot.core.history import History, Retired
from bot.core.history import Kind as Thing
from bot.core.overlay import Change, Kind, own_id
from bot.core.pack import Pack
from bot.core.resources import Cost, Resource, ResourceKind, ResourceList

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)


def resource(id_: str, title: str = "", **more: object) -> Resource:
    made = Resource(
        id=id_,
        title=title or f"The {id_}",
        description=f"All about {id_}.",
        kind=ResourceKind.JOURNAL,
        audience=(),
        cost=Cost.FREE,
        checked=date(2031, 3, 1),
        url=f"https://{id_}.example/",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def pack(**histories: History) -> Pack:
    """Lists `a` with r1, r2 and shared, `b` with r3 and shared; r4 stands in none."""
    return Pack(
        entries={},
        sources={},
        digest="one",
        lists={
            "a": ResourceList("a", "A", "First.", ("r1", "r2", "shared")),
            "b": ResourceList("b", "B", "Second.", ("r3", "shared")),
        },
        resources={id_: resource(id_) for id_ in ("r1", "r2", "r3", "r4", "shared")},
        histories=MappingProxyType({Thing(kind): history for kind, history in histories.items()}),
    )


CATALOGUE = Catalogue(pack())


def added(number: int, list_id: str = "a", title: str = "Club notes", **more: object) -> Change:
    item = resource(own_id(number), title, **more)
    return Change(number, 7, Kind.ADDED, list_id, item.id, item, 99, NOON)


def hidden(number: int, item_id: str, list_id: str = "a") -> Change:
    return Change(number, 7, Kind.HIDDEN, list_id, item_id, None, 99, NOON)


def pinned(number: int, item_id: str, list_id: str = "a") -> Change:
    return Change(number, 7, Kind.PINNED, list_id, item_id, None, 99, NOON)


def test_without_changes_the_lists_are_the_packs_and_all_share_one_view() -> None:
    view = CATALOGUE.view()
    assert view.lists == pack().lists
    assert list(view.resources) == ["r1", "r2", "r3", "shared"]
    assert CATALOGUE.view(()) is view


def test_what_is_hidden_is_left_out_what_is_pinned_comes_first_and_what_was_added_last() -> None:
    view = CATALOGUE.view((added(1), hidden(2, "r1"), pinned(3, "shared"), added(4, title="More"), pinned(5, "own_4")))
    assert view.lists["a"].resources == ("shared", "own_4", "r2", "own_1")
    assert view.lists["b"] == pack().lists["b"]
    assert view.pinned == {"a": ("shared", "own_4")}
    assert view.hidden == {"a": {"r1"}}
    assert set(view.resources) == {"r2", "r3", "shared", "own_1", "own_4"}
    assert "r1" not in view.resources
    assert len(view.resources) == 5
    assert view.resources["own_1"].title == "Club notes"
    assert view.orphans == ()


def test_what_is_hidden_in_one_list_is_still_there_for_another() -> None:
    assert "shared" in CATALOGUE.view((hidden(1, "shared"),)).resources
    both = CATALOGUE.view((hidden(1, "shared"), hidden(2, "shared", "b")))
    assert "shared" not in both.resources
    with pytest.raises(KeyError):
        both.resources["shared"]


def test_what_is_pinned_and_hidden_is_hidden() -> None:
    view = CATALOGUE.view((pinned(1, "r2"), hidden(2, "r2")))
    assert view.lists["a"].resources == ("r1", "shared")
    assert view.pinned == {}


def test_changes_that_lead_nowhere_are_orphans_and_nothing_else_is_lost() -> None:
    lost = (added(1, "gone"), hidden(2, "nothing"), pinned(3, "r3"), pinned(4, "own_1"), hidden(5, "r1", "gone"))
    view = CATALOGUE.view((*lost, hidden(6, "r1")))
    assert view.orphans == lost
    assert view.changes == (*lost, hidden(6, "r1"))
    assert view.lists["a"].resources == ("r2", "shared")
    assert set(view.resources) == {"r2", "r3", "shared"}


def test_changes_follow_what_was_renamed_or_replaced() -> None:
    past = pack(
        list=History(renamed=MappingProxyType({"old-a": "a"})),
        resource=History(
            renamed=MappingProxyType({"old-r2": "r2"}),
            retired=MappingProxyType({"r0": Retired("r0", "The r0", date(2031, 1, 1), "r1")}),
        ),
    )
    view = Catalogue(past).view((added(1, "old-a"), pinned(2, "old-r2", "old-a"), hidden(3, "r0")))
    assert view.lists["a"].resources == ("r2", "shared", "own_1")
    assert view.pinned == {"a": ("r2",)}
    assert view.hidden == {"a": {"r1"}}
    assert view.orphans == ()


def test_an_item_that_the_pack_took_over_is_shown_once_and_stays_pinned() -> None:
    view = CATALOGUE.view((added(1, title="THE r2"), pinned(2, "own_1")))
    assert view.lists["a"].resources == ("r2", "r1", "shared")
    assert view.twins == {"own_1": "r2"}
    assert "own_1" not in view.resources


def test_items_whose_link_is_broken_are_under_review_in_every_list() -> None:
    broken = frozenset({"https://r3.example/", "https://own_1.example/", "https://r4.example/"})
    assert CATALOGUE.view(broken=broken).under_review == {"r3"}
    assert CATALOGUE.view((added(1),), broken=broken).under_review == {"r3", "own_1"}


def test_search_finds_the_servers_own_items_and_not_what_it_hides() -> None:
    view = CATALOGUE.view((added(1, title="Zebrafish toolbox"), hidden(2, "r1")))
    assert [item.id for item in view.search("zebrafish")] == ["own_1"]
    assert [item.id for item in view.search("zebraf", finished=False)] == ["own_1"]
    assert "r1" not in [item.id for item in view.search("The r1")]
    assert CATALOGUE.view().search("zebrafish") == []
    assert CATALOGUE.view().search("The r1")[0].id == "r1"


def test_search_for_an_audience_leaves_out_what_is_for_others_alone() -> None:
    view = CATALOGUE.view(
        (
            added(1, title="Zebrafish for fellows", audience=("fellow",)),
            added(2, title="Zebrafish for students", audience=("student",)),
            added(3, title="Zebrafish for all"),
        )
    )
    assert {item.id for item in view.search("zebrafish", audience="fellow")} == {"own_1", "own_3"}
    assert len(view.search("zebrafish")) == 3
    assert len(view.search("zebrafish", limit=2)) == 2


ITEMS = st.sampled_from(["r1", "r2", "r3", "r4", "shared", "own_1", "own_2", "own_9", "nothing", ""])
LISTS = st.sampled_from(["a", "b", "gone"])
TITLES = st.sampled_from(["The r1", "Club", "club", "§", "Zebrafish"])


@st.composite
def histories(draw: st.DrawFn) -> tuple[Change, ...]:
    found = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        kind = draw(st.sampled_from(Kind))
        if kind is Kind.ADDED:
            found.append(added(number, draw(LISTS), draw(TITLES)))
        else:
            found.append(Change(number, 7, kind, draw(LISTS), draw(ITEMS), None, None, NOON))
    return tuple(found)


@given(histories(), st.text(max_size=30))
def test_whatever_was_changed_there_is_a_view_and_it_holds_together(changes: tuple[Change, ...], words: str) -> None:
    view = CATALOGUE.view(changes)
    shown = [item_id for one in view.lists.values() for item_id in one.resources]
    assert set(view.resources) == set(shown)
    assert len(view.resources) == len(list(view.resources))
    assert list(view.lists) == ["a", "b"]
    for list_id, one in view.lists.items():
        assert len(set(one.resources)) == len(one.resources)
        pins = view.pinned.get(list_id, ())
        assert one.resources[: len(pins)] == pins
        assert not view.hidden.get(list_id, frozenset()) & set(one.resources)
    assert all(item.id in view.resources for item in view.search(words))
    standing = [change for change in changes if change not in view.orphans]
    assert CATALOGUE.view(standing).lists == dict(view.lists), "orphans change nothing"


@given(histories())
def test_every_change_has_an_effect_or_a_twin_or_leads_nowhere_and_whatever_is_hidden_has_a_cause(
    changes: tuple[Change, ...],
) -> None:
    view = CATALOGUE.view(changes)
    twins = [change for change in changes if change.item_id in view.twins and change.kind is Kind.ADDED]
    assert sorted(one.id for some in (view.causes, view.orphans, twins) for one in some) == [one.id for one in changes]
    done = {(one.kind, one.list_id, one.item_id) for one in view.causes}
    assert {(Kind.HIDDEN, list_id, one) for list_id, some in view.hidden.items() for one in some} == {
        one for one in done if one[0] is Kind.HIDDEN
    }
    assert {(Kind.PINNED, list_id, one) for list_id, some in view.pinned.items() for one in some} <= done
    for list_id, hidden in view.hidden.items():
        for item_id in hidden:
            hiding = {one.id for one in view.causes if (one.list_id, one.item_id) == (list_id, item_id)}
            without = CATALOGUE.view([one for one in changes if one.id not in hiding or one.kind is not Kind.HIDDEN])
            assert item_id in without.lists[list_id].resources
