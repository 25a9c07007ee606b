"""`evaluate`: its figures, its predictions, and the levels that lookup has to reach."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pytest

from bot.cli.evaluate import evaluate, run
from bot.content.jsonl import read_faq, read_queries
from bot.core.evaluation import Measures, Query
from bot.core.pack import Entry
from tests.core.lookup.packs import GARDEN, with_phrasings

SETS = Path(__file__).parents[3] / "shared" / "eval"
NAMES = ("pain", "banking77", "clinc150", "hwu64", "stackfaq", "covidfaq")
QUERIES = (
    Query("1", "when do I prune a rose", frozenset({"roses"}), True),
    Query("2", "slug trouble", frozenset({"slugs", "frost"}), True),
    Query("3", "bins for kitchen waste", frozenset({"compost"}), True),
    Query("4", "how often is Easter", frozenset(), False),
    Query("5", "xylophone", frozenset(), False),
)


def loaded(name: str) -> tuple[list[Entry], tuple[Query, ...]]:
    entries, faq_report = read_faq(SETS / f"{name}.faq.jsonl")
    queries, report = read_queries(SETS / f"{name}.queries.jsonl")
    assert faq_report.problems == report.problems == ()
    return list(entries), queries


def figures(
    capsys: pytest.CaptureFixture[str], queries: tuple[Query, ...] = QUERIES, **options: object
) -> dict[str, float]:
    given = {"phrasings": None, "as_json": True, "predictions": None} | options
    assert evaluate(GARDEN, queries, **given) == 0  # type: ignore[arg-type]
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_a_program_gets_every_measure(capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(capsys)
    assert list(found) == [
        "entries",
        "in_scope",
        "out_of_scope",
        "R@1",
        "R@3",
        "R@5",
        "MRR@10",
        "AUROC",
        "balanced_accuracy",
        "threshold",
        "latency_p50_ms",
        "latency_p99_ms",
    ]
    assert (found["entries"], found["in_scope"], found["out_of_scope"]) == (5, 3, 2)
    assert found["R@5"] == 1.0
    assert 0 < found["latency_p50_ms"] <= found["latency_p99_ms"] < 1000


def test_what_is_undefined_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    assert figures(capsys, QUERIES[:3])["AUROC"] is None
    assert figures(capsys, ())["latency_p50_ms"] is None
    assert evaluate(GARDEN, (), phrasings=None, as_json=False, predictions=None) == 0
    assert "R@1                null" in capsys.readouterr().out


def test_a_person_reads_a_line_for_each_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(GARDEN, QUERIES, phrasings=None, as_json=False, predictions=None) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "entries            5"
    assert len(lines) == 12


def test_phrasings_count_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    thresholds = {count: figures(capsys, phrasings=count)["threshold"] for count in (1, 2, 4, 99)}
    for count, threshold in thresholds.items():
        assert threshold == run(with_phrasings(GARDEN, count), QUERIES).calibration.sure
    assert thresholds[99] == thresholds[4] == figures(capsys)["threshold"]
    assert len(set(thresholds.values())) == 3


def test_predictions_are_written_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "predictions.jsonl"
    figures(capsys, predictions=file)
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    assert [row["query_id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert all(set(row) == {"query_id", "ranked", "finding"} for row in rows)
    assert rows[1]["ranked"][0][0] == "slugs"
    assert {row["finding"] for row in rows} <= {"found", "close", "missing"}


def test_predictions_that_cannot_be_written_are_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "no such folder" / "p.jsonl"
    assert evaluate(GARDEN, QUERIES, phrasings=None, as_json=True, predictions=where) == 2
    assert capsys.readouterr().err.startswith(f"{where}: cannot be written: No such file")


@pytest.mark.skipif(not SETS.exists(), reason="the development sets are not beside this repository")
@pytest.mark.parametrize("name", ["pain", "hwu64"])
def test_the_scorer_of_the_sets_agrees(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries, queries = loaded(name)
    file = tmp_path / "predictions.jsonl"
    assert evaluate(entries, queries, phrasings=4, as_json=True, predictions=file) == 0
    ours = json.loads(capsys.readouterr().out)
    files = [SETS / "score.py", SETS / f"{name}.faq.jsonl", SETS / f"{name}.queries.jsonl", file]
    options = ["--threshold", repr(ours["threshold"]), "--json"]
    scored = subprocess.run([sys.executable, *files, *options], capture_output=True, text=True, check=True)
    theirs = json.loads(scored.stdout)["all"]
    for measure in ("R@1", "R@5", "MRR@10", "AUROC", "balanced_accuracy"):
        assert ours[measure] == (None if theirs[measure] is None else pytest.approx(theirs[measure]))


@pytest.mark.long
@pytest.mark.timeout(60)
@pytest.mark.skipif(not SETS.exists(), reason="the development sets are not beside this repository")
def test_lookup_reaches_its_levels() -> None:
    one, four = _measured(1), _measured(4)
    assert _recall(one) >= 0.50
    assert _recall(four) >= 0.745
    assert mean(found.auroc for found in four if found.auroc is not None) >= 0.87
    assert sum(found.auroc is not None for found in four) == 4
    balanced = [found.balanced_accuracy for found in four if found.out_of_scope]
    assert mean(value for value in balanced if value is not None) >= 0.735


def _measured(phrasings: int) -> list[Measures]:
    measured = []
    for name in NAMES:
        entries, queries = loaded(name)
        measured.append(run(with_phrasings(entries, phrasings), queries).measures)
    return measured


def _recall(measured: list[Measures]) -> float:
    return mean(found.recall_at_1 or 0.0 for found in measured)
