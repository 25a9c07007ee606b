"""What no single source can be asked."""

import re

from bot.content.desk import Desk
from bot.content.placed import Placed
from bot.content.places import quoted
from bot.content.rules import parts
from bot.content.shapes.base import ID_PATTERN
from bot.content.shapes.sources import SourceShape
from bot.core.history import Kind
from bot.core.problems import ProblemKind


def check(desk: Desk) -> None:
    for source in desk.sources:
        parts.texts(source, "org", "title")
        _year_in_title(source)
    _unused(desk)


def _year_in_title(source: Placed[SourceShape]) -> None:
    year = source.node.at(("year",)).value
    for where, title in source.fitting("title"):
        if isinstance(year, int) and (found := re.fullmatch(rf"(.*\w)\W+{year}\W*", title)):
            message = f"the title ends in its year {year}, which is shown after it anyway."
            source.note(where, ProblemKind.YEAR_IN_TITLE, message, f"Write {quoted(found[1], limit=200)}.")


def _unused(desk: Desk) -> None:
    """Note sources that nothing names, unless something might: where a file is unread, or a name is misspelt."""
    known = desk.known_sources
    if known is None or not all(desk.whole(kind) for kind in Kind) or not desk.trays[Kind.ENTRY].items:
        return
    used: set[str] = set()
    for tray in desk.trays.values():
        for item in tray.items:
            if any(path[:1] in ((), ("sources",)) for path in item.fit.misfits):
                return
            used.update(name for _, name in item.fitting("sources"))
    if not used <= known:
        return
    for source in desk.sources:
        if source.id not in used and re.fullmatch(ID_PATTERN, source.id):
            hint = "Delete it, or name it where it is used."
            source.note((), ProblemKind.UNUSED_SOURCE, "nothing names this source.", hint)
