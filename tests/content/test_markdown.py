"""Formatting that Discord would not show as it was meant."""

import time

import pytest

from bot.content.markdown import halves, torn_links, wrong_headings

ALONE = {
    "**Board exam is hard": [("**", "**Board exam is hard")],
    "the board exam** is hard": [("**", "the board exam** is hard")],
    "the board exam is hard**": [("**", "the board exam is hard**")],
    "**one** and **two": [("**", "**one** and **two")],
    "2 ** 3 and **bold**": [("**", "2 ** 3 and **bold**")],
    "**bold*": [("**", "**bold*")],
    "The longest of words before** it": [("**", "… longest of words before** it")],
    "before **it the longest of words": [("**", "**it the longest of words")],
    "before **it the longest of all words": [("**", "**it the longest of all words")],
    "before **it the very longest of all words": [("**", "**it the very longest of all …")],
    "__under_": [("__", "__under_")],
    "~~struck": [("~~", "~~struck")],
    "||hidden|": [("||", "||hidden|")],
    "see `code": [("`", "see `code")],
    "``a` b": [("`", "``a` b")],
    "**a __b** c__": [("__", "a __b")],
    "- **a\n- b**": [("**", "**a")],
    "1. **a\n2. b**": [("**", "**a")],
    "## **Title\nText**": [("**", "**Title")],
    "-# **small\nText**": [("**", "**small")],
    "**a ~~b ||c `d": [(mark, "**a ~~b ||c `d") for mark in ("**", "`", "||", "~~")],
    "snake__case and __init__": [
        ("__", "snake__case and __init__")
    ],  # Discord underlines what stands between the first two
    "one**\ntwo": [("**", "one**")],
    r"\*\*a**": [("**", r"\*\*a**")],
}


@pytest.mark.parametrize(("text", "found"), ALONE.items(), ids=ALONE.keys())
def test_a_mark_without_its_other_half_is_found_with_the_words_around_it(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert halves(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "two to the third is 2 ** 3",
        "two to the third is 2**3",
        "snake__case and some_name",
        "__init__ and some_name",
        "a || b, a | b, about ~5, ~ 5",
        "Fees* apply. *As of 2025",
        "**a** __b__ ~~c~~ ||d|| `e` ``f`g``",
        "***a*** and ***a** b* and *a **b***",
        "~~a~~~~b~~ and ||a||||b||",
        "**Steps:\n- one\n- two**",
        "**Over\n\ntwo paragraphs** and ||over\n\ntwo||",
        "* **First**: one\n* **Second**: two\n  - **Third**: three",
        "> **quoted\n> on**",
        "- **begun\n  and ended**",
        "https://example.org/x__y**z and **bold**",
        "**https://example.org/x**",
        "[**words**](https://example.org/a__b)",
        r"\*\*, \_\_, \`, \|\|",
        "`**` and ``__`` and ```\n~~ || `\n```",
        "***\nA line\n____\n~~~~\n||||",
        "",
    ],
)
def test_marks_in_pairs_and_plain_characters_are_fine(text: str) -> None:
    assert halves(text) == []


def test_an_open_block_of_code_is_somebody_elses_problem() -> None:
    assert halves("```\n**a") == []


HEADINGS = {
    "#Applying": ["#Applying"],
    "Text\n##applying\nText": ["##applying"],
    "#### Four": ["#### Four"],
    "-#small": ["-#small"],
    "# Applying\n## Two\n### Three\n-# small\n#": [],
    "#1 of all\n##2\n#general\nthe #One\n  #Indented": [],
    "```\n#Include\n```": [],
}


@pytest.mark.parametrize(("text", "found"), HEADINGS.items(), ids=HEADINGS.keys())
def test_a_heading_that_would_be_shown_as_it_is_is_found(text: str, found: list[str]) -> None:
    assert wrong_headings(text) == found


LINKS = {
    "See [the page] (https://example.org/a).": ["[the page] (https://example.org/a)"],
    "[a](https://example.org/a b)": ["[a](https://example.org/a b)"],
    "(the page)[https://example.org/a]": ["(the page)[https://example.org/a]"],
    "[a](https://example.org/a_(b)) and [b](<https://example.org>)": [],
    '[a](https://example.org "Its title")': [],
    "as listed [1] (see https://example.org)": [],
    "a list [of things] (in brackets)": [],
    "```\n[a] (https://example.org)\n```": [],
}


@pytest.mark.parametrize(("text", "found"), LINKS.items(), ids=LINKS.keys())
def test_a_link_whose_words_and_address_do_not_touch_is_found(text: str, found: list[str]) -> None:
    assert torn_links(text) == found


@pytest.mark.parametrize("part", ["**", "** ", "*a", "`", "` ``", "__a ~~b ||c ", "[a] (", "[a](https://e ", "- **a\n"])
def test_the_longest_answer_of_almost_marks_is_looked_through_at_once(part: str) -> None:
    text = (part * 3_000)[:3_000]
    started = time.process_time()
    halves(text)
    wrong_headings(text)
    torn_links(text)
    assert time.process_time() - started < 0.1
