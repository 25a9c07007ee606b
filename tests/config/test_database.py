"""The address of the database: what can be seen to be wrong before anything is opened."""

import os
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, read_config
from bot.store.files import database_path

GOOD = "sqlite+aiosqlite:///"


def problem_of(path: Path, *, need_token: bool = False) -> str:
    with pytest.raises(ConfigError) as raised:
        read_config(path, {"DISCORD_TOKEN": "x"} if need_token else {}, need_token=need_token)
    [problem] = raised.value.problems
    return problem


def settings(folder: Path, address: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(f"database: '{address}'", encoding="utf-8")
    return path


NO_FILE = "the asks need a file to outlive the process."
ANSWERS = {
    "sqlite:///data/x.db": "this is no address of an SQLite database.",
    "postgresql+asyncpg://me:secret@host/x": "this is no address of an SQLite database.",
    "data/x.db": "this is no address of an SQLite database.",
    "sqlite+aiosqlite://": NO_FILE,
    "sqlite+aiosqlite:///": NO_FILE,
    "sqlite+aiosqlite://data/x.db": NO_FILE,
    "sqlite+aiosqlite:///:memory:": NO_FILE,
    "sqlite+aiosqlite:///file:x.db": NO_FILE,
    "sqlite+aiosqlite:///%3Amemory%3A": NO_FILE,
    "sqlite+aiosqlite:///x.db?mode=ro": "nothing may follow the path.",
    "sqlite+aiosqlite:///x.db?": "nothing may follow the path.",
    "sqlite+aiosqlite:///x%00.db": "the path holds a character that cannot be seen.",
    "sqlite+aiosqlite:///data/": "the path names a folder.",
    "sqlite+aiosqlite:///..": "the path names a folder.",
    "sqlite+aiosqlite:////": "the path names a folder.",
}


@pytest.mark.parametrize(("address", "what"), ANSWERS.items(), ids=ANSWERS.keys())
def test_what_is_no_address_of_a_file_is_refused(tmp_path: Path, address: str, what: str) -> None:
    path = settings(tmp_path, address)
    problem = problem_of(path)
    assert problem.startswith(f"{path}:1:11 database: {what} ")
    assert "secret" not in problem


@pytest.mark.parametrize("folder", ["plain", "50%20off", "what?", "a b", "ünï", "x#y", "100%"])
def test_the_store_opens_the_file_beside_the_settings_whatever_the_folder_is_called(
    tmp_path: Path, folder: str
) -> None:
    (tmp_path / folder).mkdir()
    config = read_config(settings(tmp_path / folder, f"{GOOD}data/x.db"), {})
    assert database_path(config.database) == tmp_path / folder / "data" / "x.db"


@pytest.mark.parametrize("name", ["/srv/x.db", "/srv/a%3Fb.db", "/srv/a%25b.db", "/srv/a@b:c.db", "/srv/50%.db"])
def test_an_absolute_path_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    config = read_config(settings(tmp_path, GOOD + name), {})
    assert config.database == GOOD + name
    assert database_path(config.database) == database_path(GOOD + name)


def test_the_default_is_an_address() -> None:
    assert database_path(Config().database) == Path("data/preceptor.db").absolute()


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    path = settings(tmp_path, f"{GOOD}data")
    assert problem_of(path) == (
        f"{path}:1:11 database: {tmp_path / 'data'} is a folder. Add the name of the file, such as preceptor.db."
    )


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    path = settings(tmp_path, f"{GOOD}data/x/y.db")
    assert problem_of(path) == (
        f"{path}:1:11 database: {tmp_path / 'data'} is a file, and a database needs a folder. Choose another path."
    )


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_a_bot_could_not_write_is_refused_before_it_runs_and_may_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    if what == "file":
        (data / "x.db").touch()
    refused = data if what == "folder" else data / "x.db"
    allowed = os.access
    # Permissions themselves do not stop a test that runs as root.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != refused and allowed(path, mode))
    path = settings(tmp_path, f"{GOOD}data/x.db")
    assert problem_of(path, need_token=True).startswith(
        f"{path}:1:11 database: the {what} {refused} cannot be written."
    )
    assert read_config(path, {}).database


def test_the_default_in_an_unwritable_place_names_the_file_of_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    path = tmp_path / "config.yaml"
    path.touch()
    assert problem_of(path, need_token=True) == (
        f"{path} database: the folder {tmp_path} cannot be written. Give it to the bot's user, or choose another one."
    )


def test_a_path_that_is_too_long_for_the_system_is_a_problem(tmp_path: Path) -> None:
    path = settings(tmp_path, f"{GOOD}{'x' * 300}.db")
    assert "cannot be looked at (File name too long)" in problem_of(path)
