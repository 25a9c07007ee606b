"""What the prose promises is there."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.__main__ import main
from bot.cli import codes
from bot.config import Config
from tests.house.layers import MAY_IMPORT
from tests.house.source import ROOT, project_files

DESIGN = ROOT.parent / "shared" / "design.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))

# The design's words, one for each thing.
WORDS = {
    *("member", "mentor", "moderator", "editor", "operator"),
    *("content", "pack", "shelf", "problem", "report", "entry", "topic", "overlay", "words", "match", "finding"),
    *("ask", "via", "gap", "pathway", "stage", "anchor", "milestone", "plan", "resource", "resource list"),
    *("posting", "follow-up", "claim", "lease", "candidate", "window", "port", "store", "card"),
    *("boundary", "reference"),
}
# What the project needed words for beyond them; each has its row in the glossary.
OURS = {
    *("outcome", "verdict", "choice", "occasion", "press", "code", "hand", "keeper", "feature", "stock"),
    *("link", "visit", "health"),
    *("sign", "uplink", "trial", "backup", "audit", "holdings"),
    *("spool", "daily count", "sealed day", "kindred word", "probe", "calibration", "flood", "concern", "popularity"),
    *("former id", "stone", "lock", "passage", "showing", "turn"),
    *("pending", "draft", "fate"),
    *("step", "group", "specialty", "modifier", "calendar rule", "certificate"),
    *("administrator", "setting", "revision", "zone", "panel", "need, lack", "survey", "roll", "purge", "chore"),
    *("opening", "assumption", "deadline", "wish", "state", "alternative", "agenda", "chart", "sheet", "oracle"),
    *("part", "move", "trouble", "aside", "round", "pace"),
    *("form", "holding", "erasure"),
    *("change", "view", "catalogue", "own item", "orphan", "cause", "patch", "document"),
    *("sighting", "under review", "notice"),
    *("item", "suggestion", "news"),
}

MAKE = re.compile(r"(?<![\w/-])make((?: [a-z][a-z-]*)+)")
COMMAND = re.compile(r"(?<![\w/.-])(?:python -m bot|preceptor) ([a-z][a-z-]*)((?: --?[a-z][a-z-]*\b| [^\s-]\S*)*)")
SETTING = re.compile(r"\bPRECEPTOR_([A-Z][A-Z_]*[A-Z])\b")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def prose() -> list[Path]:
    pages = [path for path in project_files(".md") if path.parts[0] != "tests"]
    assert Path("README.md") in pages
    return pages


def code(text: str) -> Iterator[str]:
    """What stands in backticks or in a fenced block: there a command is meant, not a word."""
    fenced = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
    yield from fenced.findall(text)
    yield from re.findall(r"`([^`\n]+)`", fenced.sub("", text))


def anchors(page: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    headings = re.findall(r"^#+ +(.+?) *$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def unknown_targets(text: str) -> set[str]:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {word for block in code(text) for words in MAKE.findall(block) for word in words.split()}
    return named - targets


def unknown_commands(text: str) -> set[str]:
    unknown = set()
    for block in code(text):
        for name, rest in COMMAND.findall(block):
            command = main.commands.get(name)
            if command is None:
                unknown.add(name)
                continue
            options = {text for p in command.params if isinstance(p, click.Option) for text in p.opts} | {"--help"}
            unknown |= {f"{name} {text}" for text in re.findall(r"(?<!\S)--[a-z-]+", rest) if text not in options}
    return unknown


def unknown_settings(text: str) -> set[str]:
    unknown = set()
    for name in SETTING.findall(text):
        section: object = Config
        for part in name.lower().split("__"):
            field = getattr(section, "model_fields", {}).get(part)
            section = field.annotation if field else None
        if section is None:
            unknown.add(name)
    return unknown


@pytest.mark.parametrize("page", prose(), ids=str)
def test_commands_named_in_prose_exist(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert not unknown_targets(text)
    assert not unknown_commands(text)


@pytest.mark.parametrize("page", [*prose(), Path("Dockerfile"), Path("config.example.yaml")], ids=str)
def test_settings_named_anywhere_exist(page: Path) -> None:
    assert not unknown_settings((ROOT / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", prose(), ids=str)
def test_relative_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall((ROOT / page).read_text(encoding="utf-8")):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        there = (ROOT / page).parent / file if file else ROOT / page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert not broken


def test_an_unknown_command_in_prose_is_found() -> None:
    text = (
        "`make tea`, `make setup`, make do\n```sh\nmake demo cake\npreceptor dance --x\npython -m bot run --walk\n```\n"
    )
    assert unknown_targets(text) == {"tea", "cake"}
    assert unknown_commands(text) == {"dance", "run --walk"}
    assert not unknown_commands(
        "`preceptor check content --json`, `python -m bot run --config config.yaml`, preceptor is"
    )


def test_an_unknown_setting_in_prose_is_found() -> None:
    assert unknown_settings("PRECEPTOR_LOG__FORMAT PRECEPTOR_LOG__COLOUR PRECEPTOR_TEA") == {"LOG__COLOUR", "TEA"}


def test_the_operating_guide_explains_every_exit_code() -> None:
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    explained = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert explained == {value for name, value in vars(codes).items() if name.isupper()}


def test_every_command_has_a_line_of_help() -> None:
    assert main.commands
    assert not [name for name, command in main.commands.items() if not command.get_short_help_str(limit=200)]


def test_the_glossary_has_each_word_once_and_no_other() -> None:
    rows = re.findall(
        r"^\| ([^|]+?) \| ([^|]+?) \|$", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    words = [word for word, _ in rows if word != "word"]
    assert sorted(words) == sorted(WORDS | OURS)


@pytest.mark.skipif(not DESIGN.exists(), reason="the design is not beside this checkout; its words stand in this test")
def test_the_words_are_those_of_the_design() -> None:
    section = DESIGN.read_text(encoding="utf-8").partition("## 4. ")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| ([^|]+?) \| [^|]+ \|$", section, re.MULTILINE)
    words = {word for cell in cells for word in re.split(r", | / ", cell)} - {"word"}
    assert words - {"---"} == WORDS


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:5] for path in DECISIONS] == [f"{number:04}-" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_has_its_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    title, _, dated = text.splitlines()[:3]
    assert re.fullmatch(rf"# {path.name[:4]} — \S.*", title)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d, (in force|replaced by \d{4})", dated)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_make_lists_every_command_it_has() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY: help")).split()[1:]
    assert re.findall(r"^ +make (\S+)", listed, re.MULTILINE) == phony


def test_the_map_has_every_package_of_the_import_rule() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition("## Who may import whom")[2].partition("\n## ")[0]
    first_cells = re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
    named = [name for cell in first_cells for name in re.findall(r"`([^`]+)`", cell)]
    assert sorted(named) == sorted(MAY_IMPORT.keys() - {"bot", "cogs"})
