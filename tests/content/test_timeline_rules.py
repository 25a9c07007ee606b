"""What contradicts itself in a timeline, and the exact sentences about it."""

from pathlib import Path

import pytest

from tests.content.timeline_samples import FILE_NAME, SOURCED, said_of

Changes = list[tuple[str, str]]

MISTAKES: dict[str, tuple[Changes, str]] = {
    "reversed": (
        [("min: 12, max: 24", "min: 24, max: 12")],
        ("@:7:62 stages[3].months.min: the least, 24, is more than the most, 12. Exchange them, or mend one of them."),
    ),
    "typical outside": (
        [("typical: 48", "typical: 72")],
        (
            "@:4:83 stages[0].months.typical: what is typical, 72, lies outside 36 to 60. Mend it, or leave "
            "it out where nobody says what is typical."
        ),
    ),
    "no length": (
        [("months: {min: 12, max: 24}, anchor", "anchor")],
        "@:7:5 stages[3]: nobody says how long it takes. Add months, or by_specialty: true.",
    ),
    "two lengths": (
        [("by_specialty: true", "by_specialty: true, months: {min: 1, max: 2}")],
        (
            "@:6:75 stages[2].months: it has months, and by_specialty says that the specialty decides. Delete"
            " one of the two."
        ),
    ),
    "anchor and at once": (
        [("by_specialty: true", "by_specialty: true, at_once: true")],
        ("@:6:76 stages[2].at_once: it begins at once, and has an anchor to wait for. Delete one of the two."),
    ),
    "part-time percent": (
        [("by_specialty: true", "by_specialty: true, part_time_min_percent: 50")],
        (
            "@:6:90 stages[2].part_time_min_percent: it cannot be done part-time, so there is no least "
            "percentage of it. Add part_time, or delete this."
        ),
    ),
    "part-time forbidden": (
        [("by_specialty: true", "by_specialty: true, part_time: forbidden, part_time_min_percent: 50")],
        (
            "@:6:112 stages[2].part_time_min_percent: it cannot be done part-time, so there is no least "
            "percentage of it. Add part_time, or delete this."
        ),
    ),
    "unknown anchor": (
        [("by_specialty: true, anchor: year", "by_specialty: true, anchor: yaer")],
        '@:6:75 stages[2].anchor: "yaer" is unknown. Did you mean "year"?',
    ),
    "unknown stage in step": (
        [("{stage: school}, {stage: ward}", "{stage: school}, {stage: wart}")],
        '@:48:38 pathways[0].steps[1].stage: "wart" is unknown. Did you mean "ward"?',
    ),
    "stage twice": (
        [("{stage: pain}]", "{stage: pain}, {stage: school}]")],
        '@:48:68 pathways[0].steps[3].stage: "school" stands twice in this list. Delete one of the two.',
    ),
    "variant of itself": (
        [("variant_of: school", "variant_of: fast")],
        "@:5:99 stages[1].variant_of: the stage needs itself. Name another, or delete it.",
    ),
    "inside unknown": (
        [("max: 24}, anchor: year", "max: 24}, anchor: year, inside: {stage: wrd, after_months: 12}")],
        '@:7:106 stages[3].inside.stage: "wrd" is unknown. Did you mean "ward"?',
    ),
    "overlap with what comes later": (
        [("max: 60}, level", "max: 60}, overlaps: {stage: pain, max_months: 0}, level")],
        (
            '@:48:21 pathways[0].steps[0].stage: "school" belongs to "pain", which does not come before it. '
            'Put "pain" before it.'
        ),
    ),
    "choice of a stage": (
        [("months: {min: 12, max: 24}", "choice: gap_years, months: {min: 12, max: 24}")],
        (
            '@:51:17 pathways[0].modifiers[0]: "pain" and "pause" both answer the choice gap_years. Delete '
            "one of the two."
        ),
    ),
    "unplaced degree": (
        [("degrees: [school, fast]", "degrees: [fast]"), ("variant_of: school", "replaces: [pain, fast2]")],
        '@:5:104 stages[1].replaces[1]: "fast2" is unknown. Did you mean "fast"?',
    ),
    "wrong total": (
        [("total: {min: 96, max: 132}", "total: {min: 84, max: 132}")],
        (
            "@:52:12 pathways[0].total: its stages add up to 96 to 132 months, not 84 to 132. Mend the total,"
            " or the months of a step."
        ),
    ),
    "missing total": (
        [("    total: {min: 96, max: 132}\n", "")],
        "@:45:5 pathways[0]: nobody says what its stages add up to. Add total: {min: 96, max: 132}.",
    ),
    "wrong typical": (
        [("total: {min: 96, max: 132}", "total: {min: 96, typical: 120, max: 132}")],
        (
            "@:52:31 pathways[0].total.typical: the stages have no typical length together, for one of them "
            "has none. Delete it, or give that stage one."
        ),
    ),
    "ward without specialty": (
        [("specialties: [gas]", "certificate: paper")],
        (
            "@:48:30 pathways[0].steps[1]: the specialty decides how long this takes, and the pathway has "
            "none to choose. Add specialties, or months to this step."
        ),
    ),
    "no certificate": (
        [("    specialties: [gas]\n", "")],
        (
            "@:45:5 pathways[0]: nothing says which certificate it leads to. Add certificate, or "
            "certificate_note where none is known."
            "\n@:48:30 pathways[0].steps[1]: the specialty decides how long this takes, and the pathway has "
            "none to choose. Add specialties, or months to this step."
        ),
    ),
    "specialty without a certificate": (
        [("certificate: paper", "certificate: null")],
        (
            "@:9:84 specialties[0].certificate: there is no certificate, and nothing says why. Add "
            "certificate_note: what a member should read instead."
        ),
    ),
    "unknown certificate": (
        [("certificate: paper", "certificate: papre")],
        '@:9:84 specialties[0].certificate: "papre" is unknown. Did you mean "paper"?',
    ),
    "insert without place": (
        [("months: 12, side: before, groups: [medical_school]", "stage: pain")],
        (
            '@:14:13 modifiers[0].effect: the key "groups" is missing. A modifier with the effect insert '
            "needs it."
            '\n@:14:13 modifiers[0].effect: the key "side" is missing. A modifier with the effect insert needs'
            " it."
        ),
    ),
    "insert of nothing": (
        [("months: 12, side: before", "side: before")],
        ('@:14:13 modifiers[0].effect: the key "months" is missing. A modifier with the effect insert needs it.'),
    ),
    "default too much": (
        [("choice: gap_years", "choice: gap_years\n    default: 3\n    max: 2")],
        "@:16:14 modifiers[0].default: the default, 3, is more than the most, 2. Mend one of them.",
    ),
    "two modifiers of one choice": (
        [
            (
                "calendar:\n",
                (
                    f"  - {{id: rest, title: R, text: M., effect: {{kind: explain}}, choice: gap_years, {SOURCED}}}\n"
                    "calendar:\n"
                ),
            ),
            ("modifiers: [pause]", "modifiers: [pause, rest]"),
        ],
        (
            '@:52:24 pathways[0].modifiers[1]: "pause" and "rest" both answer the choice gap_years. Delete '
            "one of the two."
        ),
    ),
    "nth without weekday": (
        [(", weekday: friday", "")],
        (
            "@:26:11 calendar[0].when: nth and weekday belong together. Add the other, like nth: third with "
            "weekday: friday."
        ),
    ),
    "weekday of a day": (
        [("month: 3, nth", "day: 03-01, nth")],
        ("@:26:45 calendar[0].when.weekday: a weekday is one of a month, not of day. Write month instead of day."),
    ),
    "nothing at all": (
        [("month: 3, nth: third, weekday: friday, years: 1", "years: 1")],
        (
            "@:26:11 calendar[0].when: a day is said by one of day, month and months_after; none of them "
            "stands here. Add one."
        ),
    ),
    "two things": (
        [("month: 3, nth", "day: 03-01, month: 3, nth")],
        (
            "@:26:11 calendar[0].when: a day is said by one of day, month and months_after; day and month "
            "stand here. Keep one."
        ),
    ),
    "shifted month": (
        [("nth: third, weekday: friday, years: 1", "shift_days: 2")],
        ("@:26:34 calendar[0].when.shift_days: only a day can be shifted by days. Delete it, or name a day."),
    ),
    "next and years": (
        [("years: 1", "years: 1, next: true")],
        ("@:26:58 calendar[0].when.years: next finds the year by itself; years adds nothing. Delete one of the two."),
    ),
    "months after and years": (
        [("month: 3, nth: third, weekday: friday, years: 1", "months_after: 3, years: 1")],
        (
            "@:26:36 calendar[0].when.years: months_after counts from the stage by itself; years adds "
            "nothing. Delete it."
        ),
    ),
    "until before": (
        [("    recheck", "    until: {month: 3}\n    recheck")],
        (
            "@:27:12 calendar[0].until: it ends before it begins. Exchange when and until, or let until be in"
            " a later year: years: 1."
        ),
    ),
    "until months before": (
        [
            ("month: 3, nth: third, weekday: friday, years: 1", "months_after: 3"),
            ("    recheck", "    until: {months_after: 1}\n    recheck"),
        ],
        (
            "@:27:12 calendar[0].until: it ends before it begins. Exchange when and until, or let until be in"
            " a later year: years: 1."
        ),
    ),
    "unhooked": (
        [("    hook: {stages: [pain], edge: end}\n", "")],
        (
            "@:25:11 calendar[0].when: nothing says from which stage this is counted. Add hook, like hook: "
            "{stages: [residency], edge: start}."
        ),
    ),
    "hook unknown": (
        [("hook: {stages: [pain], edge: end}", "hook: {stages: [pian], edge: middle}")],
        (
            '@:25:21 calendar[0].hook.stages[0]: "pian" is unknown. Did you mean "pain"?'
            '\n@:25:34 calendar[0].hook.edge: the text "middle" is not one of the words used here. Allowed are'
            " start, end."
        ),
    ),
    "recheck due": (
        [("recheck: 2027-06-01\n    checked: 2026-11-24", "recheck: 2026-11-24\n    checked: 2026-11-01")],
        (
            "@:27:14 calendar[0].recheck: to be looked at again since 24 Nov 2026. Compare it with its "
            "sources; then set checked and recheck anew."
        ),
    ),
    "recheck before checked": (
        [("recheck: 2027-06-01", "recheck: 2026-11-01")],
        (
            "@:27:14 calendar[0].recheck: 1 Nov 2026 is not after the day on which it was checked. Name the "
            "day from which to look again."
        ),
    ),
    "country": (
        [("rule: the third", "rule: The third"), ("    country: Utopia\n    kind", "    country: Utopa\n    kind")],
        '@:22:14 calendar[0].country: no pathway is of "Utopa". Did you mean "Utopia"?',
    ),
    "mention": (
        [("a license", "'a license of @everyone'")],
        (
            "@:37:21 certificates[0].prerequisites[0]: @everyone would not be shown as text by Discord. Write"
            " the name instead."
        ),
    ),
    "link": (
        [("by_specialty: true", "by_specialty: true, note: 'see http://example.org/x'")],
        (
            "@:6:73 stages[2].note: http://example.org/x is not an https address. Use https:// where the site"
            " has it, or leave it out."
        ),
    ),
    "same title": (
        [("title: Gas,", "title: Gas, aliases: [gas],")],
        (
            "@:9:37 specialties[0].aliases[0]: the same title stands in timelines/utopia.yaml:9:22 "
            "specialties[0].title. Delete one of the two, or name them apart."
        ),
    ),
    "unknown source": (
        [("closes: 06-30, level: verified, sources: [guide]", "closes: 06-30, level: verified, sources: [giude]")],
        '@:2:94 anchors[0].sources[0]: "giude" is unknown. Did you mean "guide"?',
    ),
    "no sources": (
        [("closes: 06-30, level: verified, sources: [guide]", "closes: 06-30, level: verified, sources: []")],
        (
            '@:2:74 anchors[0].level: the level "verified" says that there is a source, but none is named. '
            'Name it, or write "unverified".'
        ),
    ),
    "two ids": (
        [("id: fast,", "id: school,"), ("degrees: [school, fast]", "degrees: [school]")],
        (
            '@:5:10 stages[1].id: the id "school" is already used in timelines/utopia.yaml:4:10. Delete one '
            "of the two stages, or give it an id and words of its own."
            "\n@:5:101 stages[1].variant_of: the stage needs itself. Name another, or delete it."
        ),
    ),
    "default twice": (
        [
            (
                "    country: Utopia\n    title: The route",
                "    country: Utopia\n    default: true\n    title: The route",
            ),
            (
                "pathways:\n",
                (
                    "pathways:\n  - {id: other, country: Utopia, title: B, default: true, steps: [], "
                    f"certificate: paper, {SOURCED}}}\n"
                ),
            ),
        ],
        (
            '@:48:14 pathways[1].default: "other" is the one that is assumed where none is chosen. Delete one'
            " of the two."
        ),
    ),
    "named retired": (
        [
            ("stages:\n", "stages:\n  - {id: old, title: Old, retired: {on: 2026-11-01, successor: school}}\n"),
            ("variant_of: school", "variant_of: old"),
        ],
        '@:6:99 stages[2].variant_of: "old" was retired on 1 Nov 2026. Write "school".',
    ),
    "named former": (
        [
            ("id: school, title", "renamed_from: [college], id: school, title"),
            ("variant_of: school", "variant_of: college"),
        ],
        '@:5:99 stages[1].variant_of: "college" is called "school" now. Write "school".',
    ),
}


@pytest.mark.parametrize(("changes", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_does_not_go_together_is_explained(changes: Changes, expected: str, tmp_path: Path) -> None:
    assert [text.replace(FILE_NAME, "@", 1) for text in said_of(tmp_path, *changes)] == expected.split("\n")
