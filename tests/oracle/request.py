"""What a plan is asked for."""

from dataclasses import dataclass

from whenever import Date


class RefusedError(Exception):
    """There is no such plan. The words say why, for whoever looks into a difference."""


@dataclass(frozen=True)
class Request:
    """`since` stands for its month. `part_time` is a percentage and a group, or None for the member's own."""

    route: str
    stage: str
    year: int
    today: Date
    since: Date | None = None
    until: Date | None = None
    specialty: str | None = None
    degree: str | None = None
    gap_years: int = 0
    research_years: int = 0
    fellowship_years: int | None = None
    repeated: tuple[str, ...] = ()
    leave_days: int = 0
    part_time: tuple[int, str | None] | None = None

    def __str__(self) -> str:
        """Only what was chosen, so that a difference can be read."""
        chosen = [(name, getattr(self, name)) for name in self.__dataclass_fields__]
        return " ".join(f"{name}={value}" for name, value in chosen if value not in (None, 0, ()))
