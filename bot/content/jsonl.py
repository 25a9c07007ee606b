"""JSON Lines: packs to measure lookup on (`.faq.jsonl`), labelled questions, and batches of words.

Fields that are not named here are ignored: such files come from many places and carry notes of their own.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.content.places import WHOLE_FILE
from bot.core.evaluation import Query
from bot.core.pack import Entry
from bot.core.problems import Problem, ProblemKind, Report

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look up, with the id they came with, which may be any JSON value; None without one."""

    id: object
    words: str


def read_faq(path: Path) -> tuple[tuple[Entry, ...], Report]:
    """Entries in the order of the file: `id`, `question`, and where given `alternatives`, `answer`, `tags`.

    No rules about sources; the topic is empty. With any problem there are no entries.
    """

    def entry(line: "_Line") -> Entry:
        return Entry(
            id=line.text("id"),
            question=line.text("question"),
            phrasings=line.texts("alternatives"),
            topic="",
            answer=line.text("answer", optional=True),
            tags=line.texts("tags"),
        )

    return _read(path, entry, name=lambda entry: entry.id)


def read_queries(path: Path) -> tuple[tuple[Query, ...], Report]:
    """Labelled questions: `id`, `query`, `relevant` (entry ids), `in_scope`. With any problem there are none."""

    def query(line: "_Line") -> Query:
        relevant, in_scope = frozenset(line.texts("relevant")), line.flag("in_scope")
        if in_scope and not relevant:
            message, hint = "an in-scope query needs the id of an entry.", 'Or say "in_scope": false.'
            line.complain("relevant", ProblemKind.UNLABELLED_QUERY, message, hint)
        return Query(line.text("id"), line.text("query", empty=True), relevant, in_scope)

    return _read(path, query, name=lambda query: query.id)


def read_batch(path: Path) -> tuple[tuple[Words, ...], Report]:
    """Words to look up: `words` or `query`, and where given an `id`. With any problem there are none."""

    def words(line: "_Line") -> Words:
        return Words(line.values.get("id"), line.text("words" if "words" in line.values else "query", empty=True))

    return _read(path, words, name=None)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line's object, and the list that takes what is wrong with it."""

    file: str
    number: int
    values: Mapping[str, object]
    problems: list[Problem] = field(default_factory=list)

    def complain(self, name: str, kind: ProblemKind, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.file, self.number, 1, name, kind, message, hint))

    def text(self, name: str, *, optional: bool = False, empty: bool = False) -> str:
        """A string; `optional` may be absent, and only those and the `empty` ones may say nothing."""
        value = self.values.get(name)
        if value is None and optional:
            return ""
        if not isinstance(value, str):
            self.complain(name, ProblemKind.WRONG_TYPE, f"a text is needed, not {_kind(value)}.")
            return ""
        if not value.strip() and not (optional or empty):
            self.complain(name, ProblemKind.EMPTY_TEXT, "the text is empty.")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings, empty where it is absent."""
        value = self.values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.complain(name, ProblemKind.WRONG_TYPE, "a list of texts is needed.", 'Like ["one", "another"].')
            return ()
        return tuple(value)

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        if not isinstance(value, bool):
            self.complain(name, ProblemKind.WRONG_TYPE, f"true or false is needed, not {_kind(value)}.")
            return False
        return value


def _read(
    path: Path, make: Callable[[_Line], Row], *, name: Callable[[Row], str] | None
) -> tuple[tuple[Row, ...], Report]:
    """All rows that `make` makes, or every problem of the file. `name` gives what must differ from row to row."""
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line in _lines(path, problems):
        row = make(line)
        problems += line.problems
        if name is not None and not line.problems:
            first = seen.setdefault(name(row), line.number)
            if first != line.number:
                kind, message = ProblemKind.DUPLICATE_ID, f"line {first} has the same id."
                problems.append(Problem(line.file, line.number, 1, "id", kind, message, "Give each its own."))
        rows.append(row)
    return (() if problems else tuple(rows)), Report.of(problems)


def _lines(path: Path, problems: list[Problem]) -> Iterator[_Line]:
    """The lines that hold an object; what is wrong with the others, or with the file, goes to `problems`."""
    file = path.as_posix()
    try:
        content = path.read_bytes()
    except OSError as error:
        kind, message = ProblemKind.UNREADABLE_FILE, "the file cannot be read."
        problems.append(Problem(file, *WHOLE_FILE, "", kind, message, f"{error.strerror}."))
        return
    for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            value = json.loads(raw.decode())
        except UnicodeDecodeError as error:
            kind, hint = ProblemKind.NOT_UTF8, "Save the file as UTF-8."
            problems.append(Problem(file, number, error.start + 1, "", kind, "this is not UTF-8.", hint))
        except json.JSONDecodeError as error:
            kind, hint = ProblemKind.NOT_JSON, f"{error.msg}."
            problems.append(Problem(file, number, error.colno, "", kind, "this is not JSON.", hint))
        except (ValueError, RecursionError):  # a number of thousands of digits; brackets in brackets without end
            kind, message = ProblemKind.NOT_JSON, "this is no JSON that can be used."
            problems.append(
                Problem(file, number, 1, "", kind, message, "A number is too long, or its brackets go too deep.")
            )
        else:
            if isinstance(value, dict):
                yield _Line(file, number, value)
            else:
                kind, message = ProblemKind.WRONG_TYPE, f"an object is needed, not {_kind(value)}."
                problems.append(Problem(file, number, 1, "", kind, message, 'Like {"id": "…"}.'))


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number"}
    return "nothing" if value is None else kinds.get(type(value), "a number")
