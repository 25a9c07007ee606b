"""`ask` as a person and a program see it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.cli.ask import ask, entries_of
from bot.content.loader import load
from bot.core.lookup import build
from bot.core.pack import Pack
from bot.core.problems import Problem, ProblemKind, Report
from tests.content.samples import TODAY, folder_of
from tests.core.lookup.packs import GARDEN, entry

INDEX = build(GARDEN, sure=0.5)


def run(words: str | None, *, batch: Path | None = None, as_json: bool = False) -> int:
    return ask(words, entries=GARDEN, index=INDEX, batch=batch, as_json=as_json)


def test_a_program_gets_the_finding_and_its_matches(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("Pruning ROSES", as_json=True) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["words"], said["finding"]) == ("Pruning ROSES", "found")
    assert said["matches"][0] == {"id": "roses", "question": "When should roses be pruned?", "score": 1.0}
    assert list(said) == ["words", "finding", "matches"]


@pytest.mark.parametrize(
    ("words", "finding"), [("slugs", "found"), ("slugs and dogs", "close"), ("xylophone", "missing")]
)
def test_the_three_findings_have_names(words: str, finding: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(words, as_json=True)
    assert json.loads(capsys.readouterr().out)["finding"] == finding


def test_a_person_reads_the_answer_or_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pruning roses") == 0
    assert capsys.readouterr().out == "When should roses be pruned?  (roses, 1.00)\n\n…\n"
    run("slugs and dogs")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Not sure. It may be:"
    assert lines[1].endswith("slugs  What keeps slugs away?")
    run("xylophone")
    assert capsys.readouterr().out == "Nothing fits.\n"


def test_a_batch_is_answered_line_by_line_with_its_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "q1", "query": "slugs"}\n\n{"words": "compost", "id": 2}\n{"query": "xylophone"}\n')
    assert run(None, batch=batch, as_json=True) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row.get("id"), row["words"], row["finding"]) for row in rows] == [
        ("q1", "slugs", "found"),
        (2, "compost", "found"),
        (None, "xylophone", "missing"),
    ]
    assert "id" not in rows[2]
    assert run(None, batch=batch) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["slugs", "Sure:"]


def test_a_bad_batch_is_explained_and_not_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"query": "slugs"}\n{"text": "slugs"}\nslugs\n')
    assert run(None, batch=batch, as_json=True) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split(":")[1] for line in said.err.splitlines()] == ["2", "3"]


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("words", ["", "\ud800", "🙂" * 500, "[bold]x[/]"])
def test_odd_words_are_printed_too(words: str, as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    odd = [entry("odd", f"a {words or 'b'} c", words)]
    assert ask(words, entries=odd, index=build(odd), batch=None, as_json=as_json) == 0
    assert capsys.readouterr().out


def test_entries_come_from_a_file_of_lines_or_from_a_content_folder(tmp_path: Path) -> None:
    lines = tmp_path / "small.faq.jsonl"
    lines.write_text('{"id": "a", "question": "Why?"}\n')
    assert [found.id for found in entries_of(lines, today=TODAY, load=load)[0]] == ["a"]
    entries, report = entries_of(folder_of(tmp_path / "content"), today=TODAY, load=load)
    assert len(entries) == 1
    assert report.errors == ()


def test_a_folder_with_errors_gives_its_report() -> None:
    @dataclass(frozen=True)
    class Refused:
        pack: Pack | None
        report: Report

    asked = []
    broken = Report((Problem("faq/a.yaml", 1, 1, "", ProblemKind.YAML_SYNTAX, "no."),))

    def loader(folder: Path, *, today: date) -> Refused:
        asked.append((folder, today))
        return Refused(None, broken)

    assert entries_of(Path("content"), today=TODAY, load=loader) == ((), broken)
    assert asked == [(Path("content"), TODAY)]
    full = Refused(Pack(MappingProxyType({"a": GARDEN[0]}), MappingProxyType({}), ""), Report())
    assert entries_of(Path("content"), today=TODAY, load=lambda *_, **__: full) == ((GARDEN[0],), Report())
