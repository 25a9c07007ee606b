"""`check` as an editor, a script and a terminal see it."""

import json
from pathlib import Path

import pytest

from bot.cli.check import check
from tests.content.samples import TODAY, entry_with, folder_of


def run(folder: Path, *, as_json: bool = False, strict: bool = False, lock: bool = False) -> int:
    return check(folder, today=TODAY, measure=None, as_json=as_json, strict=strict, lock=lock)


def test_good_content_is_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder_of(tmp_path)) == 0
    assert capsys.readouterr().out == "1 entry, 1 source, 0 problems\n"


def test_problems_are_lines_that_a_terminal_can_follow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of(tmp_path / "my content", entry_with(level="x", tags="[B B]"))
    assert run(folder) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{folder}/faq/a.yaml:9:12 entries[0].level: the text")
    assert lines[1].startswith(f'{folder}/faq/a.yaml:10:12 entries[0].tags[0]: "B B" is not an id.')
    assert lines[2:] == ["0 entries, 1 source, 2 errors"]


def test_warnings_alone_are_said_and_let_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of(tmp_path)
    (folder / "my notes.txt").write_text("?")
    assert run(folder) == 0
    assert capsys.readouterr().out.splitlines() == [
        (
            f"{folder}/my notes.txt: this is not used. Only these are used here: faq/, resources/, timelines/, "
            "overlays/, sources.yaml, ids.lock, README.md. (warning)"
        ),
        "1 entry, 1 source, 1 warning",
    ]


def test_errors_and_warnings_are_counted_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of(tmp_path, entry_with(id="B B", checked="2020-01-01"))
    (folder / "notes.txt").write_text("?")
    assert run(folder) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 entries, 1 source, 1 error, 2 warnings"


def test_a_wrong_folder_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of(tmp_path / "content") / "faq"
    assert run(folder) == 1
    assert capsys.readouterr().out.splitlines() == [
        (
            f"{folder}: this is not a content folder: it has neither faq/ nor sources.yaml. "
            f'Did you mean "{folder.parent}"?'
        ),
        "0 entries, 0 sources, 1 error",
    ]


def test_a_wrong_folder_given_by_a_relative_name_is_named_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run(Path("docs")) == 1
    assert capsys.readouterr().out.startswith("docs: this is not a content folder")


def test_a_missing_folder_beside_the_content_is_told_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = folder_of(tmp_path / "content")
    assert run(tmp_path / "contents") == 2
    assert capsys.readouterr().err.endswith(f'contents: there is no such folder. Did you mean "{content}"?\n')


def test_markup_in_content_is_printed_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder_of(tmp_path, entry_with(level='"[bold]:smile:[/]"'))) == 1
    assert '"[bold]:smile:[/]" is not one of the words' in capsys.readouterr().out


def test_a_program_gets_problems_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder_of(tmp_path, entry_with(sources="[guid]")), as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == {
        "problems": [
            {
                "file": "faq/a.yaml",
                "line": 7,
                "column": 15,
                "path": "entries[0].sources[0]",
                "kind": "unknown-id",
                "message": '"guid" is unknown.',
                "hint": 'Did you mean "guide"?',
                "level": "error",
            }
        ],
        "counts": {
            "files": 2,
            "entries": 1,
            "sources": 1,
            "lists": 0,
            "resources": 0,
            "anchors": 0,
            "stages": 0,
            "specialties": 0,
            "modifiers": 0,
            "calendar rules": 0,
            "certificates": 0,
            "pathways": 0,
            "errors": 1,
            "warnings": 0,
        },
        "unlocked": ["entry fellowship-length"],
    }


@pytest.mark.parametrize("as_json", [False, True])
def test_a_missing_folder_is_wrong_usage(as_json: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nowhere", as_json=as_json) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"{tmp_path / 'nowhere'}: there is no such folder.\n"


def test_strict_lets_warnings_fail(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert run(folder, strict=True) == 0
    (folder / "notes.txt").write_text("?")
    assert run(folder, strict=True) == 1


def test_the_lock_is_written_once_and_grows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of(tmp_path)
    assert run(folder, lock=True) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "ids.lock holds 1 id, 1 of them new."
    assert "entry fellowship-length\n" in (folder / "ids.lock").read_text()
    (folder / "faq" / "b.yaml").write_text(entry_with(id="pay", question="Pay?", phrasings="[x, y, z]"))
    assert run(folder) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "1 id is not in ids.lock yet: `check --lock` adds what is to stay."
    )
    assert run(folder, lock=True) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "ids.lock holds 2 ids, 1 of them new."
    assert run(folder) == 0
    assert capsys.readouterr().out == "2 entries, 1 source, 0 problems\n"


def test_an_id_that_vanished_fails_the_check_and_stays_locked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path)
    (folder / "ids.lock").write_text("entry fellowship-length\nentry pay\n")
    assert run(folder, lock=True) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "ids.lock is left as it was; mend the errors first."
    assert (folder / "ids.lock").read_text() == "entry fellowship-length\nentry pay\n"


def test_a_program_is_told_which_ids_are_not_locked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder_of(tmp_path), as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["unlocked"] == ["entry fellowship-length"]
