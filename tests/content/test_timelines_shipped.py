"""The timelines that are shipped say what the file of facts says: every length, year, date, source and level."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from bot.content.shapes.base import KEY_PATTERN
from bot.core.levels import Level
from bot.core.timelines.calendar import CalendarRule, DayOfYear, Edge
from bot.core.timelines.routes import EffectKind
from bot.core.timelines.stages import Group, Months, PartTime
from bot.core.timelines.table import Timelines
from tests.content.guide_rows import Row, facts, numbers, rows, stated, table
from tests.content.samples import loaded

CONTENT = Path(__file__).parents[2] / "content"

COUNTRIES = {"US": "United States", "Europe (diploma)": "Europe"}
# Stages that the facts give by a name only, in the order of their pathway.
OURS = {
    "ca_standard": ["ca_university", "ca_medical_school", "ca_residency", "ca_pain"],
    "uk_anaesthetics": ["uk_medical_school", "uk_foundation", "uk_ct_st", "uk_pain"],
    "au_nz": ["au_medical_school", "au_prevocational", "au_anzca", "au_fpm"],
    "in_standard": ["in_mbbs", "in_md", "in_pain"],
    "de_standard": ["de_medical_school", "de_facharzt", "de_pain"],
}


@pytest.fixture(scope="module")
def shipped() -> Timelines:
    pack = loaded(CONTENT).pack
    assert pack is not None
    return pack.timelines


def rows_of(name: str) -> list[Row]:
    found: list[Row] = facts()[name]
    return found


def sources_of(row: Row) -> tuple[str, ...]:
    return tuple("guide" if source == "seed" else source.replace("_", "-") for source in row.get("src", ()))


def level_of(row: Row) -> str:
    """What a row says of itself; where it says nothing, nobody read it anywhere."""
    return str(row.get("check", "unverified"))


def id_of(row: Row) -> str:
    return str(row["id"]).rpartition(".")[2]


def edges(months: Months | None) -> list[int] | None:
    return None if months is None else [months.min, months.max]


def test_stages_take_what_their_rows_say(shipped: Timelines) -> None:
    for row in rows_of("stages_us"):
        stage = shipped.stages[row["id"]]
        if row.get("from_table"):
            assert stage.months is None
            continue
        assert stage.months == Months(row["min_m"], row["max_m"], row["typ_m"]), stage.id
        assert stage.optional == row.get("optional", False), stage.id
        assert stage.variant_of == row.get("variant_of"), stage.id
        assert stage.replaces == tuple(row.get("replaces", ())), stage.id
        assert (stage.level, stage.sources) == (level_of(row), sources_of(row)), stage.id


def test_specialties_take_what_their_rows_say(shipped: Timelines) -> None:
    assert list(shipped.specialties) == [row["id"] for row in rows_of("specialties")]
    for row in rows_of("specialties"):
        specialty = shipped.specialties[row["id"]]
        least, most = row.get("years", row.get("years_min")), row.get("years", row.get("years_max"))
        assert specialty.months == Months(12 * least, 12 * most, 12 * least if least == most else None), specialty.id
        assert row["includes_pgy1"] is True  # as all lengths here count
        assert (specialty.level, specialty.sources) == (level_of(row), sources_of(row)), specialty.id
        assert set(row.get("aliases", ())) <= {specialty.title, *specialty.aliases}, specialty.id
        assert row["board"].split(" ")[0] in specialty.board


def test_a_certificate_follows_from_the_specialty_or_its_absence_is_said(shipped: Timelines) -> None:
    for row in rows_of("specialties"):
        specialty = shipped.specialties[row["id"]]
        says = str(row["pain_cert"])
        if "yes" in says or "listed" in says:
            assert specialty.certificate is not None
            certificate = shipped.certificates[specialty.certificate]
            assert certificate.family == "ABMS"
            assert specialty.id in certificate.specialties
            assert ("2017" in specialty.certificate_note) == ("2017" in says), specialty.id
        else:
            assert specialty.certificate is None
            assert "known" in specialty.certificate_note, specialty.id
    assert "No ABMS certificate in pain medicine is known" in shipped.specialties["internal_medicine"].certificate_note


def test_modifiers_do_what_their_rows_say(shipped: Timelines) -> None:
    assert list(shipped.modifiers) == [id_of(row) for row in rows_of("modifiers")]
    for row in rows_of("modifiers"):
        modifier = shipped.modifiers[id_of(row)]
        assert (modifier.level, modifier.sources) == (level_of(row), sources_of(row)), modifier.id
        if row["effect"].startswith("+12 "):
            assert modifier.effect.months == 12, modifier.id
        if row.get("default") == 0:
            assert modifier.default == modifier.effect.beyond, modifier.id
        if modifier.effect.kind is EffectKind.INSERT:
            assert modifier.max, modifier.id
    leave = shipped.modifiers["leave_aba"].effect
    assert (leave.free_days, leave.approved_days, leave.review_months) == (80, 40, 6)
    assert shipped.modifiers["basic_fail"].effect.months == 6
    assert shipped.modifiers["military"].effect.stage == "military_gmo"
    interrupted = shipped.stages["military_gmo"].interrupts
    assert interrupted is not None
    assert (interrupted.stage, interrupted.after_months) == ("residency", 12)


def test_part_time_is_where_the_facts_have_it(shipped: Timelines) -> None:
    allowed = {stage.id for stage in shipped.stages.values() if stage.part_time is PartTime.ALLOWED}
    assert allowed == {"postbacc", "uk_ct_st", "uk_pain", "au_fpm"}
    assert shipped.stages["au_fpm"].part_time_min_percent == 50
    arranged = {stage.id for stage in shipped.stages.values() if stage.part_time is PartTime.ARRANGED}
    assert {shipped.stages[name].group for name in arranged} == {Group.RESIDENCY, Group.FELLOWSHIP}
    assert not [name for name in arranged if name[:3] in ("ca_", "uk_", "au_", "in_", "de_")]


def test_calendar_rules_have_the_level_and_sources_of_their_rows(shipped: Timelines) -> None:
    for row, named in named_in("calendar-rule", "c."):
        for name in named:
            rule = shipped.calendar[name]
            assert (rule.level, rule.sources) == (level_of(row), sources_of(row)), name
            assert rule.country == "United States"
            if "latest" in row and rule.kind != "limit":
                assert rule.latest, name


# What the facts say was the date in a year, for a stage that starts or ends on a day.
KNOWN = [
    ("match_day", date(2026, 7, 1), date(2026, 3, 20), date(2026, 3, 20)),
    ("match_day", date(2027, 7, 1), date(2027, 3, 19), date(2027, 3, 19)),
    ("match_day", date(2028, 7, 1), date(2028, 3, 17), date(2028, 3, 17)),
    ("match_day", date(2034, 7, 1), date(2034, 3, 17), date(2034, 3, 17)),
    ("match_day", date(2020, 7, 1), date(2020, 3, 20), date(2020, 3, 20)),
    ("match_day", date(2022, 7, 1), date(2022, 3, 18), date(2022, 3, 18)),
    ("match_day", date(2024, 7, 1), date(2024, 3, 15), date(2024, 3, 15)),
    ("match_week", date(2026, 7, 1), date(2026, 3, 16), date(2026, 3, 20)),
    ("nrmp_reg", date(2026, 7, 1), date(2025, 9, 15), date(2025, 9, 15)),
    ("eras_res_open", date(2026, 7, 1), date(2025, 6, 4), date(2025, 6, 4)),
    ("eras_res_submit", date(2026, 7, 1), date(2025, 9, 3), date(2025, 9, 3)),
    ("eras_res_review", date(2026, 7, 1), date(2025, 9, 24), date(2025, 9, 24)),
    ("amcas_transmit", date(2026, 8, 1), date(2025, 6, 27), date(2025, 6, 27)),
    ("amcas_open", date(2026, 8, 1), date(2025, 5, 1), date(2025, 5, 31)),
    ("aacomas_open", date(2026, 8, 1), date(2025, 5, 1), date(2025, 5, 7)),
    ("tmdsas_open", date(2026, 8, 1), date(2025, 5, 1), date(2025, 5, 1)),
    ("tmdsas_submit", date(2026, 8, 1), date(2025, 5, 15), date(2025, 5, 15)),
    ("mcat", date(2027, 8, 1), date(2026, 1, 1), date(2026, 9, 30)),
    ("fellow_eras_submit", date(2026, 7, 1), date(2024, 11, 13), date(2024, 11, 13)),
    ("fellow_eras_submit", date(2027, 7, 1), date(2025, 11, 12), date(2025, 11, 12)),
    ("fellow_eras_review", date(2026, 7, 1), date(2024, 12, 4), date(2024, 12, 4)),
    ("fellow_eras_review", date(2027, 7, 1), date(2025, 12, 3), date(2025, 12, 3)),
    ("fellow_deadline", date(2027, 7, 1), date(2026, 4, 15), date(2026, 5, 31)),
    ("fellow_match", date(2027, 7, 1), date(2026, 9, 1), date(2026, 10, 31)),
    ("aba_basic", date(2034, 7, 1), date(2036, 6, 1), date(2036, 6, 30)),
    ("aba_basic_second", date(2034, 7, 1), date(2036, 11, 1), date(2036, 11, 30)),
    ("aba_advanced_summer", date(2038, 6, 30), date(2038, 7, 1), date(2038, 7, 31)),
    ("aba_advanced_winter", date(2038, 6, 30), date(2039, 1, 1), date(2039, 1, 31)),
    ("pain_exam", date(2039, 6, 30), date(2039, 9, 1), date(2039, 9, 30)),
    ("pain_exam", date(2039, 9, 14), date(2040, 9, 1), date(2040, 9, 30)),
    ("ca_pain_match", date(2019, 7, 1), date(2018, 11, 1), date(2018, 11, 30)),
]


@pytest.mark.parametrize(("name", "edge", "first", "last"), KNOWN)
def test_rules_give_the_dates_that_are_known(
    name: str, edge: date, first: date, last: date, shipped: Timelines
) -> None:
    rule = shipped.calendar[name]
    ends = [rule.when, rule.until or rule.when]
    found = [end.counted_from(edge) for end in ends if isinstance(end, DayOfYear)]
    assert (found[0][0], found[-1][1]) == (first, last)


def test_only_the_month_of_the_exam_is_known(shipped: Timelines) -> None:
    exam = shipped.calendar["pain_exam"]
    assert exam.precision == "month"
    assert exam.hook is not None
    assert exam.hook.edge is Edge.END
    assert {one.milestone for one in shipped.certificates.values() if one.family == "ABMS"} == {"pain_exam"}
    by_day = {rule.id for rule in shipped.calendar.values() if rule.precision == "day"}
    assert by_day == {
        *("aacomas_open", "tmdsas_open", "tmdsas_submit", "eras_res_open", "eras_res_submit", "nrmp_reg"),
        *("match_week", "match_day", "pgy_start", "fellow_eras_submit", "fellow_eras_review", "fellow_deadline"),
        "fellow_start",
    }


def test_a_spine_fellowship_has_no_application_of_the_pain_match_and_no_certificate(shipped: Timelines) -> None:
    assert not shipped.stages["spine_fellowship_ismm"].certifies
    assert not [
        rule.id for rule in shipped.calendar.values() if rule.hook and "spine_fellowship_ismm" in rule.hook.stages
    ]


def test_certificates_carry_their_rows(shipped: Timelines) -> None:
    assert list(shipped.certificates) == [id_of(row) for row in rows_of("certification")]
    for row in rows_of("certification"):
        certificate = shipped.certificates[id_of(row)]
        assert (certificate.level, certificate.sources) == (level_of(row), sources_of(row)), certificate.id
        read = [text for text in row["prerequisites"] if text != "unverified"]
        assert len(certificate.prerequisites) == len(read), certificate.id
        assert (certificate.exam is None) == (row["exam"] == "unverified"), certificate.id
        assert (certificate.maintenance is None) == (row["maintenance"] == "unverified"), certificate.id
        if "prereq_check" in row:
            assert certificate.prerequisites_level == row["prereq_check"].split(" ")[0]
    assert shipped.certificates["aoba"].practice_months == 12


def test_pathways_have_the_stages_and_lengths_of_their_rows(shipped: Timelines) -> None:
    assert set(shipped.pathways) == {row["id"] for row in rows_of("pathways")}
    for row in rows_of("pathways"):
        pathway = shipped.pathways[row["id"]]
        assert pathway.country == COUNTRIES.get(row["country"], row["country"])
        parts = [] if pathway.id == "eu_edpm" else row["stages"]
        names = OURS.get(pathway.id) or [part["ref"] for part in parts]
        steps = {step.stage: step for step in pathway.steps}
        added = [step for step in pathway.steps if step.stage not in names]
        assert all(step.optional for step in added), pathway.id
        assert [name for name in steps if name in names] == names
        for name, part in zip(names, parts, strict=True):
            assert edges(steps[name].months) == part["m"], (pathway.id, name)
            assert steps[name].optional == part.get("optional", False)


def test_the_stages_of_other_countries_carry_their_rows(shipped: Timelines) -> None:
    for row in rows_of("pathways"):
        for name, part in zip(OURS.get(row["id"], ()), row["stages"] if row["id"] in OURS else (), strict=True):
            stage = shipped.stages[name]
            assert (stage.level, stage.sources) == (level_of(part), sources_of(part)), name
            assert (stage.overlaps.max_months if stage.overlaps else None) == part.get("overlap_max_m"), name
            assert (stage.inside is not None) == ("inside" in part), name


def test_totals_are_those_of_the_facts(shipped: Timelines) -> None:
    for row in rows_of("pathways"):
        pathway = shipped.pathways[row["id"]]
        total = shipped.total(pathway)
        assert total == pathway.total
        expected = row.get("range_without_gap_m", row.get("total_m"))
        if expected is not None:
            assert edges(total) == expected, pathway.id
        if "typical_total_m" in row:
            assert total is not None
            assert total.typical == row["typical_total_m"]
        assert edges(pathway.stated) == row.get("stated_total_m"), pathway.id
    assert shipped.total(shipped.pathways["eu_edpm"]) is None
    assert shipped.total(shipped.pathways["us_seed"]) == Months(156, 168)
    assert shipped.total(shipped.pathways["us_standard"]) == Months(132, 204, 156)


def test_academic_years_open_and_close_on_the_days_of_the_facts(shipped: Timelines) -> None:
    units = facts()["units_and_conventions"]
    college, school, training = (
        shipped.anchors[name] for name in ("us_college", "us_medical_school", "us_training_year")
    )
    assert f"{training.opens.month:02}-{training.opens.day:02}" == units["academic_year_us"]["start"]
    assert training.closes is not None
    assert f"{training.closes.month:02}-{training.closes.day:02}" == units["academic_year_us"]["end"]
    for anchor, row in ((college, units["bachelor_anchor"]), (school, units["med_school_anchor"])):
        assert f"use {anchor.opens.month:02}-{anchor.opens.day:02}" in row["start"]
        assert anchor.closes is not None
        assert f"use {anchor.closes.month:02}-{anchor.closes.day:02}" in row["end"]
        assert not anchor.exact
    assert {anchor.level for anchor in (college, school)} == {Level.UNVERIFIED}


def test_what_is_assumed_is_the_guides_first_route(shipped: Timelines) -> None:
    assert [pathway.id for pathway in shipped.pathways.values() if pathway.default] == ["us_standard"]
    for pathway in shipped.pathways.values():
        assert pathway.specialties[:1] in ((), ("anesthesiology",))
    assert shipped.pathways["us_standard"].degrees == ("md_do", "md_3yr", "md_phd", "bs_md")
    assert shipped.pathways["us_standard"].specialties == tuple(shipped.specialties)


def named_in(kind: str, prefix: str) -> Iterator[tuple[Row, list[str]]]:
    """Rows of the facts whose ids begin with `prefix`, with what the table says stands for them."""
    known = rows(facts())
    for row, places in table():
        if row.startswith(prefix):
            yield known[row], [name.split(" ")[1] for what, name in places if what == "timeline" and kind in name]


def texts(value: object) -> Iterator[str]:
    """Everything that is said in a part of a timeline."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield from () if re.fullmatch(KEY_PATTERN, value) else (value,)  # ids may have numbers of their own
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for part in fields(value):
            if part.name not in ("id", "sources"):
                yield from texts(getattr(value, part.name))


