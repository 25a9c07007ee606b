"""Each kind of mistake, and the exact sentences that an editor reads about it."""

from pathlib import Path

import pytest

from tests.content.samples import ENTRY, SOURCES, entry_with, folder_of, sentences

SYNTAX = {
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

MARKUP = {
    "second document": (
        "entries: []\n---\nentries: []\n",
        'faq/a.yaml:2:1: a second document starts here. Delete the line "---", or use two files.',
    ),
    "directive": (
        "%YAML 1.2\n---\nentries: []\n",
        'faq/a.yaml:1:1: directives are not used here. Delete the lines that begin with "%".',
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

SHAPE = {
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
            "checked, id, level, phrasings, pinned, question, related, sources, tags, topic."
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
            " premed, student, resident, fellow, attending."
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

REFERENCES = {
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
    "level without source": (
        entry_with(level="verified", sources="[]"),
        (
            'faq/a.yaml:9:12 entries[0].level: the level "verified" says that there is a source, but none is '
            'named. Name it, or write "unverified".\n'
            "sources.yaml:2:10 sources.guide: no entry names this source. Delete it, or name it where it is used."
        ),
    ),
}


@pytest.mark.parametrize(("faq", "expected"), (kind := SYNTAX | MARKUP | SHAPE | REFERENCES).values(), ids=kind.keys())
def test_a_mistake_is_named_with_its_place_and_a_hint(faq: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(folder_of(tmp_path, faq))) == expected


SOURCE = {
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
        "sources.yaml:3:10 sources.other: no entry names this source. Delete it, or name it where it is used.",
    ),
}


@pytest.mark.parametrize(("sources", "expected"), SOURCE.values(), ids=SOURCE.keys())
def test_a_mistake_in_a_source_is_named_too(sources: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(folder_of(tmp_path, sources=sources))) == expected
