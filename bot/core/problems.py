"""What is wrong in a file, said to the person who edits it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong at one place.

    `file` is relative to the content folder, with `/`. `line` and `column` count from 1; both are 0 where a problem
    concerns the file as a whole. `path` names the value (`entries[3].answer`), empty for the file. `message` says
    what is wrong, `hint` what to do about it (may be empty). An `error` keeps the pack from being used, a `warning`
    does not.
    """

    file: str
    line: int
    column: int
    path: str
    message: str
    hint: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """`file:line:column path: message. hint`, the form editors and terminals turn into a link."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        text = f"{place} {self.path}: {self.message}" if self.path else f"{place}: {self.message}"
        return f"{text} {self.hint}" if self.hint else text


@dataclass(frozen=True, slots=True)
class Report:
    """All problems of one load, sorted by place."""

    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> "Report":
        return cls(tuple(sorted(set(problems))))

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level == "warning")
