"""What lies between entries and sources, and the exact sentences about it."""

from pathlib import Path

import pytest

from tests.content.samples import ENTRY, entry_with, folder_of, sentences

MISTAKES = {
    "repeated id": (
        f"entries:\n{ENTRY}{ENTRY}",
        (
            'faq/a.yaml:10:9 entries[1].id: the id "fellowship-length" is already used in faq/a.yaml:2:9. Give '
            "one of the two another id."
        ),
    ),
    "repeated words": (
        entry_with(phrasings="[how LONG is the fellowship, b, c]"),
        (
            "faq/a.yaml:4:17 entries[0].phrasings[0]: the same words stand in faq/a.yaml:3:15 "
            "entries[0].question. Delete one of the two, or word it differently."
        ),
    ),
    "unknown source": (
        entry_with(sources="[giude]"),
        'faq/a.yaml:7:15 entries[0].sources[0]: "giude" is unknown. Did you mean "guide"?',
    ),
    "unknown related entry": (
        entry_with(related="[pay]"),
        'faq/a.yaml:10:15 entries[0].related[0]: "pay" is unknown. There is no entry with this id.',
    ),
    "related to itself": (
        entry_with(related="[fellowship-length]"),
        "faq/a.yaml:10:15 entries[0].related[0]: the entry is related to itself. Delete it.",
    ),
    "named twice": (
        entry_with(sources="[guide, guide]"),
        'faq/a.yaml:7:22 entries[0].sources[1]: "guide" stands twice in this list. Delete one of the two.',
    ),
    "mass mention": (
        entry_with(answer="Ask @everyone."),
        ("faq/a.yaml:6:13 entries[0].answer: @everyone would not be shown as text by Discord. Write the name instead."),
    ),
    "mention in a phrasing": (
        entry_with(phrasings="[a, b, ask <@123>]"),
        (
            "faq/a.yaml:4:23 entries[0].phrasings[2]: <@123> would not be shown as text by Discord. Write the "
            "name instead."
        ),
    ),
    "command token": (
        entry_with(answer="See </faq ask:1>"),
        (
            "faq/a.yaml:6:13 entries[0].answer: </faq ask:1> would not be shown as text by Discord. Write the "
            "name instead."
        ),
    ),
    "open code block": (
        entry_with(answer='"```text"'),
        (
            "faq/a.yaml:6:13 entries[0].answer: a block of code is opened with ``` and never closed. Add ``` "
            "where it ends."
        ),
    ),
    "plain http": (
        entry_with(answer="See http://example.org/a for more"),
        (
            "faq/a.yaml:6:13 entries[0].answer: http://example.org/a is not an https address. Use https:// where "
            "the site has it, or leave it out."
        ),
    ),
    "stale": (
        entry_with(checked="2025-05-23"),
        (
            "faq/a.yaml:8:14 entries[0].checked: last checked on 23 May 2025, more than 18 months ago. Compare it"
            " with its sources and write today's date."
        ),
    ),
    "guide and others": (
        entry_with(level="seed", sources="[guide, other]"),
        (
            'faq/a.yaml:7:22 entries[0].sources[1]: "other" is unknown. There is no such source in sources.yaml.\n'
            'faq/a.yaml:9:12 entries[0].level: the level "seed" says that only the guide states this, but 2 sources '
            'are named. Write "verified" or "secondary".'
        ),
    ),
    "level without source": (
        entry_with(level="verified", sources="[]"),
        (
            'faq/a.yaml:9:12 entries[0].level: the level "verified" says that there is a source, but none is '
            'named. Name it, or write "unverified".\n'
            "sources.yaml:2:10 sources.guide: no entry names this source. Delete it, or name it where it is used."
        ),
    ),
}


@pytest.mark.parametrize(("faq", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_does_not_go_together_is_named_with_its_place_and_a_hint(faq: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(folder_of(tmp_path, faq))) == expected
