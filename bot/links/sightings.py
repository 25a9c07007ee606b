"""Visits from the background, for the lists: the same visits as `check --links`, told in the words of the core."""

from collections.abc import Collection, Sequence
from contextlib import aclosing

from bot.core.sightings import Sighting
from bot.links.checker import LinkChecker
from bot.links.health import Health, LinkResult, offline

# Of these a visit tells nothing: nobody was asked, or a site turned a program away that may well show people the page.
_SILENT = frozenset({Health.GUARDED, Health.SPARED, Health.UNASKED, Health.BEYOND})


class Sightings:
    """Looks with one checker, and so with its manners and its memory."""

    def __init__(self, checker: LinkChecker) -> None:
        self._checker = checker

    async def look(self, urls: Collection[str]) -> Sequence[Sighting]:
        """What is known of these addresses now; nothing where this machine was cut off, which is no page's fault."""
        results: list[LinkResult] = []
        async with aclosing(self._checker.check(urls)) as found:
            async for result in found:
                results.append(result)
        cut_off = offline(results)
        return [
            Sighting(one.url, one.health.works, one.health.value, one.visited)
            for one in results
            if one.health not in _SILENT and not (cut_off and not one.remembered)
        ]
