"""What a visit to a link came to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from yarl import URL


class Health(StrEnum):
    """The values stand in the cache and in what `--json` prints."""

    FINE = "fine"  # there is a page
    MOVED = "moved"  # there is a page, and the site says that its address has changed for good
    EXPOSED = "exposed"  # there is a page, but on the way to it an https address leads to an http one
    GONE = "gone"  # the site says that there is no such page (404, 410)
    NO_HOST = "no-host"  # there is no site of that name
    PRIVATE = "private"  # leads into a private or special network, which is not visited
    BEYOND = "beyond"  # not visited either: another port or scheme, or a password in the address
    GUARDED = "guarded"  # the site turns programs away (401, 403, 429, 999 …), which says nothing about the page
    FAILING = "failing"  # the site says that the fault is its own (5xx)
    SLOW = "slow"  # no answer in time
    UNREACHABLE = "unreachable"  # the site refuses the connection, breaks it off or does not speak HTTP
    UNTRUSTED = "untrusted"  # no TLS, or a certificate that does not hold
    CIRCLING = "circling"  # redirects in a circle, or more often than is followed
    SPARED = "spared"  # not asked, because the site wants to be left alone for longer than there is time
    UNASKED = "unasked"  # not asked, because there is no network here, or name servers do not answer

    @property
    def works(self) -> bool:
        """Whether a page was seen."""
        return self in _WORKING

    @property
    def silent(self) -> bool:
        """Whether nobody answered, which may be for want of a network here."""
        return self in _SILENCE

    @property
    def dead(self) -> bool:
        """Whether nobody can open it, as far as one visit can tell."""
        return self in _DEAD


_WORKING = frozenset({Health.FINE, Health.MOVED, Health.EXPOSED})
_DEAD = frozenset({Health.GONE, Health.NO_HOST, Health.PRIVATE})
_NOT_VISITED = frozenset({Health.PRIVATE, Health.BEYOND})
_SILENCE = frozenset({Health.NO_HOST, Health.SLOW, Health.UNASKED})
_NOT_ASKED = frozenset({Health.SPARED, Health.UNASKED})


@dataclass(frozen=True, slots=True)
class LinkResult:
    """The health of one link.

    `status`: the last HTTP status, None where no site answered. `leads_to`: where it leads if that is another address;
    of a moved page the address to write instead. `detail`: the reason in a few words where `health` does not say it,
    else empty. `remembered`: from an earlier visit, at `visited`.
    """

    url: str
    health: Health
    visited: datetime
    status: int | None = None
    leads_to: str | None = None
    detail: str = ""
    remembered: bool = False

    @property
    def asked(self) -> bool:
        """Whether it tells of the site, and not only that it was not asked."""
        return self.health not in _NOT_ASKED

    def of(self, url: str) -> "LinkResult":
        """The same for `url`, which names the same page but perhaps a part of it; a page that moved keeps its parts."""
        leads_to = self.leads_to
        part = url.partition("#")[2]
        if leads_to and part and "#" not in leads_to:
            leads_to = f"{leads_to}#{part}"
        return replace(self, url=url, leads_to=leads_to)


def offline(results: Iterable[LinkResult]) -> bool:
    """Whether this machine was cut off, rather than all those sites: two or more were asked, and none answered."""
    asked = [result for result in results if not result.remembered and result.health not in _NOT_VISITED]
    hosts = {URL(result.url).host for result in asked}
    return len(hosts) > 1 and all(result.health.silent and result.status is None for result in asked)
