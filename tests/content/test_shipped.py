"""The content that is shipped, and the page that teaches how to edit it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.loader import Loaded
from bot.content.nodes import parse
from bot.content.places import Notes
from bot.core.lookup.fold import key
from bot.core.pack import Level, Pack
from bot.core.resources import Cost, ResourceKind, UrlLevel
from tests.content.samples import loaded

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
FACTS = ROOT.parent / "shared" / "facts" / "domain.yaml"
QUERIES = ROOT.parent / "shared" / "eval" / "pain.queries.jsonl"

# Titles that would break off where the year at their end is taken away.
REWORDED = {
    "aba-absence": "Absence from Training Policy",
    "asra-pres-2025": "President's message, August",
    "aapm-2024": "President's message, August",
}


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    return loaded(CONTENT)


@pytest.fixture
def pack(shipped: Loaded) -> Pack:
    assert shipped.pack is not None, shipped.report.problems
    return shipped.pack


def test_it_has_no_problem_and_no_warning(shipped: Loaded) -> None:
    assert shipped.report.problems == ()


def test_every_id_is_locked(shipped: Loaded) -> None:
    assert shipped.ids == shipped.locked


def test_it_answers_the_eight_questions_of_the_guide(pack: Pack) -> None:
    assert set(pack.entries) >= {
        "specialist-role",
        "training-length",
        "key-skills",
        "job-market",
        "research-and-teaching",
        "board-certification",
        "staying-current",
        "who-benefits",
    }


def test_a_topic_is_the_name_of_its_file(pack: Pack) -> None:
    for file in (CONTENT / "faq").glob("*.yaml"):
        for name in re.findall(r"^  - id: (.+)$", file.read_text(), re.MULTILINE):
            assert pack.entries[name].topic == file.stem


def test_entries_are_short_asked_in_many_ways_and_lead_on(pack: Pack) -> None:
    for entry in pack.entries.values():
        assert len(entry.answer) <= 1_000, entry.id
        assert 6 <= len(entry.phrasings) <= 16, entry.id
        assert entry.related, entry.id
        assert entry.tags, entry.id
        assert entry.audience, entry.id


def test_what_only_the_guide_says_is_said_to_be_the_guides(pack: Pack) -> None:
    for entry in pack.entries.values():
        if entry.level is Level.SEED:
            assert entry.sources == ("guide",), entry.id
        elif "guide" in entry.sources and entry.id != "board-certification":
            assert re.search(r"[Tt]he guide", entry.answer), entry.id


def test_the_guides_twelve_years_stand_only_beside_the_sum(pack: Pack) -> None:
    answer = pack.entries["training-length"].answer
    assert "12–14" in answer
    assert "add up to 13–14" in answer
    assert answer.index("**13 to 14 academic years**") < answer.index("12–14")
    assert all("12–14" not in entry.answer for entry in pack.entries.values() if entry.id != "training-length")


def test_every_source_is_carried_over_exactly(pack: Pack) -> None:
    if not FACTS.is_file():
        assert all(source.org and source.title for source in pack.sources.values())
        return
    facts = yaml.safe_load(FACTS.read_text())["sources"]
    assert set(pack.sources) == {"guide" if name == "seed" else name.replace("_", "-") for name in facts}
    for source in pack.sources.values():
        fact = facts["seed" if source.id == "guide" else source.id.replace("-", "_")]
        address = fact["url"] and fact["url"].replace("http://", "https://", 1)
        assert (source.url, source.year) == (address, fact["year"])
        if source.id == "guide":  # it has no publisher, and its title says twice what it is
            assert fact["title"].startswith(f"{source.title}:")
        else:
            assert (source.org, source.title) == (fact["org"], REWORDED.get(source.id) or without_year(fact))


def without_year(fact: dict[str, Any]) -> str:
    """The title as it is shown before its year."""
    title: str = fact["title"]
    found = re.fullmatch(rf"(.*\w)\W+{fact['year']}\W*", title)
    return found[1] if found else title


def test_no_phrasing_is_a_question_that_lookup_is_measured_with(pack: Pack) -> None:
    phrasings = {key(text) for entry in pack.entries.values() for text in (entry.question, *entry.phrasings)}
    assert len(phrasings) == sum(1 + len(entry.phrasings) for entry in pack.entries.values())
    if QUERIES.is_file():
        asked = re.findall(r'"query": "((?:[^"\\]|\\.)*)"', QUERIES.read_text())
        assert len(asked) > 50
        assert not phrasings & {key(text) for text in asked}


def examples() -> list[str]:
    """The YAML blocks of the page, without the indentation of the list they may stand in."""
    blocks = re.findall(r"^( *)```yaml\n(.*?)^ *```", (CONTENT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, text in blocks]


def test_the_examples_of_the_page_load(tmp_path: Path) -> None:
    entries, sources, resources, overlay, renamed, quoting = examples()
    for folder in ("faq", "resources", "overlays"):
        (tmp_path / folder).mkdir()
    (tmp_path / "faq" / "training.yaml").write_text(entries)
    (tmp_path / "resources" / "journals.yaml").write_text(resources)
    (tmp_path / "sources.yaml").write_text(sources)
    result = loaded(tmp_path)
    assert result.report.problems == ()
    assert (result.counts["entries"], result.counts["resources"]) == (2, 2)
    (tmp_path / "overlays" / "club.yaml").write_text(overlay)
    overlaid = loaded(tmp_path)
    assert overlaid.report.problems == ()
    assert overlaid.draft.lists["journals"].resources == ("journal-alerts", "example-talks")
    (tmp_path / "faq" / "training.yaml").write_text(renamed)
    pack = loaded(tmp_path).pack
    assert pack is not None
    assert pack.resolve("fellowship-start") is pack.resolve("first-day") is pack.entries["fellowship-begin"]
    notes = Notes("example.yaml")
    root = parse(quoting, notes)
    assert root is not None
    assert notes.problems == []
    assert root.at(("entries",)).value == [
        "In short: twelve months",
        "*In short*: twelve months. #1 question of all.\n",
    ]


def test_the_page_names_every_kind_and_cost_of_a_resource() -> None:
    page = (CONTENT / "README.md").read_text()
    assert all(f"`{kind}`" in page for kind in ResourceKind)
    assert all(re.search(rf"# free, .*\b{cost}\b", page) for cost in Cost)
    assert all(re.search(rf"# page-seen, .*\b{level}\b", page) for level in UrlLevel if level is not UrlLevel.PAGE_SEEN)


def test_the_page_explains_every_level_and_no_other() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", (CONTENT / "README.md").read_text(), re.MULTILINE)
    assert sorted(explained) == sorted(level.value for level in Level)
