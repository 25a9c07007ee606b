"""`ids.lock`: every id that ever went out, so that none can vanish without a word.

One line each, `kind id`, sorted; lines that begin with `#` are for people.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from bot.content.explain import nearest
from bot.content.kinds import LOCK
from bot.content.places import Notes, Place, quoted
from bot.content.shapes.base import LOCKED_PATTERN
from bot.core.history import Kind
from bot.core.problems import ProblemKind

LockedId = tuple[Kind, str]

HEADING = "# Every id that ever went out. Written by `check --lock`; add nothing by hand and take nothing away."


def read_lock(text: str, notes: Notes) -> Mapping[LockedId, int]:
    """The ids in `text` with the number of their line; lines that are none are noted and left out."""
    found: dict[LockedId, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, name = line.partition(" ")
        if kind not in set(Kind) or not re.fullmatch(LOCKED_PATTERN, name):
            hint = nearest(kind, [kind.value for kind in Kind]) or "Restore the file, and let `check --lock` write it."
            notes.add(Place(number, 1), (), ProblemKind.BROKEN_LOCK, f"{quoted(line)} is no kind and id.", hint)
        else:
            found.setdefault((Kind(kind), name), number)
    return MappingProxyType(found)


def write_lock(folder: Path, ids: Iterable[LockedId]) -> None:
    """Put the lock for `ids` into `folder`, whole or not at all. Raises OSError."""
    new = folder / f".{LOCK}.new"
    new.write_text(lock_text(ids), encoding="utf-8")
    new.replace(folder / LOCK)


def lock_text(ids: Iterable[LockedId]) -> str:
    """The file for `ids`."""
    return "\n".join([HEADING, *sorted(f"{kind.value} {name}" for kind, name in set(ids))]) + "\n"
