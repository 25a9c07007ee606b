"""Values that do not fit, and the exact sentences about them."""

from pathlib import Path

import pytest

from tests.content.samples import SOURCES, entry_with, folder_of, sentences

IN_ENTRIES = {
    "plain text": (
        "just text\n",
        (
            'faq/a.yaml:1:1: expected keys with values, found the text "just text". Write each as `key: value` on'
            " its own line."
        ),
    ),
    "nothing": (
        "entries:\n",
        'faq/a.yaml:1:9 entries: expected a list, found nothing. Begin each item on its own line with "- ".',
    ),
    "unknown key": (
        entry_with(anser="Twelve"),
        'faq/a.yaml:10:5 entries[0].anser: the key "anser" is not used here. Did you mean "answer"?',
    ),
    "strange key": (
        entry_with(colour="blue"),
        (
            'faq/a.yaml:10:5 entries[0].colour: the key "colour" is not used here. Allowed are answer, audience, '
            "checked, id, level, phrasings, pinned, question, related, renamed_from, sources, tags, topic."
        ),
    ),
    "missing key": (
        entry_with(checked=None),
        (
            'faq/a.yaml:2:5 entries[0].checked: the key "checked" is missing. Add the day on which somebody last '
            "compared it with its sources, like 2026-11-24."
        ),
    ),
    "number for text": (
        entry_with(question="42"),
        'faq/a.yaml:3:15 entries[0].question: expected text, found the number 42. Put it in quotes: "42".',
    ),
    "true for text": (
        entry_with(question="true"),
        'faq/a.yaml:3:15 entries[0].question: expected text, found true. Put it in quotes: "true".',
    ),
    "nothing for text": (
        entry_with(answer="~"),
        "faq/a.yaml:6:13 entries[0].answer: expected text, found nothing. Write the text, or delete the line.",
    ),
    "text for a list": (
        entry_with(tags="years"),
        (
            'faq/a.yaml:10:11 entries[0].tags: expected a list, found the text "years". Begin each item on its '
            'own line with "- ".'
        ),
    ),
    "yes for true": (
        entry_with(pinned="yes"),
        (
            'faq/a.yaml:10:13 entries[0].pinned: expected true or false, found the text "yes". Write true or '
            "false, without quotes."
        ),
    ),
    "two phrasings": (
        entry_with(phrasings="[how long, how many years]"),
        (
            "faq/a.yaml:4:16 entries[0].phrasings: 2 given, at least 3 needed. List at least three other ways in "
            "which people ask this."
        ),
    ),
    "too many tags": (
        entry_with(tags=f"[{', '.join(f'tag-{number}' for number in range(21))}]"),
        "faq/a.yaml:10:11 entries[0].tags: 21 given, at most 20 allowed. Delete some.",
    ),
    "long question": (
        entry_with(question="a" * 101),
        (
            "faq/a.yaml:3:15 entries[0].question: the text has 101 characters; 100 are allowed. Discord shows it "
            "as a choice and has no room for more."
        ),
    ),
    "long phrasing": (
        entry_with(phrasings=f"[a, b, {'c' * 201}]"),
        "faq/a.yaml:4:23 entries[0].phrasings[2]: the text has 201 characters; 200 are allowed. Shorten it.",
    ),
    "long answer": (
        entry_with(answer="a" * 3_001),
        (
            "faq/a.yaml:6:13 entries[0].answer: the text has 3,001 characters; 3,000 are allowed. Shorten it, or "
            "split it into two entries that are related."
        ),
    ),
    "blank": (
        entry_with(question='"  "'),
        "faq/a.yaml:3:15 entries[0].question: the text is empty. Write it, or delete the line.",
    ),
    "blank answer": (
        entry_with(answer='" "'),
        "faq/a.yaml:6:13 entries[0].answer: the text is empty. Write it.",
    ),
    "two lines": (
        entry_with(question='"How\\nlong?"'),
        ("faq/a.yaml:3:15 entries[0].question: the text must fit on one line. Shorten it, or delete the line breaks."),
    ),
    "space around": (
        entry_with(question='"How long? "'),
        "faq/a.yaml:3:15 entries[0].question: the text begins or ends with a space. Delete the space.",
    ),
    "no words": (
        entry_with(question='"???"'),
        "faq/a.yaml:3:15 entries[0].question: the text has no words. Write some.",
    ),
    "bad id": (
        entry_with(id="How Long"),
        ('faq/a.yaml:2:9 entries[0].id: "How Long" is not an id. Use 2 to 40 small letters, digits and hyphens.'),
    ),
    "unknown level": (
        entry_with(level="seeds"),
        (
            'faq/a.yaml:9:12 entries[0].level: the text "seeds" is not one of the words used here. Did you mean '
            '"seed"? Allowed are seed, verified, secondary, dated, derived, unverified.'
        ),
    ),
    "unknown audience": (
        entry_with(audience="[7]"),
        (
            "faq/a.yaml:10:16 entries[0].audience[0]: the number 7 is not one of the words used here. Allowed are"
            " premed, student, resident, fellow, attending, patient."
        ),
    ),
    "no such day": (
        entry_with(checked="2024-13-45"),
        (
            'faq/a.yaml:8:14 entries[0].checked: there is no day "2024-13-45". Write it as year-month-day, like '
            "2026-11-24."
        ),
    ),
    "date in words": (
        entry_with(checked="12 May 2024"),
        (
            'faq/a.yaml:8:14 entries[0].checked: "12 May 2024" is not a date. Write it as year-month-day, like '
            "2026-11-24."
        ),
    ),
    "number for a date": (
        entry_with(checked="2024"),
        (
            "faq/a.yaml:8:14 entries[0].checked: expected a date, found the number 2024. Write it as year-month-"
            "day, like 2026-11-24."
        ),
    ),
    "tomorrow": (
        entry_with(checked="2026-11-25"),
        "faq/a.yaml:8:14 entries[0].checked: 25 Nov 2026 is in the future. Today is 24 Nov 2026.",
    ),
}


