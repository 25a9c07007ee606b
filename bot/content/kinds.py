"""Which files there are, and what stands in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.content.shapes.base import Shape
from bot.content.shapes.faq import EntryShape, FaqShape
from bot.content.shapes.history import RetiredEntryShape, RetiredShape, RetiredTimelineShape
from bot.content.shapes.overlays import OverlayShape
from bot.content.shapes.resources import ListShape, ResourceShape
from bot.content.shapes.timelines import (
    AnchorShape,
    CertificateShape,
    ModifierShape,
    PathwayShape,
    RuleShape,
    SpecialtyShape,
    StageShape,
    TimelinesShape,
)
from bot.core.history import Kind

SOURCES = "sources.yaml"
LOCK = "ids.lock"


@dataclass(frozen=True, slots=True)
class Section:
    """A list of a file, under `key`, of items that have ids of `kind`."""

    key: str
    kind: Kind
    shape: type[Shape]
    retired: type[Shape] = RetiredShape


@dataclass(frozen=True, slots=True)
class FileKind:
    """The files of one folder. Where `own` is set, a file itself is an item of that kind; `says` that it says something
    beside its items although it is none.
    """

    shape: type[Shape]
    sections: tuple[Section, ...]
    own: Kind | None = None
    says: bool = False


_TIMELINES = tuple(
    Section(key, kind, shape, RetiredTimelineShape)
    for key, kind, shape in (
        ("anchors", Kind.ANCHOR, AnchorShape),
        ("stages", Kind.STAGE, StageShape),
        ("specialties", Kind.SPECIALTY, SpecialtyShape),
        ("modifiers", Kind.MODIFIER, ModifierShape),
        ("calendar", Kind.RULE, RuleShape),
        ("certificates", Kind.CERTIFICATE, CertificateShape),
        ("pathways", Kind.PATHWAY, PathwayShape),
    )
)

FOLDERS: Mapping[str, FileKind] = MappingProxyType(
    {
        "faq": FileKind(FaqShape, (Section("entries", Kind.ENTRY, EntryShape, RetiredEntryShape),)),
        "resources": FileKind(ListShape, (Section("resources", Kind.RESOURCE, ResourceShape),), own=Kind.LIST),
        "timelines": FileKind(TimelinesShape, _TIMELINES),
        "overlays": FileKind(OverlayShape, (Section("resources", Kind.RESOURCE, ResourceShape),), says=True),
    }
)


def folders_of(kind: Kind) -> frozenset[str]:
    """The folders in which things of `kind` stand."""
    return frozenset(
        name
        for name, files in FOLDERS.items()
        if files.own is kind or any(section.kind is kind for section in files.sections)
    )
