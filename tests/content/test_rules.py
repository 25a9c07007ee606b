"""What lies between entries and sources, and the exact sentences about it."""

from pathlib import Path

import pytest

from tests.content.samples import ENTRY, SOURCES, entry_with, folder_of, sentences

MISTAKES = {
    "repeated id": (
        f"entries:\n{ENTRY}{ENTRY}",
        (
            'faq/a.yaml:10:9 entries[1].id: the id "fellowship-length" is already used in faq/a.yaml:2:9. '
            "Delete one of the two entries, or give it an id and words of its own."
        ),
    ),
    "repeated id over other words": (
        "entries:\n" + ENTRY + entry_with(question="Pay?", phrasings="[x, y, Y]", related="[pay]").split("\n", 1)[1],
        (
            'faq/a.yaml:10:9 entries[1].id: the id "fellowship-length" is already used in faq/a.yaml:2:9. '
            "Delete one of the two entries, or give it an id and words of its own.\n"
            "faq/a.yaml:12:23 entries[1].phrasings[2]: the same words stand in faq/a.yaml:12:20 "
            "entries[1].phrasings[1]. Delete one of the two, or word it differently.\n"
            'faq/a.yaml:18:15 entries[1].related[0]: "pay" is unknown. There is no entry with this id.'
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
            "sources.yaml:2:10 sources.guide: nothing names this source. Delete it, or name it where it is used."
        ),
    ),
}


@pytest.mark.parametrize(("faq", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_does_not_go_together_is_named_with_its_place_and_a_hint(faq: str, expected: str, tmp_path: Path) -> None:
    assert "\n".join(sentences(folder_of(tmp_path, faq))) == expected


def test_what_fits_is_checked_although_the_rest_of_the_entry_does_not(tmp_path: Path) -> None:
    faq = entry_with(
        question=f'"{"q" * 101} @here"',
        phrasings="[one way, 7, One way]",
        answer="Ask @everyone at http://example.org",
        sources="[giude, B B]",
        related="[pay]",
        checked="2026-11-25",
        audience="[doctor, student, student]",
        colour="blue",
    )
    assert [sentence.split(": ")[0] for sentence in sentences(folder_of(tmp_path, faq))] == [
        "faq/a.yaml:3:15 entries[0].question",
        "faq/a.yaml:3:15 entries[0].question",
        "faq/a.yaml:4:26 entries[0].phrasings[1]",
        "faq/a.yaml:4:29 entries[0].phrasings[2]",
        "faq/a.yaml:6:13 entries[0].answer",
        "faq/a.yaml:6:13 entries[0].answer",
        "faq/a.yaml:7:15 entries[0].sources[0]",
        "faq/a.yaml:7:22 entries[0].sources[1]",
        "faq/a.yaml:8:14 entries[0].checked",
        "faq/a.yaml:10:15 entries[0].related[0]",
        "faq/a.yaml:11:16 entries[0].audience[0]",
        "faq/a.yaml:11:33 entries[0].audience[2]",
        "faq/a.yaml:12:5 entries[0].colour",
    ]


def test_items_of_a_list_that_is_too_long_are_checked(tmp_path: Path) -> None:
    names = ", ".join(["guide", "giude", *(f"s-{number}" for number in range(19))])
    found = sentences(folder_of(tmp_path, entry_with(sources=f"[{names}]")))
    assert found[:3] == [
        "faq/a.yaml:7:14 entries[0].sources: 21 given, at most 20 allowed. Delete some.",
        'faq/a.yaml:7:22 entries[0].sources[1]: "giude" is unknown. Did you mean "guide"?',
        'faq/a.yaml:7:29 entries[0].sources[2]: "s-0" is unknown. There is no such source in sources.yaml.',
    ]


def test_a_list_in_the_place_of_a_text_is_not_taken_for_one(tmp_path: Path) -> None:
    faq = entry_with(checked="[2019-01-01, x]", level="[seed]", id="[aa, bb]", related="[aa]")
    assert [sentence.partition(" found")[0] for sentence in sentences(folder_of(tmp_path, faq))] == [
        "faq/a.yaml:2:9 entries[0].id: expected text,",
        "faq/a.yaml:8:14 entries[0].checked: expected a date,",
        (
            "faq/a.yaml:9:12 entries[0].level: a list is not one of the words used here. Allowed are seed, verified, "
            "secondary, dated, derived, unverified."
        ),
        'faq/a.yaml:10:15 entries[0].related[0]: "aa" is unknown. There is no entry with this id.',
    ]


def test_an_entry_without_an_id_is_checked_too(tmp_path: Path) -> None:
    first, second = entry_with(id=None), entry_with(id="7", level="verified", sources="[]")
    found = sentences(folder_of(tmp_path, first + second.removeprefix("entries:\n")))
    assert len([sentence for sentence in found if "the same words stand in" in sentence]) == 4
    assert any("entries[1].level" in sentence for sentence in found)


def test_nothing_is_said_about_sources_where_the_list_of_them_does_not_fit(tmp_path: Path) -> None:
    for sources in ("guide", None, "[7]"):
        [found] = sentences(folder_of(tmp_path, entry_with(sources=sources)))
        assert "entries[0].sources" in found


def test_unused_sources_are_named_although_something_else_is_wrong(tmp_path: Path) -> None:
    sources = SOURCES + "  other: {org: A, title: Ask @here, url: somewhere, year: null}\n"
    assert [sentence.split(": ")[0] for sentence in sentences(folder_of(tmp_path, entry_with(level="x"), sources))] == [
        "faq/a.yaml:9:12 entries[0].level",
        "sources.yaml:3:10 sources.other",
        "sources.yaml:3:26 sources.other.title",
        "sources.yaml:3:42 sources.other.url",
    ]


@pytest.mark.parametrize("title", ["A page (2025)", "A page, 2025", "A page 2025"])
def test_a_title_that_ends_in_its_year_is_a_warning(title: str, tmp_path: Path) -> None:
    sources = SOURCES.replace("title: A page", f'title: "{title}"')
    assert sentences(folder_of(tmp_path, sources=sources)) == [
        (
            "sources.yaml:2:34 sources.guide.title: the title ends in its year 2025, which is shown after it anyway. "
            'Write "A page".'
        ),
    ]


@pytest.mark.parametrize("title", ["A page (2024)", "Plan 12025", "2025", "Census 2025 of all"])
def test_another_number_in_a_title_is_fine(title: str, tmp_path: Path) -> None:
    assert sentences(folder_of(tmp_path, sources=SOURCES.replace("title: A page", f'title: "{title}"'))) == []
