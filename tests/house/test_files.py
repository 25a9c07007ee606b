"""Rules for files of any kind."""

import re
from collections.abc import Iterable, Iterator

from tests.house import habits
from tests.house.source import ROOT, project_files

TEXT = (".py", ".md", ".yaml", ".yml", ".toml", ".lock", ".js", ".css", ".html", ".sh", ".json", ".svg", "")
PAGE = (".js", ".css", ".html")

# Packages come by name, through whatever registry a machine is set up with.
REGISTRIES = re.compile(r"(?:pypi|pythonhosted|npmjs|crates|rubygems)\.(?:org|com|io)|\b\w+\.debian\.org|docker\.io/")
# A folder of one machine means nothing on another.
MACHINE_FOLDERS = re.compile(r"(?<![\w.~}/:-])/(?:work|home|root|Users)/\w")


def breaches(pattern: re.Pattern[str], lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """`place what` for each line that has the pattern. `lines`: place and text."""
    for place, line in lines:
        if found := pattern.search(line):
            yield f"{place} {found[0]}"


def project_lines(*suffixes: str) -> Iterator[tuple[str, str]]:
    for path in project_files(*suffixes):
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path}:{number}", line


def test_no_file_names_a_registry() -> None:
    assert not list(breaches(REGISTRIES, project_lines(*TEXT)))


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert not list(breaches(MACHINE_FOLDERS, project_lines(*TEXT)))


def test_nothing_is_marked_as_unfinished() -> None:
    # Python is looked at by its comments, in test_house; prose may speak of such marks.
    assert not list(breaches(habits.UNFINISHED, project_lines(*PAGE, ".yaml", ".yml", ".sh", "")))


def test_page_files_are_short() -> None:
    lengths = {path: (ROOT / path).read_text(encoding="utf-8").count("\n") for path in project_files(*PAGE)}
    assert not {path: lines for path, lines in lengths.items() if lines > habits.MAX_LINES}


def test_a_planted_address_folder_or_mark_is_found() -> None:
    dot = "."  # keeps the planted addresses out of this file's own text
    for pattern, line in (
        (REGISTRIES, f"--index-url https://pypi{dot}org/simple"),
        (REGISTRIES, f"https://files{dot}pythonhosted{dot}org/x"),
        (REGISTRIES, f"https://registry{dot}npmjs{dot}org/x"),
        (REGISTRIES, f"https://deb{dot}debian{dot}org/debian"),
        (MACHINE_FOLDERS, f"cd {'/'}home/ada/preceptor"),
        (MACHINE_FOLDERS, f'open("{"/"}root/x")'),
        (habits.UNFINISHED, "// TO" + "DO: write it"),
    ):
        assert list(breaches(pattern, [("x:1", line)])), line
    for line in ("https://example.org/home/page", "../work/x", "docs/work/x", "a homework/root/word"):
        assert not list(breaches(MACHINE_FOLDERS, [("x:1", line)])), line
