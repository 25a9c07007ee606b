"""Where something stands in a file, and the list of what is wrong there."""

import re
from typing import NamedTuple

from bot.core.problems import Problem, ProblemKind

MAX_PROBLEMS = 200  # of one file; a file of nothing but aliases would otherwise fill the memory with sentences

Steps = tuple[str | int, ...]
"""Keys and list positions from the root of a file to a value."""


class Place(NamedTuple):
    """Line and column of a character, both counted from 1; (0, 0) stands for the file as a whole."""

    line: int
    column: int


WHOLE_FILE = Place(0, 0)

# Control characters, line breaks that editors do not count as lines, marks that turn the direction of text (they can
# make a link read as another), byte order marks and non-characters. None belongs in text that people edit.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def place_in(text: str, index: int) -> Place:
    """The place of `text[index]`. Lines end at line feeds."""
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def unwanted_in(text: str) -> tuple[int, str] | None:
    """Index and name of the first character of `text` that has no business there, None where all is well."""
    found = _UNWANTED.search(text)
    if found is None:
        return None
    code = f"U+{ord(found[0]):04X}"
    return found.start(), f"a NUL character ({code})" if found[0] == "\0" else f"the invisible character {code}"


def dotted(path: Steps) -> str:
    """`("entries", 3, "answer")` as `entries[3].answer`. A key that cannot be printed is quoted."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = step if step.isprintable() and 0 < len(step) <= 80 else quoted(step)
            text += f".{name}" if text else name
    return text


def quoted(text: str, limit: int = 60) -> str:
    """`text` in quotation marks: one line, nothing a terminal would obey, cut after `limit` characters."""
    shown = text if len(text) <= limit else text[: limit - 1] + "…"
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown) + '"'


class Notes:
    """Collects the problems of one file.

    After `MAX_PROBLEMS` the rest is only counted, and said in one sentence at the end.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: list[Problem] = []
        self._more = 0
        self._failed = False

    @property
    def problems(self) -> list[Problem]:
        if not self._more:
            return self._problems
        rest = f"{self._more:,} more problems than are listed stand in this file."
        kind = ProblemKind.MORE_ERRORS if self._failed else ProblemKind.MORE_WARNINGS
        return [*self._problems, Problem(self.file, *WHOLE_FILE, "", kind, rest, "Mend the ones listed first.")]

    @property
    def count(self) -> int:
        """How many there are, with those that are only counted."""
        return len(self._problems) + self._more

    @property
    def full(self) -> bool:
        """Whether further problems will only be counted, so that a costly hint is wasted on them."""
        return len(self._problems) >= MAX_PROBLEMS

    @property
    def failed(self) -> bool:
        """Whether an error is among them."""
        return self._failed

    def add(self, place: Place, path: Steps, kind: ProblemKind, message: str, hint: str = "") -> None:
        """Note one problem; `message` and `hint` are whole sentences."""
        self._failed = self._failed or kind.level == "error"
        if self.full:
            self._more += 1
            return
        self._problems.append(Problem(self.file, *place, dotted(path), kind, message, hint))
