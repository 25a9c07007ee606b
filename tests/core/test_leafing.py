from dataclasses import replace
from types import MappingProxyType

from bot.core.catalogue import Catalogue
from bot.core.leafing import audiences, items, like, lists, named, standing_in, suits
from bot.core.overlay import View
from tests.core.test_overlay import pack, resource


def view(**whom: tuple[str, ...]) -> View:
    """Lists `a` with r1, r2 and shared, `b` with r3 and shared, each for those that are named."""
    made = pack()
    resources = {id_: replace(one, audience=whom.get(id_, ())) for id_, one in made.resources.items()}
    return Catalogue(replace(made, resources=MappingProxyType(resources))).view()


def test_audiences_come_in_the_order_of_a_career_and_others_after_them() -> None:
    shown = view(r1=("patient", "fellow"), r2=("student",), r3=("zoologist", "fellow"))
    assert audiences(shown) == ("student", "fellow", "patient", "zoologist")
    assert audiences(view()) == ()


def test_what_names_no_audience_is_for_everybody() -> None:
    assert suits(resource("r1"), "student")
    assert suits(resource("r1", audience=("fellow",)), None)
    assert not suits(resource("r1", audience=("fellow",)), "student")


def test_a_list_without_anything_for_somebody_is_left_out() -> None:
    shown = view(r1=("fellow",), r2=("fellow",), r3=("student",), shared=("fellow",))
    assert [(one.id, n) for one, n in lists(shown)] == [("a", 3), ("b", 2)]
    assert [(one.id, n) for one, n in lists(shown, "student")] == [("b", 1)]
    assert [one.id for one in items(shown, "b", "student")] == ["r3"]
    assert items(shown, "a", "student") == ()


def test_an_item_stands_in_every_list_that_shows_it() -> None:
    assert [one.id for one in standing_in(view(), "shared")] == ["a", "b"]
    assert standing_in(view(), "r4") == ()


def test_a_list_is_named_by_id_or_title_and_offered_by_a_part_of_it() -> None:
    held = [
        replace(one, title=title) for one, title in zip(view().lists.values(), ("Pain boards", "Boards"), strict=True)
    ]
    assert named(held, "b") is held[1]
    assert named(held, "pain BOARDS!") is held[0]
    assert named(held, "pizza") is None
    assert like(held, "board") == (held[1], held[0])
    assert like(held, "") == tuple(held)
