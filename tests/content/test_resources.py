"""Resource lists: a file is a list, and each of its resources says where it is or what to look for."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.resources import Cost, Resource, ResourceKind, ResourceList, UrlLevel
from tests.content.samples import folder_of, loaded, sentences

LIST = """\
id: databases
title: Where research is found
description: Search here first.
resources:
  - id: pubmed
    title: PubMed
    description: Biomedical literature.
    kind: database
    audience: [student, resident]
    cost: free
    checked: 2026-11-24
    url: https://pubmed.ncbi.nlm.nih.gov/
    url_level: domain-seen
    sources: [guide]
"""


def resources_of(root: Path, text: str) -> Path:
    folder = folder_of(root)
    (folder / "resources").mkdir(exist_ok=True)
    (folder / "resources" / "databases.yaml").write_text(text)
    return folder


def test_a_file_becomes_a_list_with_its_resources(tmp_path: Path) -> None:
    result = loaded(resources_of(tmp_path, LIST))
    assert result.pack is not None, result.report.problems
    assert result.pack.lists == {
        "databases": ResourceList("databases", "Where research is found", "Search here first.", ("pubmed",))
    }
    assert result.pack.resources == {
        "pubmed": Resource(
            id="pubmed",
            title="PubMed",
            description="Biomedical literature.",
            kind=ResourceKind.DATABASE,
            audience=("student", "resident"),
            cost=Cost.FREE,
            checked=date(2026, 11, 24),
            url="https://pubmed.ncbi.nlm.nih.gov/",
            url_level=UrlLevel.DOMAIN_SEEN,
            sources=("guide",),
        )
    }
    assert (result.counts["lists"], result.counts["resources"]) == (1, 1)


def test_something_without_an_address_says_what_to_look_for(tmp_path: Path) -> None:
    text = LIST.replace("url: https://pubmed.ncbi.nlm.nih.gov/", "url: null").replace(
        "url_level: domain-seen", "look_for: CME courses of a society"
    )
    result = loaded(resources_of(tmp_path, text))
    assert result.pack is not None, result.report.problems
    resource = result.pack.resources["pubmed"]
    assert (resource.url, resource.url_level, resource.look_for) == (None, None, "CME courses of a society")


def second(**changes: str) -> str:
    """The list with its resource a second time, changed."""
    item = LIST.split("resources:\n")[1]
    for old, new in changes.items():
        item = item.replace(f"{old}: {item.split(f'{old}: ')[1].splitlines()[0]}", f"{old}: {new}", 1)
    return LIST + item


AT = "resources/databases.yaml"
MISTAKES = {
    "no address and nothing to look for": (
        LIST.replace("url: https://pubmed.ncbi.nlm.nih.gov/", "url: null").replace("    url_level: domain-seen\n", ""),
        (
            f"{AT}:12:10 resources[0].url: there is no address and nothing to look for. "
            "Add look_for: what somebody would search for."
        ),
    ),
    "level of no address": (
        LIST.replace("url: https://pubmed.ncbi.nlm.nih.gov/", "url: null\n    look_for: x"),
        f"{AT}:14:16 resources[0].url_level: there is no address that this could be about. Delete the line.",
    ),
    "address without a level": (
        LIST.replace("    url_level: domain-seen\n", ""),
        (
            f"{AT}:12:10 resources[0].url: nobody says how much of this address was seen. "
            "Add url_level: page-seen, domain-seen, string-seen or unverified."
        ),
    ),
    "unknown kind": (
        LIST.replace("kind: database", "kind: databse"),
        (
            f'{AT}:8:11 resources[0].kind: the text "databse" is not one of the words used here. Did you mean '
            '"database"? Allowed are society, board, training-body, journal, database, data, government, '
            "regulation, guideline, exam, application, match, program-search, career, premed, cme, education, "
            "conference, community."
        ),
    ),
    "repeated id": (
        second(title="Another"),
        (
            f'{AT}:15:9 resources[1].id: the id "pubmed" is already used in {AT}:5:9. '
            "Delete one of the two resources, or give it an id and words of its own."
        ),
    ),
    "repeated title": (
        second(id="pubmed-2", title="PUBMED"),
        (
            f"{AT}:16:12 resources[1].title: the same title stands in {AT}:6:12 resources[0].title. "
            "Delete one of the two, or name them apart."
        ),
    ),
    "list that shows what it has and what is nowhere": (
        LIST.replace("resources:", "also: [pubmed, pubmde]\nresources:"),
        (
            f'{AT}:4:8 also[0]: "pubmed" stands in this list already. Delete it here.\n'
            f'{AT}:4:16 also[1]: "pubmde" is unknown. Did you mean "pubmed"?'
        ),
    ),
    "list without a title": (
        LIST.replace("title: Where research is found\n", ""),
        f'{AT}:1:1 title: the key "title" is missing. Add it.',
    ),
    "no list at all": (
        "- a\n",
        f"{AT}:1:1: expected keys with values, found a list. Write each as `key: value` on its own line.",
    ),
    "resource of an unknown source": (
        LIST.replace("[guide]", "[giude]"),
        f'{AT}:14:15 resources[0].sources[0]: "giude" is unknown. Did you mean "guide"?',
    ),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_is_wrong_with_a_list_is_explained(text: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(resources_of(tmp_path, text))) == expected


def test_a_list_may_show_what_is_written_down_in_another(tmp_path: Path) -> None:
    folder = resources_of(tmp_path, LIST)
    text = "id: patients\ntitle: For patients\ndescription: To hand on.\nalso: [pubmed]\nresources: []\n"
    (folder / "resources" / "patients.yaml").write_text(text)
    pack = loaded(folder).pack
    assert pack is not None
    assert pack.lists["patients"].resources == ("pubmed",)


def test_a_source_that_only_a_resource_names_is_used(tmp_path: Path) -> None:
    folder = resources_of(tmp_path, LIST.replace("[guide]", "[nlm]"))
    with (folder / "sources.yaml").open("a") as file:
        file.write("  nlm: {org: NLM, title: About, url: null, year: null}\n")
    assert sentences(folder) == []


def test_a_retired_list_keeps_its_names(tmp_path: Path) -> None:
    folder = resources_of(tmp_path, "id: databases\ntitle: Where research was found\nretired: {on: 2026-11-01}\n")
    (folder / "ids.lock").write_text("list databases\n")
    assert sentences(folder) == []
