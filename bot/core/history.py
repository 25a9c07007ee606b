"""What became of ids. They are for ever: buttons, counts and posted messages name what was renamed or retired since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What has such an id. The values stand in `content/ids.lock`; an id is unique within its kind."""

    ENTRY = "entry"
    LIST = "list"
    RESOURCE = "resource"
    ANCHOR = "anchor"
    STAGE = "stage"
    SPECIALTY = "specialty"
    MODIFIER = "modifier"
    RULE = "calendar-rule"
    CERTIFICATE = "certificate"
    PATHWAY = "pathway"


@dataclass(frozen=True, slots=True)
class Retired:
    """What was taken out of the pack on the day `on`. `successor` is the id of what took its place, if anything did."""

    id: str
    title: str
    on: date
    successor: str | None


@dataclass(frozen=True, slots=True)
class History:
    """Of one kind: `renamed` leads from each former id to the one it has today, `retired` from an id to its stone."""

    renamed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    retired: Mapping[str, Retired] = field(default_factory=lambda: MappingProxyType({}))

    def current(self, id_: str) -> str:
        """The id by which the same thing goes today; `id_` itself where it never had another."""
        return self.renamed.get(id_, id_)

    def heir(self, id_: str) -> str | None:
        """Where `id_` leads today: itself under its current id, or what succeeded it in the end. None: nothing did."""
        id_ = self.current(id_)
        for _ in range(len(self.retired) + 1):
            stone = self.retired.get(id_)
            if stone is None:
                return id_
            if stone.successor is None:
                return None
            id_ = self.current(stone.successor)
        return None  # a circle: the loader refuses one
