"""Every link of the content is known with its place."""

import re
from pathlib import Path

from bot.content.links import Link
from bot.core.texts import https_links
from tests.content.samples import entry_with, folder_of, loaded
from tests.house.source import ROOT

SOURCES = """\
sources:
  guide: {org: A society, title: A page, url: "https://example.org/page", year: 2025}
  book: {org: A press, title: A book, url: null, year: 2020}
  board:
    org: A board
    title: Rules
    url: https://board.example/rules?year=2026#leave
    year: 2026
"""


RESOURCES = """\
id: a-list
title: A list
description: What is in it.
resources:
  - id: one
    title: One
    description: The first one.
    kind: x
    audience: [student]
    cost: free
    checked: 2026-11-24
    url: https://a.example/one
  - id: two
    title: Two
    url: null
"""


def test_sources_are_linked_to_where_their_addresses_stand(tmp_path: Path) -> None:
    assert loaded(folder_of(tmp_path, sources=SOURCES)).links == (
        Link("https://example.org/page", "sources.yaml", 2, 47, "sources.guide.url"),
        Link("https://board.example/rules?year=2026#leave", "sources.yaml", 7, 10, "sources.board.url"),
    )


def test_links_in_an_answer_stand_where_it_begins(tmp_path: Path) -> None:
    answer = "'See [the rules](https://a.example/x_(y)), <https://b.example/>, https://a.example/x_(y). Not http://c.example.'"
    found = loaded(folder_of(tmp_path, entry_with(answer=answer))).links
    assert found[:-1] == (
        Link("https://a.example/x_(y)", "faq/a.yaml", 6, 13, "entries[0].answer"),
        Link("https://b.example/", "faq/a.yaml", 6, 13, "entries[0].answer"),
    )
    assert found[-1].file == "sources.yaml"


def test_links_of_resources_are_known_too(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "resources").mkdir()
    (folder / "resources" / "list.yaml").write_text(RESOURCES)
    assert [link for link in loaded(folder).links if link.file != "sources.yaml"] == [
        Link("https://a.example/one", "resources/list.yaml", 12, 10, "resources[0].url")
    ]


def test_what_is_wrong_elsewhere_does_not_hide_a_link(tmp_path: Path) -> None:
    sources = SOURCES.replace("org: A society", "orc: A society").replace("https://board.example", "board.example")
    result = loaded(folder_of(tmp_path, entry_with(answer="https://a.example/"), sources))
    assert result.pack is None
    assert [link.url for link in result.links] == ["https://a.example/", "https://example.org/page"]


def test_a_folder_that_is_none_has_no_links(tmp_path: Path) -> None:
    assert loaded(tmp_path).links == ()


def test_every_address_of_the_shipped_content_is_found() -> None:
    folder = ROOT / "content"
    links = loaded(folder).links
    for path in (folder / "sources.yaml", *(folder / "resources").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found = [link for link in links if link.file == path.relative_to(folder).as_posix()]
        assert len(found) == len(re.findall(r"\burl: \"?https://", text)), path.name
        lines = text.splitlines()
        for link in found:
            assert lines[link.line - 1][link.column - 1 :].strip("\"'},").startswith(link.url)
    assert len(links) > 100


def test_each_address_of_a_text_is_named_once_and_in_order() -> None:
    text = "https://b.example HTTPS://A.example/x, [again](https://b.example) mailto:a@b.example http://c.example"
    assert https_links(text) == ["https://b.example", "HTTPS://A.example/x"]
