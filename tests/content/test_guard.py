"""YAML that is refused although it is YAML, and the exact sentences about it."""

from pathlib import Path

import pytest

from tests.content.samples import ENTRY, entry_with, folder_of, sentences

MISTAKES = {
    "second document": (
        "entries: []\n---\nentries: []\n",
        'faq/a.yaml:2:1: a second document starts here. Delete the line "---", or use two files.',
    ),
    "directive": (
        "%YAML 1.2\n---\nentries: []\n",
        'faq/a.yaml:1:1: directives are not used here. Delete the lines that begin with "%".',
    ),
    "anchor over nothing": (
        entry_with(answer="&a"),
        'faq/a.yaml:6:13: the anchor "&a" is not used here. Delete it, or put the text in quotes.',
    ),
    "anchor over a part of an entry": (
        "entries:\n  - &a\n    tags: [x]\n",
        (
            'faq/a.yaml:2:5: the anchor "&a" is not used here. Delete it, or put the text in quotes.\n'
            'faq/a.yaml:3:12 entries[0].tags[0]: "x" is not an id. Use 2 to 40 small letters, digits and hyphens.'
        ),
    ),
    "anchor of a key": (
        "entries:\n  - &a question: Pay?\n",
        'faq/a.yaml:2:5: the anchor "&a" is not used here. Delete it, or put the text in quotes.',
    ),
    "merge in place of an entry": (
        "entries:\n  - <<: *a\n",
        (
            'faq/a.yaml:2:5 entries[0].<<: merging with "<<" is not used here. Write the keys out.\n'
            'faq/a.yaml:2:9: the alias "*a" is not used here. Write the value out, or put it in quotes.'
        ),
    ),
    "braces as a key": (
        "entries:\n  - {{id}: x}\n",
        "faq/a.yaml:2:6 entries[0]: a key must be text. Put it in quotes.",
    ),
    "tag over a number": (
        entry_with(answer="!!str 42"),
        'faq/a.yaml:6:13: the tag "!!str" is not used here. Delete it, or put the text in quotes.',
    ),
    "anchor": (
        entry_with(answer="&a text"),
        'faq/a.yaml:6:13: the anchor "&a" is not used here. Delete it, or put the text in quotes.',
    ),
    "alias": (
        entry_with(answer="*a"),
        'faq/a.yaml:6:13: the alias "*a" is not used here. Write the value out, or put it in quotes.',
    ),
    "alias as a key": (
        "entries: []\n? *a\n: x\n",
        'faq/a.yaml:2:3: the alias "*a" is not used here. Write the value out, or put it in quotes.',
    ),
    "self-reference": (
        "entries: &a [*a]\n",
        (
            'faq/a.yaml:1:10: the anchor "&a" is not used here. Delete it, or put the text in quotes.\n'
            'faq/a.yaml:1:14: the alias "*a" is not used here. Write the value out, or put it in quotes.'
        ),
    ),
    "merge key": (
        "entries:\n  - <<: {id: x}\n    " + ENTRY.removeprefix("  - "),
        'faq/a.yaml:2:5 entries[0].<<: merging with "<<" is not used here. Write the keys out.',
    ),
    "tag": (
        entry_with(answer="!!str text"),
        'faq/a.yaml:6:13: the tag "!!str" is not used here. Delete it, or put the text in quotes.',
    ),
    "code in a tag": (
        "entries: !!python/object/apply:os.system [ls]\n",
        (
            'faq/a.yaml:1:10: the tag "!!python/object/apply:os.system" is not used here. Delete it, or put the '
            "text in quotes.\n"
            'faq/a.yaml:1:43 entries[0]: expected keys with values, found the text "ls". Write each as `key: '
            "value` on its own line."
        ),
    ),
    "duplicate key": (
        entry_with(answer="one\n    answer: two"),
        (
            'faq/a.yaml:7:5 entries[0].answer: the key "answer" is already set in line 6, column 5. Delete one of'
            " the two."
        ),
    ),
    "number as a key": (
        "entries: []\n1: x\n",
        'faq/a.yaml:2:1: the key "1" must be text. Put it in quotes.',
    ),
    "list as a key": (
        "entries: []\n? [a]\n: x\n",
        "faq/a.yaml:2:3: a key must be text. Put it in quotes.",
    ),
    "absurd number": (
        entry_with(answer="9" * 5_000),
        "faq/a.yaml:6:13 entries[0].answer: this number has 5,000 digits. Put it in quotes if it is text.",
    ),
    "escaped NUL": (
        entry_with(answer='"\\0"'),
        "faq/a.yaml:6:13 entries[0].answer: the text holds a NUL character (U+0000). Delete it.",
    ),
    "terminal sequence": (
        entry_with(answer='"\\e[31m"'),
        "faq/a.yaml:6:13 entries[0].answer: the text holds the invisible character U+001B. Delete it.",
    ),
    "text cut off": (
        entry_with(answer="We are #1 in the field  # sure"),
        (
            'faq/a.yaml:6:13 entries[0].answer: the text ends here, because YAML takes "#1 in the field  # sure" '
            'for a comment. Put the text in quotes, or write "# " if it is a comment.'
        ),
    ),
    "comments only": (
        "# nothing yet\n",
        "faq/a.yaml:1:1: the file holds nothing but comments. Write its content, or delete the file.",
    ),
}


@pytest.mark.parametrize(("faq", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_yaml_can_do_beyond_plain_values_is_refused_by_place(faq: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(folder_of(tmp_path, faq))) == expected
