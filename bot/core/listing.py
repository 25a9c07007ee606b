"""What a resource may say, whoever writes it: an editor in YAML or a moderator in a form."""

import re
import unicodedata
from datetime import date

from bot.core.errors import MemberError
from bot.core.resources import Cost, Resource, ResourceKind, UrlLevel
from bot.core.texts import misshown, wrong_links

LINE_LENGTH = 200  # characters of a title or a description
URL_LENGTH = 512  # Discord's limit for the address of a button
AUDIENCES = ("premed", "student", "resident", "fellow", "attending", "patient")
ADDRESS = re.compile(r'https://[^\s/?#@<>"]+\.[^\s/?#@<>"]+([/?#][^\s<>"]*)?')


def listing(
    *,
    url: str,
    title: str,
    description: str,
    checked: date,
    kind: str,
    audience: tuple[str, ...] = (),
    cost: str = Cost.UNKNOWN,
) -> Resource:
    """A resource that content would take, with an empty id; `url` as `bot.core.addresses` makes it.

    Somebody looked at it on the day `checked`. Title and description are plain text in one line: whoever shows them
    takes formatting out of them. Raises MemberError, whose sentence says what to change.
    """
    if len(url) > URL_LENGTH or not ADDRESS.fullmatch(url):
        raise MemberError(
            f"The link has to begin with https:// and have no spaces, and at most {URL_LENGTH} characters."
        )
    if kind not in tuple(ResourceKind):
        raise MemberError(f"“{{}}” is no kind that I know. One of: {', '.join(ResourceKind)}.", _short(kind))
    if cost not in tuple(Cost):
        raise MemberError(f"“{{}}” says no cost that I know. One of: {', '.join(Cost)}.", _short(cost))
    if unknown := [word for word in audience if word not in AUDIENCES]:
        raise MemberError(f"“{{}}” is no audience that I know. Any of: {', '.join(AUDIENCES)}.", _short(unknown[0]))
    return Resource(
        id="",
        title=line("title", title),
        description=line("description", description),
        kind=ResourceKind(kind),
        audience=tuple(word for word in AUDIENCES if word in audience),
        cost=Cost(cost),
        checked=checked,
        url=url,
        url_level=UrlLevel.STRING_SEEN,
    )


def line(what: str, text: str) -> str:
    """The text in one line, without what nobody sees. Raises MemberError, which calls it `what`, as `listing` does."""
    spaced = (" " if character.isspace() else character for character in text)
    shown = " ".join("".join(one for one in spaced if unicodedata.category(one)[0] != "C").split())
    if not any(character.isalnum() for character in shown):
        raise MemberError(f"The {what} has no words. Write what a reader should see.")
    if len(shown) > LINE_LENGTH:
        raise MemberError(f"The {what} has {len(shown)} characters; {LINE_LENGTH} is the most.")
    if tokens := misshown(shown):
        raise MemberError(
            f"The {what} has {{}} in it, which Discord would not show as text. Write a name.", _short(tokens[0])
        )
    if wrong := wrong_links(shown):
        raise MemberError(f"The {what} has the link {{}} in it. Use https://, or leave it out.", _short(wrong[0]))
    return shown


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