def founded(kind: str, name: str, sources: tuple[str, ...]) -> set[str]:
    """The numbers that the rows and sources of a part of a timeline state."""
    read = facts()
    known: Mapping[str, Any] = rows(read)
    found = {"1"}  # a day that opens a month, a first year
    for row, places in table():
        if ("timeline", f"{kind} {name}") in places:
            found |= stated(known[row])
    for source in sources:
        found |= stated(read["sources"]["seed" if source == "guide" else source.replace("-", "_")])
    return found


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        *(("anchor", "anchors"), ("stage", "stages"), ("specialty", "specialties"), ("modifier", "modifiers")),
        *(("calendar-rule", "calendar"), ("certificate", "certificates"), ("pathway", "pathways")),
    ],
)
def test_every_number_in_a_text_is_stated_by_its_rows_or_sources(kind: str, part: str, shipped: Timelines) -> None:
    strange = {
        name: found
        for name, value in getattr(shipped, part).items()
        if (found := numbers("\n".join(texts(value))) - founded(kind, name, value.sources))
    }
    assert strange == {}


def test_rules_are_to_be_looked_at_again_before_they_are_a_year_old(shipped: Timelines) -> None:
    def days(rule: CalendarRule) -> int:
        return (rule.recheck - rule.checked).days

    assert {rule.id for rule in shipped.calendar.values() if not 30 <= days(rule) <= 366} == set()
