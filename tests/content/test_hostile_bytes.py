"""Whatever stands in a file: the loader answers with problems, never with an exception."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.loader import Loaded
from tests.content.samples import ENTRY, folder_of, loaded

# Pieces of YAML, so that random files get past the scanner and into the depths more often than random letters do.
_SIGNS = tuple("[]{}:,-?|>&*!%@`'\"#\n\t ~<.")
_MARKS = ("\n  ", "\n    ", ": ", "- ", "---\n", "...\n", "<<: ", "&a ", "*a ", "!!int ")
_WORDS = ("entries", "id", "answer", "phrasings", "true", "null", "017", "1e999", "2024-13-45", "é", "\U0001f600")
_TRAPS = ("|2\n", "\\", "\\ud800", "\0", "\ufeff", "\r", "\u2028")
yaml_like = st.lists(st.sampled_from([*_SIGNS, *_MARKS, *_WORDS, *_TRAPS]), max_size=60).map("".join)


def result_of(faq: str | bytes, sources: str | bytes = b"sources: {}\n") -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        return loaded(folder_of(Path(folder), faq, sources))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_are_refused(data: bytes) -> None:
    assert result_of(data).pack is None


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200).filter(lambda text: text.isprintable()), yaml_like))
def test_random_text_is_refused_or_read_but_never_raises(text: str) -> None:
    result = result_of(text, text)
    assert (result.pack is None) == bool(result.report.errors)
    for problem in result.report.problems:
        assert str(problem).isprintable()


@settings(max_examples=300, deadline=None)
@given(place=st.integers(0, len(ENTRY)), piece=yaml_like)
def test_a_good_entry_with_something_thrown_in_never_raises(place: int, piece: str) -> None:
    result = result_of("entries:\n" + ENTRY[:place] + piece + ENTRY[place:])
    assert (result.pack is None) == bool(result.report.errors)
    for problem in result.report.problems:
        assert str(problem).isprintable()
        assert problem.message.endswith((".", "…"))
