"""Settings from the environment, and names that set nothing."""

import re
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, read_config
from bot.config.names import variables

ROOT = Path(__file__).parents[2]


def problems_of(environment: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        read_config(None, environment)
    return raised.value.problems


SET_THE_TOKEN = "no such setting. Set DISCORD_TOKEN, or DISCORD_TOKEN_FILE with the path of a file that holds it."
ANSWERS = {
    "PRECEPTOR_TOKEN": SET_THE_TOKEN,
    "PRECEPTOR_DISCORD__TOKEN": SET_THE_TOKEN,
    "PRECEPTOR_LOG_LEVEL": "no such setting. Did you mean PRECEPTOR_LOG__LEVEL?",
    "PRECEPTOR_RETENTION__GAP": "no such setting. Did you mean PRECEPTOR_RETENTION__GAPS?",
    "PRECEPTOR_DATABSE": "no such setting. Did you mean PRECEPTOR_DATABASE?",
    "PRECEPTOR_TEA": "no such setting. Unset it; config.example.yaml has all settings.",
    "PRECEPTOR_": "no such setting. Unset it; config.example.yaml has all settings.",
    "preceptor_tea": "no such setting. Unset it; config.example.yaml has all settings.",
}


@pytest.mark.parametrize(("name", "expected"), ANSWERS.items(), ids=ANSWERS.keys())
def test_a_variable_that_sets_nothing_is_refused(name: str, expected: str) -> None:
    assert problems_of({name: "secret"}) == [f"{name}: {expected}"]


def test_variables_of_other_programs_are_left_alone() -> None:
    others = {"PATH": "/bin", "DISCORD_WEBHOOK": "x", "LOG_LEVEL": "x", "SANDBOX_OPENAPI": "x"}
    assert read_config(None, others) == read_config(None, {})


def test_every_variable_that_the_project_names_is_a_setting() -> None:
    """So that none of its own is refused: those of the container, the scripts, the documents, the code."""
    there = [ROOT / name for name in ("Dockerfile", "Makefile", "README.md", "config.example.yaml")]
    there += [file for name in ("bot", "cogs", "sandbox", "docs", "bench", ".ci") for file in (ROOT / name).rglob("*")]
    texts = [file.read_text(errors="ignore") for file in there if file.is_file()]
    named = {name for text in texts for name in re.findall(r"\bPRECEPTOR_[A-Z][A-Z_]*[A-Z]\b", text)}
    assert named
    assert named <= set(variables())


def test_each_setting_has_a_variable() -> None:
    names = {name.lower().removeprefix("preceptor_").partition("__")[0] for name in variables()}
    assert names == set(Config.model_fields) - {"token"}
    config = read_config(
        None,
        {
            "PRECEPTOR_OPERATORS": "[1, 2]",
            "PRECEPTOR_LOG": '{"level": "debug"}',
            "PRECEPTOR_LOG__FORMAT": "json",
            "PRECEPTOR_RETENTION__GAPS": "7",
            "PRECEPTOR_CONTENT": "/srv/content",
            "preceptor_retention__asks": "8",
        },
    )
    assert config.operators == (1, 2)
    assert (config.log.level, config.log.format) == ("debug", "json")
    assert (config.retention.gaps, config.retention.asks) == (7, 8)
    assert config.content == Path("/srv/content")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"PRECEPTOR_LOG__LEVEL": "inof"},
         'PRECEPTOR_LOG__LEVEL: expected debug, info, warning or error, found other text. Did you mean "info"?'),
        ({"PRECEPTOR_LOG__LEVEL": ""},
         "PRECEPTOR_LOG__LEVEL: expected debug, info, warning or error, found nothing. Write one of them."),
        ({"PRECEPTOR_LOG": '{"formt": "json"}'},
         'PRECEPTOR_LOG formt: no such setting. Did you mean "format"?'),
        ({"PRECEPTOR_OPERATORS": "1,2"},
         'PRECEPTOR_OPERATORS: this is not JSON. Lists and groups are written as JSON: [1, 2] or {"level": "debug"}.'),
        ({"PRECEPTOR_OPERATORS": "[" * 100_000},
         'PRECEPTOR_OPERATORS: this is not JSON. Lists and groups are written as JSON: [1, 2] or {"level": "debug"}.'),
        ({"PRECEPTOR_OPERATORS": "[1, true]"},
         "PRECEPTOR_OPERATORS [1]: expected a whole number, found true or false. Write it in digits, without quotes."),
        ({"PRECEPTOR_RETENTION__GAPS": "soon"},
         "PRECEPTOR_RETENTION__GAPS: expected a whole number, found other text. Write it in digits, without quotes."),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_by_its_variable(environment: dict[str, str], expected: str) -> None:
    assert problems_of(environment) == [expected]


def test_a_file_that_is_wrong_elsewhere_is_still_reported_under_an_override(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("log: 7\nretention: {gaps: 0}\n")
    with pytest.raises(ConfigError) as raised:
        read_config(path, {"PRECEPTOR_LOG__LEVEL": "debug", "PRECEPTOR_RETENTION__ASKS": "0"})
    assert [problem.partition(": ")[0] for problem in raised.value.problems] == [
        f"{path}:1:6 log", f"{path}:2:19 retention.gaps", "PRECEPTOR_RETENTION__ASKS",
    ]  # fmt: skip
