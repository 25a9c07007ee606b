from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from bot.config import DISCORD, Config, ConfigError, read_config

EXAMPLE = Path(__file__).parent.parent / "config.example.yaml"
REAL_LOOKING = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE." + "x" * 38


def written(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path, environment: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        read_config(path, environment or {})
    return raised.value.problems


def test_the_example_shows_every_setting_with_its_default() -> None:
    shown = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    defaults = Config().model_dump(mode="json", exclude={"token"})
    assert shown == defaults


def test_every_setting_of_the_example_is_explained() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if line.strip() and not line.lstrip().startswith("#") and not line.endswith(":"):
            assert above.lstrip().startswith("#"), line


def test_all_problems_are_listed_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "token: abc\noperaters: []\nlog: {level: loud, formt: json}\nretention: {gaps: 0}\n"
        "discord: {endpoint: 'http://example.com'}\ndatabase: mysql://x\n",
    )
    text = "\n".join(problems_of(path))
    for part in (
        "token: never in a file",
        'operaters: no such setting; did you mean "operators"?',
        "log.level: Input should be 'debug', 'info', 'warning' or 'error'",
        'log.formt: no such setting; did you mean "format"?',
        "retention.gaps: Input should be greater than or equal to 1",
        "discord.endpoint: give",
        "database: give a SQLAlchemy address",
    ):
        assert part in text


@pytest.mark.parametrize("text", ["[1, 2]", "just words", "a: [", "\t- x", "a: &a [*a]", "[" * 5000])
def test_a_file_that_is_no_settings_is_one_problem(tmp_path: Path, text: str) -> None:
    assert len(problems_of(written(tmp_path, text))) == 1


def test_a_missing_file_says_where_to_start(tmp_path: Path) -> None:
    assert "config.example.yaml" in problems_of(tmp_path / "none.yaml")[0]


def test_the_token_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    file = written(tmp_path, " secret-from-file \n")
    for environment, token in (
        ({"DISCORD_TOKEN": "secret"}, "secret"),
        ({"DISCORD_TOKEN_FILE": str(file)}, "secret-from-file"),
    ):
        config = read_config(None, environment)
        assert config.token is not None
        assert config.token.get_secret_value() == token
        assert token not in repr(config)


def test_two_tokens_or_none_in_the_file_are_problems(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_text("\n")
    path = written(tmp_path, "")
    assert "keep one" in problems_of(path, {"DISCORD_TOKEN": "a", "DISCORD_TOKEN_FILE": "b"})[0]
    assert "is empty" in problems_of(path, {"DISCORD_TOKEN_FILE": str(empty)})[0]
    assert "cannot be read" in problems_of(path, {"DISCORD_TOKEN_FILE": str(tmp_path / "none")})[0]


def test_a_real_token_is_never_shown_to_a_sandbox(tmp_path: Path) -> None:
    path = written(tmp_path, "discord: {endpoint: 'http://127.0.0.1:8370'}")
    [problem] = problems_of(path, {"DISCORD_TOKEN": REAL_LOOKING})
    assert "looks like a real token" in problem
    assert REAL_LOOKING not in problem


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:99999", "http://127.0.0.1:abc", "http://127.0.0.1:8370/api"])
def test_an_endpoint_that_cannot_be_reached_as_written_is_a_problem(tmp_path: Path, endpoint: str) -> None:
    [problem] = problems_of(written(tmp_path, f"discord: {{endpoint: '{endpoint}'}}"))
    assert problem.startswith("discord.endpoint: give")


def test_a_token_with_white_space_in_it_is_a_problem_and_not_shown(tmp_path: Path) -> None:
    [problem] = problems_of(written(tmp_path, ""), {"DISCORD_TOKEN": "two\nlines"})
    assert "white space" in problem
    assert "lines" not in problem


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECEPTOR_LOG__FORMAT", "json")
    config = read_config(written(tmp_path, "log: {format: console, level: warning}"), {})
    assert (config.log.format, config.log.level) == ("json", "warning")


def test_relative_paths_start_from_the_folder_of_the_file(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, "content: faqs\ndatabase: sqlite+aiosqlite:///x/y.db"), {})
    assert config.content == tmp_path / "faqs"
    assert config.database == f"sqlite+aiosqlite:///{tmp_path / 'x/y.db'}"
    assert config.discord.endpoint == DISCORD
