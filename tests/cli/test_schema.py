"""`schema` as somebody who sets up an editor sees it."""

import json
from pathlib import Path

import pytest

from bot.cli.schema import schema
from bot.content.schema import schemas


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_printed_by_its_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert schema(name, out=None) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed) == schemas()[name]
    assert printed.endswith("\n}\n")


def test_all_are_written_into_a_folder_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "schemas"
    assert schema("faq", out=folder) == 0
    assert {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()} == {
        f"{name}.json": made for name, made in schemas().items()
    }
    assert capsys.readouterr().out.splitlines() == [str(folder / f"{name}.json") for name in schemas()]


def test_an_unknown_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert schema("faqs", out=None) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"faqs: there is no such schema. There are {', '.join(schemas())}.\n"
