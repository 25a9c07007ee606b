"""One address for one page, and a sentence for whatever is none."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.core.addresses import LONGEST, normal, site
from bot.core.errors import MemberError

SAME = {
    "https://asra.com": (
        *("https://asra.com/", "HTTPS://ASRA.COM", "asra.com", "//asra.com/", "https://asra.com:443/", "asra.com."),
        *("https://asra.com/#top", "https://asra.com/?utm_source=x&UTM_medium=y#z", " https://asra.com/ "),
        *("https://asra.com/a/..", "https://asra.com//", "https://asra.com?", "asra.com:443"),
    ),
    "https://asra.com/news": (
        *("asra.com/news/", "asra.com/./news", "asra.com/x/../news", "asra.com/n%65ws", "asra.com/news?fbclid=1"),
        *("asra.com/news?_ga=1&gclid=2", "asra.com/news?&&"),
    ),
    "https://asra.com/a?b=1&c=%2F": (
        "asra.com/a?b=1&c=%2f",
        "asra.com/a/?utm_id=3&b=1&c=%2F",
        "asra.com/a?b=1&c=%2F#c",
    ),
    "https://xn--schmerz-t2a.example/%C3%BC": ("https://Schmerzü.example/ü", "https://xn--schmerz-t2a.example/%c3%bc"),
    "https://asra.com:8443/x": ("asra.com:8443/x", "https://ASRA.com:8443/x/"),
    "https://asra.com/100%25": ("asra.com/100%", "asra.com/100%25/"),
}


@pytest.mark.parametrize(("typed", "one"), [(typed, one) for one, ways in SAME.items() for typed in (*ways, one)])
def test_however_a_page_is_typed_it_has_one_address(typed: str, one: str) -> None:
    assert normal(typed) == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("asra.com/a", "asra.com/A"),
        ("asra.com", "www.asra.com"),
        ("asra.com/?id=1", "asra.com/?id=2"),
        ("asra.com/a%2Fb", "asra.com/a/b"),
        ("asra.com", "asra.com:8443"),
        ("asra.com/?reference=1", "asra.com"),
    ],
)
def test_what_may_be_two_pages_stays_two(one: str, other: str) -> None:
    assert normal(one) != normal(other)


REFUSED = {
    "http://asra.com": "Give its https:// form",
    "HTTP://asra.com": "Give its https:// form",
    "ftp://asra.com": "Only links that begin with https://",
    "javascript:alert(1)": "Only links that begin with https://",
    "data:text/html,x": "Only links that begin with https://",
    "mailto:a@b.example": "Only links that begin with https://",
    "https:asra.com": "Only links that begin with https://",
    "discord://-/channels/1": "Only links that begin with https://",
    "https://me:secret@asra.com": "without them",
    "https://me@asra.com": "without them",
    "me@asra.com": "without them",
    "https://localhost": "nobody else could open it",
    "https://printer": "nobody else could open it",
    "https://nas.local/": "nobody else could open it",
    "https://wiki.corp/x": "nobody else could open it",
    "https://router.home.arpa": "nobody else could open it",
    "https://asra.LOCALHOST.": "nobody else could open it",
    "https://127.0.0.1/": "a number instead of a name",
    "https://10.0.0.1:8443/": "a number instead of a name",
    "https://192.168.1": "a number instead of a name",
    "https://0x7f.1": "a number instead of a name",
    "https://2130706433": "a number instead of a name",
    "https://[::1]/": "a number instead of a name",
    "https://[fe80::1%25eth0]/": "a number instead of a name",
    "https://１２７.0.0.1/": "a number instead of a name",
    "https://": "I cannot read that address",
    "https://[::1": "I cannot read that address",
    "https://asra.com:99999": "I cannot read that address",
    "https://asra.com:x": "I cannot read that address",
    "https://-asra-.com": "I cannot read that address",
    "https://as%72a.com": "I cannot read that address",
    "": "nothing in it",
    "pain medicine": "or spaces",
    "https://asra.com\\@evil.example": "no address",
    "https://asra.com/\u202egnp": "no address",
    "https://asra.com/<@1>": "no address",
    f"https://asra.com/{'x' * 500}": "517 characters; 500 is the most",
}


@pytest.mark.parametrize(("typed", "said"), REFUSED.items())
def test_what_is_no_public_page_is_refused_with_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(MemberError, match=re.escape(said)):
        normal(typed)


def test_a_host_is_told_from_an_address() -> None:
    assert site("https://asra.com:8443/x") == "asra.com"


HOSTS = st.from_regex(r"([A-Za-zäß0-9]([A-Za-zé0-9-]{0,8}[A-Za-z0-9])?\.){1,3}[A-Za-z]{2,6}", fullmatch=True)
PARTS = st.text(st.sampled_from("aZ09-._~%/?#&=+:@!$'()*,;[]{}|^äé漢\u0301"), max_size=40)


@given(HOSTS, PARTS)
@example("asra.com", "/%25%32%65%32e/..%2e/")
@example("asra.com", "/a%2e%2e/%2e%2e/b//")
def test_a_normal_address_stays_as_it_is(host: str, rest: str) -> None:
    try:
        once = normal(f"https://{host}/{rest}")
    except MemberError:
        assume(False)
    assert normal(once) == once
    assert normal(f"{once}#part") == once
    assert normal(f"{once}{'&' if '?' in once else '?'}utm_source=a") == once
    assert once.isascii()
    assert len(once) <= LONGEST
    assert re.fullmatch(r'https://[^\s/?#@<>"]+\.[^\s/?#@<>"]+([/?#][^\s<>"]*)?', once), "as content may have it"


@given(st.text())
def test_whatever_is_typed_is_an_address_or_told_why_not(typed: str) -> None:
    try:
        assert normal(typed).startswith("https://")
    except MemberError as error:
        assert str(error).endswith((".", "bar.", "list."))
