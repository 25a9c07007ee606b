"""`ask`: what the bot would find for some words, on the command line."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import click

from bot.cli.codes import FINE, PROBLEMS
from bot.content.jsonl import Words, read_batch, read_faq
from bot.core.asks import Outcome
from bot.core.findings import Close, Finding, Found, Match, Missing
from bot.core.lookup import Index
from bot.core.pack import Entry, Pack
from bot.core.problems import Report


class Loaded(Protocol):
    """What loading a content folder gives."""

    @property
    def pack(self) -> Pack | None: ...

    @property
    def report(self) -> Report: ...


def entries_of(path: Path, *, today: date, load: Callable[..., Loaded]) -> tuple[tuple[Entry, ...], Report]:
    """The entries of a `.jsonl` file, or of a content folder by `load(folder, today=…)`; none where errors are."""
    if path.suffix == ".jsonl":
        return read_faq(path)
    loaded = load(path, today=today)
    return (tuple(loaded.pack.entries.values()) if loaded.pack else ()), loaded.report


def ask(words: str | None, *, entries: Sequence[Entry], index: Index, batch: Path | None, as_json: bool) -> int:
    """Print what `index`, built over `entries`, finds for `words`, and for every line of `batch`; the exit code.

    JSON: `{words, finding, matches: [{id, question, score}]}`, an object a line for a batch, with the line's own `id`
    first where it has one. The matches of a `missing` are the nearest entries, which no member would be offered.
    """
    rows = [Words(None, words)] if words is not None else []
    if batch is not None:
        more, report = read_batch(batch)
        if report.errors:
            for problem in report.problems:
                click.echo(str(problem), err=True)
            return PROBLEMS
        rows += more
    known = {entry.id: entry for entry in entries}
    for row in rows:
        finding = index.find(row.words)
        if as_json:
            named = {} if row.id is None else {"id": row.id}
            click.echo(json.dumps(named | {"words": row.words} | _plain(finding, known)))
        elif batch is None:
            click.echo(_printable(_answer(finding, known)))
        else:
            click.echo(_printable(f"{row.words}\n{_choices(finding, known)}"))
    return FINE


def described(finding: Finding) -> tuple[Outcome, tuple[Match, ...]]:
    """The name of a finding, and its matches, best first."""
    match finding:
        case Found(match=best, others=others):
            return Outcome.FOUND, (best, *others)
        case Close(matches=matches):
            return Outcome.CLOSE, matches
        case Missing(nearest=nearest):
            return Outcome.MISSING, nearest


def _plain(finding: Finding, known: Mapping[str, Entry]) -> dict[str, object]:
    outcome, matches = described(finding)
    rows = [
        {"id": found.entry_id, "question": known[found.entry_id].question, "score": found.score} for found in matches
    ]
    return {"finding": outcome.value, "matches": rows}


def _answer(finding: Finding, known: Mapping[str, Entry]) -> str:
    """The answer where it is sure, the questions to choose from where it is not."""
    if not isinstance(finding, Found):
        return _choices(finding, known)
    entry = known[finding.match.entry_id]
    return f"{entry.question}  ({entry.id}, {finding.match.score:.2f})\n\n{entry.answer.strip()}".rstrip()


def _choices(finding: Finding, known: Mapping[str, Entry]) -> str:
    outcome, matches = described(finding)
    said = {Outcome.FOUND: "Sure:", Outcome.CLOSE: "Not sure. It may be:", Outcome.MISSING: "Nothing fits."}[outcome]
    if outcome is Outcome.MISSING and matches:
        said += " The nearest are:"
    shown = matches[:1] if outcome is Outcome.FOUND else matches
    return "\n".join(
        [said, *(f"  {found.score:.2f}  {found.entry_id}  {known[found.entry_id].question}" for found in shown)]
    )


def _printable(text: str) -> str:
    """Halves of characters, which JSON can spell and no terminal can show, become question marks."""
    return text.encode("utf-8", "replace").decode()
