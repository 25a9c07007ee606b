"""What visits to links came to, day by day, and which links are under review for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

DAYS = 2  # with a failure each, and no success since, before anybody is told


@dataclass(frozen=True, slots=True)
class Sighting:
    """A visit that told something of the page: there is one (`works`), or nobody can open it.

    `health` is the word for what was found, as in docs/links.md. `at` is aware UTC.
    """

    url: str
    works: bool
    health: str
    at: datetime

    @property
    def day(self) -> date:
        return self.at.date()


def under_review(sightings: Iterable[Sighting]) -> Mapping[str, Sighting]:
    """The addresses that failed on `DAYS` days or more since they last worked, each with the last visit to it.

    Of several visits on one day the last one counts.
    """
    last: dict[tuple[str, date], Sighting] = {}
    for one in sorted(sightings, key=lambda one: one.at):
        last[one.url, one.day] = one
    failed: dict[str, list[Sighting]] = {}
    for one in last.values():
        days = failed.setdefault(one.url, [])
        days.clear() if one.works else days.append(one)
    return {url: days[-1] for url, days in failed.items() if len(days) >= DAYS}
