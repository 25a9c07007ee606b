"""How long a large content folder takes to go live, and what the event loop notices of it.

`python bench/content_load.py` writes a folder of entries, lets the bot's own service read, check and index it, as after
an edit, and meanwhile wakes up every five milliseconds in the event loop. It says how long the load took, how late the
loop woke up at worst, and how long at most the loading thread worked between two of its turns: the latter is what is
the load's own fault on a machine that does other things too. The exit code is 1 where a bound is exceeded in every run.
"""

import argparse
import asyncio
import json
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import accumulate
from pathlib import Path

from bot import logs
from bot.content.files import MAX_FILE_BYTES
from bot.content.loader import Loaded, load
from bot.content.watch import fingerprint, settled
from bot.core.pack import Pack
from bot.core.problems import Report
from bot.core.statistics import VerdictCount
from bot.render.faq import excesses
from bot.services.editing import EditingService
from bot.services.shelf import Shelf, stocked

TODAY = date(2031, 3, 5)
EVERY = 0.005  # seconds between two turns of the loop
LAG = 50.0  # milliseconds
SECONDS = {1_000: 1.0, 10_000: 10.0}

# New words come up as they do in what people ask: 1,540 different ones in the first 7,500, 2,260 in 15,600, counted
# over six sets of questions. These begin the same and have a few more from there on.
WORDS, FLAT, STEEP = 20_000, 10, 1.4
PHRASINGS, ANSWER = 8, 800


@dataclass(frozen=True)
class Run:
    """`processor`: seconds of the loading thread. `lag`: milliseconds that the loop woke up too late, at worst. `held`:
    milliseconds of processor time that the loading thread had between two turns of the loop, at most."""

    entries: int
    files: int
    mib: float
    seconds: float
    processor: float
    lag: float
    held: float
    peak: float


class Text:
    """Words of which some are far more common than others, as in a language; the same ones every time."""

    def __init__(self) -> None:
        self._random = random.Random(1)  # noqa: S311  # no secret: the same text every time
        syllables = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er", "in", "ol")]
        words: dict[str, None] = {}
        while len(words) < WORDS:
            words["".join(self._random.choice(syllables) for _ in range(self._random.choice((1, 2, 2, 3, 3))))] = None
        self._words = list(words)
        self._weights = list(accumulate(1 / (rank + FLAT) ** STEEP for rank in range(WORDS)))
        self._said: set[str] = set()

    def words(self, number: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=number))

    def new(self, least: int, most: int) -> str:
        """Words that were not said in this order before."""
        while (text := self.words(self._random.randint(least, most))) in self._said:
            pass
        self._said.add(text)
        return text

    def paragraph(self, length: int) -> Iterator[str]:
        """Sentences with a number each, of `length` characters in all."""
        while length > 0:
            sentence = (
                f"{self.words(9).capitalize()}, {self._random.randint(2, 90)} in {self._random.randint(1990, 2026)}."
            )
            length -= len(sentence)
            yield sentence


def entry(number: int, entries: int, text: Text) -> str:
    phrasings = "".join(f"      - {text.new(4, 8)}\n" for _ in range(PHRASINGS))
    answer = "".join(f"      {sentence}\n" for sentence in text.paragraph(ANSWER))
    return (
        f"  - id: entry-{number}\n"
        f"    question: What is {text.new(5, 7)}?\n"
        f"    phrasings:\n{phrasings}"
        f"    topic: topic-{number % 12}\n"
        f"    answer: |\n{answer}"
        f"    sources: [source-{number % 200}, source-{(number + 7) % 200}]\n"
        "    checked: 2031-03-01\n    level: verified\n"
        f"    tags: [tag-{number % 40}]\n    audience: [student, resident]\n"
        f"    related: [entry-{(number + 1) % entries}, entry-{(number + 5) % entries}]\n"
    )


