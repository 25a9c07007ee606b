"""A value of a file with the place it was read from, as far as it can be used."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from bot.content.explain import Fit
from bot.content.nodes import Node
from bot.content.places import Notes, Steps, dotted
from bot.content.shapes.base import Shape
from bot.core.problems import ProblemKind

S = TypeVar("S", bound=Shape)
P = TypeVar("P", bound=Shape)


@dataclass(frozen=True, slots=True)
class Placed(Generic[S]):
    """One thing of a file. Its parts can be asked for although others do not fit; `id` is empty where it has none."""

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

    def parts(self, *where: str) -> Iterator[tuple[Steps, Node]]:
        """What stands at the path `where`, in which `*` is each item of a list."""
        found: list[tuple[Steps, Node]] = [((), self.node)]
        for step in where:
            found = [
                ((*path, key), child)
                for path, node in found
                for key, child in node.children.items()
                if key == step or (step == "*" and isinstance(key, int))
            ]
        yield from found

    def named(self, *where: str) -> Iterator[tuple[Steps, str]]:
        """Those of `parts` that are text and what belongs there."""
        for path, node in self.parts(*where):
            wrong = any(path[:end] in self.fit.misfits for end in range(len(path) + 1))
            if isinstance(node.value, str) and not wrong:
                yield path, node.value

    def shaped(self, shape: type[P], *where: str) -> Iterator[tuple[Steps, P]]:
        """Those of `parts` that fit `shape`, although others may not."""
        for path, node in self.parts(*where):
            try:
                yield path, shape.model_validate(node.value)
            except ValidationError:  # it has its problem already
                continue
