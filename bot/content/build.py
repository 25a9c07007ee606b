"""From what fits its shape to the values of the pack."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from bot.content.desk import Desk, Tray
from bot.content.shapes.faq import EntryShape
from bot.content.shapes.history import RetiredEntryShape, RetiredShape, RetiredTimelineShape
from bot.content.shapes.overlays import OverlaidShape, OverlayShape
from bot.content.shapes.resources import ListShape, ResourceShape
from bot.content.timelines import timelines_of
from bot.core.history import History, Kind, Retired
from bot.core.pack import Entry, Pack, Source
from bot.core.resources import Resource, ResourceList

K = TypeVar("K")
V = TypeVar("V")


def pack_of(desk: Desk, digest: str) -> Pack:
    """The pack of everything that fits its shape; complete where there are no errors."""
    entries = desk.items(Kind.ENTRY, EntryShape)
    resources = desk.items(Kind.RESOURCE, ResourceShape)
    return Pack(
        entries=_frozen((item.id, entry_of(item.fit.value)) for item in entries if item.fit.value is not None),
        sources=_frozen(
            (source.id, Source(id=source.id, org=value.org, title=value.title, url=value.url, year=value.year))
            for source in desk.sources
            if (value := source.fit.value) is not None
        ),
        digest=digest,
        lists=_frozen(_lists(desk)),
        resources=_frozen((item.id, _resource(item.fit.value)) for item in resources if item.fit.value is not None),
        timelines=timelines_of(desk),
        histories=_frozen((kind, _history(tray)) for kind, tray in desk.trays.items()),
    )


def entry_of(value: EntryShape) -> Entry:
    return Entry(
        id=value.id,
        question=value.question,
        phrasings=tuple(value.phrasings),
        topic=value.topic,
        answer=value.answer,
        sources=tuple(value.sources),
        checked=value.checked,
        level=value.level,
        tags=tuple(value.tags),
        audience=tuple(value.audience),
        related=tuple(value.related),
        pinned=value.pinned,
    )


def _resource(value: ResourceShape) -> Resource:
    return Resource(
        id=value.id,
        title=value.title,
        description=value.description,
        kind=value.kind,
        audience=tuple(value.audience),
        cost=value.cost,
        checked=value.checked,
        url=value.url,
        url_level=value.url_level,
        look_for=value.look_for or "",
        cost_note=value.cost_note or "",
        sources=tuple(value.sources),
        tags=tuple(value.tags),
    )


def _lists(desk: Desk) -> Iterable[tuple[str, ResourceList]]:
    """Each list with those resources that stand in its file, then those of other files, overlays over all of them."""
    overlaid = {one.list: one for root in desk.roots(OverlayShape) if root.fit.value for one in root.fit.value.lists}
    inside: dict[str, list[str]] = {}
    for item in desk.items(Kind.RESOURCE, ResourceShape):
        if item.fit.value is not None:
            inside.setdefault(item.notes.file, []).append(item.id)
    for one in desk.items(Kind.LIST, ListShape):
        if (value := one.fit.value) is not None:
            resources = _shown((*inside.get(one.notes.file, ()), *value.also), overlaid.get(value.id))
            yield one.id, ResourceList(value.id, value.title, value.description, resources)


def _shown(resources: tuple[str, ...], overlaid: OverlaidShape | None) -> tuple[str, ...]:
    if overlaid is None:
        return resources
    aside = {*overlaid.pinned, *overlaid.hidden}
    return (*overlaid.pinned, *(name for name in (*resources, *overlaid.added) if name not in aside))


def _history(tray: Tray) -> History:
    renamed = {name: item.id for item in tray.everything for _, name in item.fitting("renamed_from")}
    retired = {stone.id: _stone(stone.fit.value) for stone in tray.stones if stone.fit.value is not None}
    return History(_frozen(renamed.items()), _frozen(retired.items()))


def _stone(value: RetiredEntryShape | RetiredShape | RetiredTimelineShape) -> Retired:
    title = value.question if isinstance(value, RetiredEntryShape) else value.title
    return Retired(value.id, title, value.retired.on, value.retired.successor)


def _frozen(items: Iterable[tuple[K, V]]) -> Mapping[K, V]:
    return MappingProxyType(dict(items))
