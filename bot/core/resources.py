"""Resources: links worth opening, in lists with a purpose."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ResourceKind(StrEnum):
    """What a resource is; the values are those that editors write."""

    SOCIETY = "society"
    BOARD = "board"
    TRAINING_BODY = "training-body"
    JOURNAL = "journal"
    DATABASE = "database"
    DATA = "data"
    GOVERNMENT = "government"
    REGULATION = "regulation"
    GUIDELINE = "guideline"
    EXAM = "exam"
    APPLICATION = "application"
    MATCH = "match"
    PROGRAM_SEARCH = "program-search"
    CAREER = "career"
    PREMED = "premed"
    CME = "cme"
    EDUCATION = "education"
    CONFERENCE = "conference"
    COMMUNITY = "community"


class Cost(StrEnum):
    """What it costs to use."""

    FREE = "free"
    FREE_CORE = "free-core"  # the core is free, extras are paid
    MEMBERS = "members"  # comes with a membership
    PAID = "paid"
    MIXED = "mixed"  # varies
    UNKNOWN = "unknown"  # nobody looked


class UrlLevel(StrEnum):
    """How much of an address was seen when it was written down."""

    PAGE_SEEN = "page-seen"  # this very page
    DOMAIN_SEEN = "domain-seen"  # the site, not this page of it
    STRING_SEEN = "string-seen"  # the address in other people's text, the site not
    UNVERIFIED = "unverified"  # neither


@dataclass(frozen=True, slots=True)
class Resource:
    """One link with what it offers and for whom.

    `url` and `url_level` are both None for a kind of thing that has no single address; `look_for` then says what to
    look for. `cost_note` adds what a word cannot say (an amount with its year). `sources` are ids of the pack's.
    """

    id: str
    title: str
    description: str
    kind: ResourceKind
    audience: tuple[str, ...]
    cost: Cost
    checked: date
    url: str | None = None
    url_level: UrlLevel | None = None
    look_for: str = ""
    cost_note: str = ""
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceList:
    """Resources by id, in the order they are shown. Each is written down in one list; others may show it too."""

    id: str
    title: str
    description: str
    resources: tuple[str, ...]
