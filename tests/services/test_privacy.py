"""What was erased leaves the log as soon as nobody reads there."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.errors import MemberError
from bot.core.flood import Flood
from bot.core.privacy import Spans
from bot.core.storage import Held, RecordRefusedError, StoreError, StoreUnavailableError
from bot.services.clearing import TRIES, Clearing
from bot.services.privacy import MOST, PrivacyService

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)


class Busy:
    """A store in which a reader is in the way of the first clearings, and the second one fails."""

    def __init__(self, *, free_after: int = 3) -> None:
        self.free_after = free_after
        self.clearings = 0
        self.erased: list[int] = []
        self.late: list[int] = []
        self.rows: dict[str, list[dict[str, Any]]] = {"things": [{"at": NOON, "key": b"\x01"}]}
        self.refuses: StoreError | None = None

    async def held(self, member_id: int) -> Held:
        return Held(self.rows, NOON)

    async def erase(self, member_id: int, *, at: datetime) -> Mapping[str, int]:
        if self.refuses:
            raise self.refuses
        self.erased.append(member_id)
        return {}

    async def erase_late(self, member_id: int) -> int:
        self.late.append(member_id)
        return 1

    async def forget(self) -> bool:
        self.clearings += 1
        if self.clearings == 2:
            raise StoreUnavailableError("locked")
        return self.clearings > self.free_after


def service(
    store: Busy, clearing: Clearing | None = None, *memories: Flood, monotonic: Callable[[], float] = lambda: 0.0
) -> PrivacyService:
    return PrivacyService(
        erasures=store,
        clearing=clearing or Clearing(erasures=store),
        memories=memories,
        spans=Spans(),
        now=lambda: NOON,
        monotonic=monotonic,
    )


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not done():
            await asyncio.sleep(0.01)


async def test_the_log_is_cleared_as_soon_as_it_can_be() -> None:
    store = Busy()
    async with Clearing(erasures=store, pause=0.01) as clearing:
        erased = await service(store, clearing).erase(1, "Delete")
        assert not erased.cleared, "while something reads it is not said to be done"
        await until(lambda: store.clearings == 4)
    assert store.erased == [1]


async def test_what_is_cleared_at_once_is_said_to_be() -> None:
    store = Busy(free_after=0)
    async with Clearing(erasures=store) as clearing:
        assert (await service(store, clearing).erase(1, "DELETE")).cleared


async def test_however_many_are_erased_one_task_tries() -> None:
    store = Busy(free_after=1000)
    async with Clearing(erasures=store, tries=5, pause=0.05) as clearing:
        privacy = service(store, clearing)
        await asyncio.gather(*(privacy.erase(member, "DELETE") for member in range(50)))
        await until(lambda: store.clearings >= 5)
        assert sum(task.get_name() == "clearing" for task in asyncio.all_tasks()) <= 1
        await until(lambda: all(task.get_name() != "clearing" for task in asyncio.all_tasks()))
    assert store.clearings <= 5 + 1 + 1, "the tries, one more that a late erasure wanted, and one at the end"


async def test_tries_have_an_end_and_take_less_than_a_minute() -> None:
    """On a clock of its own: what is slept, not what the constants say."""
    store, slept = Busy(free_after=1000), 0.0
    clearing = Clearing(erasures=store)

    async def sleep(seconds: float) -> None:
        nonlocal slept
        slept += seconds

    with pytest.MonkeyPatch.context() as patch:
        clearing._left = TRIES
        patch.setattr("bot.services.clearing.asyncio.sleep", sleep)
        assert not await clearing._clear()
    assert 20 < slept < 60
    assert store.clearings == TRIES


async def test_an_erasure_while_another_is_cleared_is_cleared_too() -> None:
    class Slow(Busy):
        async def forget(self) -> bool:
            self.clearings += 1
            began.set()
            await go_on.wait()
            return True

    began, go_on, store = asyncio.Event(), asyncio.Event(), Slow()
    async with Clearing(erasures=store, late=1000) as clearing:
        privacy = service(store, clearing)
        first = asyncio.create_task(privacy.erase(1, "DELETE"))
        await began.wait()
        second = asyncio.create_task(privacy.erase(2, "DELETE"))
        await until(lambda: store.erased == [1, 2])
        go_on.set()
        assert (await first).cleared
        assert (await second).cleared
        assert store.clearings == 2


async def test_what_was_in_hand_is_looked_for_later_and_cleared() -> None:
    store = Busy(free_after=0)
    store.clearings = 2
    async with Clearing(erasures=store, late=0.05) as clearing:
        await service(store, clearing).erase(1, "DELETE")
        assert (store.late, store.clearings) == ([], 3)
        await until(lambda: store.clearings == 4)
        assert store.late == [1]
    assert store.late == [1]


async def test_closing_looks_at_once_and_leaves_no_task() -> None:
    store = Busy(free_after=1000)
    async with Clearing(erasures=store, pause=0.01, late=1000) as clearing:
        privacy = service(store, clearing)
        await privacy.erase(1, "DELETE")
        await privacy.erase(1, "DELETE")
        tried = store.clearings
    assert store.late == [1]
    assert store.clearings >= tried + 1
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_rule_in_the_way_is_said_with_what_to_do() -> None:
    store = Busy()
    store.refuses = RecordRefusedError("CHECK constraint failed")
    with pytest.raises(MemberError, match="tell whoever runs me"):
        await service(store).erase(1, "DELETE")


async def test_what_memory_knew_is_what_it_knew_before_the_question() -> None:
    now = 0.0
    flood = Flood()
    privacy = service(Busy(), None, flood, monotonic=lambda: now)
    assert not (await privacy.show(1)).remembered
    assert (await privacy.show(1)).remembered
    now = 601.0
    assert not (await privacy.show(1)).remembered
    flood.allow(2, now)
    now = 1300.0
    privacy.sweep()
    assert (len(flood), len(privacy._flood)) == (0, 0)


async def test_another_word_erases_nothing_and_takes_no_turn() -> None:
    store = Busy()
    privacy = service(store)
    for _ in range(20):
        with pytest.raises(MemberError, match="the word was not DELETE"):
            await privacy.erase(1, "DELETE it")
    await privacy.show(1)
    assert store.erased == []


async def test_an_export_can_hold_instants_bytes_and_long_numbers() -> None:
    store = Busy()
    store.rows["things"][0] |= {"id": 2**53 + 1, "n": 2**53, "done": True, "none": None}
    exported = json.loads((await service(store).export(1)).content)
    assert exported["kept_under_your_id"] == {
        "things": [
            {"at": "2031-03-05T12:00:00+00:00", "key": "01", "id": "9007199254740993", "n": 2**53}
            | {"done": True, "none": None}
        ]
    }


async def test_an_export_is_no_larger_than_discord_takes_and_says_what_is_missing() -> None:
    store = Busy()
    store.rows = {"things": [{"said": "“ü\n" * 300, "id": number} for number in range(12_000)]}
    export = await service(store).export(1)
    found = json.loads(export.content)
    assert 9_000_000 < len(export.content) <= MOST < 10 * 2**20
    assert 0 < export.left_out == found["rows_left_out"] == 12_000 - len(found["kept_under_your_id"]["things"])
