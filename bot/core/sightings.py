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
    """The addresses that failed on `DAYS` days or more since they last worked, each with the last visit to it."""
    failed: dict[str, list[Sighting]] = {}
    for one in sorted(sightings, key=lambda one: one.at):
        since = failed.setdefault(one.url, [])
        since.clear() if one.works else since.append(one)
    return {url: since[-1] for url, since in failed.items() if len({one.day for one in since}) >= DAYS}
