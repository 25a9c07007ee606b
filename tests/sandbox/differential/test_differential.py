"""The sandbox against a simulator that others wrote: they part where it is listed, and nowhere else."""

import pytest

from tests.sandbox.differential.__main__ import PAGE
from tests.sandbox.differential.listed import DOCS, differences, table
from tests.sandbox.differential.ours import ours
from tests.sandbox.differential.planted import PLANTED, Plant
from tests.sandbox.differential.play import Notes
from tests.sandbox.differential.running import Parting, partings, played_on
from tests.sandbox.differential.scenarios import ALL
from tests.sandbox.differential.theirs import theirs


@pytest.fixture(scope="module")
def simcord() -> dict[str, Notes]:
    """What simcord showed, once for all of this file."""
    return played_on(theirs)


def _listed() -> list[Parting]:
    return [one for each in differences() for one in each.places]


def test_the_scenarios_cover_the_field() -> None:
    assert len(ALL) >= 40


def test_both_sides_part_exactly_where_it_is_listed(simcord: dict[str, Notes]) -> None:
    found, listed = partings(played_on(ours), simcord), _listed()
    assert [one for one in found if one not in listed] == [], "these are new"
    assert [one for one in listed if one not in found] == [], "these are gone"


def test_every_difference_names_the_page_that_decides_it() -> None:
    known = differences()
    assert all(one.page.startswith(DOCS) and one.says for one in known)
    assert len({one.topic for one in known}) == len(known)
    assert len(set(_listed())) == len(_listed())


def test_the_page_shows_what_is_listed() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(differences(), scenarios=len(ALL))


@pytest.mark.parametrize(("plant", "scenario"), PLANTED.items(), ids=[one.__name__ for one in PLANTED])
def test_a_fault_planted_in_the_sandbox_is_found(
    plant: Plant, scenario: str, simcord: dict[str, Notes], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = {one for one in _listed() if one.scenario == scenario}
    assert set(partings(played_on(ours, [scenario]), simcord)) == listed
    plant(monkeypatch)
    assert set(partings(played_on(ours, [scenario]), simcord)) != listed


def test_a_difference_in_one_message_leaves_the_others_alone() -> None:
    first, second, third = ({"author": "Bot", "kind": "message", "text": text} for text in ("one", "two", "three"))
    edited = third | {"edited": "(edited)"}
    found = partings({"s": {"ada sees": (first, third)}}, {"s": {"ada sees": (first, second, edited)}})
    assert found == [
        Parting("s", "ada sees Bot: two", "–", "Bot · message · two"),
        Parting("s", "ada sees Bot: three edited", "–", "(edited)"),
    ]