@pytest.mark.parametrize(("faq", "expected"), IN_ENTRIES.values(), ids=IN_ENTRIES.keys())
def test_a_value_that_does_not_fit_an_entry_is_explained(faq: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(folder_of(tmp_path, faq))) == expected


IN_SOURCES = {
    "http": (
        "sources:\n  guide: {org: A, title: B, url: http://example.org/a, year: 2025}\n",
        'sources.yaml:2:34 sources.guide.url: not an https address. Did you mean "https://example.org/a"?',
    ),
    "no address": (
        "sources:\n  guide: {org: A, title: B, url: somewhere, year: 2025}\n",
        ("sources.yaml:2:34 sources.guide.url: not an https address. It begins with https:// and has no spaces."),
    ),
    "missing url": (
        "sources:\n  guide: {org: A, title: B, year: 2025}\n",
        (
            'sources.yaml:2:10 sources.guide.url: the key "url" is missing. Write null for something that is not '
            "on the web."
        ),
    ),
    "year in quotes": (
        'sources:\n  guide: {org: A, title: B, url: null, year: "2025"}\n',
        (
            'sources.yaml:2:46 sources.guide.year: expected a whole number, found the text "2025". Write it in '
            "digits, without quotes."
        ),
    ),
    "short year": (
        "sources:\n  guide: {org: A, title: B, url: null, year: 25}\n",
        "sources.yaml:2:46 sources.guide.year: 25 is not a year. Write null where the year is unknown.",
    ),
    "list of sources": (
        "sources:\n  - guide\n",
        (
            "sources.yaml:2:3 sources: expected keys with values, found a list. Write each as `key: value` on its"
            " own line."
        ),
    ),
    "underscore": (
        SOURCES + '  the_guide: {org: A, title: B, url: "https://example.org", year: 2025}\n',
        (
            'sources.yaml:3:3 sources.the_guide: "the_guide" is not an id. Use 2 to 40 small letters, digits and '
            "hyphens."
        ),
    ),
    "unused": (
        SOURCES + "  other: {org: A, title: B, url: null, year: null}\n",
        "sources.yaml:3:10 sources.other: nothing names this source. Delete it, or name it where it is used.",
    ),
}


@pytest.mark.parametrize(("sources", "expected"), IN_SOURCES.values(), ids=IN_SOURCES.keys())
def test_a_value_that_does_not_fit_a_source_is_explained(sources: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(folder_of(tmp_path, sources=sources))) == expected
