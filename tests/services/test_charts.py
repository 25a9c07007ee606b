"""Pictures are drawn once, by one thread, and kept while there is room."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest

from bot.core.plan import Plan
from bot.services.charts import BusyError, Charts
from tests.core.plan.shipped import Choices, college

ONE, TWO, THREE = (college("us_standard", Choices(gap_years=number)) for number in range(3))


class Artist:
    """Draws a picture of a given size for each plan; waits for `free` where it was held."""

    def __init__(self) -> None:
        self.drawn: list[tuple[Plan, int | None]] = []
        self.threads: set[str] = set()
        self.free = threading.Event()
        self.free.set()
        self.begun = threading.Event()
        self.fails = False

    def __call__(self, plan: Plan, born: int | None) -> bytes:
        self.drawn.append((plan, born))
        self.threads.add(threading.current_thread().name)
        self.begun.set()
        assert self.free.wait(10)
        if self.fails:
            raise ValueError("no pencil")
        return b"x" * (100 + plan.choices.gap_years)


@pytest.fixture
def artist() -> Artist:
    return Artist()


@pytest.fixture
async def charts(artist: Artist) -> AsyncIterator[Charts]:
    async with Charts(draw=artist, kept=250) as charts:
        yield charts
        artist.free.set()


async def test_a_picture_is_drawn_once_and_then_there(charts: Charts, artist: Artist) -> None:
    assert charts.cached(ONE, 2004) is None
    picture = await charts.draw(ONE, 2004)
    assert charts.cached(ONE, 2004) == picture == b"x" * 100
    assert await charts.draw(college(), 2004) == picture, "an equal plan is the same plan"
    assert artist.drawn == [(ONE, 2004)]
    assert charts.cached(ONE, None) is None
    assert charts.cached(ONE, 2005) is None
    assert artist.threads == {"charts_0"}


async def test_those_who_ask_at_once_share_a_drawing(charts: Charts, artist: Artist) -> None:
    artist.free.clear()
    asked = [asyncio.create_task(charts.draw(ONE, None)) for _ in range(5)]
    other = asyncio.create_task(charts.draw(TWO, None))
    await asyncio.to_thread(artist.begun.wait, 10)
    artist.free.set()
    assert {len(picture) for picture in await asyncio.gather(*asked)} == {100}
    assert len(await other) == 101
    assert artist.drawn == [(ONE, None), (TWO, None)]
    assert len(artist.threads) == 1


async def test_whoever_gives_up_takes_the_picture_from_nobody(charts: Charts, artist: Artist) -> None:
    artist.free.clear()
    impatient = asyncio.create_task(charts.draw(ONE, None))
    patient = asyncio.create_task(charts.draw(ONE, None))
    await asyncio.to_thread(artist.begun.wait, 10)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    artist.free.set()
    assert len(await patient) == 100
    assert charts.cached(ONE, None) is not None
    assert len(artist.drawn) == 1


async def test_what_nobody_waits_for_any_more_is_not_drawn(charts: Charts, artist: Artist) -> None:
    artist.free.clear()
    first = asyncio.create_task(charts.draw(ONE, None))
    await asyncio.to_thread(artist.begun.wait, 10)
    gone = [asyncio.create_task(charts.draw(TWO, born)) for born in range(1990, 1996)]
    last = asyncio.create_task(charts.draw(THREE, None))
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        await charts.draw(THREE, 1989)
    for task in gone[1:]:
        task.cancel()
    await asyncio.gather(*gone[1:], return_exceptions=True)
    last.cancel()
    await asyncio.gather(last, return_exceptions=True)
    again = asyncio.create_task(charts.draw(THREE, None))
    await asyncio.sleep(0)
    artist.free.set()
    await asyncio.gather(first, gone[0], again)
    assert artist.drawn == [(ONE, None), (TWO, 1990), (THREE, None)]


async def test_so_many_different_pictures_may_be_waited_for_and_no_more(charts: Charts, artist: Artist) -> None:
    artist.free.clear()
    asked = [asyncio.create_task(charts.draw(ONE, born)) for born in range(1950, 2050)]
    shared = asyncio.create_task(charts.draw(ONE, 1950))
    await asyncio.to_thread(artist.begun.wait, 10)
    artist.free.set()
    found = await asyncio.gather(*asked, shared, return_exceptions=True)
    assert [isinstance(one, bytes) for one in found] == [True] * 8 + [False] * 92 + [True]
    assert {type(one) for one in found[8:-1]} == {BusyError}
    assert len(artist.drawn) == 8
    assert len(await charts.draw(ONE, 2049)) == 100, "there is room again"


async def test_what_nobody_asked_for_the_longest_goes_first(charts: Charts) -> None:
    await charts.draw(ONE, None)
    await charts.draw(TWO, None)
    assert charts.cached(ONE, None), "asked for again, so younger than the second"
    await charts.draw(THREE, None)
    assert charts.cached(TWO, None) is None
    assert charts.cached(ONE, None)
    assert charts.cached(THREE, None)


async def test_a_picture_larger_than_the_room_is_given_and_not_kept(artist: Artist) -> None:
    charts = Charts(draw=artist, kept=99)
    assert len(await charts.draw(ONE, None)) == 100
    assert charts.cached(ONE, None) is None
    await charts.aclose()


async def test_a_drawing_that_fails_is_told_to_all_and_tried_again(charts: Charts, artist: Artist) -> None:
    artist.fails = True
    found = await asyncio.gather(*(charts.draw(ONE, None) for _ in range(3)), return_exceptions=True)
    assert [str(error) for error in found] == ["no pencil"] * 3
    artist.fails = False
    assert len(await charts.draw(ONE, None)) == 100
    assert len(artist.drawn) == 2


async def test_warming_is_done_once_in_the_thread_that_draws(charts: Charts, artist: Artist) -> None:
    threads: list[str] = []

    def work() -> None:
        threads.append(threading.current_thread().name)

    await asyncio.gather(charts.warm(work), charts.warm(work))
    await charts.warm(work)
    await charts.draw(ONE, None)
    assert threads == ["charts_0"]
    assert artist.threads == {"charts_0"}


async def test_warming_that_failed_is_done_again(charts: Charts) -> None:
    def broken() -> None:
        raise OSError("no room")

    done: list[Callable[[], None]] = []
    with pytest.raises(OSError, match="no room"):
        await charts.warm(broken)
    await charts.warm(lambda: done.append(broken))
    assert done == [broken]


async def test_closing_waits_for_no_drawing(artist: Artist) -> None:
    charts = Charts(draw=artist)
    artist.free.clear()
    asked = asyncio.create_task(charts.draw(ONE, None))
    waiting = asyncio.create_task(charts.draw(TWO, None))
    await asyncio.to_thread(artist.begun.wait, 10)
    await asyncio.wait_for(charts.aclose(), 5)
    for task in (asked, waiting):
        with pytest.raises(asyncio.CancelledError):
            await task
    artist.free.set()
    assert artist.drawn == [(ONE, None)]
