"""The tables in `content/timelines/`, as they stand there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.oracle.days import Year

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """Each list of all files, by id, in the order of the files and rows."""

    anchors: dict[str, Row]
    stages: dict[str, Row]
    specialties: dict[str, Row]
    modifiers: dict[str, Row]
    calendar: dict[str, Row]
    certificates: dict[str, Row]
    pathways: dict[str, Row]

    def year(self, stage: Row) -> Year | None:
        """The academic year of a stage, None for one that begins at once or whose opening is unknown."""
        if stage.get("at_once") or not stage.get("anchor"):
            return None
        anchor = self.anchors[stage["anchor"]]
        closes = stage.get("closes") or anchor.get("closes")
        return Year(month_day(anchor["opens"]), month_day(closes) if closes else None, anchor.get("exact", True))

    def choices(self, pathway: Row) -> dict[str, Row]:
        """What of a pathway a member may choose by a number: the modifier by the name of the choice."""
        known = [self.modifiers[name] for name in pathway.get("modifiers", [])]
        return {row["choice"]: row for row in known if row.get("choice")}


def month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def read(folder: Path) -> Table:
    """Blocking: parses every file of `folder`."""
    lists: dict[str, dict[str, Row]] = {name: {} for name in Table.__dataclass_fields__}
    for file in sorted(folder.glob("*.yaml")):
        for name, rows in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            lists[name] |= {row["id"]: row for row in rows}
    return Table(**lists)
