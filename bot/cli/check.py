"""`check`: everything that is wrong with a content folder, for the person who edits it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from bot.cli.codes import FINE, PROBLEMS, RETRY, USAGE
from bot.content.files import guessed
from bot.content.kinds import LOCK
from bot.content.loader import Loaded, Measure, load
from bot.content.locked import write_lock
from bot.core.problems import Problem

if TYPE_CHECKING:
    from bot.cli.links import Visited
    from bot.content.links import Link

_COLOURS = {"error": "bold red", "warning": "yellow"}
_THINGS = (  # what is counted, in which order, one of it and many
    ("entries", "entry", "entries"),
    ("lists", "list", "lists"),
    ("resources", "resource", "resources"),
    ("pathways", "pathway", "pathways"),
    ("stages", "stage", "stages"),
    ("specialties", "specialty", "specialties"),
    ("modifiers", "modifier", "modifiers"),
    ("calendar rules", "calendar rule", "calendar rules"),
    ("certificates", "certificate", "certificates"),
    ("anchors", "anchor", "anchors"),
    ("sources", "source", "sources"),
)
_ALWAYS = ("entries", "sources")  # counted even where there are none


def check(
    folder: Path,
    *,
    today: date,
    measure: Measure | None,
    as_json: bool,
    strict: bool = False,
    lock: bool = False,
    visit: "Callable[[Sequence[Link]], Visited] | None" = None,
) -> int:
    """Print the problems of `folder` and a count.

    Warnings alone are fine unless `strict`; a missing folder is wrong usage. `lock` writes all ids of content without
    errors into `ids.lock`. `visit` visits the links; what it finds is no reason against `lock`.
    """
    if not folder.is_dir():
        click.echo(f"{folder}: there is no such folder. {guessed(folder)}".rstrip(), err=True)
        return USAGE
    loaded = load(folder, today=today, measure=measure)
    visited = visit(loaded.links) if visit else None
    whole = visited.added_to(loaded) if visited else loaded
    counts = dict(whole.counts)
    unlocked = loaded.ids - loaded.locked
    if lock and not loaded.report.errors:
        write_lock(folder, loaded.ids | loaded.locked)
        unlocked = frozenset()
    if as_json:
        problems = [asdict(problem) | {"level": problem.level} for problem in whole.report.problems]
        names = sorted(f"{kind.value} {name}" for kind, name in unlocked)
        links = {"links": visited.plain()} if visited else {}
        found = {"problems": problems, "counts": counts, "unlocked": names} | links
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print(whole, folder)
        _print_lock(loaded, unlocked=len(unlocked), lock=lock)
        for line in visited.lines() if visited else ():
            click.echo(line)
    if whole.report.errors or (strict and whole.report.warnings):
        return PROBLEMS
    return RETRY if visited and visited.offline else FINE


def _print(loaded: Loaded, folder: Path) -> None:
    """Lines begin with `FOLDER/file:line:column` and are never wrapped, so that a terminal makes links of them."""
    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    for problem in loaded.report.problems:
        unopened = problem.file == str(folder) and not loaded.counts["files"]
        console.print(_line(problem, Path() if unopened else folder))
    counts = loaded.counts
    parts = [_count(counts[name], one, many) for name, one, many in _THINGS if counts[name] or name in _ALWAYS]
    found = [_count(counts[f"{level}s"], level, f"{level}s") for level in _COLOURS if counts[f"{level}s"]]
    style = "red" if counts["errors"] else "yellow" if counts["warnings"] else "green"
    console.print(", ".join([*parts, *(found or ["0 problems"])]), style=style)


def _print_lock(loaded: Loaded, *, unlocked: int, lock: bool) -> None:
    """What `lock` did, or that it is wanted: an id that is not locked can vanish unnoticed."""
    if lock and loaded.report.errors:
        click.echo(f"{LOCK} is left as it was; mend the errors first.")
    elif lock:
        new = len(loaded.ids - loaded.locked)
        click.echo(f"{LOCK} holds {_count(len(loaded.ids | loaded.locked), 'id', 'ids')}, {new:,} of them new.")
    elif loaded.locked and unlocked and not loaded.report.errors:
        click.echo(f"{_count(unlocked, 'id is', 'ids are')} not in {LOCK} yet: `check --lock` adds what is to stay.")


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
