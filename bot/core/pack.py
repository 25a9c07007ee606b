"""The pack: everything under `content/`, validated and immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from bot.core.history import History, Kind
from bot.core.levels import Level
from bot.core.resources import Resource, ResourceList
from bot.core.timelines.table import Timelines

__all__ = ["Entry", "Level", "Pack", "Source", "topic_title"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from. `url` is None for documents that are not on the web."""

    id: str
    org: str
    title: str
    url: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One FAQ question with its answer.

    `phrasings` are other ways to ask it, without `question` itself. `answer` is Discord markdown. `sources` are ids
    of the pack's sources and `related` ids of its entries, both in the order they are shown. `checked` is the day
    somebody last compared the answer with its sources; None only in packs loaded without source rules. `pinned`
    entries come first where nothing has been typed yet.
    """

    id: str
    question: str
    phrasings: tuple[str, ...]
    topic: str
    answer: str
    sources: tuple[str, ...] = ()
    checked: date | None = None
    level: Level = Level.UNVERIFIED
    tags: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    pinned: bool = False


def topic_title(topic: str) -> str:
    """A topic as people read it: `work-and-life` is "Work and life"."""
    return topic.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything by id, in the order of its files. `digest`: SHA-256 (hex) over what was loaded.

    `histories` has what was renamed and retired, by kind; a kind without any is missing.
    """

    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    digest: str
    lists: Mapping[str, ResourceList] = field(default_factory=lambda: MappingProxyType({}))
    resources: Mapping[str, Resource] = field(default_factory=lambda: MappingProxyType({}))
    histories: Mapping[Kind, History] = field(default_factory=lambda: MappingProxyType({}))
    timelines: Timelines = field(default_factory=Timelines)

    def history(self, kind: Kind) -> History:
        return self.histories.get(kind) or History()

    def resolve(self, entry_id: str) -> Entry | None:
        """The entry that `entry_id` leads to: the one it names, or named before a renaming, or what succeeded that."""
        heir = self.history(Kind.ENTRY).heir(entry_id)
        return None if heir is None else self.entries.get(heir)
