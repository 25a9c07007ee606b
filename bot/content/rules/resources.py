"""What no single value of a resource list can be asked."""

from datetime import date

from bot.content.desk import Desk
from bot.content.placed import Placed
from bot.content.rules import parts
from bot.content.rules.history import Past
from bot.content.shapes.resources import ListShape, ResourceShape
from bot.core.history import Kind
from bot.core.problems import ProblemKind


def check(desk: Desk, *, today: date) -> None:
    """Note every problem between resources, or in their texts. Those are plain: asterisks are shown as asterisks."""
    seen: dict[str, Placed[ResourceShape]] = {}
    known_sources = desk.known_sources
    for resource in desk.items(Kind.RESOURCE, ResourceShape):
        parts.sources(resource, known_sources)
        parts.names(resource, "tags", None, "")
        parts.names(resource, "audience", None, "")
        parts.texts(resource, "title", "description", "look_for", "cost_note")
        parts.checked(resource, today)
        _address(resource)
        _repeated(resource, seen)
    past, known = Past(desk.trays[Kind.RESOURCE]), desk.known(Kind.RESOURCE)
    for one in desk.items(Kind.LIST, ListShape):
        parts.texts(one, "title", "description")
        _also(one, desk, past, known)


def _also(one: Placed[ListShape], desk: Desk, past: Past, known: frozenset[str] | None) -> None:
    own = {item.id for item in desk.items(Kind.RESOURCE, ResourceShape) if item.notes.file == one.notes.file}
    said = set[str]()
    for where, name in one.fitting("also"):
        if name in own:
            message = f'"{name}" stands in this list already.'
            one.note(where, ProblemKind.ALREADY_LISTED, message, "Delete it here.")
        elif (problem := past.about(name)) is not None:
            one.note(where, *problem)
            said.add(name)
    parts.names(one, "also", known, "There is no resource with this id.", said=said)


def _address(resource: Placed[ResourceShape]) -> None:
    """Note an address without its level, and a missing one without words for what to look for."""
    given = resource.node.children
    if {("url",), ("url_level",), ("look_for",)} & resource.fit.misfits or "url" not in given:
        return
    url, level, look_for = (
        given[field].value if field in given else None for field in ("url", "url_level", "look_for")
    )
    if url is None and look_for is None:
        hint = "Add look_for: what somebody would search for."
        resource.note(("url",), ProblemKind.NO_ADDRESS, "there is no address and nothing to look for.", hint)
    if url is None and level is not None:
        message = "there is no address that this could be about."
        resource.note(("url_level",), ProblemKind.LEVEL_WITHOUT_ADDRESS, message, "Delete the line.")
    if url is not None and level is None:
        hint = "Add url_level: page-seen, domain-seen, string-seen or unverified."
        message = "nobody says how much of this address was seen."
        resource.note(("url",), ProblemKind.ADDRESS_WITHOUT_LEVEL, message, hint)


def _repeated(resource: Placed[ResourceShape], seen: dict[str, Placed[ResourceShape]]) -> None:
    """Note the same title twice. One address may serve two: a society's page is also where its meeting is found."""
    for where, title in resource.fitting("title"):
        first = seen.setdefault(title.casefold(), resource)
        if first is not resource and first.id != resource.id:
            message = f"the same title stands in {first.place(('title',))}."
            resource.note(where, ProblemKind.DUPLICATE_TITLE, message, "Delete one of the two, or name them apart.")
