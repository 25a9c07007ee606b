"""When servers are looked after: on a clock that stands still unless it is told."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import pytest

from bot.services.rounds import EVERY, FIRST_PAUSE, LANES, Rounds


@dataclass(frozen=True, slots=True)
class Looked:
    again: bool


class Service:
    """Says of which servers it has postings, and notes who was looked after."""

    def __init__(self) -> None:
        self.known = [1, 2, 3]
        self.looked: list[tuple[int, bool]] = []
        self.failing: set[int] = set()
        self.broken: set[int] = set()
        self.held: dict[int, asyncio.Event] = {}
        self.at_once = 0
        self.most = 0

    async def guilds(self) -> Sequence[int]:
        return self.known

    async def look_after(self, guild_id: int, full: bool) -> Looked:
        self.looked.append((guild_id, full))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        if guild_id in self.held:
            await self.held[guild_id].wait()
        self.at_once -= 1
        if guild_id in self.broken:
            raise ValueError("broken")
        return Looked(guild_id in self.failing)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def clock() -> list[float]:
    return [1000.0]


@pytest.fixture
async def rounds(service: Service, clock: list[float]) -> AsyncIterator[Rounds]:
    made = Rounds(guilds=service.guilds, look_after=service.look_after, monotonic=lambda: clock[0])
    running = asyncio.create_task(made.run())
    yield made
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def settle(rounds: Rounds) -> None:
    """Until nothing goes on any more; a round that is due by the clock now has begun."""
    rounds._changed.set()
    for _ in range(50):
        await asyncio.sleep(0)


async def test_nothing_is_looked_at_before_discord_can_be_reached(rounds: Rounds, service: Service) -> None:
    await settle(rounds)
    assert service.looked == []


async def test_at_the_first_connection_everything_is_looked_at_in_full_and_then_every_hour(
    rounds: Rounds, service: Service, clock: list[float]
) -> None:
    rounds.connected()
    await settle(rounds)
    assert service.looked == [(1, True), (2, True), (3, True)]
    rounds.connected()
    await settle(rounds)
    assert len(service.looked) == 3, "another client is no reason to ask for everything again"
    clock[0] += EVERY
    await settle(rounds)
    assert service.looked[3:] == [(1, True), (2, True), (3, True)]


async def test_a_change_is_looked_at_at_once_and_not_in_full(rounds: Rounds, service: Service) -> None:
    rounds.wake(2)
    await settle(rounds)
    rounds.wake()
    await settle(rounds)
    assert service.looked == [(2, False), (1, False), (2, False), (3, False)]


async def test_a_server_is_in_one_hand_and_what_is_asked_meanwhile_comes_after(
    rounds: Rounds, service: Service
) -> None:
    held = service.held[1] = asyncio.Event()
    rounds.wake(1)
    await settle(rounds)
    rounds.wake(1)
    rounds.wake(1, full=True)
    await settle(rounds)
    assert service.looked == [(1, False)]
    held.set()
    await settle(rounds)
    assert service.looked == [(1, False), (1, True)]


async def test_so_many_servers_are_in_hand_at_once_and_no_more(rounds: Rounds, service: Service) -> None:
    service.known = list(range(1, 20))
    held = asyncio.Event()
    service.held = dict.fromkeys(service.known, held)
    rounds.wake()
    await settle(rounds)
    assert len(service.looked) == service.most == LANES
    held.set()
    await settle(rounds)
    await settle(rounds)
    assert sorted(guild_id for guild_id, _ in service.looked) == service.known


@pytest.mark.parametrize("kind", ["failing", "broken"])
async def test_what_could_not_be_done_is_tried_again_with_growing_pauses(
    rounds: Rounds, service: Service, clock: list[float], kind: str
) -> None:
    getattr(service, kind).add(1)
    rounds.wake(1, full=True)
    await settle(rounds)
    for pause in (FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE):
        before = len(service.looked)
        clock[0] += pause - 1
        await settle(rounds)
        assert len(service.looked) == before
        clock[0] += 1
        await settle(rounds)
        assert service.looked[before:] == [(1, True)]
    getattr(service, kind).clear()
    clock[0] += EVERY
    await settle(rounds)
    before = len(service.looked)
    clock[0] += EVERY
    await settle(rounds)
    assert len(service.looked) == before


async def test_what_waits_for_discord_is_tried_at_once_when_it_is_back(rounds: Rounds, service: Service) -> None:
    service.failing.add(1)
    rounds.connected()
    await settle(rounds)
    service.failing.clear()
    rounds.connected()
    await settle(rounds)
    assert service.looked == [(1, True), (2, True), (3, True), (1, True)]


async def test_it_ends_when_it_is_cancelled_in_the_very_moment_something_is_asked_for(
    service: Service, clock: list[float]
) -> None:
    rounds = Rounds(guilds=service.guilds, look_after=service.look_after, monotonic=lambda: clock[0])
    running = asyncio.create_task(rounds.run())
    rounds.connected()  # from here on it waits with a time limit
    await settle(rounds)
    for _ in range(3):
        await asyncio.sleep(0)
    rounds.wake(1)
    running.cancel()
    done, _ = await asyncio.wait({running}, timeout=1)
    assert done


async def test_what_was_changed_does_not_wait_behind_a_full_round(rounds: Rounds, service: Service) -> None:
    service.known = list(range(1, 41))
    held = asyncio.Event()
    service.held = dict.fromkeys(service.known, held)
    rounds.connected()
    await settle(rounds)
    assert len(service.looked) == LANES
    rounds.wake(40)  # waits in the full round already
    rounds.wake(99)
    held.set()
    await settle(rounds)
    assert service.looked[LANES : LANES + 2] == [(40, True), (99, False)]


async def test_the_hourly_looks_are_spread_over_the_hour(rounds: Rounds, service: Service, clock: list[float]) -> None:
    service.known = [7 * number for number in range(1, 119)]
    rounds.connected()
    for _ in range(5):
        await settle(rounds)
    first = len(service.looked)
    assert first == 118
    looked: dict[int, list[float]] = {}
    for _ in range(int(2 * EVERY / 30)):
        clock[0] += 30
        before = len(service.looked)
        await settle(rounds)
        assert len(service.looked) - before <= 4
        for guild_id, full in service.looked[before:]:
            assert full
            looked.setdefault(guild_id, []).append(clock[0])
    assert sorted(looked) == service.known
    assert all(len(times) == 2 and times[1] - times[0] <= EVERY + 60 for times in looked.values())
