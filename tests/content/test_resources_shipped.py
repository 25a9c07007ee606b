"""The shipped lists carry every resource of the facts, with its address, its level and whom it is for."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.pack import Pack
from bot.core.resources import Cost, UrlLevel
from tests.content.samples import loaded

ROOT = Path(__file__).parents[2]
FACTS = ROOT.parent / "shared" / "facts" / "domain.yaml"
OURS = {"patient-organizations"}  # not in the facts: what a list for patients cannot do without
AUDIENCE = {"P": "premed", "M": "student", "R": "resident", "F": "fellow", "A": "attending"}
FREE = {"free": Cost.FREE, "free+": Cost.FREE_CORE, "member": Cost.MEMBERS, "paid": Cost.PAID, "?": Cost.UNKNOWN}

pytestmark = pytest.mark.skipif(not FACTS.is_file(), reason="the file of facts is not beside this checkout")


@pytest.fixture(scope="module")
def pack() -> Pack:
    result = loaded(ROOT / "content")
    assert result.pack is not None, result.report.problems
    return result.pack


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(FACTS.read_text())
    return document


def name_of(row: dict[str, Any]) -> str:
    return str(row["id"]).removeprefix("r.").replace("_", "-")


def rows_of(facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [*facts["resources"]["seed_mapped"], *facts["resources"]["additional"]]


def test_every_resource_of_the_facts_is_there_and_stands_in_a_list(pack: Pack, facts: dict[str, Any]) -> None:
    names = {name_of(row) for row in rows_of(facts)}
    assert len(names) == 13 + 44
    assert set(pack.resources) == names | OURS
    assert {name for one in pack.lists.values() for name in one.resources} == set(pack.resources)


def test_the_ten_entries_of_the_guide_lead_to_thirteen_of_ours(pack: Pack, facts: dict[str, Any]) -> None:
    mapped = [
        name.removeprefix("r.").replace("_", "-") for row in facts["seed"]["resources"] for name in row["maps_to"]
    ]
    assert len(mapped) == 13
    assert all("guide" in pack.resources[name].sources for name in mapped)


def test_addresses_levels_and_audiences_are_those_of_the_facts(pack: Pack, facts: dict[str, Any]) -> None:
    for row in rows_of(facts):
        resource = pack.resources[name_of(row)]
        plain = row["url"] is not None and row["url"].startswith("http://")
        assert resource.url == (row["url"].replace("http://", "https://") if row["url"] else None), resource.id
        level = "domain-seen" if plain else str(row["url_check"] or "").replace("_", "-")
        assert resource.url_level == (UrlLevel(level) if row["url"] else None), resource.id
        assert {AUDIENCE[code] for code in row["aud"]} == set(resource.audience) - {"patient"}, resource.id
        if row["cost"] in FREE:
            assert resource.cost is FREE[row["cost"]], resource.id
        assert {source.replace("_", "-") for source in row.get("src", ())} <= set(resource.sources), resource.id


def test_what_has_no_address_says_what_to_look_for(pack: Pack) -> None:
    assert {resource.id for resource in pack.resources.values() if resource.url is None} == {
        "cme-generic",
        "linkedin-generic",
        "patient-organizations",
    }
    assert all(resource.look_for for resource in pack.resources.values() if resource.url is None)
