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


def test_all_problems_are_listed_at_once_from_top_to_bottom(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "token: abc\noperaters: []\nlog: {level: inof, formt: json}\nretention: {gaps: 0}\n"
        "discord: {endpoint: 'http://example.com'}\ndatabase: mysql://x\n",
    )
    environment = {"PRECEPTOR_TEA": "1", "DISCORD_TOKEN": "two words"}
    assert problems_of(path, environment) == [
        (
            f"{path}:1:1 token: never in a file of settings. "
            "Set DISCORD_TOKEN, or DISCORD_TOKEN_FILE with the path of a file that holds it."
        ),
        f'{path}:2:1 operaters: no such setting. Did you mean "operators"?',
        f'{path}:3:14 log.level: expected debug, info, warning or error, found other text. Did you mean "info"?',
        f'{path}:3:20 log.formt: no such setting. Did you mean "format"?',
        f"{path}:4:19 retention.gaps: this must be at least 1. Choose another number.",
        (
            f"{path}:5:21 discord.endpoint: this is no address that the bot may connect to. "
            'Give "https://discord.com", or a sandbox on this machine such as "http://127.0.0.1:8370".'
        ),
        (
            f"{path}:6:11 database: this is no address of an SQLite database. "
            'Give one such as "sqlite+aiosqlite:///data/preceptor.db": '
            "three slashes before a relative path, four before an absolute one."
        ),
        "DISCORD_TOKEN: the token has white space or odd characters in it. Copy the token again.",
        "PRECEPTOR_TEA: no such setting. Unset it; config.example.yaml has all settings.",
    ]


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
    assert "Keep one" in problems_of(path, {"DISCORD_TOKEN": "a", "DISCORD_TOKEN_FILE": "b"})[0]
    assert "is empty" in problems_of(path, {"DISCORD_TOKEN_FILE": str(empty)})[0]
    assert "cannot be read" in problems_of(path, {"DISCORD_TOKEN_FILE": str(tmp_path / "none")})[0]


def test_a_real_token_is_never_shown_to_a_sandbox(tmp_path: Path) -> None:
    path = written(tmp_path, "discord: {endpoint: 'http://127.0.0.1:8370'}")
    [problem] = problems_of(path, {"DISCORD_TOKEN": REAL_LOOKING})
    assert "looks like a real token" in problem
    assert REAL_LOOKING not in problem
    path = written(tmp_path, "discord: {endpoint: 'http://127.0.0.1:8370'}\nretention: {asks: 0}")
    assert len(problems_of(path, {"DISCORD_TOKEN": REAL_LOOKING})) == 2, "it is not found a start later"


def test_a_bot_that_is_to_run_needs_a_token(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        read_config(written(tmp_path, ""), {}, need_token=True)
    [problem] = raised.value.problems
    assert problem == "no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE with the path of a file that holds it."


def test_a_token_in_place_of_its_file_is_not_shown(tmp_path: Path) -> None:
    [problem] = problems_of(written(tmp_path, ""), {"DISCORD_TOKEN_FILE": REAL_LOOKING})
    assert problem == "DISCORD_TOKEN_FILE: this is a token, not the path of a file. Set DISCORD_TOKEN instead."


@pytest.mark.parametrize(
    "endpoint",
    ["http://127.0.0.1:99999", "http://127.0.0.1:abc", "http://127.0.0.1:8370/api", "http://127.0.0.1:8370?a=b",
     "http://127.0.0.1:8370#a", "http://me:secret@127.0.0.1:8370", "http://[::1", "http://127.0.0.1", "discord.com",
     "https://127.0.0.1:8370", "http://127.0.0.1.example.com:8370"],
)  # fmt: skip
def test_an_endpoint_that_cannot_be_reached_as_written_is_a_problem(tmp_path: Path, endpoint: str) -> None:
    path = written(tmp_path, f"discord: {{endpoint: '{endpoint}'}}")
    [problem] = problems_of(path)
    assert problem.startswith(f"{path}:1:21 discord.endpoint: this is no address")


def test_a_token_with_white_space_in_it_is_a_problem_and_not_shown(tmp_path: Path) -> None:
    [problem] = problems_of(written(tmp_path, ""), {"DISCORD_TOKEN": "two\nlines"})
    assert "white space" in problem
    assert "lines" not in problem


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "log: {format: console, level: warning}")
    config = read_config(path, {"PRECEPTOR_LOG__FORMAT": "json"})
    assert (config.log.format, config.log.level) == ("json", "warning")


def test_without_an_environment_of_its_own_it_is_that_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "log: {format: console}")
    monkeypatch.setenv("PRECEPTOR_LOG__FORMAT", "json")
    assert read_config(path).log.format == "json"
    assert read_config(path, {}).log.format == "console"


def test_relative_paths_start_from_the_folder_of_the_file(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, "content: faqs\ndatabase: sqlite+aiosqlite:///x/y.db"), {})
    assert config.content == tmp_path / "faqs"
    assert config.database == f"sqlite+aiosqlite:///{tmp_path / 'x/y.db'}"
    assert config.discord.endpoint == DISCORD
