"""What looking a database over finds: what is in it, and what does not add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.statistics import Difference


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a database holds: its `version`, its `size` in bytes, and how many `rows` each of its tables has.

    `counted` asks on `days` local days from `first_day` to `last_day`, those of sealed days among them; all empty in
    a database of an older version, whose counts this build does not read.
    """

    version: str
    size: int
    rows: Mapping[str, int]
    counted: int = 0
    days: int = 0
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in the spool: whole records, lines that cannot be read, and the size of the file in bytes."""

    records: int
    damaged: int
    size: int


@dataclass(frozen=True, slots=True)
class Audit:
    """`damage` is what SQLite says is broken; where there is any, `holdings` is None and nothing was compared.

    `orphans` are tables with rows whose parent is missing. `compared` is False for a database of an older version,
    whose `differences` nobody looked for.
    """

    holdings: Holdings | None
    damage: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    compared: bool = True

    @property
    def fine(self) -> bool:
        return not (self.damage or self.orphans or self.differences)
