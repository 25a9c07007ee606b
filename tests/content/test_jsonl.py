"""Packs and labelled questions as JSON lines."""

import json
from pathlib import Path

import pytest

from bot.content.jsonl import Words, read_batch, read_faq, read_queries
from bot.core.evaluation import Query
from bot.core.pack import Entry


def written(folder: Path, *rows: object, raw: bytes = b"") -> Path:
    file = folder / "rows.jsonl"
    file.write_bytes(raw + b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    return file


def test_entries_are_read_in_order_without_rules_for_sources(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        {"id": "b", "question": "Why?", "alternatives": ["how come"], "answer": "So.", "tags": ["x"], "split": 3},
        {"id": "a", "question": "Who?"},
    )
    entries, report = read_faq(file)
    assert report.problems == ()
    assert entries == (
        Entry("b", "Why?", ("how come",), "", "So.", tags=("x",)),
        Entry("a", "Who?", (), "", ""),
    )


def test_queries_are_read(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        {"id": "1", "query": "why tho", "relevant": ["a", "b"], "in_scope": True, "origin": "x"},
        {"id": "2", "query": "", "relevant": [], "in_scope": False},
        {"id": "3", "query": "off", "in_scope": False},
    )
    queries, report = read_queries(file)
    assert report.problems == ()
    assert queries == (
        Query("1", "why tho", frozenset("ab"), True),
        Query("2", "", frozenset(), False),
        Query("3", "off", frozenset(), False),
    )


def test_a_batch_takes_words_or_queries_and_keeps_any_id(tmp_path: Path) -> None:
    file = written(tmp_path, {"words": "a", "query": "b"}, {"query": "c", "id": 7}, {"words": "", "id": None})
    assert read_batch(file)[0] == (Words(None, "a"), Words(7, "c"), Words(None, ""))


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = written(tmp_path, raw=b'\xef\xbb\xbf{"query": "a"}\r\n\r\n  \n{"query": "b\\u2028c"}')
    assert read_batch(file)[0] == (Words(None, "a"), Words(None, "b\u2028c"))


def test_every_bad_line_is_named_at_once(tmp_path: Path) -> None:
    raw = b"\n".join(
        [
            b'{"id": "a", "question": "fine"}',
            b'{"id": "b", "question": ',
            b"[1, 2]",
            b'{"id": 3, "question": " ", "alternatives": "one", "answer": null, "tags": [1]}',
            b'{"question": "no id"}',
            b'{"id": "a", "question": "again"}',
            b'{"id": "\xff"}',
            b"[" * 100_000,
            b"1" * 5000,
            b"null",
        ]
    )
    file = written(tmp_path, raw=raw)
    entries, report = read_faq(file)
    assert entries == ()
    assert {(problem.line, problem.path) for problem in report.problems} == {
        (2, ""),
        (3, ""),
        (4, "id"),
        (4, "question"),
        (4, "alternatives"),
        (4, "tags"),
        (5, "id"),
        (6, "id"),
        (7, ""),
        (8, ""),
        (9, ""),
        (10, ""),
    }
    assert {problem.file for problem in report.problems} == {file.as_posix()}
    assert str(report.problems[0]).startswith(f"{file}:2:25: this is not JSON.")
    again = next(problem for problem in report.problems if problem.line == 6)
    assert str(again).endswith("id: line 1 has the same id. Give each its own.")


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({"id": "1", "query": "a", "relevant": [], "in_scope": True}, "relevant"),
        ({"id": "1", "query": "a", "relevant": ["a"], "in_scope": "yes"}, "in_scope"),
        ({"id": "1", "query": "a", "relevant": ["a"]}, "in_scope"),
        ({"id": "", "query": "a", "relevant": ["a"], "in_scope": True}, "id"),
        ({"id": "1", "relevant": ["a"], "in_scope": True}, "query"),
        ({"id": "1", "query": "a", "relevant": "a", "in_scope": True}, "relevant"),
    ],
)
def test_a_query_that_cannot_be_judged_is_a_problem(tmp_path: Path, row: object, path: str) -> None:
    queries, report = read_queries(written(tmp_path, row))
    assert queries == ()
    assert path in {problem.path for problem in report.problems}


def test_a_file_that_cannot_be_read_is_a_problem_of_the_file(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.jsonl", tmp_path):
        entries, report = read_faq(path)
        assert entries == ()
        assert [(problem.line, problem.column) for problem in report.problems] == [(0, 0)]


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert read_faq(written(tmp_path)) == ((), read_queries(written(tmp_path))[1])
