"""Modals and menus are filled in as a client lets people fill them in."""

from typing import Any

import pytest

from sandbox.fields import fill, inputs_of, picked
from sandbox.model import Upload
from sandbox.refusals import BadValueError
from sandbox.resolved import Resolved
from sandbox.seed import seeded
from sandbox.world import World

OPTIONS = [{"label": "A", "value": "a"}, {"label": "B", "value": "b", "default": True}]


def label(text: str, component: dict[str, Any]) -> dict[str, Any]:
    return {"type": 18, "label": text, "component": {"custom_id": text.lower(), **component}}


MODAL = {
    "title": "All of them",
    "custom_id": "all",
    "components": [
        {"type": 10, "content": "Read me"},
        label("Words", {"type": 4, "style": 1, "min_length": 2, "max_length": 5}),
        label("Note", {"type": 4, "style": 2, "required": False, "value": "preset"}),
        label("Menu", {"type": 3, "options": OPTIONS, "required": True, "max_values": 2}),
        label("Radio", {"type": 21, "options": OPTIONS}),
        label("Boxes", {"type": 22, "options": OPTIONS, "required": False, "min_values": 0}),
        label("Box", {"type": 23}),
        label("Paper", {"type": 19, "required": False, "min_values": 0}),
        label("Who", {"type": 5, "required": False, "min_values": 0}),
        label("Role", {"type": 6, "required": False, "min_values": 0}),
        label("Either", {"type": 7, "required": False, "min_values": 0}),
        label("Where", {"type": 8, "required": False, "min_values": 0, "channel_types": [0]}),
        {"type": 1, "components": [{"type": 4, "custom_id": "old", "label": "Old", "style": 1, "required": False}]},
    ],
}


@pytest.fixture
def world() -> World:
    return seeded()


@pytest.fixture
def ada(world: World) -> int:
    return next(one.id for one in world.users.values() if one.name == "ada")


@pytest.fixture
def resolved(world: World, ada: int) -> Resolved:
    channel = next(one for one in world.channels.values() if one.name == "questions")
    return Resolved(world, ada, channel)


def test_fields_are_known_by_the_label_shown() -> None:
    labels = " ".join(text for text, _ in inputs_of(MODAL))
    assert labels == "Words Note Menu Radio Boxes Box Paper Who Role Either Where Old"


def test_what_is_left_alone_keeps_its_preset(resolved: Resolved) -> None:
    filled = fill(MODAL, {"words": "yes"}, resolved)
    by_id = {one["component"]["custom_id"]: one["component"] for one in filled if "component" in one}
    assert (by_id["words"]["value"], by_id["note"]["value"]) == ("yes", "preset")
    assert (by_id["menu"]["values"], by_id["radio"]["value"], by_id["boxes"]["values"]) == (["b"], "b", ["b"])
    assert (by_id["box"]["value"], by_id["paper"]["values"], by_id["who"]["values"]) == (False, [], [])
    assert filled[0] == {"type": 10, "id": 1}
    assert filled[-1]["components"][0]["value"] == ""
    assert resolved.payload() == {}


def test_people_roles_channels_and_files_come_resolved(world: World, ada: int, resolved: Resolved) -> None:
    guild = next(iter(world.guilds.values()))
    role = next(one.id for one in guild.roles.values() if one.name == "Mentor")
    place = next(one.id for one in world.channels.values() if one.name == "resources")
    paper = Upload("paper.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x02")
    given = {"words": "yes", "who": [str(ada)], "role": role, "either": [role], "where": place, "paper": [paper]}
    filled = fill(MODAL, given | {"note": "", "box": True, "menu": ["a", "b"], "radio": "a"}, resolved)
    by_id = {one["component"]["custom_id"]: one["component"] for one in filled if "component" in one}
    assert (by_id["who"]["values"], by_id["either"]["values"]) == ([str(ada)], [str(role)])
    assert (by_id["menu"]["values"], by_id["radio"]["value"], by_id["box"]["value"]) == (["a", "b"], "a", True)
    found = resolved.payload()["resolved"]
    assert {kind: len(found[kind]) for kind in found} == dict.fromkeys(
        ("users", "members", "roles", "channels", "attachments"), 1
    )
    (attachment,) = found["attachments"].values()
    assert (attachment["width"], attachment["height"], attachment["ephemeral"]) == (1, 2, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"words": ""},
        {"words": "x"},
        {"words": "too long"},
        {"words": 7},
        {"words": "yes", "menu": []},
        {"words": "yes", "menu": ["c"]},
        {"words": "yes", "menu": ["a", "b", "a"]},
        {"words": "yes", "menu": ["a", "a"]},
        {"words": "yes", "radio": []},
        {"words": "yes", "paper": ["text"]},
        {"words": "yes", "who": ["nobody"]},
        {"words": "yes", "who": [1]},
        {"words": "yes", "role": [1]},
        {"words": "yes", "where": [1]},
        {"words": "yes", "unheard": "x"},
    ],
)
def test_what_does_not_fit_is_marked_and_not_sent(wrong: dict[str, Any], resolved: Resolved) -> None:
    with pytest.raises(BadValueError):
        fill(MODAL, wrong, resolved)


def test_a_menu_that_needs_two_takes_two(resolved: Resolved) -> None:
    menu = {"type": 3, "custom_id": "m", "options": OPTIONS, "min_values": 2, "max_values": 2}
    assert picked("Menu", menu, ["a", "b"], resolved) == ["a", "b"]
    with pytest.raises(BadValueError, match="at least 2"):
        picked("Menu", menu, ["a"], resolved)
