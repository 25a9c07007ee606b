"""What a server changed goes out as a file, and comes back as the same lists."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.loader import load
from bot.content.patch import patch
from bot.core.catalogue import Catalogue
from bot.core.errors import MemberError
from bot.core.listing import listing
from bot.core.overlay import Change, Kind, View, own_id
from bot.core.pack import Pack
from bot.core.resources import Resource
from tests.content.cases import BASE
from tests.content.samples import TODAY
from tests.core.test_overlay import NOON


def base() -> Pack:
    pack = load(BASE, today=TODAY).pack
    assert pack is not None
    return pack


PACK = base()
CATALOGUE = Catalogue(PACK)


def item(title: str, description: str = "What it offers.") -> Resource:
    return listing(
        url="https://example.org/x",
        title=title,
        description=description,
        kind="education",
        audience=("fellow",),
        checked=date(2026, 11, 20),
    )


def added(number: int, title: str, description: str = "What it offers.") -> Change:
    made = replace(item(title, description), id=own_id(number))
    return Change(number, 7, Kind.ADDED, "databases", made.id, made, None, NOON)


def marked(number: int, kind: Kind, item_id: str) -> Change:
    return Change(number, 7, kind, "databases", item_id, None, None, NOON)


def back(folder: Path, view: View) -> Pack:
    """The pack of the files with the patch among them; fails for any problem, also a warning."""
    content = folder / "content"
    shutil.copytree(BASE, content)
    (content / "overlays").mkdir()
    (content / "overlays" / "club.yaml").write_text(patch(PACK, view), encoding="utf-8")
    loaded = load(content, today=TODAY)
    assert loaded.report.problems == ()
    assert loaded.pack is not None
    return loaded.pack


def titles(lists: View | Pack) -> dict[str, list[str]]:
    return {id_: [lists.resources[name].title for name in one.resources] for id_, one in lists.lists.items()}


def said(lists: View | Pack) -> list[Resource]:
    """What the list that is changed says of each item; ids of the server's own become others."""
    return [replace(lists.resources[name], id="") for name in lists.lists["databases"].resources]


def test_the_lists_are_the_same_and_the_pack_has_all_of_what_was_added(tmp_path: Path) -> None:
    view = CATALOGUE.view(
        (
            added(1, "Recorded talks"),
            added(2, "Café & Journal Club №5"),
            marked(3, Kind.PINNED, "own_2"),
            marked(4, Kind.HIDDEN, "pubmed"),
            added(5, "Recorded  talks!"),
        )
    )
    pack = back(tmp_path, view)
    assert (
        titles(pack)
        == titles(view)
        == {
            "databases": [
                "Café & Journal Club №5",
                *titles(CATALOGUE.view())["databases"][1:],
                "Recorded talks",
                "Recorded talks!",
            ]
        }
    )
    assert pack.lists["databases"].resources == (
        "cafe-journal-club-no5",
        "courses",
        "recorded-talks",
        "recorded-talks-2",
    )
    talks = pack.resources["recorded-talks"]
    assert talks == replace(item("Recorded talks"), id="recorded-talks")
    assert "pubmed" in pack.resources, "hidden is not gone"


def test_taken_over_into_the_pack_it_changes_nothing_for_the_server_itself(tmp_path: Path) -> None:
    changes = (added(1, "Recorded talks"), marked(2, Kind.PINNED, "own_1"), marked(3, Kind.HIDDEN, "pubmed"))
    view = CATALOGUE.view(changes)
    assert titles(Catalogue(back(tmp_path, view)).view(changes)) == titles(view)


def test_a_server_that_changed_nothing_has_no_patch() -> None:
    assert patch(PACK, CATALOGUE.view()) == ""
    assert patch(PACK, CATALOGUE.view((marked(1, Kind.HIDDEN, "nothing"),))) == ""


@pytest.mark.parametrize(
    "typed",
    [
        *("**bold", "_under_ __it__", "# heading", "-# small", "> quote", "`code", "```", "~~", "||spoiler", "a\\b"),
        *(
            "[words] (https://example.org/a b)",
            "yes",
            "null",
            "2026-11-24",
            "1e3",
            "0x10",
            ": - [",
            "{a: b}",
            "'\"",
            "&a *b",
        ),
        *("<b>", "a <!-- b", "§ 5", "日本", "- item", "%", "@home", "true", "x" * 200, "*" * 199 + "x"),
    ],
)
def test_whatever_was_typed_comes_back_as_text(typed: str, tmp_path: Path) -> None:
    view = CATALOGUE.view((added(1, f"x {typed}"[:200], typed if any(map(str.isalnum, typed)) else "y"),))
    assert said(back(tmp_path, view)) == said(view)


MARKS = st.sampled_from([*r"\*_~|`[]()<>#-@: ", "```", "**", "-# ", "> ", "](https://b.example)", "a", "B", "7", "\n"])


@given(
    title=st.lists(MARKS | st.characters(), max_size=210).map("".join),
    description=st.lists(MARKS | st.characters(), max_size=210).map("".join),
)
@settings(max_examples=100, deadline=None)
def test_whatever_may_be_listed_passes_the_check_and_is_the_twin_of_what_it_was(
    title: str, description: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    try:
        change = added(1, title, description)
    except MemberError:
        return
    view = CATALOGUE.view((change, marked(2, Kind.PINNED, "own_1")))
    pack = back(tmp_path_factory.mktemp("patch"), view)
    assert said(pack) == said(view)
    taken = Catalogue(pack).view(view.changes)
    assert list(taken.twins) == ["own_1"], "it is not shown a second time"
    assert titles(taken) == titles(view)
