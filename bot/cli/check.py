"""`check`: everything that is wrong with a content folder, for the person who edits it."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from bot.cli.codes import FINE, PROBLEMS, USAGE
from bot.content.files import guessed
from bot.content.loader import Loaded, Measure, load
from bot.core.problems import Problem

_COLOURS = {"error": "bold red", "warning": "yellow"}


def check(folder: Path, *, today: date, measure: Measure | None, as_json: bool) -> int:
    """Print the problems of `folder` and a count. Warnings alone are fine; a missing folder is wrong usage."""
    if not folder.is_dir():
        click.echo(f"{folder}: there is no such folder. {guessed(folder)}".rstrip(), err=True)
        return USAGE
    loaded = load(folder, today=today, measure=measure)
    if as_json:
        problems = [asdict(problem) for problem in loaded.report.problems]
        click.echo(json.dumps({"problems": problems, "counts": dict(loaded.counts)}, ensure_ascii=False, indent=2))
    else:
        _print(loaded, folder)
    return PROBLEMS if loaded.report.errors else FINE


def _print(loaded: Loaded, folder: Path) -> None:
    """Lines begin with `FOLDER/file:line:column` and are never wrapped, so that a terminal makes links of them."""
    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    for problem in loaded.report.problems:
        unopened = problem.file == str(folder) and not loaded.counts["files"]
        console.print(_line(problem, Path() if unopened else folder))
    counts = loaded.counts
    parts = [_count(counts["entries"], "entry", "entries"), _count(counts["sources"], "source", "sources")]
    found = [_count(counts[f"{level}s"], level, f"{level}s") for level in _COLOURS if counts[f"{level}s"]]
    style = "red" if counts["errors"] else "yellow" if counts["warnings"] else "green"
    console.print(", ".join([*parts, *(found or ["0 problems"])]), style=style)


def _line(problem: Problem, folder: Path) -> Text:
    whole = str(problem)
    end = whole.index(" ", len(problem.file))  # a file's name may hold spaces, the place after it does not
    shown = Text(str(folder / whole[:end]), style="bold")
    shown.append(whole[end:], style=_COLOURS[problem.level])
    if problem.level == "warning":
        shown.append(" (warning)", style="dim")
    return shown


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
