"""What was acknowledged survives, once and in its order, whatever store, disk and process do in between."""

import asyncio
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.asks import Choice, Record
from bot.core.storage import StoreUnavailableError
from bot.services.asks import AskRecorder, Remembered
from bot.store.engine import Store, open_store
from bot.store.spool import JsonlSpool
from tests.store.samples import GUILD, offered, rows

Mood = Literal["good", "fails", "fails after", "stuck"]


@dataclass(frozen=True)
class Say:
    """Asks and choices by number, all at the same moment; `None` asks, a letter chooses. Then maybe a crash."""

    what: list[tuple[int, str | None]]
    crash_after: int | None  # so many turns of the loop; None: when all were acknowledged, and no crash


@dataclass(frozen=True)
class Turn:
    """The store's mood from now on."""

    mood: Mood


Step = Say | Turn
WHAT = st.lists(st.tuples(st.integers(1, 4), st.none() | st.sampled_from("abc")), min_size=1, max_size=5)
STEPS = st.lists(
    st.one_of(
        st.builds(Say, WHAT, st.none()),
        st.builds(Say, WHAT, st.none() | st.integers(0, 60)),
        st.builds(Turn, st.sampled_from(["good", "fails", "fails after", "stuck"])),
    ),
    min_size=3,
    max_size=12,
)


class Moody:
    def __init__(self, store: Store, mood: Mood) -> None:
        self._store = store
        self.turned = asyncio.Event()
        self.mood = mood

    def turn(self, mood: Mood) -> None:
        self.mood = mood
        self.turned.set()
        self.turned = asyncio.Event()

    async def record(self, records: Sequence[Record]) -> None:
        while self.mood == "stuck":
            await self.turned.wait()
        if self.mood == "fails":
            raise StoreUnavailableError("no")
        await self._store.asks.record(records)
        if self.mood == "fails after":
            raise StoreUnavailableError("who knows")


class World:
    """One database and one spool through several lives of the process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "0"
        self.folder.mkdir()
        self.lives = 0
        self.mood: Mood = "good"
        self.kept: set[int] = set()  # asks whose member got a reply
        self.may_hold: dict[int, set[str | None]] = defaultdict(lambda: {None})

    async def start(self) -> None:
        self.stack = AsyncExitStack()
        path = self.folder / "preceptor.db"
        store = await self.stack.enter_async_context(open_store(f"sqlite+aiosqlite:///{path}"))
        self.moody = Moody(store, "good")
        self.recorder = await self.stack.enter_async_context(
            AskRecorder(
                store=self.moody,
                spool=JsonlSpool(path=self.folder / "a.spool"),
                budget=0.003,
                spool_budget=30,
                drain=0.01,
            )
        )
        self.moody.turn(self.mood)
        self.store = store

    async def say(self, step: Say) -> None:
        tasks = [asyncio.create_task(self.recorder.remember(self._record(*what))) for what in step.what]
        if step.crash_after is None:
            await asyncio.gather(*tasks)
        else:
            for _ in range(step.crash_after):
                await asyncio.sleep(0)
        image = self._image() if step.crash_after is not None else None
        for (number, chosen), task in zip(step.what, tasks, strict=True):
            self._expect(number, chosen, acknowledged=task.done() and task.result() is not Remembered.LOST)
        if image is not None:
            await self.stop()
            await asyncio.gather(*tasks)
            self.folder = image
            await self.start()

    def turn(self, mood: Mood) -> None:
        self.mood = mood
        self.moody.turn(mood)

    async def stop(self) -> None:
        self.moody.turn("good")
        await self.stack.aclose()

    def check(self) -> None:
        path = self.folder / "preceptor.db"
        found = dict(rows(path, "SELECT id, entry_id FROM asks"))
        assert self.kept <= found.keys()
        for number in self.kept:
            assert found[number] in self.may_hold[number]
        counted = rows(path, "SELECT coalesce(sum(n), 0) FROM ask_days")
        assert counted == [(len(found),)]

    def _record(self, number: int, chosen: str | None) -> Record:
        return offered(number) if chosen is None else Choice(number, GUILD, chosen)

    def _expect(self, number: int, chosen: str | None, *, acknowledged: bool) -> None:
        """The last acknowledged choice, or one that came after it and whose fate nobody was told."""
        if chosen is None:
            if acknowledged:
                self.kept.add(number)
        elif acknowledged and number in self.kept:
            self.may_hold[number] = {chosen}
        else:
            self.may_hold[number].add(chosen)

    def _image(self) -> Path:
        """What a process that is killed right now leaves behind."""
        self.lives += 1
        image = self.folder.parent / str(self.lives)
        image.mkdir()
        for name in ("preceptor.db", "preceptor.db-wal", "a.spool"):
            if (self.folder / name).exists():
                shutil.copy(self.folder / name, image / name)
        return image


async def live(folder: Path, steps: list[Step]) -> None:
    world = World(folder)
    await world.start()
    for step in steps:
        if isinstance(step, Turn):
            world.turn(step.mood)
        else:
            await world.say(step)
    await world.stop()
    world.mood = "good"
    await world.start()  # replays what is left
    assert await world.store.counts.audit() == []
    await world.stop()
    world.check()


def live_through(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory(prefix="recorder-") as folder:
        asyncio.run(live(Path(folder), steps))


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
def test_what_was_acknowledged_is_there_once_and_the_last_choice_holds(steps: list[Step]) -> None:
    live_through(steps)


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(steps=STEPS)
def test_the_same_through_many_more_lives(steps: list[Step]) -> None:
    live_through(steps)
