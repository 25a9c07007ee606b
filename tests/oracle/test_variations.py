"""The core knows the tables, not these tables alone: both reckon the same with others."""

import shutil
from datetime import date
from pathlib import Path
from random import Random

import pytest

from bot.content.loader import load
from tests.oracle.comparison import first_difference
from tests.oracle.requests import request_of
from tests.oracle.table import read
from tests.oracle.variations import vary

CONTENT = Path(__file__).parents[2] / "content"
PLANS = 250


def compare(folder: Path, variation: int) -> list[str]:
    shutil.copytree(CONTENT, folder)
    vary(Random(f"table {variation}"), folder / "timelines")
    loaded = load(folder, today=date(2026, 11, 24))
    assert loaded.pack is not None, loaded.report.errors
    table, timelines = read(folder / "timelines"), loaded.pack.timelines
    requests = (request_of(table, number) for number in range(variation * PLANS, (variation + 1) * PLANS))
    return [found for request in requests if (found := first_difference(table, timelines, request))]


def test_both_come_to_the_same_with_another_table(tmp_path: Path) -> None:
    found = compare(tmp_path / "content", 0)
    assert not found, "\n".join(found)


@pytest.mark.long
@pytest.mark.parametrize("variation", range(1, 12))
def test_both_come_to_the_same_with_many_tables(tmp_path: Path, variation: int) -> None:
    found = compare(tmp_path / "content", variation)
    assert not found, "\n".join(found)
