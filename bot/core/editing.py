"""How an edit goes on its way from the files to the members, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from bot.core.pack import Entry, Pack
from bot.core.problems import Problem, Report


class Spot(NamedTuple):
    """Where an entry stands: `path` in `file`, in the words of `Problem`."""

    file: str
    path: str

    def concerns(self, problem: Problem) -> bool:
        """Whether `problem` is one of this entry."""
        return problem.file == self.file and (problem.path + ".").startswith((f"{self.path}.", f"{self.path}["))


class Fate(Enum):
    """What becomes of a load."""

    TAKEN = "live from now on"
    SAME = "what was live already"
    HELD = "good, but it waits: it would drop too many entries"
    REFUSED = "it has errors"


@dataclass(frozen=True, slots=True)
class Pending:
    """What stands in the files and is not live: for its errors, or, without any, because it would drop `dropped`.

    `draft` is the pack of everything that fits its shape. `spots` has all ids that entries have in the files, also
    those of entries that do not fit. `at` is when the files were read, aware UTC.
    """

    draft: Pack
    report: Report
    spots: Mapping[str, Spot]
    at: datetime
    dropped: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        return not self.report.errors


@dataclass(frozen=True, slots=True)
class Outdated:
    """How many readers called an entry out of date since somebody last checked it."""

    entry: Entry
    n: int


@dataclass(frozen=True, slots=True)
class Status:
    """`counts` by name, in the order they are shown; `topics` likewise, entries each. `digest` is hexadecimal.

    `outdated` is what readers of one server said in the last `days`, most often said first; None where it cannot be
    read right now.
    """

    loaded_at: datetime
    digest: str
    counts: Mapping[str, int]
    topics: Mapping[str, int]
    live: int
    pending: Pending | None
    outdated: tuple[Outdated, ...] | None
    days: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The entry `id` as it stands in the files, None where it does not fit its shape, and as it is live.

    `own` are its own errors; `pending` is None where the files are what is live.
    """

    id: str
    entry: Entry | None
    files: Pack
    live: Pack
    own: tuple[Problem, ...]
    pending: Pending | None


@dataclass(frozen=True, slots=True)
class Reloaded:
    """`entries` are live now, `before` were; `dropped` went, or would go. `pending` is what is not live, if any."""

    fate: Fate
    entries: int
    before: int
    dropped: tuple[str, ...]
    loaded_at: datetime
    pending: Pending | None
