import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.lookup.fold import LONGEST_TOKEN, fold, key, tokens


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("What's THIS?", ["whats", "this"]),
        ("what’s", ["whats"]),
        ("PM&R / x-ray_2", ["pm", "r", "x", "ray", "2"]),
        ("Café naïve Ångström", ["cafe", "naive", "angstrom"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("ｆｕｌｌ ｗｉｄｔｈ １２", ["full", "width", "12"]),
        ("interven\u00adtional w\u200bord", ["interventional", "word"]),
        ("İstanbul", ["istanbul"]),
        ("مَرْحَبًا", ["مرحبا"]),
        ("\ud800 lone", ["lone"]),
        ("🙂 ?!", []),
        ("", []),
    ],
)
def test_words_are_cut_into_comparable_tokens(words: str, expected: list[str]) -> None:
    assert tokens(words) == expected


def test_a_token_without_end_is_cut() -> None:
    assert tokens("a" * 10_000) == ["a" * LONGEST_TOKEN]


def test_text_without_letters_is_its_own_key() -> None:
    assert key(" ?? ") == "??"
    assert key("🙂") != key("🙃")
    assert key("  \t") == ""


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=60))
def test_neither_case_nor_outer_spaces_change_the_key(words: str) -> None:
    assert key(f"  {words.casefold()}\n") == key(words)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(words: str) -> None:
    assert key(key(words)) == key(words)
