"""Finding a time zone by what a person types: `berlin`, `new yrok`, `america/bog`."""

import re
from collections.abc import Iterable
from types import MappingProxyType

from rapidfuzz import fuzz

UTC_NAME = "UTC"

# What the zone database holds beside its zones.
NO_ZONES = ("posix/", "right/")
NO_PLACES = {"Factory", "localtime", "posixrules", "posix", "right"}
LIKE = 72.0  # of 100: below it, a name is another word and no slip of the finger

# What people say for zones that are named for another city.
ALSO_CALLED = MappingProxyType(
    {
        "America/New_York": (
            "Eastern",
            "Eastern time",
            "EST",
            "EDT",
            "Boston",
            "Philadelphia",
            "Washington",
            "Atlanta",
            "Miami",
        ),
        "America/Chicago": ("Central", "Central time", "CST", "CDT", "Houston", "Dallas", "Minneapolis", "St Louis"),
        "America/Denver": ("Mountain", "Mountain time", "MST", "MDT", "Salt Lake City"),
        "America/Los_Angeles": (
            "Pacific",
            "Pacific time",
            "PST",
            "PDT",
            "Seattle",
            "San Francisco",
            "San Diego",
            "Portland",
        ),
        "America/Toronto": ("Montreal", "Ottawa"),
        "Europe/London": ("United Kingdom", "England", "BST", "Manchester", "Edinburgh", "Birmingham"),
        "Europe/Dublin": ("Ireland",),
        "Europe/Berlin": ("Germany", "CET", "CEST", "Munich", "Hamburg", "Frankfurt", "Cologne"),
        "Europe/Paris": ("France", "Lyon", "Marseille"),
        "Europe/Madrid": ("Spain", "Barcelona", "Valencia"),
        "Europe/Rome": ("Italy", "Milan", "Naples"),
        "Europe/Zurich": ("Switzerland", "Geneva", "Basel"),
        "Asia/Kolkata": ("India", "Mumbai", "Delhi", "Bangalore", "Chennai", "Hyderabad", "IST"),
        "Asia/Karachi": ("Pakistan", "Lahore", "Islamabad"),
        "Asia/Shanghai": ("China", "Beijing"),
        "Asia/Tokyo": ("Japan", "Osaka", "JST"),
        "Australia/Sydney": ("AEST", "Canberra"),
    }
)


class Zones:
    """All zones that this machine knows, by their IANA names."""

    def __init__(self, names: Iterable[str]) -> None:
        kept = {name for name in names if name not in NO_PLACES and not name.startswith(NO_ZONES)}
        self.names = tuple(sorted(kept | {UTC_NAME}))
        self._known = frozenset(self.names)
        # Each name with what it is looked for by: the whole of it, and the last part, which is mostly a city.
        self._called = [(name, _fold(name), _fold(name.rpartition("/")[2])) for name in self.names]
        also = [(name, other) for name, others in ALSO_CALLED.items() for other in others if name in self._known]
        self._called += [(name, _fold(other), _fold(other)) for name, other in also]
        self._short = {_fold(other) for _, other in also if other.isupper()}

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def exactly(self, typed: str) -> str | None:
        """The one zone that `typed` can only mean, whatever its case; None where that is not sure.

        Abbreviations are never sure: EST is also a zone that knows no summer time, and IST is three countries'.
        """
        folded = _fold(typed)
        found = {name for name, *called in self._called if folded in called and ("/" in name or name == UTC_NAME)}
        if UTC_NAME in found:
            return UTC_NAME
        return found.pop() if len(found) == 1 and folded not in self._short else None

    def find(self, typed: str, limit: int = 25) -> tuple[str, ...]:
        """At most `limit` zones, the likeliest first; none where nothing is like `typed`. Typos are met."""
        folded = _fold(typed)
        if not folded:
            return self.names[:limit]
        best: dict[str, float] = {}
        for name, whole, part in self._called:
            best[name] = max(best.get(name, 0.0), _score(folded, whole, part))
        # Between equals a place comes before an abbreviation, which has no summer time.
        ranked = sorted(best, key=lambda name: (-best[name], "/" not in name, name))
        return tuple(name for name in ranked if best[name] >= LIKE)[:limit]


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[_/,.\s]+", " ", text).casefold().split())


def _score(typed: str, whole: str, part: str) -> float:
    """0 to 100. A beginning says more than a likeness, the city more than the whole name."""
    if typed in (part, whole):
        return 100.0
    if part.startswith(typed):
        return 99.0
    if whole.startswith(typed) or f" {typed}" in f" {whole}":
        return 97.0
    return max(fuzz.ratio(typed, part[: len(typed) + 1]) - 2, fuzz.ratio(typed, part), fuzz.ratio(typed, whole) - 1)
