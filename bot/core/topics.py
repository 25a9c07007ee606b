"""The pack as somebody leafs through it: topics, their entries, and pages of what Discord can show at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.core.lookup.fold import key
from bot.core.pack import Entry, Pack, topic_title

T = TypeVar("T")

PAGE = 25  # options of a menu


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading with its entries, pinned ones first, else in the order of their files. Never empty."""

    id: str
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        return topic_title(self.id)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a longer list. `number` counts from 0; `first` is the place of the first item in the list, from 0."""

    items: tuple[T, ...]
    number: int
    pages: int
    first: int
    total: int


def topics(pack: Pack) -> tuple[Topic, ...]:
    """All topics in the order of their files."""
    under: dict[str, list[Entry]] = {}
    for entry in pack.entries.values():
        under.setdefault(entry.topic, []).append(entry)
    return tuple(
        Topic(topic_id, tuple(sorted(entries, key=lambda entry: not entry.pinned)))
        for topic_id, entries in under.items()
    )


def named(among: Sequence[Topic], words: str) -> Topic | None:
    """The topic with this id, or with this title in any case and punctuation; None where there is none."""
    said = key(words)
    return next((topic for topic in among if topic.id == words or key(topic.title) == said), None)


def like(among: Sequence[Topic], words: str) -> tuple[Topic, ...]:
    """Topics whose title holds what is being typed, those that begin with it first; all of them without words."""
    said = key(words)
    holding = [topic for topic in among if said in key(topic.title)]
    return tuple(sorted(holding, key=lambda topic: not key(topic.title).startswith(said)))


def page(items: Sequence[T], number: int) -> Page[T]:
    """Page `number` of `items`, counted from 0; the last one where there are not that many any more."""
    pages = max(1, -(-len(items) // PAGE))
    number = min(max(number, 0), pages - 1)
    first = number * PAGE
    return Page(tuple(items[first : first + PAGE]), number, pages, first, len(items))


def page_with(items: Sequence[T], item: T) -> int:
    """The number of the page on which `item` stands. Raises ValueError where it stands on none."""
    return items.index(item) // PAGE
