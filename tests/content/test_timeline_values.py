"""Values of a timeline that do not fit, and the exact sentences about them."""

from pathlib import Path

import pytest

from tests.content.timeline_samples import FILE_NAME, said_of

Changes = list[tuple[str, str]]

MISTAKES: dict[str, tuple[Changes, str]] = {
    "id with hyphen": (
        [("id: school,", "id: my-school,")],
        (
            '@:4:10 stages[0].id: "my-school" is not an id. Use 2 to 24 small letters, digits and '
            "underscores."
            '\n@:5:99 stages[1].variant_of: "school" is unknown. There is no stage with this id.'
            '\n@:48:21 pathways[0].steps[0].stage: "school" is unknown. There is no stage with this id.'
            '\n@:50:15 pathways[0].degrees[0]: "school" is unknown. There is no stage with this id.'
        ),
    ),
    "long id": (
        [("id: year,", "id: an_id_of_more_than_24_characters,")],
        (
            '@:2:10 anchors[0].id: "an_id_of_more_than_24_characters" is not an id. Use 2 to 24 small '
            "letters, digits and underscores."
            '\n@:6:75 stages[2].anchor: "year" is unknown. There is no anchor with this id.'
            '\n@:7:84 stages[3].anchor: "year" is unknown. There is no anchor with this id.'
        ),
    ),
    "no such day": (
        [("opens: 07-01", "opens: 02-30")],
        '@:2:45 anchors[0].opens: there is no day "02-30" in any year. Write it as month-day, like 07-01.',
    ),
    "29 February": (
        [("opens: 07-01", "opens: 02-29")],
        "@:2:45 anchors[0].opens: 29 February is not in every year. Write 02-28 or 03-01.",
    ),
    "not a day": (
        [("opens: 07-01", "opens: 7-1")],
        '@:2:45 anchors[0].opens: "7-1" is not a day of the year. Write it as month-day, like 07-01.',
    ),
    "day as number": (
        [("opens: 07-01", "opens: 701")],
        '@:2:45 anchors[0].opens: expected text, found the number 701. Put it in quotes: "701".',
    ),
    "unknown group": (
        [("group: fellowship", "group: felowship")],
        (
            '@:7:36 stages[3].group: the text "felowship" is not one of the words used here. Did you mean '
            '"fellowship"? Allowed are high_school, undergraduate, gap, postbacc, medical_school, residency, '
            "fellowship, practice."
        ),
    ),
    "negative months": (
        [("min: 12, max: 24", "min: -1, max: 24")],
        "@:7:62 stages[3].months.min: -1 is less than 0, the least there can be here.",
    ),
    "too many months": (
        [("min: 12, max: 24", "min: 12, max: 2400")],
        "@:7:71 stages[3].months.max: 2,400 is more than 240, the most there can be here.",
    ),
    "unknown key of a part": (
        [("min: 12, max: 24", "min: 12, mx: 24")],
        (
            '@:7:56 stages[3].months.max: the key "max" is missing. Add it.'
            '\n@:7:66 stages[3].months.mx: the key "mx" is not used here. Did you mean "max"?'
        ),
    ),
    "months in text": (
        [("min: 12, max: 24", 'min: "12", max: 24')],
        (
            '@:7:62 stages[3].months.min: expected a whole number, found the text "12". Write it in digits, '
            "without quotes."
        ),
    ),
    "half month": (
        [("min: 12, max: 24", "min: 12, max: 24.5")],
        (
            "@:7:71 stages[3].months.max: expected a whole number, found the number 24.5. Write it in digits,"
            " without quotes."
        ),
    ),
    "no percent at all": (
        [("by_specialty: true", "by_specialty: true, part_time: allowed, part_time_min_percent: 0")],
        "@:6:110 stages[2].part_time_min_percent: 0 is less than 1, the least there can be here.",
    ),
    "unknown key of a step": (
        [("{stage: school}, {stage: ward}", "{stage: school, optinal: true}, {stage: ward}")],
        ('@:48:29 pathways[0].steps[0].optinal: the key "optinal" is not used here. Did you mean "optional"?'),
    ),
    "thirteenth month": (
        [("month: 3", "month: 13")],
        "@:26:19 calendar[0].when.month: 13 is more than 12, the most there can be here.",
    ),
    "weekday of another language": (
        [("weekday: friday", "weekday: freitag")],
        (
            '@:26:43 calendar[0].when.weekday: the text "freitag" is not one of the words used here. Did you '
            'mean "friday"? Allowed are monday, tuesday, wednesday, thursday, friday, saturday, sunday.'
        ),
    ),
    "fifth": (
        [("nth: third", "nth: fifth")],
        (
            '@:26:27 calendar[0].when.nth: the text "fifth" is not one of the words used here. Did you mean '
            '"first"? Allowed are first, second, third, fourth, last.'
        ),
    ),
    "hook without stages": (
        [("hook: {stages: [pain], edge: end}", "hook: {stages: [], edge: end}")],
        "@:25:20 calendar[0].hook.stages: 0 given, at least 1 needed.",
    ),
    "no recheck": (
        [("    recheck: 2027-06-01\n", "")],
        (
            '@:20:5 calendar[0].recheck: the key "recheck" is missing. Add the day from which somebody should'
            " look again, like 2027-06-01."
        ),
    ),
    "unknown section": (
        [("modifiers:\n", "modifers:\n"), ("modifiers: [pause]", "modifiers: []")],
        '@:10:1 modifers: the key "modifers" is not used here. Did you mean "modifiers"?',
    ),
    "long title": (
        [
            (
                "title: The route",
                "title: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            )
        ],
        "@:47:12 pathways[0].title: the text has 81 characters; 80 are allowed. Shorten it.",
    ),
    "successor with a hyphen": (
        [("stages:\n", "stages:\n  - {id: old, title: Old, retired: {on: 2026-11-01, successor: my-school}}\n")],
        (
            '@:4:64 stages[0].retired.successor: "my-school" is not an id. Use 2 to 24 small letters, digits '
            "and underscores."
        ),
    ),
}


@pytest.mark.parametrize(("changes", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_value_that_does_not_fit_is_explained(changes: Changes, expected: str, tmp_path: Path) -> None:
    assert [text.replace(FILE_NAME, "@", 1) for text in said_of(tmp_path, *changes)] == expected.split("\n")
