"""The resource lists as somebody leafs through them: which there are, for whom, and what stands in one."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from bot.core.listing import AUDIENCES
from bot.core.lookup.fold import key
from bot.core.overlay import View
from bot.core.resources import Resource, ResourceList


class Named(Protocol):
    """Anything with an id and a title."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...


T = TypeVar("T", bound=Named)


def audiences(view: View) -> tuple[str, ...]:
    """Everybody whom some resource is for, in the order of a career."""
    found = {one for resource in view.resources.values() for one in resource.audience}
    known = tuple(one for one in AUDIENCES if one in found)
    return known + tuple(sorted(found.difference(known)))


def suits(resource: Resource, audience: str | None) -> bool:
    """Whether it is for `audience`, which is None for everybody; so is a resource that names none."""
    return audience is None or not resource.audience or audience in resource.audience


def items(view: View, list_id: str, audience: str | None = None) -> tuple[Resource, ...]:
    """What a list shows to `audience`, in its order."""
    held = (view.resources[one] for one in view.lists[list_id].resources)
    return tuple(one for one in held if suits(one, audience))


def lists(view: View, audience: str | None = None) -> tuple[tuple[ResourceList, int], ...]:
    """Every list with something for `audience`, and how much of it."""
    counted = ((one, len(items(view, one.id, audience))) for one in view.lists.values())
    return tuple((one, number) for one, number in counted if number)


def standing_in(view: View, resource_id: str) -> tuple[ResourceList, ...]:
    """The lists that show a resource."""
    return tuple(one for one in view.lists.values() if resource_id in one.resources)


def named(among: Iterable[T], words: str) -> T | None:
    """The one with this id, or with this title in any case and punctuation; None where there is none."""
    held, said = tuple(among), key(words)
    by_id = next((one for one in held if one.id == words.strip()), None)
    return by_id or next((one for one in held if key(one.title) == said), None)


def like(among: Sequence[T], words: str) -> tuple[T, ...]:
    """Those whose title holds what is being typed, those that begin with it first; all of them without words."""
    said = key(words)
    holding = [one for one in among if said in key(one.title)]
    return tuple(sorted(holding, key=lambda one: not key(one.title).startswith(said)))
