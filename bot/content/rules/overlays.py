"""What no single value of an overlay can be asked."""

from collections.abc import Iterator, Mapping, Sequence

from bot.content.desk import Desk
from bot.content.explain import nearest
from bot.content.placed import Placed
from bot.content.places import Steps
from bot.content.rules.history import Past
from bot.content.shapes.overlays import OverlayShape
from bot.content.shapes.resources import ListShape, ResourceShape
from bot.core.history import Kind
from bot.core.problems import ProblemKind

KEYS = ("pinned", "added", "hidden")


def check(desk: Desk) -> None:
    """Note every id that leads nowhere, stands twice, or says the opposite of another."""
    shown = _shown(desk)
    seen: dict[str, str] = {}
    lists, resources = desk.known(Kind.LIST), desk.known(Kind.RESOURCE)
    past = Past(desk.trays[Kind.LIST]), Past(desk.trays[Kind.RESOURCE])
    for one in desk.roots(OverlayShape):
        for where, name in one.named("lists", "*", "list"):
            first = seen.setdefault(name, one.place(where))
            if first != one.place(where):
                message = f'what is different about "{name}" stands in {first}.'
                one.note(where, ProblemKind.DUPLICATE_ID, message, "Write all of it there.")
            elif _exists(one, (where, name), lists, past[0], "list"):
                _items(one, where[:-1], shown.get(name, ()), resources, past[1])


def _items(
    one: Placed[OverlayShape], at: Steps, shown: Sequence[str], known: frozenset[str] | None, past: Past
) -> None:
    """Note what is wrong with the resources that the list at `at` pins, adds and hides; it shows `shown` without it."""
    found = {key: list(_named(one, at, key)) for key in KEYS}
    added = [name for _, name in found["added"]]
    for key in KEYS:
        seen: set[str] = set()
        for where, name in found[key]:
            if name in seen:
                message = f'"{name}" stands twice in this list.'
                one.note(where, ProblemKind.REPEATED_ITEM, message, "Delete one of the two.")
            elif not _exists(one, (where, name), known, past, "resource"):
                pass
            elif key == "added" and name in shown:
                message = f'"{name}" stands in this list already.'
                one.note(where, ProblemKind.ALREADY_LISTED, message, "Delete it here.")
            elif key != "added" and known is not None and name not in shown and name not in added:
                hint = nearest(name, frozenset(shown)) or "Name one that the list shows."
                one.note(where, ProblemKind.UNKNOWN_ID, f'"{name}" does not stand in that list.', hint)
            seen.add(name)
    pinned = {name for _, name in found["pinned"]}
    for where, name in found["hidden"]:
        if name in pinned:
            message = f'"{name}" cannot be pinned and hidden.'
            one.note(where, ProblemKind.CONTRADICTION, message, "Delete one of the two.")


def _exists(
    one: Placed[OverlayShape], named: tuple[Steps, str], known: frozenset[str] | None, past: Past, what: str
) -> bool:
    """Whether what is named is there today; notes it where it is not."""
    where, name = named
    problem = past.about(name)
    if problem is None and (known is None or name in known):
        return True
    if problem is None:
        hint = nearest(name, known or frozenset()) or f"There is no {what} with this id."
        problem = ProblemKind.UNKNOWN_ID, f'"{name}" is unknown.', hint
    one.note(where, *problem)
    return False


def _named(one: Placed[OverlayShape], at: Steps, key: str) -> Iterator[tuple[Steps, str]]:
    return ((where, name) for where, name in one.named("lists", "*", key, "*") if where[: len(at)] == at)


def _shown(desk: Desk) -> Mapping[str, Sequence[str]]:
    """The resources of each list, by its id, as its file has them."""
    inside: dict[str, list[str]] = {}
    for item in desk.items(Kind.RESOURCE, ResourceShape):
        inside.setdefault(item.notes.file, []).append(item.id)
    return {
        one.id: [*inside.get(one.notes.file, ()), *(name for _, name in one.fitting("also"))]
        for one in desk.items(Kind.LIST, ListShape)
    }
