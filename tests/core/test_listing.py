"""What a moderator may list is what an editor may write."""

from datetime import date
from typing import get_args

import pytest
from pydantic import ValidationError

from bot.content.shapes.base import Audience
from bot.content.shapes.resources import ResourceShape
from bot.core.errors import MemberError
from bot.core.listing import AUDIENCES, LINE_LENGTH, listing
from bot.core.resources import Cost, Resource, ResourceKind

DAY = date(2031, 3, 5)


def made(**other: object) -> Resource:
    said: dict[str, object] = {
        "url": "https://example.org/talks",
        "title": "Recorded talks",
        "description": "One hour each.",
        "kind": "education",
    }
    return listing(**(said | other), checked=DAY)  # type: ignore[arg-type]


def test_an_item_says_what_was_typed_in_one_line_each() -> None:
    item = made(title="  Recorded\n talks\u202e ", audience=("fellow", "resident"), cost="free")
    assert (item.id, item.title, item.kind, item.cost) == ("", "Recorded talks", ResourceKind.EDUCATION, Cost.FREE)
    assert (item.audience, item.checked) == (("resident", "fellow"), DAY)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"url": "http://example.org"}, "https://"),
        ({"url": "https://example.org/a b"}, "no spaces"),
        ({"url": "https://example.org/" + "a" * 500}, "at most 512"),
        ({"title": " … "}, "title has no words"),
        ({"title": "a" * 201}, "title has 201 characters; 200"),
        ({"description": "Ask @everyone"}, "description has @everyone"),
        ({"description": "See http://example.org/x"}, "http://example.org/x"),
        ({"kind": "blog"}, "no kind"),
        ({"cost": "cheap"}, "no cost"),
        ({"audience": ("surgeon",)}, "no audience"),
    ],
)
def test_what_content_would_refuse_is_refused_with_what_to_change(other: dict[str, object], told: str) -> None:
    with pytest.raises(MemberError) as raised:
        made(**other)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_limits_are_those_of_content() -> None:
    [words, _] = get_args(Audience)
    assert get_args(get_args(words)[0]) == AUDIENCES
    level = made().url_level
    assert level is not None
    said = {
        "id": "it",
        "title": "a" * LINE_LENGTH,
        "description": "b",
        "kind": "education",
        "audience": list(AUDIENCES),
        "cost": "free",
        "checked": "2031-03-05",
        "url": made().url,
        "url_level": level.value,
    }
    assert ResourceShape.model_validate(said).title == made(title="a" * LINE_LENGTH).title
    with pytest.raises(ValidationError):
        ResourceShape.model_validate(said | {"title": "a" * (LINE_LENGTH + 1)})
