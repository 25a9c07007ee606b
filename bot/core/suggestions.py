"""What members suggest for the resource lists of their server, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.core.addresses import normal
from bot.core.errors import MemberError
from bot.core.listing import line
from bot.core.lookup.fold import key

TITLE = 80  # characters, as in the content
WHY = 200  # as a description in the lists
REASON = 400
OPEN_EACH = 5  # suggestions of one member that may wait in a server
OPEN_ALL = 500  # that may wait in a server at all


class State(StrEnum):
    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a member typed, as it is kept. `audience` is empty where it is for everybody."""

    link: str
    title: str
    why: str
    audience: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`id` is that of the interaction it came with. `member_id` is None once the member had it taken out.

    `reason` says why it was rejected, `listed` in which list an approved one stands; both are empty otherwise.
    """

    id: int
    guild_id: int
    member_id: int | None
    draft: Draft
    at: datetime
    state: State = State.OPEN
    reason: str = ""
    listed: str = ""

    @property
    def title(self) -> str:
        return self.draft.title

    @property
    def url(self) -> str:
        return self.draft.link


class Titled(Protocol):
    """Anything with a title and an address that may be None."""

    @property
    def title(self) -> str: ...

    @property
    def url(self) -> str | None: ...


T = TypeVar("T", bound=Titled)


def drafted(link: str, title: str, why: str, audience: Iterable[str] = (), *, called: str = "description") -> Draft:
    """Raises MemberError for what could not be listed as it is, with the sentences of `bot.core.listing`.

    `called`: the name by which whoever typed it knows `why`.
    """
    named, said = _cut(title, TITLE), _cut(why, WHY)
    if not any(character.isalnum() for character in named):
        raise MemberError("It needs a title with words in it: what the page is called.")
    return Draft(normal(link), line("title", named), line(called, said) if said else "", tuple(dict.fromkeys(audience)))


def same(draft: Draft, among: Iterable[T]) -> T | None:
    """The first of them with the address of `draft`, else the first with its title; None where there is neither."""
    held = tuple(among)
    said = key(draft.title)
    by_address = (one for one in held if one.url is not None and _address(one.url) == draft.link)
    return next(by_address, None) or next((one for one in held if key(one.title) == said), None)


def same_address(one: str | None, other: str | None) -> bool:
    """Whether both lead to the same page; nothing is the same as no address."""
    return one is not None and other is not None and _address(one) == _address(other)


def _address(url: str) -> str:
    """An address of the content in the form of those that are typed; as it is where that refuses it."""
    try:
        return normal(url)
    except MemberError:
        return url


def _cut(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest].rstrip()
