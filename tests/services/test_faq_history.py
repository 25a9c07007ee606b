"""Old ids in buttons, suggestions and counts still mean something after a renaming or a retirement."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.core.errors import MemberError
from bot.core.flood import Flood
from bot.core.history import History, Kind, Retired
from bot.core.pack import Entry, Pack
from bot.core.problems import Report
from bot.core.zones import Zones
from bot.services.asks import AskRecorder
from bot.services.faq import FaqService
from bot.services.popularity import Popularity
from bot.services.results import Answered, Occasion
from bot.services.settings import SettingsService
from bot.services.shelf import Shelf, stocked
from bot.services.showings import Showings
from bot.store.engine import Store, open_store
from bot.store.spool import JsonlSpool

NOW = datetime(2031, 3, 5, tzinfo=UTC)
PAY = Entry("pay", "What does it pay?", ("salary range", "income", "money"), "work", "Well.")
LENGTH = Entry("length", "How long is it?", ("how many years", "duration", "years in all"), "training", "Long.")
STONES = {
    "grades": Retired("grades", "Do grades matter?", date(2031, 1, 2), None),
    "wages": Retired("wages", "What are the wages?", date(2031, 1, 2), "salary"),
}
PACK = Pack({LENGTH.id: LENGTH, PAY.id: PAY}, {}, "digest", histories={Kind.ENTRY: History({"salary": "pay"}, STONES)})


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'preceptor.db'}") as store:
        yield store


@pytest.fixture
async def faq(store: Store, tmp_path: Path) -> AsyncIterator[FaqService]:
    async with AskRecorder(store=store.asks, spool=JsonlSpool(path=tmp_path / "preceptor.spool")) as recorder:
        yield FaqService(
            shelf=Shelf(stocked(PACK, Report(), at=NOW)),
            recorder=recorder,
            popularity=Popularity([(1, "salary", 2), (1, "length", 1)]),
            settings=SettingsService(store=store.settings, zones=Zones([]), now=lambda: NOW),
            flood=Flood(),
            presses=Flood(),
            showings=Showings(monotonic=lambda: 0.0),
            monotonic=lambda: 0.0,
        )


def occasion(number: int) -> Occasion:
    return Occasion(number, 1, 7, NOW, channel_id=11, may_write=True)


@pytest.mark.parametrize("old", ["pay", "salary", "wages"])
async def test_a_button_with_an_old_id_opens_what_it_leads_to_today(faq: FaqService, old: str) -> None:
    assert (await faq.open(old, occasion(1))).entry is PAY


@pytest.mark.parametrize("old", ["salary", "wages"])
async def test_a_suggestion_made_before_the_renaming_still_answers(faq: FaqService, store: Store, old: str) -> None:
    result = await faq.ask(old, occasion(1))
    assert isinstance(result, Answered)
    assert result.entry is PAY
    [count] = await store.counts.counts(first=None, last=None, guild_id=1)
    assert count.entry_id == "pay"


async def test_what_was_retired_without_a_successor_is_said_to_be_gone(faq: FaqService) -> None:
    with pytest.raises(MemberError, match="no longer in the FAQ"):
        await faq.open("grades", occasion(1))


def test_asks_under_a_former_id_count_in_the_order_of_suggestions(faq: FaqService) -> None:
    assert faq.suggest("", guild_id=1) == (PAY, LENGTH)
    assert faq.suggest("", guild_id=2) == (LENGTH, PAY)
