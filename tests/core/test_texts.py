"""Links and tokens in the texts of content."""

import time

import pytest

from bot.core.texts import misshown, wrong_links

REFUSED = {
    "See http://example.org/a.": ["http://example.org/a"],
    "HTTP://EXAMPLE.ORG": ["HTTP://EXAMPLE.ORG"],
    "Write to mailto:me@example.org, please": ["mailto:me@example.org"],
    "<mailto:me@example.org>": ["mailto:me@example.org"],
    "**ftp://example.org/file**": ["ftp://example.org/file"],
    "javascript:alert(1)": ["javascript:alert(1)"],
    "[me](javascript:alert(1))": ["javascript:alert(1)"],
    "[me](JavaScript:alert(1))": ["JavaScript:alert(1)"],
    "[me]( <ftp://example.org> )": ["ftp://example.org"],
    '[me](http://example.org "A page")': ["http://example.org"],
    "[**me**](mailto:me@example.org)": ["mailto:me@example.org"],
    "[me](discord:open)": ["discord:open"],
    "[me](page.html)": ["page.html"],
    "[me](//example.org)": ["//example.org"],
    "steam://run/1": ["steam://run/1"],
    "data:text/html,x and tel:+1555": ["data:text/html,x", "tel:+1555"],
    "http://b.example http://a.example http://b.example": ["http://a.example", "http://b.example"],
}


@pytest.mark.parametrize(("text", "links"), REFUSED.items(), ids=REFUSED.keys())
def test_a_link_that_is_not_https_is_found(text: str, links: list[str]) -> None:
    assert wrong_links(text) == links


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a_(b)",
        "[a page](https://example.org/a_(b))",
        '[a page](<https://example.org> "its title")',
        "https://archive.example/web/http://example.org",
        "Data: 24% in 2023, ratio 3:1, MD:PhD, 1:30, tel: 555, note:this, javascript: a language",
        "a list [of things] (in brackets)",
        "a:// and mailto: alone",
    ],
)
def test_https_links_and_plain_words_are_fine(text: str) -> None:
    assert wrong_links(text) == []


def test_tokens_are_found_once_each() -> None:
    assert misshown("@here @here <@1> <#2> <t:3> me@heretic.org") == ["<#2>", "<@1>", "<t:3>", "@here"]


@pytest.mark.parametrize("part", ["[", "](", "]((", "](a", "a://", "http://a(b", "mailto:", "</a", "<", "é"])
def test_a_mebibyte_of_almost_links_is_looked_through_within_a_second(part: str) -> None:
    text = part * (1_000_000 // len(part))
    started = time.process_time()
    wrong_links(text)
    misshown(text)
    assert time.process_time() - started < 1
