"""Routes, specialties and degrees by what a member types."""

import pytest

from bot.core.timelines.names import Name, degrees, like, named, routes, specialties
from tests.core.plan.shipped import timelines


def ids(names: tuple[Name, ...]) -> list[str]:
    return [one.id for one in names]


def test_the_route_that_is_assumed_comes_first() -> None:
    assert ids(routes(timelines()))[0] == "us_standard"
    assert len(routes(timelines())) == len(timelines().pathways)


def test_a_route_has_its_own_specialties_and_degrees() -> None:
    table = timelines()
    assert len(specialties(table)) == len(table.specialties)
    assert ids(specialties(table, table.pathways["us_seed"])) == list(table.pathways["us_seed"].specialties)
    assert ids(degrees(table, table.pathways["us_md_phd"])) == ["md_phd"]
    assert ids(degrees(table)) == ["md_do", "md_3yr", "md_phd", "bs_md"]


@pytest.mark.parametrize("words", ["pmr", "PMR", "PM&R (physiatry)", "pm r physiatry", "physiatry", "PM&R"])
def test_a_specialty_goes_by_its_id_its_title_and_its_other_names(words: str) -> None:
    found = named(specialties(timelines()), words)
    assert found is not None
    assert found.id == "pmr"


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("anes", "anesthesiology"),
        ("Emerg", "emergency_medicine"),
        ("combined", "combined_anesthesiology"),
        ("neurol", "neurology"),
        ("PM&R (phys", "pmr"),
    ],
)
def test_a_beginning_that_is_the_only_one_names_it(words: str, id_: str) -> None:
    found = named(specialties(timelines()), words)
    assert found is not None
    assert found.id == id_


@pytest.mark.parametrize("words", ["neuro", "ne", "i", "p"])
def test_a_beginning_of_several_or_of_too_few_letters_names_nothing(words: str) -> None:
    assert named(specialties(timelines()), words) is None


@pytest.mark.parametrize("words", ["", "pizza", "radiology", "***", "United States"])
def test_what_is_nothing_or_more_than_one_thing_is_not_guessed(words: str) -> None:
    assert named(specialties(timelines()), words) is None
    assert named(routes(timelines()), words) is None


def test_a_country_with_one_route_names_it() -> None:
    found = named(routes(timelines()), "canada")
    assert found is not None
    assert found.id == "ca_standard"


@pytest.mark.parametrize("words", ["anes", "United", "Cana", "us_", "MD or DO"])
def test_a_route_is_never_guessed_from_the_beginning_of_its_title_or_country(words: str) -> None:
    assert named(routes(timelines()), words) is None


@pytest.mark.parametrize(
    ("words", "id_"), [("us_stand", "us_standard"), ("ca_st", "ca_standard"), ("US SEED", "us_seed")]
)
def test_the_beginning_of_an_id_of_one_route_names_it(words: str, id_: str) -> None:
    found = named(routes(timelines()), words)
    assert found is not None
    assert found.id == id_


def test_suggestions_hold_what_is_typed_and_begin_with_what_begins_with_it() -> None:
    every = specialties(timelines())
    assert like(every, "") == every
    assert ids(like(every, "neuro"))[:2] == ["neurology", "neurosurgery"]
    assert "child_neurology" in ids(like(every, "neuro"))
    assert ids(like(every, "ir_")) == ["ir_integrated"]
    assert ids(like(every, "gas")) == ["anesthesiology"]
    assert like(every, "pizza margherita") == ()


def test_a_slip_of_the_finger_is_forgiven() -> None:
    assert ids(like(specialties(timelines()), "anesthesilogy"))[0] == "anesthesiology"
    assert ids(like(specialties(timelines()), "psychaitry"))[0] == "psychiatry"
