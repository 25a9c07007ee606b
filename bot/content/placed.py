"""A value of a file with the place it was read from, as far as it can be used."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.content.explain import Fit
from bot.content.nodes import Node
from bot.content.places import Notes, Steps, dotted
from bot.content.shapes.base import Shape
from bot.core.problems import ProblemKind

S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True)
class Placed(Generic[S]):
    """An entry or a source. Its parts can be asked for although others do not fit; `id` is empty where it has none."""

    id: str
    fit: Fit[S]
    path: Steps
    node: Node
    notes: Notes

    def note(self, where: Steps, kind: ProblemKind, message: str, hint: str = "") -> None:
        """Note a problem of the part at `where`, a path from this value."""
        self.notes.add(self.node.at(where).place, (*self.path, *where), kind, message, hint)

    def place(self, where: Steps) -> str:
        """`file:line:column path` of the part at `where`, for sentences about another place."""
        line, column = self.node.at(where).place
        return f"{self.notes.file}:{line}:{column} {dotted((*self.path, *where))}"

    def texts(self, field: str) -> Iterator[tuple[Steps, str]]:
        """The text of `field`, or those in its list, with their paths; also texts that are too long, for example."""
        node = self.node.children.get(field)
        if node is None:
            return
        items = node.children.items() if isinstance(node.value, list) else ()
        parts: list[tuple[Steps, Node]] = [((field,), node), *(((field, index), child) for index, child in items)]
        yield from ((where, part.value) for where, part in parts if isinstance(part.value, str))

    def fitting(self, field: str) -> Iterator[tuple[Steps, str]]:
        """Those of `texts` that are what belongs there: none in a list that stands in the place of a text."""
        if (field,) in self.fit.misfits - self.fit.lengthy:
            return iter(())
        return ((where, text) for where, text in self.texts(field) if where not in self.fit.misfits)
