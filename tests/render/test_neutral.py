import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.neutral import ZERO_WIDTH_SPACE, clean, neutral, shorten, typed

LIVE = re.compile(r"(?<!\\)[<>@#*_~`|\[\](){}:/-]")  # punctuation that Discord would still act on


@given(st.text())
def test_what_was_typed_can_be_read_back(words: str) -> None:
    assert typed(neutral(words)) == clean(words)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(words: str) -> None:
    assert clean(clean(words)) == clean(words)


@given(st.text(alphabet=st.sampled_from("<@&#:t/x>*_~`|[](){}-! \\1aé\u202e\u0301\ud800\n")))
def test_nothing_that_discord_would_act_on_is_left(words: str) -> None:
    shown = neutral(words).replace("\\\\", "")  # a shown backslash is not an escape
    assert not LIVE.search(shown)
    assert "\n" not in shown


@pytest.mark.parametrize(
    "words",
    ["@everyone", "@here", "<@123456789012345678>", "<@&1>", "<#1>", "<t:1:R>", "</faq ask:1>", "https://a.example/b",
     "[a](https://b.example)", "# big", "> quote", "||spoiler||", "```py\nx```", "discord.gg/abc"],
)  # fmt: skip
def test_no_discord_syntax_survives(words: str) -> None:
    shown = neutral(words)
    assert not shown.startswith(words)
    assert "@everyone" not in shown
    assert typed(shown) == clean(words)


@given(st.text())
def test_cleaned_words_have_no_hidden_characters(words: str) -> None:
    assert not [c for c in clean(words) if unicodedata.category(c)[0] == "C"]


def test_a_tower_of_marks_is_cut_down() -> None:
    assert len(clean("z" + "\u0337" * 50)) <= 5


def test_a_mention_is_split_where_a_plain_search_would_find_it() -> None:
    assert "@" + ZERO_WIDTH_SPACE in neutral("@everyone")


@given(st.text(max_size=300), st.integers(min_value=2, max_value=100))
def test_shortened_text_fits_and_says_that_it_was_cut(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text if len(text) <= limit else short.endswith("…")


def test_a_cut_falls_between_words() -> None:
    assert shorten("How long does it take to become one?", 20) == "How long does it…"
