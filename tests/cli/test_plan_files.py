"""`preceptor plan` with --chart and --ics."""

import json
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
import vobject
from PIL import Image

from bot.cli import plan_files
from tests.cli.test_main import typed
from tests.core.plan.shipped import CONTENT

EXAMPLE = ("plan", "--route", "us_seed", "--stage", "undergraduate", "--since", "2026-08", "--content", CONTENT)


@time_machine.travel("2026-11-24T08:00:00Z", tick=False)
def test_both_files_are_written_and_named(tmp_path: Path) -> None:
    chart, ics = tmp_path / "plan.png", tmp_path / "plan.ics"
    found = typed(*EXAMPLE, "--born", "2004", "--chart", chart, "--ics", ics)
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[-2:] == [f"{chart} is written.", f"{ics} is written."]
    assert lines[0].startswith("United States: The guide's own pathway")
    assert Image.open(BytesIO(chart.read_bytes())).size[0] == 780
    events = vobject.readOne(ics.read_bytes().decode()).vevent_list
    assert events[0].summary.value == "Bachelor's degree"
    assert "https://" in events[4].description.value, "sources go by their addresses"
    assert events[0].dtstamp.value.isoformat() == "2026-11-24T08:00:00+00:00"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.ics", "plan.png"]


@time_machine.travel("2026-11-24", tick=False)
def test_a_file_replaces_the_one_before_and_json_stays_json(tmp_path: Path) -> None:
    chart = tmp_path / "plan.png"
    chart.write_text("something else", encoding="utf-8")
    found = typed(*EXAMPLE, "--chart", chart, "--json")
    assert json.loads(found.stdout)["route"] == "us_seed"
    assert chart.read_bytes().startswith(b"\x89PNG")
    with_age = tmp_path / "age.png"
    typed(*EXAMPLE, "--born", "2004", "--chart", with_age)
    assert with_age.read_bytes() != chart.read_bytes()


def test_a_place_that_cannot_be_written_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    ics = tmp_path / "plan.ics"
    nowhere = tmp_path / "nowhere" / "plan.png"
    found = typed(*EXAMPLE, "--ics", ics, "--chart", nowhere)
    assert (found.exit_code, found.stdout) == (1, "")
    said = f"{nowhere} cannot be made, for there is no folder {nowhere.parent}. Make that first.\n"
    assert found.stderr == said
    folder = typed(*EXAMPLE, "--ics", ics, "--chart", tmp_path)
    assert (folder.exit_code, folder.stderr) == (1, f"{tmp_path} is a folder. Name a file in it.\n")
    system = typed(*EXAMPLE, "--ics", ics, "--chart", "/proc/plan.png")
    assert system.exit_code == 1
    assert system.stderr.startswith("/proc/plan.png.partial cannot be made: ")
    assert not list(tmp_path.iterdir())


def test_a_full_disk_keeps_the_file_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = tmp_path / "plan.png"
    chart.write_bytes(b"before")

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    found = typed(*EXAMPLE, "--chart", chart)
    assert (found.exit_code, found.stderr) == (1, f"{chart} cannot be written: No space left on device.\n")
    monkeypatch.undo()
    assert chart.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.png"]


def test_nothing_is_drawn_for_what_makes_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_files, "draw", lambda plan, born: pytest.fail("it was drawn"))
    found = typed(*EXAMPLE, "--gap-years", "9", "--chart", tmp_path / "plan.png")
    assert found.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    found = typed(*EXAMPLE, "--chart", tmp_path / "plan", "--ics", tmp_path / "plan")
    assert found.exit_code == 2
    assert "Give --chart and --ics a file each; one would replace the other." in found.stderr
    assert not list(tmp_path.iterdir())
