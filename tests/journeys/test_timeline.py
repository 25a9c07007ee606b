"""A member makes a plan, changes it through its menus, and nothing of it is kept."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.dpy.keeper import Keeper
from sandbox.pilot import Pilot
from sandbox.server import Place
from tests.support.log import Log
from tests.support.running import Running, running, settings

SHIPPED = Path(__file__).parents[2] / "content"


@pytest.fixture
def content() -> Path:
    return SHIPPED


async def test_try(pilot: Pilot, place: Place) -> None:
    ada = pilot.person("Ada")
    r = await ada.runs("/timeline plan", stage="high_school", born=2008, gap_years=1)
    print(r.text, r.files.keys(), r.selects)
    r = await ada.picks(r, "PM&R (physiatry)")
    print(r.text[:300], r.files.keys(), [len(v) for v in r.files.values()])
    for e in place.wire.exchanges[-6:]:
        print(e)
