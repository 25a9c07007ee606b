"""`evaluate`: how good lookup is on labelled questions."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from bot.cli.ask import described
from bot.cli.codes import FINE, USAGE
from bot.core.asks import Outcome as Ending
from bot.core.evaluation import Measures, Outcome, Query, measure, percentile
from bot.core.lookup import Calibration, build
from bot.core.pack import Entry

RANKED = 25  # as many as autocomplete can show


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`latencies` in seconds, of each query's lookup; `endings` beside `outcomes`."""

    entries: int
    outcomes: tuple[Outcome, ...]
    endings: tuple[Ending, ...]
    latencies: tuple[float, ...]
    measures: Measures
    calibration: Calibration


def evaluate(
    entries: Sequence[Entry],
    queries: Sequence[Query],
    *,
    phrasings: int | None,
    as_json: bool,
    predictions: Path | None,
) -> int:
    """Print the measures of lookup over `entries` on `queries`; the exit code.

    `phrasings` ≥ 1 is how many phrasings of each entry are used, its question included; all of them without it.
    `predictions` gets a JSON object a line: `query_id`, `ranked` (`[[id, score], …]`, the best 25) and `finding`.
    Rates are in [0, 1], undefined ones null.
    """
    if phrasings is not None:
        entries = [replace(entry, phrasings=entry.phrasings[: phrasings - 1]) for entry in entries]
    done = run(entries, queries)
    if predictions is not None:
        try:
            predictions.write_text("".join(f"{line}\n" for line in _predictions(done)), encoding="ascii")
        except OSError as error:
            click.echo(f"{predictions}: cannot be written: {error.strerror}.", err=True)
            return USAGE
    figures = _figures(done)
    if as_json:
        click.echo(json.dumps(figures, indent=2))
    else:
        width = max(map(len, figures))
        for name, value in figures.items():
            click.echo(f"{name:{width}}  {_shown(value)}")
    return FINE


def run(entries: Sequence[Entry], queries: Sequence[Query]) -> Evaluation:
    """Look every query up, one after the other."""
    index = build(entries)
    outcomes, endings, latencies = [], [], []
    for query in queries:
        started = time.perf_counter()
        finding = index.find(query.words)
        latencies.append(time.perf_counter() - started)
        ending, _ = described(finding)
        ranked = index.search(query.words, RANKED)
        # By the threshold alone, as others score it; what a member gets also wants the best to stand out.
        outcomes.append(Outcome(query, ranked, bool(ranked) and ranked[0].score >= index.calibration.sure))
        endings.append(ending)
    return Evaluation(
        entries=len(index),
        outcomes=tuple(outcomes),
        endings=tuple(endings),
        latencies=tuple(latencies),
        measures=measure(outcomes),
        calibration=index.calibration,
    )


def _figures(done: Evaluation) -> dict[str, float | None]:
    found = done.measures
    p50, p99 = percentile(done.latencies, 0.5), percentile(done.latencies, 0.99)
    return {
        "entries": done.entries,
        "in_scope": found.in_scope,
        "out_of_scope": found.out_of_scope,
        "R@1": found.recall_at_1,
        "R@3": found.recall_at_3,
        "R@5": found.recall_at_5,
        "MRR@10": found.mrr_at_10,
        "AUROC": found.auroc,
        "balanced_accuracy": found.balanced_accuracy,
        "threshold": done.calibration.sure,
        "latency_p50_ms": None if p50 is None else 1000 * p50,
        "latency_p99_ms": None if p99 is None else 1000 * p99,
    }


def _predictions(done: Evaluation) -> list[str]:
    return [
        json.dumps(
            {
                "query_id": outcome.query.id,
                "ranked": [[match.entry_id, match.score] for match in outcome.ranked],
                "finding": ending.value,
            }
        )
        for outcome, ending in zip(done.outcomes, done.endings, strict=True)
    ]


def _shown(value: object) -> str:
    if value is None:
        return "null"
    return f"{value:.4f}" if isinstance(value, float) else f"{value:,}"
