"""Where the content links to, each link with its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.content.placed import Placed
from bot.content.places import dotted
from bot.core.texts import https_links


@dataclass(frozen=True, slots=True)
class Link:
    """An https address and where it stands, as in a `Problem`; in a text, that is where the text begins."""

    url: str
    file: str
    line: int
    column: int
    path: str


def links(*groups: Iterable[Placed[Any]]) -> tuple[Link, ...]:
    """The links of entries, resources, sources and whatever else has a `url` or an `answer`, in the order of places."""
    found = (link for group in groups for holder in group for link in _of(holder))
    return tuple(sorted(found, key=lambda link: (link.file, link.line, link.column)))


def _of(holder: Placed[Any]) -> Iterator[Link]:
    found = [*holder.fitting("url")]
    found += [(where, url) for where, text in holder.texts("answer") for url in https_links(text)]
    for where, url in found:
        line, column = holder.node.at(where).place
        yield Link(url, holder.notes.file, line, column, dotted((*holder.path, *where)))
