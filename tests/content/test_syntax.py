"""What is not YAML at all, and the exact sentence an editor reads about it."""

from pathlib import Path

import pytest

from tests.content.samples import entry_with, folder_of, sentences

MISTAKES = {
    "tab": (
        "entries:\n\t- id: x\n",
        "faq/a.yaml:2:1: a tab is used for indentation. Use spaces.",
    ),
    "tab in a block": (
        "entries:\n  - id: x\n    answer: |\n\ttext\n",
        "faq/a.yaml:4:1: a tab is used for indentation. Use spaces.",
    ),
    "unclosed list": (
        "entries: [a, b\n",
        (
            "faq/a.yaml:1:10: a list in square brackets is not closed. Separate its items with commas and end it "
            'with "]".'
        ),
    ),
    "unclosed mapping": (
        "entries: {a: b\n",
        ('faq/a.yaml:1:10: a mapping in braces is not closed. Separate its pairs with commas and end it with "}".'),
    ),
    "unclosed quote": (
        "entries:\n  - question: 'How\n",
        "faq/a.yaml:2:15: a quotation mark is opened and never closed. Close it.",
    ),
    "colon in text": (
        entry_with(answer="In short: twelve: no more"),
        (
            "faq/a.yaml:6:21: a colon followed by a space starts a value here, where none can start. Put the text"
            " in quotes, or check the indentation."
        ),
    ),
    "at sign": (
        entry_with(answer="@home"),
        'faq/a.yaml:6:13: text cannot begin with "@" here. Put it in quotes.',
    ),
    "text after a quote": (
        entry_with(answer='"Twelve" months'),
        (
            "faq/a.yaml:6:22: this line does not belong to what stands above it. Indent it like the keys above "
            "it; text after a closing quotation mark belongs inside the quotes."
        ),
    ),
    "dash in text": (
        entry_with(answer="- twelve"),
        (
            "faq/a.yaml:6:13: a list item cannot start here. Start it on its own line, or put the text in quotes "
            'if it begins with "- ".'
        ),
    ),
    "no colon": (
        "entries:\n  - id: x\n    question\n    topic: y\n",
        "faq/a.yaml:3:5: this line has no colon after its key. Write it as `key: value`.",
    ),
    "indentation": (
        "entries:\n  - id: x\n   topic: y\n",
        'faq/a.yaml:3:4: a list item is expected here. Start it with "- ", indented like the items above it.',
    ),
    "unknown escape": (
        entry_with(answer='"\\q"'),
        (
            "faq/a.yaml:6:14: this backslash sequence is unknown in double quotes. Use single quotes, or write "
            "the backslash twice."
        ),
    ),
    "short escape": (
        entry_with(answer='"\\x1"'),
        "faq/a.yaml:6:16: this backslash sequence is cut short. Write the character itself.",
    ),
    "lone surrogate": (
        entry_with(answer='"\\ud800"'),
        "faq/a.yaml:6:16: this backslash sequence names no character. Write the character itself.",
    ),
    "text beside a block": (
        entry_with(answer="|text"),
        'faq/a.yaml:6:14: only a line break may follow "|" or ">". Begin the text on the next line, indented.',
    ),
    "after the end": (
        "{entries: []}}\n",
        "faq/a.yaml:1:14: this stands after the end of the content. Delete it, or check the indentation.",
    ),
    "closing bracket": (
        "entries: ]\n",
        "faq/a.yaml:1:10: a value is expected here. Write it, put it in quotes, or close the bracket above.",
    ),
    "document mark in quotes": (
        "entries: 'a\n---\nb'\n",
        ('faq/a.yaml:1:10: a line of "---" or "..." stands inside quoted text. Close the quotation mark before it.'),
    ),
    "emphasis taken for an alias": (
        entry_with(answer="*Twelve* months"),
        "faq/a.yaml:6:20: this markup of YAML is not used here. Put the text in quotes.",
    ),
}


@pytest.mark.parametrize(("faq", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_of_syntax_is_named_with_its_place_and_a_hint(faq: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(folder_of(tmp_path, faq))) == expected
