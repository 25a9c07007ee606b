"""The command line as it is typed: arguments, output and exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from tests.support.pack import ENTRIES, SOURCES, write_pack
from tests.support.processes import output_of


def typed(*arguments: object) -> Result:
    """What `preceptor *arguments` does; an exception that is no exit is a failure of the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "content")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "broken", ENTRIES.replace("topic: becoming", "topik: becoming"))


def test_check_says_what_there_is_or_what_is_wrong_with_it(content: Path, broken: Path) -> None:
    assert typed("check", content).exit_code == 0
    assert "3 entries" in typed("check", content).stdout
    found = typed("check", broken)
    assert found.exit_code == 1
    assert (
        'faq/test.yaml:15:5 entries[1].topik: the key "topik" is not used here. Did you mean "topic"?' in found.stdout
    )
    problems = json.loads(typed("check", broken, "--json").stdout)
    assert set(problems["problems"][0]) == {"file", "line", "column", "path", "kind", "message", "hint", "level"}
    assert problems["counts"]["errors"] == 2
    assert typed("check", content / "none").exit_code == 2


def test_check_measures_the_card_that_members_would_see(tmp_path: Path) -> None:
    """Each text is within its own limit; together, with sources of long names, they are too much for one card."""
    names = [f"source-{number}" for number in range(6)]
    sources = [
        f'  {name}: {{org: {"o" * 90}, title: {"t" * 190}, url: "https://a.example/{name}", year: 2025}}'
        for name in names
    ]
    entries = ENTRIES.replace("Steady hands, **listening**, and patience.", " ".join(["listening"] * 290))
    entries = entries.replace("sources: [guide]", f"sources: [{', '.join(names)}]").replace(
        "level: seed", "level: dated"
    )
    folder = write_pack(tmp_path / "long", entries, "\n".join([SOURCES.rstrip(), *sources, ""]))
    found = typed("check", folder)
    assert found.exit_code == 1
    assert "entries[1].answer: the card would have" in found.stdout
    assert "Discord allows 4,000" in found.stdout


def test_ask_answers_or_says_that_nothing_fits(content: Path) -> None:
    found = json.loads(typed("ask", "how many yaers of training", "--content", content, "--json").stdout)
    assert (found["words"], found["finding"]) == ("how many yaers of training", "found")
    assert found["matches"][0]["id"] == "how-long"
    assert 0 < found["matches"][0]["score"] <= 1
    assert json.loads(typed("ask", "how-long", "--content", content, "--json").stdout)["matches"][0]["score"] == 1
    assert "Nothing fits" in typed("ask", "pizza toppings", "--content", content).stdout


def test_ask_takes_words_or_a_batch_but_not_both_and_not_neither(content: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"query": "how-long", "id": "a"}\n{"words": "pizza"}\n')
    lines = typed("ask", "--batch", batch, "--content", content, "--json").stdout.splitlines()
    assert [json.loads(line)["finding"] for line in lines] == ["found", "missing"]
    assert typed("ask", "words", "--batch", batch, "--content", content).exit_code == 2
    assert typed("ask", "--content", content).exit_code == 2


def test_evaluate_prints_null_for_what_is_not_defined(content: Path, tmp_path: Path) -> None:
    queries, predictions = tmp_path / "queries.jsonl", tmp_path / "predictions.jsonl"
    queries.write_text('{"id": "q1", "query": "days off", "relevant": ["leave"], "in_scope": true}\n')
    result = typed("evaluate", content, queries, "--json", "--predictions", predictions)
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    assert (figures["R@1"], figures["AUROC"]) == (1.0, None)
    [prediction] = [json.loads(line) for line in predictions.read_text().splitlines()]
    assert prediction["query_id"] == "q1"
    assert prediction["ranked"][0][0] == "leave"
    assert prediction["finding"] in ("found", "close", "missing")


@pytest.mark.parametrize("command", [("ask", "x", "--content"), ("evaluate",)])
def test_broken_content_ends_with_1_and_its_problems(broken: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "q1", "query": "x", "relevant": [], "in_scope": false}\n')
    more = (queries,) if command == ("evaluate",) else ()
    result = typed(*command, broken, *more)
    assert result.exit_code == 1
    assert "topik" in result.stderr


async def test_top_needs_no_database_yet_and_makes_none(tmp_path: Path, content: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text(f"content: {content}\ndatabase: sqlite+aiosqlite:///data/none.db\n")
    code, out, _ = await output_of("-m", "bot", "top", "--config", str(settings), "--json", "--period", "7d")
    assert code == 0
    assert json.loads(out) == {"period": "7d", "guild": None, "total": 0, "missed": 0, "rows": []}
    assert not (tmp_path / "data").exists()


async def test_run_without_a_token_ends_with_78_and_says_what_to_set(tmp_path: Path, content: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text(f"content: {content}\n")
    code, _, error = await output_of("-m", "bot", "run", "--config", str(settings))
    assert code == 78
    assert "set DISCORD_TOKEN" in error


def test_wrong_settings_end_with_78_and_every_problem_on_its_line(tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("contents: x\nlog: {level: loud}\n")
    result = typed("run", "--config", settings)
    assert result.exit_code == 78
    assert len(result.stderr.splitlines()) == 3
    assert "no token" in result.stderr


def test_unknown_commands_and_options_end_with_2() -> None:
    assert typed("dance").exit_code == 2
    assert typed("check", "--loudly").exit_code == 2
