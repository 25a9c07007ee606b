"""What overlays of many servers cost: memory, the time of a view, and the time of a search against the pack's alone.

    python -m bench.overlays [--servers 1000] [--content content]

Each server adds three items, hides one and pins one. Prints one line for each figure.
"""

import argparse
import gc
import random
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.content.loader import load
from bot.core.catalogue import Catalogue
from bot.core.listing import listing
from bot.core.overlay import Change, Kind, View, own_id
from bot.core.pack import Pack

NOW = datetime(2026, 11, 24, tzinfo=UTC)
QUERIES = (
    "ultrasound course",
    "journal",
    "fellowship search",
    "pain jurnals",
    "how do I find a program",
    "asra meeting",
)
WORDS = (
    *("anesthesia", "regional", "ultrasound", "talks", "club", "toolbox", "evening", "webinar", "slides"),
    *("podcast", "guide", "checklist", "region", "hospital", "local", "study", "group", "notes"),
    *("cadaver", "workshop", "simulation", "mentor", "board", "review", "questions", "cards"),
)


def changes(pack: Pack, guild_id: int, chance: random.Random) -> Iterator[Change]:
    """Five changes of one server, each server's in other words."""
    lists = [one for one in pack.lists.values() if len(one.resources) > 1]
    one = chance.choice(lists)
    for number in range(guild_id * 5, guild_id * 5 + 3):
        item = listing(
            url=f"https://club{guild_id}.example/{number}",
            title=" ".join(chance.sample(WORDS, 3)) + f" {guild_id}",
            description=" ".join(chance.sample(WORDS, 9)) + " every week.",
            kind="education",
            audience=("resident",),
            checked=NOW.date(),
        )
        yield Change(number, guild_id, Kind.ADDED, one.id, own_id(number), replace(item, id=own_id(number)), 1, NOW)
    first, last = one.resources[0], one.resources[-1]
    yield Change(guild_id * 5 + 3, guild_id, Kind.HIDDEN, one.id, first, None, 1, NOW)
    yield Change(guild_id * 5 + 4, guild_id, Kind.PINNED, one.id, last, None, 1, NOW)


def microseconds(work: Callable[[], object], times: int) -> float:
    """The median of so many runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1e6


def measure(catalogue: Catalogue, pack: Pack, servers: int) -> Iterator[str]:
    """The figures, a line each."""
    chance = random.Random(7)  # noqa: S311  # the same servers each time
    catalogue.view().search("warm")
    gc.collect()
    tracemalloc.start()
    standing = {guild_id: tuple(changes(pack, guild_id, chance)) for guild_id in range(1, servers + 1)}
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0]
    views: dict[int, View] = {guild_id: catalogue.view(theirs) for guild_id, theirs in standing.items()}
    gc.collect()
    whole = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    yield f"{servers} servers, 5 changes each: {kept / servers / 1024:.1f} KiB of changes a server"
    yield f"  and {(whole - kept) / servers / 1024:.1f} KiB of view with its index"
    cold = microseconds(lambda: catalogue.view(standing[1]), 200)
    warm = microseconds(lambda: views[1], 2000)
    yield f"view: {cold / 1e3:.2f} ms to make, {warm:.1f} µs from memory"
    plain = catalogue.view()
    for name, finished in (("search", True), ("while typing", False)):
        alone = statistics.fmean(microseconds(partial(plain.search, q, finished=finished), 200) for q in QUERIES)
        some = [views[chance.randrange(1, servers + 1)] for _ in QUERIES]
        over = statistics.fmean(
            microseconds(partial(view.search, q, finished=finished), 200) for view, q in zip(some, QUERIES, strict=True)
        )
        yield f"{name}: {alone:.0f} µs in the pack alone, {over:.0f} µs with an overlay ({over / alone:.2f} times)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", type=int, default=1000)
    parser.add_argument("--content", type=Path, default=Path("content"))
    given = parser.parse_args()
    pack = load(given.content, today=NOW.date()).pack
    if pack is None:
        raise SystemExit("the content has errors; see `python -m bot check`")
    start = time.perf_counter()
    catalogue = Catalogue(pack)
    took = (time.perf_counter() - start) * 1e3
    sys.stdout.write(f"catalogue of {len(pack.resources)} resources: {took:.0f} ms, once for each pack\n")
    for line in measure(catalogue, pack, given.servers):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
