"""The store against a model of it that fits in memory, through repeats, crashes, failing commits and retention."""

import asyncio
import itertools
import shutil
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import event, exc
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.asks import Ask, Choice, Gap, Opinion, Outcome, Record, Verdict, Via
from bot.core.storage import StoreUnavailableError
from bot.store.engine import Store, open_store
from tests.store.samples import NOON, rows

GUILDS = st.sampled_from([None, 1, 2])
ENTRIES = st.sampled_from(["a", "b"])
NUMBERS = st.integers(1, 12)
FIRST_DAY = date(2031, 3, 1)


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    """One ask per number, always of the same server and day, as interactions are; found, offered or missed."""
    number = draw(NUMBERS)
    outcome = draw(st.sampled_from(Outcome))
    entry = draw(ENTRIES) if outcome is Outcome.FOUND else None
    day = FIRST_DAY + timedelta(days=number % 3)
    return Ask(number, _guild(number), entry, outcome, draw(st.sampled_from(Via)), NOON, day)


def _guild(number: int) -> int | None:
    return (None, 1, 2)[number % 3]


def records() -> st.SearchStrategy[Record]:
    """Also choices, opinions and words about asks that nobody knows, or that are of another server."""
    words = st.builds(Gap, NUMBERS, GUILDS, st.sampled_from(["x", "y"]), st.just(NOON))
    choices = st.builds(Choice, NUMBERS, GUILDS, st.none() | ENTRIES, st.none() | words)
    return asks() | choices | st.builds(Opinion, NUMBERS, GUILDS, st.sampled_from(Verdict)) | words


class Model:
    """What the store is meant to know."""

    def __init__(self) -> None:
        self.asks: dict[int, dict[str, Any]] = {}
        self.gaps: dict[int, str] = {}
        self.counts: Counter[tuple[int, str, str, str, str]] = Counter()
        self.sealed: set[tuple[int | None, date]] = set()

    def take(self, record: Record) -> None:
        match record:
            case Ask():
                if record.id not in self.asks and (record.guild_id, record.day) not in self.sealed:
                    row = {name: getattr(record, name) for name in ("guild_id", "entry_id", "outcome", "via", "day")}
                    self.asks[record.id] = {**row, "verdict": None}
                    self._count(self.asks[record.id], 1)
            case Choice(ask_id, guild_id, entry_id, gap):
                chosen = self._open(ask_id, guild_id)
                if chosen is not None:
                    self._count(chosen, -1)
                    chosen.update(entry_id=entry_id, outcome=Outcome.CLOSE if entry_id else Outcome.MISSING)
                    self._count(chosen, 1)
                    if entry_id:
                        self.gaps.pop(ask_id, None)
                    elif gap:
                        self.gaps[ask_id] = gap.words
            case Opinion(ask_id, guild_id, verdict):
                if ask_id in self.asks and self.asks[ask_id]["guild_id"] == guild_id:
                    self.asks[ask_id]["verdict"] = verdict
            case Gap(ask_id, guild_id, words):
                if self._open(ask_id, guild_id) is not None:
                    self.gaps[ask_id] = words

    def seal(self, day: date) -> None:
        gone = {number: row for number, row in self.asks.items() if row["day"] == day}
        self.sealed |= {(row["guild_id"], day) for row in gone.values()}
        for number in gone:
            del self.asks[number]

    def _open(self, ask_id: int, guild_id: int | None) -> dict[str, Any] | None:
        row = self.asks.get(ask_id)
        return row if row and row["guild_id"] == guild_id and row["outcome"] is not Outcome.FOUND else None

    def _count(self, row: dict[str, Any], n: int) -> None:
        key = (row["guild_id"] or 0, row["day"].isoformat(), row["entry_id"] or "", row["outcome"].value)
        self.counts[(*key, row["via"].value)] += n


