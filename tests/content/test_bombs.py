"""Files written to kill or stall whoever reads them."""

import itertools
import string
import time
from pathlib import Path

import pytest

from tests.content.samples import folder_of, sentences


def _many_keys() -> str:
    """200,000 different keys in less than 1 MiB."""
    names = itertools.product(string.ascii_letters + string.digits, repeat=3)
    return "\n".join(f"{''.join(name)}:" for name in itertools.islice(names, 200_000))


def _alias_bomb() -> str:
    layers = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    layers += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(layers)


def _merge_bomb() -> str:
    layers = ["m0: &m0 {a: 1}"]
    layers += [f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 20)}]}}" for n in range(1, 8)]
    return "\n".join(layers)


BOMBS = {
    "brackets": ("[" * 50_000, "faq/a.yaml:1:33: this is nested more than 32 levels deep. Check the brackets."),
    "a million brackets": ("[" * 1_000_000, "faq/a.yaml:1:33: this is nested more than 32 levels deep."),
    "block nesting": ("- " * 50_000, "faq/a.yaml:1:65: this is nested more than 32 levels deep."),
    "indented nesting": (
        "".join(f"{' ' * n}a:\n" for n in range(1_000)),
        "faq/a.yaml:33:33: this is nested more than 32 levels deep.",
    ),
    "nested keys": ("? " * 50_000, "faq/a.yaml:1:65: this is nested more than 32 levels deep."),
    "200,000 keys": (_many_keys(), "faq/a.yaml:29999:5: the file holds too many values. Split it into several files."),
    "alias bomb": (_alias_bomb(), 'faq/a.yaml:2:10: the alias "*a0" is not used here.'),
    "merge bomb": (_merge_bomb(), 'faq/a.yaml:2:10 m1.<<: merging with "<<" is not used here.'),
    "aliases only": ("- *a\n" * 90_000, 'faq/a.yaml:1:3: the alias "*a" is not used here.'),
    "colons": ("a: " * 300_000, "faq/a.yaml:1:5: a colon followed by a space starts a value here"),
    "one long word": ("a" * 1_000_000, "faq/a.yaml:1:1: expected keys with values, found the text"),
    "one long quote": ('"' + "\\x41" * 200_000, "faq/a.yaml:1:1: a quotation mark is opened and never closed."),
    "line feeds": ("entries:" + "\n" * 1_000_000 + "]", "faq/a.yaml:1000001:1: "),
}


@pytest.mark.parametrize(("faq", "expected"), BOMBS.values(), ids=BOMBS.keys())
def test_a_hostile_file_is_refused_within_a_second(faq: str, expected: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, faq)
    found, took = list[str](), list[float]()
    for _ in range(2):  # the better of two: on a busy machine a process is charged for waiting, too
        started = time.process_time()
        found = sentences(folder)
        took.append(time.process_time() - started)
    assert min(took) < 1
    assert any(sentence.startswith(expected) for sentence in found), found[:3]


def test_a_file_of_nothing_but_mistakes_gets_a_list_that_ends(tmp_path: Path) -> None:
    found = sentences(folder_of(tmp_path, "- *a\n" * 10_000))
    assert len(found) == 201
    assert "faq/a.yaml: 9,801 more problems than are listed stand in this file. Mend the ones listed first." in found
