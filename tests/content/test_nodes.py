"""Values and places, in the words of YAML 1.2."""

import math

import pytest

from bot.content.nodes import Node, parse
from bot.content.places import Notes, Place


def root_of(text: str) -> Node:
    notes = Notes("a.yaml")
    root = parse(text, notes)
    assert root is not None, notes.problems
    assert notes.problems == []
    return root


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("2026-11-24", "2026-11-24"),
        ("1_000", "1_000"),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("-12", -12),
        ("+12", 12),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"17"', "17"),
        ("'true'", "true"),
        ('""', ""),
        ("1.2.3", "1.2.3"),
        ("[]", []),
        ("{}", {}),
    ],
)
def test_plain_values_follow_the_core_schema(written: str, value: object) -> None:
    found = root_of(f"key: {written}\n").at(("key",)).value
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_a_number() -> None:
    value = root_of(".nan").value
    assert isinstance(value, float)
    assert math.isnan(value)


def test_every_value_has_its_place_and_every_key_its_own() -> None:
    root = root_of("entries:\n  - id: a\n    tags: [x,\n      y]\n  - { id: é, b: c }\n")
    assert root.at(("entries",)).key == Place(1, 1)
    assert root.at(("entries", 0)).place == Place(2, 5)
    assert root.at(("entries", 0, "tags")).key == Place(3, 5)
    assert root.at(("entries", 0, "tags", 1)).place == Place(4, 7)
    assert root.at(("entries", 1, "b")).place == Place(5, 17)


def test_a_path_that_leads_nowhere_ends_at_the_last_value_on_the_way() -> None:
    root = root_of("entries:\n  - id: a\n")
    assert root.at(("entries", 0, "tags", 7)) is root.at(("entries", 0))


def test_a_refused_key_takes_its_value_along() -> None:
    notes = Notes("a.yaml")
    root = parse("a: 1\n? [x, y]\n: {deep: [1, 2]}\nb: 2\n", notes)
    assert root is not None
    assert root.value == {"a": 1, "b": 2}
    assert len(notes.problems) == 1


def test_the_first_of_two_equal_keys_stays() -> None:
    notes = Notes("a.yaml")
    root = parse("a: 1\na: {b: 2}\n", notes)
    assert root is not None
    assert root.value == {"a": 1}
    assert root.at(("a",)).place == Place(1, 4)
