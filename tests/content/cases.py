"""Content folders with one mistake each, from `tests/content/corpus/`.

`base/` is a folder without a problem. `<kind>.txt` has cases of that kind of problem, each of them a change of `base/`
and, under `=== reads`, what an editor reads about it. A case begins with `=== case: what somebody did` and goes on with
any of

    === edit: FILE                 lines that begin with "-" give way to those that begin with "+"
    === file: FILE                 a file with the lines that follow, or another one in the place of that of base/
    === folder: FILE               a folder where a file belongs
    === without: FILE              a file of base/ is not there
    === alone                      nothing of base/ is there
    === visited: URL | gone | 404  what a visit to a link came to, and its status, where it leads, or a reason

A file may be made in a special way: `=== file: FILE | escaped` reads backslash sequences as bytes, `| link to FILE` and
`| pipe` make what the words say, `| filled up to 1,024 bytes` adds a comment, `| 20 copies` writes several files with
numbers in place of `{}`, `| vanishes` takes it away between looking and opening. `{{a{} x 30}}` in any text stands for
a0a1a2 and so on to a29.
"""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from bot.core.problems import Problem
from bot.links.health import Health, LinkResult

CORPUS = Path(__file__).parent / "corpus"
BASE = CORPUS / "base"
SHOWN = 3  # problems of one kind in a row that are read one by one where there are many; the rest is counted

_SECTION = re.compile(r"^=== (.*)\n", re.MULTILINE)
_REPEATED = re.compile(r"\{\{(.+?) x ([\d,]+)\}\}", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One change of the folder: `what` is done to the file `name`, with `text`, in the special ways `how`."""

    what: str
    name: str
    text: str
    how: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """`kind` is the name of the corpus file; `reads` are lines."""

    kind: str
    title: str
    parts: tuple[Part, ...]
    reads: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"

    @property
    def vanishing(self) -> frozenset[str]:
        return frozenset(part.name for part in self.parts if "vanishes" in part.how)

    @property
    def visits(self) -> dict[str, LinkResult]:
        """What visits to links came to, by address."""
        return {part.name: _result(part.name, *part.how) for part in self.parts if part.what == "visited"}

    def write(self, folder: Path) -> None:
        """Make `folder`, which must not be there yet, into what the case tells of."""
        if not any(part.what == "alone" for part in self.parts):
            shutil.copytree(BASE, folder)
        for part in self.parts:
            if part.what != "visited":
                target = folder / part.name
                target.parent.mkdir(parents=True, exist_ok=True)
                _WAYS[part.what](target, part)


def cases() -> tuple[Case, ...]:
    return tuple(case for path in sorted(CORPUS.glob("*.txt")) for case in _cases(path))


def shown(problems: Sequence[Problem]) -> str:
    """What an editor reads, a line for each problem; those that go on and on are counted."""
    lines: list[str] = []
    for kind, group in groupby(problems, key=lambda problem: problem.kind):
        found = list(group)
        more = len(found) - SHOWN if len(found) > 3 * SHOWN else 0
        lines += [str(problem) for problem in found[: SHOWN if more else None]]
        lines += [f"… and {more:,} more of {kind}"] if more else []
    return "\n".join(lines)


def _cases(path: Path) -> Iterator[Case]:
    title, parts = "", list[Part]()
    _, *sections = _SECTION.split(path.read_text(encoding="utf-8"))
    for heading, text in zip(sections[::2], sections[1::2], strict=True):
        name, *how = heading.split(" | ")
        what, _, name = name.partition(": ")
        if what == "case":
            title, parts = name, []
        elif what == "reads":
            yield Case(path.stem, title, tuple(parts), text.strip())
        else:
            body = text.rstrip("\n") + "\n" if text.strip() else ""
            parts.append(Part(what, name, _REPEATED.sub(_repeat, body), tuple(how)))


def _result(url: str, health: str, *more: str) -> LinkResult:
    found = LinkResult(url, Health(health), datetime(2026, 11, 24, tzinfo=UTC))
    for one in more:
        if one.isdigit():
            found = replace(found, status=int(one))
        else:
            found = replace(found, leads_to=one) if "://" in one else replace(found, detail=one)
    return found


def _repeat(found: re.Match[str]) -> str:
    return "".join(found[1].replace("{}", str(number)) for number in range(int(found[2].replace(",", ""))))


def _edit(target: Path, part: Part) -> None:
    """Change the file hunk by hunk: lines with "-" and the lines with "+" below them."""
    text = target.read_text(encoding="utf-8")
    for hunk in re.findall(r"(?:^-.*\n)+(?:^\+.*\n)*", part.text, re.MULTILINE):
        old, new = ("".join(f"{line[1:]}\n" for line in hunk.splitlines() if line[0] == sign) for sign in "-+")
        assert text.count(old) == 1, f"{part.name} has {text.count(old)} times {old!r}"
        text = text.replace(old, new)
    target.write_text(text, encoding="utf-8")


def _file(target: Path, part: Part) -> None:
    data = part.text.encode()
    copies = 1
    for way in part.how:
        words = way.split()
        if way == "escaped":
            data = part.text.rstrip("\n").encode().decode("unicode_escape").encode("latin-1")
        elif way == "pipe":
            os.mkfifo(target)
            return
        elif way.startswith("link to "):
            target.symlink_to(words[2])
            return
        elif way.startswith("filled up to "):
            data += b"#" * (int(words[3].replace(",", "")) - len(data))
        elif way.endswith(" copies"):
            copies = int(words[0].replace(",", ""))
        else:
            assert way == "vanishes", way
    for number in range(copies):
        target.with_name(target.name.replace("{}", str(number))).write_bytes(data)


def _folder(target: Path, _part: Part) -> None:
    target.mkdir()


def _without(target: Path, _part: Part) -> None:
    target.unlink()


def _alone(target: Path, part: Part) -> None:
    assert not part.name, "=== alone names no file"
    target.mkdir(parents=True, exist_ok=True)


_WAYS = {"edit": _edit, "file": _file, "folder": _folder, "without": _without, "alone": _alone}
