"""What became of ids: former names, stones of what was retired, and ids that vanished without a word."""

from collections.abc import Mapping
from datetime import date

from bot.content.desk import Desk, Tray
from bot.content.explain import nearest
from bot.content.kinds import LOCK
from bot.content.placed import Placed, S
from bot.content.places import Steps
from bot.content.rules import parts
from bot.core.history import Kind
from bot.core.problems import Problem, ProblemKind

SUCCESSOR: Steps = ("retired", "successor")


def check(desk: Desk, *, today: date) -> list[Problem]:
    """Note what is wrong with names of the past; returned is what concerns `ids.lock`."""
    for kind, tray in desk.trays.items():
        former, circling = _former(tray, kind), _circling(tray)
        for stone in tray.stones:
            _retired_on(stone, today)
            _succeeded(stone, tray, former, whole=desk.whole(kind), circles=stone.id in circling)
    return _vanished(desk)


class Past:
    """What of a tray went by another id once, or is retired. Read once, for it is asked for every id that is named."""

    def __init__(self, tray: Tray) -> None:
        self._renamed = {old: item.id for item in tray.everything for _, old in item.fitting("renamed_from")}
        self._retired = {stone.id: stone.fit.value.retired for stone in tray.stones if stone.fit.value is not None}

    def about(self, name: str) -> tuple[ProblemKind, str, str] | None:
        """The kind of problem there is with naming `name` today, what is wrong, what to do; None where nothing is."""
        today = self._renamed.get(name)
        if today is not None:
            return ProblemKind.RENAMED_ID, f'"{name}" is called "{today}" now.', f'Write "{today}".'
        retired = self._retired.get(name)
        if retired is None:
            return None
        hint = f'Write "{retired.successor}".' if retired.successor else "Delete it."
        return ProblemKind.RETIRED_ID, f'"{name}" was retired on {parts.spoken(retired.on)}.', hint


def _former(tray: Tray, kind: Kind) -> Mapping[str, str]:
    """Former ids with the id of today; notes those that are in use, or that two things claim."""
    former: dict[str, str] = {}
    for item in tray.everything:
        parts.names(item, "renamed_from", None, "")
        for where, name in item.fitting("renamed_from"):
            if name in tray.ids:
                message = f'"{name}" is the id of {parts.called(kind)} in {tray.ids[name]}.'
                item.note(where, ProblemKind.FORMER_ID_IN_USE, message, "Name only ids that are no longer used.")
            elif former.setdefault(name, item.id) != item.id:
                message = f'"{former[name]}" already says that it was "{name}".'
                item.note(where, ProblemKind.FORMER_ID_OF_TWO, message, "Delete one of the two.")
    return former


def _retired_on(stone: Placed[S], today: date) -> None:
    where: Steps = ("retired", "on")
    text = stone.node.at(where).value
    if not _misfits(stone, where) and isinstance(text, str) and (day := date.fromisoformat(text)) > today:
        message = f"{parts.spoken(day)} is in the future."
        stone.note(where, ProblemKind.FUTURE_DATE, message, f"Today is {parts.spoken(today)}.")


def _succeeded(stone: Placed[S], tray: Tray, former: Mapping[str, str], *, whole: bool, circles: bool) -> None:
    name = stone.node.at(SUCCESSOR).value
    if _misfits(stone, SUCCESSOR) or not isinstance(name, str):
        return
    if name in former:
        message = f'"{name}" is called "{former[name]}" now.'
        stone.note(SUCCESSOR, ProblemKind.RENAMED_ID, message, f'Write "{former[name]}".')
    elif whole and name not in tray.ids:
        hint = nearest(name, tray.live) or "Write null if nothing took over."
        stone.note(SUCCESSOR, ProblemKind.UNKNOWN_ID, f'"{name}" is unknown.', hint)
    elif circles:
        message, hint = "what succeeded this leads back to it.", "Name what is still there, or write null."
        stone.note(SUCCESSOR, ProblemKind.CIRCULAR_SUCCESSION, message, hint)


def _circling(tray: Tray) -> frozenset[str]:
    """Ids of the stones whose successors lead back to them."""
    named = {one.id: one.node.at(SUCCESSOR).value for one in tray.stones}
    heirs = {id_: heir for id_, heir in named.items() if isinstance(heir, str)}
    circling: set[str] = set()
    left: set[str] = set()  # ways that have been gone to their end
    for first in heirs:
        name, way, gone = first, list[str](), set[str]()
        while name in heirs and name not in left and name not in gone:
            way.append(name)
            gone.add(name)
            name = heirs[name]
        if name in gone:
            circling.update(way[way.index(name) :])
        left |= gone
    return frozenset(circling)


def _misfits(stone: Placed[S], where: Steps) -> bool:
    return (
        any(path in stone.fit.misfits for path in ((), where[:1], where))
        or where[-1] not in stone.node.at(where[:-1]).children
    )


def _vanished(desk: Desk) -> list[Problem]:
    """Ids that went out once and are nowhere now."""
    gone = []
    known = desk.ids
    for (kind, name), line in desk.locked.items():
        if (kind, name) not in known and desk.whole(kind):
            message = f'{parts.called(kind)} "{name}" went out once and is gone without a word.'
            hint = "Bring it back, name it in renamed_from of what it is now, or keep its id with retired."
            gone.append(Problem(LOCK, line, 1, "", ProblemKind.VANISHED_ID, message, hint))
    return gone
