"""What is the same suggestion, however it was typed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.addresses import normal
from bot.core.errors import MemberError
from bot.core.listing import listing
from bot.core.suggestions import TITLE, WHY, drafted, same
from tests.core.test_overlay import resource

LISTED = (
    resource("r1", "Pain Physician", url="https://painphysician.example/"),
    resource("r2", "Café for pain", url="https://cafe.example/a?b=1"),
    resource("r3", "No address", url=None),
    resource("r4", "Kept as it is", url="https://192.168.1.1/"),
)
# What changes how an address is typed and not where it leads.
WAYS = (
    lambda url: url.replace("https://", ""),
    lambda url: url.upper() if "?" not in url and url.count("/") <= 3 else url,
    lambda url: f"{url}{'&' if '?' in url else '?'}utm_source=chat&fbclid=1",
    lambda url: f"{url}#top",
    lambda url: f"  {url}  ",
    lambda url: url.replace(".example", ".example:443"),
)


@given(st.sampled_from(LISTED[:2]), st.lists(st.sampled_from(WAYS), unique=True, max_size=3))
def test_one_page_is_recognised_however_its_address_is_typed(listed: object, ways: list[object]) -> None:
    typed = listed.url  # type: ignore[attr-defined]
    for way in ways:
        if "#" not in typed and not typed.startswith(" "):
            typed = way(typed)  # type: ignore[operator]
    assert same(drafted(typed, "Something else", ""), LISTED) is listed


@given(st.sampled_from(LISTED), st.sampled_from((str.upper, str.lower, "“{}”!".format, " {} ".format)))
def test_one_title_is_recognised_in_any_letters(listed: object, typed: object) -> None:
    title = typed(listed.title)  # type: ignore[operator,attr-defined]
    assert same(drafted("other.example", title, ""), LISTED) is listed


def test_the_address_decides_before_the_title() -> None:
    draft = drafted("cafe.example/a/?b=1", "Pain Physician", "")
    assert same(draft, LISTED) is LISTED[1]
    assert same(replace(draft, link="https://other.example"), LISTED) is LISTED[0]
    assert same(drafted("cafe.example/a?b=2", "Another", ""), LISTED) is None


TEXTS = st.text(max_size=300) | st.sampled_from(("@everyone", "a <@1> b", "a\u202eb", "???", "see http://a.example/b"))


@given(TEXTS, TEXTS, st.sampled_from(("x.example", "x.example/ä?b=c|d", "https://x.example/" + "ü" * 100)))
def test_whatever_is_typed_can_be_listed_as_one_line_each_or_is_refused(title: str, why: str, link: str) -> None:
    try:
        draft = drafted(link, title, why)
    except MemberError as error:
        assert "title" in str(error) or "description" in str(error) or "address" in str(error)
        return
    assert len(draft.title) <= TITLE
    assert len(draft.why) <= WHY
    assert draft.link == normal(link)
    item = listing(
        url=draft.link, title=draft.title, description=draft.why or draft.title, checked=date(2031, 3, 5), kind="cme"
    )
    assert (item.title, item.description) == (draft.title, draft.why or draft.title)


@pytest.mark.parametrize(
    ("title", "why", "said"),
    [
        ("Ask @everyone", "", "The title has @everyone in it, which Discord would not show as text. Write a name."),
        ("By <@1>", "", "The title has <@1> in it"),
        ("Tools at http://tools.example", "", "The title has the link http://tools.example in it. Use https://"),
        ("Tools", "Ask @here", "The “Why” has @here in it"),
        ("Tools", "…", "The “Why” has no words. Write what a reader should see."),
    ],
)
def test_what_could_not_be_approved_is_refused_at_once(title: str, why: str, said: str) -> None:
    with pytest.raises(MemberError) as raised:
        drafted("x.example", title, why, called="“Why”")
    assert said in str(raised.value)


def test_what_nobody_sees_is_left_out() -> None:
    draft = drafted("x.example", "Recorded\u202e\u0000 talks", "One\n\u200bhour")
    assert (draft.title, draft.why) == ("Recorded talks", "One hour")


@pytest.mark.parametrize("title", ["", " ", "???", "—"])
def test_a_title_needs_words(title: str) -> None:
    with pytest.raises(MemberError, match="a title with words"):
        drafted("x.example", title, "")