def write(folder: Path, entries: int) -> None:
    """A folder of so many entries, in files of a little less than a file may have."""
    (folder / "faq").mkdir(parents=True)
    source = "  source-{0}: {{org: Body {0}, title: Page {0}, url: https://example.org/{0}, year: 2030}}\n"
    (folder / "sources.yaml").write_text("sources:\n" + "".join(source.format(number) for number in range(200)))
    text = Text()
    waiting, size, files = ["entries:\n"], 0, 0
    for number in range(entries):
        written = entry(number, entries, text)
        if size + len(written) > MAX_FILE_BYTES - 1_000:
            (folder / "faq" / f"part-{files:02}.yaml").write_text("".join(waiting))
            waiting, size, files = ["entries:\n"], 0, files + 1
        waiting.append(written)
        size += len(written)
    (folder / "faq" / f"part-{files:02}.yaml").write_text("".join(waiting))


class NoVerdicts:
    async def outdated(self, *, since: date, guild_id: int | None) -> Sequence[VerdictCount]:
        return ()


class Ticker:
    """Takes turns in the event loop while another thread works, and says how it was treated."""

    def __init__(self) -> None:
        self.lag = self.held = 0.0
        self._clock: int | None = None
        self._began = 0.0

    def watch_this_thread(self) -> None:
        """Called by the thread that works: from now on its processor time is looked at."""
        self._clock = time.pthread_getcpuclockid(threading.get_ident())
        self._began = time.clock_gettime(self._clock)

    @property
    def processor(self) -> float:
        """Seconds that the watched thread has had so far."""
        return time.clock_gettime(self._clock) - self._began if self._clock is not None else 0.0

    async def run(self) -> None:
        used = 0.0
        while True:
            before = time.perf_counter()
            await asyncio.sleep(EVERY)
            self.lag = max(self.lag, time.perf_counter() - before - EVERY)
            used, now = self.processor, used
            self.held = max(self.held, used - now)


async def measured(folder: Path, size: int) -> Run:
    """One load of `folder`, which holds `size` bytes, by the service that the watcher calls."""
    ticker = Ticker()

    def reading() -> Loaded:
        ticker.watch_this_thread()
        return load(folder, today=TODAY, measure=excesses)

    shelf = Shelf(stocked(Pack({}, {}, "nothing"), Report(), at=datetime.now(UTC)))
    editing = EditingService(
        shelf=shelf,
        load=reading,
        settled=partial(settled, folder),
        verdicts=NoVerdicts(),
        days=30,
        now=lambda: datetime.now(UTC),
    )
    digest = fingerprint(folder)
    ticking = asyncio.create_task(ticker.run())
    await asyncio.sleep(10 * EVERY)
    ticker.lag = 0.0  # from here on
    before = time.perf_counter()
    taken = await editing.take(digest)
    seconds = time.perf_counter() - before
    await asyncio.sleep(2 * EVERY)
    ticking.cancel()
    if not taken or shelf.now.pending is not None:
        raise SystemExit("the content was not taken; the log says why")
    stock = shelf.stock
    return Run(
        entries=len(stock.pack.entries),
        files=stock.counts["files"],
        mib=round(size / (1 << 20), 2),
        seconds=round(seconds, 3),
        processor=round(ticker.processor, 3),
        lag=round(ticker.lag * 1000, 1),
        held=round(ticker.held * 1000, 1),
        peak=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--entries", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3, help="at most so many, until one is within the bounds")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    logs.configure("warning", "console")
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        write(content, given.entries)
        size = sum(file.stat().st_size for file in content.rglob("*.yaml"))
        while len(runs) < given.runs and not (runs and within(runs[-1])):
            runs.append(asyncio.run(measured(content, size)))
    if given.json:
        sys.stdout.write(json.dumps([asdict(run) for run in runs]))
    else:
        for run in runs:
            sys.stdout.write(
                f"{run.entries:,} entries in {run.files} files, {run.mib} MiB: {run.seconds} s, {run.processor} s of "
                f"them on the processor; the loop at most {run.lag} ms late, held for {run.held} ms; "
                f"{run.peak:.0f} MiB of memory at the peak\n"
            )
    return 0 if within(runs[-1]) else 1


def within(run: Run) -> bool:
    """Whether a run is within its bounds. The loop is promised its turns for folders of up to 1,000 entries."""
    seconds = next((seconds for entries, seconds in SECONDS.items() if run.entries <= entries), float("inf"))
    return run.processor <= seconds and (run.held <= LAG or run.entries > min(SECONDS))


if __name__ == "__main__":
    sys.exit(main())
