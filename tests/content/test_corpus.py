"""Broken content, at least one folder for each kind of problem, and the exact sentences that an editor reads."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.cli.links import Visited
from bot.content.jsonl import read_queries
from bot.content.loader import load
from bot.core.problems import Problem, ProblemKind
from bot.render.faq import excesses
from tests.content.cases import BASE, Case, cases, shown
from tests.content.samples import TODAY

QUERIES = Path("queries.jsonl")
GOOD = "good"  # the name of the file with cases that are all right


def problems_of(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[Problem]:
    """What is read about the case, once written into the new `folder`; paths are relative to where that stands."""
    case.write(folder)
    monkeypatch.chdir(folder.parent)
    open_really = os.open

    def open_late(path: str, flags: int, *, dir_fd: int | None = None) -> int:
        if any(name.endswith(f"/{path}") for name in case.vanishing):
            (folder / next(iter(case.vanishing))).unlink()
        return open_really(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", open_late)
    if any(part.name == QUERIES.name for part in case.parts):
        monkeypatch.chdir(folder)
        return read_queries(QUERIES)[1].problems
    loaded = load(Path(folder.name), today=TODAY, measure=excesses)
    return Visited(loaded.links, case.visits).added_to(loaded).report.problems


@pytest.mark.parametrize("case", cases(), ids=str)
def test_an_editor_reads_exactly_this(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems_of(case, tmp_path / "content", monkeypatch)
    assert shown(found) == case.reads
    if case.kind == GOOD:
        assert not found
    else:
        assert case.kind in {problem.kind for problem in found}


def test_each_kind_of_problem_has_a_case_and_no_other_has() -> None:
    assert {case.kind for case in cases()} - {GOOD} == {kind.value for kind in ProblemKind}


def test_cases_have_titles_of_their_own() -> None:
    names = [str(case) for case in cases()]
    assert len(set(names)) == len(names)


def test_the_folder_that_cases_change_has_no_problem() -> None:
    report = load(BASE, today=TODAY, measure=excesses).report
    assert report.problems == ()
