"""What the chart of a plan costs: time, turns of the event loop, and memory.

`python bench/chart.py` imports matplotlib in a thread, as the bot does after it has connected, and then draws plans
that were not drawn before, while the event loop wakes up every millisecond. It says how long the import and each
drawing took, how late the loop woke up at worst during each and while nothing is drawn, and how much memory came with
the import. On a machine that does other things too, medians and the processor time of the drawing thread are what the
code is answerable for. The exit code is 1 where the median drawing, or the median lateness, exceeds its bound.
"""

import argparse
import asyncio
import gc
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from os import environ
from pathlib import Path
from statistics import median

from bot.content.loader import load
from bot.core.plan import Anchor, Choices, Plan, plan
from bot.core.timelines.stages import Group
from bot.render.plans.chart import draw, warm
from bot.services.charts import Charts

CONTENT = Path(__file__).parents[1] / "content"
TODAY = date(2026, 11, 24)
EVERY = 0.001  # seconds between two turns of the loop
DRAWING, LAG = 200.0, 20.0  # milliseconds


@dataclass(frozen=True)
class Run:
    """Milliseconds, and MiB of resident memory. `lags` and `drawings` have one for each drawing."""

    warming: float
    warming_lag: float
    memory: float
    drawings: list[float]
    processor: list[float]
    lags: list[float]
    idle_lag: float


class Ticker:
    """Takes a turn in the event loop every millisecond. `lag` is the worst delay since it was last set to 0."""

    def __init__(self) -> None:
        self.lag = 0.0

    async def run(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(EVERY)
            self.lag = max(self.lag, (time.perf_counter() - before - EVERY) * 1000)


def plans(number: int) -> list[Plan]:
    """Long ones with everything on them, each another."""
    pack = load(CONTENT, today=TODAY).pack
    if pack is None:
        raise SystemExit("the content cannot be read")
    timelines = pack.timelines
    anchor = Anchor(stage=Group.UNDERGRADUATE, since=date(2026, 8, 1))
    found = []
    for index in range(number):
        pathway = timelines.pathways[("us_standard", "us_seed")[index % 2]]
        choices = Choices(gap_years=index % 5, specialty=pathway.specialties[index % len(pathway.specialties)])
        today = date(2026, 11, 1 + index % 28)
        found.append(plan(timelines, pathway, choices, anchor, today))
    return found


def memory() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / (1 << 20)


async def measured(wanted: list[Plan]) -> Run:
    clocks: list[float] = []

    def timed(one: Plan, born: int | None) -> bytes:
        before = time.thread_time()
        picture = draw(one, born)
        clocks.append((time.thread_time() - before) * 1000)
        return picture

    charts, ticker = Charts(draw=timed), Ticker()
    ticking = asyncio.create_task(ticker.run())
    await asyncio.sleep(0.2)
    idle, ticker.lag = ticker.lag, 0.0
    before, held = time.perf_counter(), memory()
    await charts.warm(warm)
    warming, warming_lag, grown = (time.perf_counter() - before) * 1000, ticker.lag, memory() - held
    drawings, lags = [], []
    for born, one in enumerate(wanted, 1990):
        await asyncio.sleep(0.01)
        ticker.lag = 0.0
        before = time.perf_counter()
        await charts.draw(one, born)
        drawings.append(round((time.perf_counter() - before) * 1000, 1))
        await asyncio.sleep(2 * EVERY)
        lags.append(round(ticker.lag, 1))
    ticker.lag = 0.0
    await asyncio.sleep(1.0)
    idle = max(idle, ticker.lag)
    ticking.cancel()
    await charts.aclose()
    processor = [round(one, 1) for one in clocks]
    return Run(round(warming, 1), round(warming_lag, 1), round(grown, 1), drawings, processor, lags, round(idle, 1))


def within(run: Run) -> bool:
    return median(run.drawings) <= DRAWING and median(run.lags) <= LAG


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--drawings", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environ["MPLCONFIGDIR"] = folder
        run = asyncio.run(measured(plans(given.drawings)))
    if given.json:
        sys.stdout.write(json.dumps(asdict(run)))
    else:
        sys.stdout.write(
            f"import and first drawing {run.warming} ms, the loop at most {run.warming_lag} ms late, {run.memory} MiB\n"
            f"{len(run.drawings)} drawings: median {median(run.drawings):.1f} ms, at most {max(run.drawings)} ms; on "
            f"the processor {median(run.processor):.1f} ms, at most {max(run.processor)} ms\n"
            f"the loop late: median {median(run.lags):.1f} ms, at most {max(run.lags)} ms; without drawings at most "
            f"{run.idle_lag} ms\n"
        )
    return 0 if within(run) else 1


if __name__ == "__main__":
    sys.exit(main())
