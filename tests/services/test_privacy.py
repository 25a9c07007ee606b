"""What was erased leaves the log as soon as nobody reads there."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from bot.core.errors import MemberError
from bot.core.privacy import Spans
from bot.core.storage import Held, StoreUnavailableError
from bot.services import privacy as module
from bot.services.privacy import PrivacyService

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)


class Busy:
    """A store in which a reader is in the way of the first clearings, and the second one fails."""

    def __init__(self) -> None:
        self.clearings = 0
        self.erased: list[int] = []

    async def held(self, member_id: int) -> Held:
        return Held({"things": [{"at": NOON, "key": b"\x01"}]}, NOON)

    async def erase(self, member_id: int, *, at: datetime) -> Mapping[str, int]:
        self.erased.append(member_id)
        return {}

    async def forget(self) -> bool:
        self.clearings += 1
        if self.clearings == 2:
            raise StoreUnavailableError("locked")
        return self.clearings > 3


def service(store: Busy) -> PrivacyService:
    return PrivacyService(erasures=store, memories=[], spans=Spans(), now=lambda: NOON, monotonic=lambda: 0.0)


async def test_the_log_is_cleared_as_soon_as_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.01)
    store = Busy()
    await service(store).erase(1, "Delete")
    async with asyncio.timeout(5):
        while store.clearings < 4:
            await asyncio.sleep(0.01)
    assert store.erased == [1]


def test_all_tries_together_are_within_a_minute() -> None:
    assert module.TRIES * module.PAUSE < 60


async def test_another_word_erases_nothing_and_takes_no_turn() -> None:
    store = Busy()
    privacy = service(store)
    for _ in range(20):
        with pytest.raises(MemberError, match="the word was not DELETE"):
            await privacy.erase(1, "DELETE it")
    await privacy.show(1)
    assert store.erased == []


async def test_an_export_can_hold_instants_and_bytes() -> None:
    exported = await service(Busy()).export(1)
    assert b'"2031-03-05T12:00:00+00:00"' in exported
    assert b'"01"' in exported