class Memory(RuleBasedStateMachine):
    """Every step is a call of the real store on a real file; `invariant`s read that file from outside."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="store-model-"))
        self.lives = itertools.count()
        self.runner = asyncio.Runner()
        self.model = Model()
        self.taken: list[Record] = []

    @initialize()
    def start(self) -> None:
        self.path = self.folder / "0" / "preceptor.db"
        self._open()

    @rule(batch=st.lists(records(), min_size=1, max_size=6))
    def record(self, batch: list[Record]) -> None:
        self.runner.run(self.store.asks.record(batch))
        self._took(batch)

    @rule(count=st.integers(1, 8))
    @precondition(lambda self: self.taken)
    def replay(self, count: int) -> None:
        """The last records again, in their order, as the spool does: it must change nothing at all."""
        last = self.taken[-count:]
        known = {record.id for record in last if isinstance(record, Ask)}
        first = {record.ask_id for record in last if not isinstance(record, Ask)} & known
        if not first:  # nothing is said about an ask before the ask itself arrives
            self.runner.run(self.store.asks.record(last))

    @rule(batch=st.lists(records(), min_size=1, max_size=6))
    def fail(self, batch: list[Record]) -> None:
        """The disk gives up at the commit: nothing of it is kept, and the same batch can come again."""
        engine = _writer(self.store).sync_engine

        def give_up(_: object) -> None:
            raise exc.OperationalError("COMMIT", None, OSError("disk I/O error"))

        event.listen(engine, "commit", give_up)
        try:
            self.runner.run(self.store.asks.record(batch))
        except StoreUnavailableError:
            pass
        else:
            raise AssertionError("a failed commit was reported as done")
        finally:
            event.remove(engine, "commit", give_up)

    @rule()
    def crash(self) -> None:
        """Go on from what a killed process leaves: the file and its write-ahead log, as they are right now."""
        image = self.folder / str(next(self.lives) + 1)
        image.mkdir()
        for name in ("preceptor.db", "preceptor.db-wal"):
            shutil.copy(self.path.with_name(name), image / name)
        self.runner.run(self.stack.aclose())
        self.path = image / "preceptor.db"
        self._open()

    @rule(day=st.integers(0, 2))
    def seal(self, day: int) -> None:
        self.runner.run(self.store.archive.seal(FIRST_DAY + timedelta(days=day)))
        self.model.seal(FIRST_DAY + timedelta(days=day))
        self.taken.clear()

    @invariant()
    def counts_are_the_models(self) -> None:
        found = rows(self.path, "SELECT guild_id, day, entry_id, outcome, via, n FROM ask_days")
        assert Counter({tuple(row[:5]): row[5] for row in found}) == +self.model.counts
        assert all(row[5] > 0 for row in found)

    @invariant()
    def asks_and_gaps_are_the_models(self) -> None:
        found = rows(self.path, "SELECT id, guild_id, entry_id, outcome, via, verdict FROM asks")
        names = ("guild_id", "entry_id", "outcome", "via", "verdict")
        assert set(found) == {(number, *(row[name] for name in names)) for number, row in self.model.asks.items()}
        assert dict(rows(self.path, "SELECT ask_id, words FROM gaps")) == self.model.gaps

    @invariant()
    def the_audit_finds_nothing(self) -> None:
        assert self.runner.run(self.store.counts.audit()) == []

    def teardown(self) -> None:
        self.runner.run(self.stack.aclose())
        self.runner.close()
        shutil.rmtree(self.folder)

    def _open(self) -> None:
        self.stack = AsyncExitStack()
        self.store: Store = self.runner.run(
            self.stack.enter_async_context(open_store(f"sqlite+aiosqlite:///{self.path}"))
        )

    def _took(self, batch: list[Record]) -> None:
        for record in batch:
            self.model.take(record)
        self.taken += batch


def _writer(store: Store) -> AsyncEngine:
    engine = vars(store.asks)["_writer"]
    assert isinstance(engine, AsyncEngine)
    return engine


Memory.TestCase.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
TestMemory = Memory.TestCase
