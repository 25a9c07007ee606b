"""A file of timelines becomes values of the core; its ids live on like all others."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.content.shapes import timelines as shapes
from bot.content.shapes.base import Shape
from bot.core.history import Kind
from bot.core.levels import Level
from bot.core.pack import Pack
from bot.core.timelines.calendar import CalendarRule, DayOfYear, Edge, Hook, Nth, Offset, RuleKind, Weekday
from bot.core.timelines.routes import Certificate, Effect, EffectKind, Modifier, Pathway, Side, Specialty, Step
from bot.core.timelines.stages import (
    Anchor,
    Choice,
    Group,
    MonthDay,
    Months,
    Overlap,
    PartTime,
    ProgramException,
    Stage,
    Within,
)
from bot.core.timelines.table import Timelines
from tests.content.samples import folder_of, loaded, sentences
from tests.content.timeline_samples import FILE, SOURCED, said_of, timelines_in

PAGE = Path(__file__).parents[2] / "docs" / "timelines.md"
DAY = date(2026, 11, 24)
SOURCES = ("guide",)


def pack_of(folder: Path) -> Pack:
    result = loaded(folder)
    assert result.pack is not None, result.report.problems
    return result.pack


def changed(root: Path, *changes: tuple[str, str]) -> Timelines:
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return pack_of(timelines_in(root, text)).timelines


def test_a_file_becomes_values_with_all_they_say(tmp_path: Path) -> None:
    result = loaded(timelines_in(tmp_path))
    assert result.report.problems == ()
    assert result.pack is not None
    table = result.pack.timelines
    level = Level.VERIFIED
    assert table.anchors["year"] == Anchor(
        id="year",
        title="Training year",
        opens=MonthDay(7, 1),
        closes=MonthDay(6, 30),
        exact=True,
        level=level,
        sources=SOURCES,
        checked=DAY,
        note="",
    )
    assert table.stages["school"] == Stage(
        id="school",
        title="School",
        group=Group.MEDICAL_SCHOOL,
        months=Months(36, 60, 48),
        level=level,
        sources=SOURCES,
        checked=DAY,
    )
    assert table.stages["fast"].variant_of == "school"
    assert table.specialties["gas"] == Specialty(
        id="gas",
        title="Gas",
        months=Months(48, 48, 48),
        split="",
        board="A board",
        certificate="paper",
        certificate_note="",
        share="",
        aliases=(),
        level=level,
        sources=SOURCES,
        checked=DAY,
        note="",
    )
    assert table.modifiers["pause"] == Modifier(
        id="pause",
        title="Pause",
        text="Each year adds one.",
        effect=Effect(EffectKind.INSERT, months=12, side=Side.BEFORE, groups=(Group.MEDICAL_SCHOOL,)),
        choice=Choice.GAP_YEARS,
        default=0,
        max=None,
        level=level,
        sources=SOURCES,
        checked=DAY,
        note="",
    )


def test_calendar_rules_and_certificates_become_values_too(tmp_path: Path) -> None:
    table = pack_of(timelines_in(tmp_path)).timelines
    level = Level.VERIFIED
    assert table.calendar["exam"] == CalendarRule(
        id="exam",
        title="Exam",
        country="Utopia",
        kind=RuleKind.CERTIFICATION,
        rule="the third Friday of March",
        hook=Hook(("pain",), Edge.END),
        when=DayOfYear(month=3, nth=Nth.THIRD, weekday=Weekday.FRIDAY, years=1),
        until=None,
        about=False,
        specialties=(),
        latest="",
        recheck=date(2027, 6, 1),
        level=level,
        sources=SOURCES,
        checked=DAY,
        note="",
    )
    assert table.certificates["paper"] == Certificate(
        id="paper",
        title="Paper",
        board="A board",
        family="Utopia",
        base="everyone",
        specialties=(),
        prerequisites=("a license",),
        prerequisites_level=None,
        exam="written",
        maintenance=None,
        costs=(),
        milestone="exam",
        practice_months=0,
        level=level,
        sources=SOURCES,
        checked=DAY,
        note="",
    )


def test_a_pathway_becomes_a_value_with_its_steps(tmp_path: Path) -> None:
    assert pack_of(timelines_in(tmp_path)).timelines.pathways["route"] == Pathway(
        id="route",
        country="Utopia",
        title="The route",
        steps=(
            Step("school", Months(36, 60, 48), optional=False),
            Step("ward", None, optional=False),
            Step("pain", Months(12, 24), optional=False),
        ),
        specialties=("gas",),
        degrees=("school", "fast"),
        certificate=None,
        certificate_note="",
        modifiers=("pause",),
        total=Months(96, 132),
        stated=None,
        shortest="",
        longest="",
        default=False,
        level=Level.VERIFIED,
        sources=SOURCES,
        checked=DAY,
        note="",
    )


def test_everything_is_counted(tmp_path: Path) -> None:
    counts = loaded(timelines_in(tmp_path)).counts
    parts = ("anchors", "stages", "specialties", "modifiers", "calendar rules", "certificates", "pathways")
    assert [counts[part] for part in parts] == [1, 4, 1, 1, 1, 1, 1]


def test_a_stage_says_what_else_it_belongs_to(tmp_path: Path) -> None:
    more = (
        "closes: 05-20, optional: true, part_time: allowed, part_time_min_percent: 50, certifies: false, "
        "inside: {stage: ward, after_months: 12}, interrupts: {stage: ward, after_months: 6}, "
        "overlaps: {stage: ward, max_months: 3}, exceptions: [{program: One, anchor: year}], note: Words."
    )
    table = changed(
        tmp_path,
        ("max: 24}, anchor: year,", f"max: 24}}, anchor: year, {more},"),
        ("{min: 96", "{min: 84"),
        ("max: 132}", "max: 108}"),
    )
    stage = table.stages["pain"]
    assert stage.closes == MonthDay(5, 20)
    assert stage.inside == Within("ward", 12)
    assert stage.interrupts == Within("ward", 6)
    assert stage.overlaps == Overlap("ward", 3)
    assert (stage.part_time, stage.part_time_min_percent) == (PartTime.ALLOWED, 50)
    assert stage.exceptions == (ProgramException("One", "year"),)
    assert (stage.optional, stage.certifies, stage.note) == (True, False, "Words.")
    assert table.pathways["route"].steps[2].optional


def test_a_pathway_may_give_a_stage_a_length_of_its_own(tmp_path: Path) -> None:
    table = changed(
        tmp_path,
        ("{stage: school}", "{stage: school, months: {min: 48, max: 48}, optional: false}"),
        ("{min: 96", "{min: 108"),
        ("max: 132}", "max: 120}"),
    )
    assert table.pathways["route"].steps[0] == Step("school", Months(48, 48, 48), optional=False)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("{day: 09-15, years: -1}", DayOfYear(month=9, day=15, years=-1)),
        ("{month: 5}", DayOfYear(month=5)),
        ("{month: 9, next: true}", DayOfYear(month=9, next=True)),
        (
            "{month: 3, nth: last, weekday: friday, shift_days: -4}",
            DayOfYear(month=3, nth=Nth.LAST, weekday=Weekday.FRIDAY, shift_days=-4),
        ),
        ("{months_after: -18}", Offset(-18)),
    ],
)
def test_a_day_is_said_in_one_of_four_ways(text: str, when: DayOfYear | Offset, tmp_path: Path) -> None:
    table = changed(tmp_path, ("{month: 3, nth: third, weekday: friday, years: 1}", text))
    assert table.calendar["exam"].when == when


def test_parts_may_stand_in_any_file_and_lists_that_are_empty_may_be_left_out(tmp_path: Path) -> None:
    folder = timelines_in(tmp_path)
    head, pathways = FILE.split("pathways:\n")
    (folder / "timelines" / "utopia.yaml").write_text(head)
    (folder / "timelines" / "a.yaml").write_text("pathways:\n" + pathways)
    assert sentences(folder) == []
    assert list(pack_of(folder).timelines.pathways) == ["route"]


def test_a_broken_file_makes_no_names_unknown(tmp_path: Path) -> None:
    folder = timelines_in(tmp_path)
    head, pathways = FILE.split("specialties:\n", 1)[0], "pathways:\n" + FILE.split("pathways:\n")[1]
    (folder / "timelines" / "utopia.yaml").write_text(head + pathways)
    (folder / "timelines" / "b.yaml").write_text("specialties: [\n")
    assert [text.split(":")[0] for text in sentences(folder)] == ["timelines/b.yaml"]


def test_a_former_id_and_a_retired_one_stay_known(tmp_path: Path) -> None:
    folder = timelines_in(
        tmp_path,
        FILE.replace("id: route", "id: route\n    renamed_from: [old_route]").replace(
            "stages:\n", "stages:\n  - {id: gone, title: Gone, retired: {on: 2026-11-01, successor: school}}\n", 1
        ),
    )
    (folder / "ids.lock").write_text("pathway old_route\nstage gone\ncalendar-rule exam\nentry fellowship-length\n")
    assert sentences(folder) == []
    pack = pack_of(folder)
    assert pack.history(Kind.PATHWAY).current("old_route") == "route"
    assert pack.history(Kind.STAGE).heir("gone") == "school"
    assert "gone" not in pack.timelines.stages


def test_an_id_that_vanished_is_missed(tmp_path: Path) -> None:
    folder = timelines_in(tmp_path)
    (folder / "ids.lock").write_text("calendar-rule match_day\n")
    assert sentences(folder) == [
        (
            'ids.lock:1:1: the calendar rule "match_day" went out once and is gone without a word. Bring it back, name '
            "it in renamed_from of what it is now, or keep its id with retired."
        )
    ]


def test_a_source_that_only_a_timeline_names_is_used(tmp_path: Path) -> None:
    folder = timelines_in(tmp_path, FILE.replace("sources: [guide]", "sources: [college]", 1))
    with (folder / "sources.yaml").open("a") as file:
        file.write("  college: {org: A college, title: Terms, url: null, year: null}\n")
    assert sentences(folder) == []


def test_a_stage_that_interrupts_needs_no_side(tmp_path: Path) -> None:
    tour = "{id: tour, title: Tour, group: residency, months: {min: 12, max: 12}, optional: true, "
    tour += f"interrupts: {{stage: ward, after_months: 12}}, {SOURCED}}}"
    changes = (
        ("specialties:\n", f"  - {tour}\nspecialties:\n"),
        ("months: 12, side: before, groups: [medical_school]", "stage: tour, groups: [residency]"),
    )
    text = FILE
    for old, new in changes:
        text = text.replace(old, new, 1)
    assert sentences(timelines_in(tmp_path, text)) == []


def test_a_rule_without_a_date_needs_no_stage(tmp_path: Path) -> None:
    assert (
        said_of(
            tmp_path,
            ("    hook: {stages: [pain], edge: end}\n", ""),
            ("    when: {month: 3, nth: third, weekday: friday, years: 1}\n", ""),
        )
        == []
    )


def test_content_without_timelines_is_content(tmp_path: Path) -> None:
    assert pack_of(folder_of(tmp_path)).timelines == Timelines()


def examples() -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_examples_of_the_page_load(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "timelines").mkdir()
    for number, text in enumerate(examples()):
        (folder / "timelines" / f"{number}.yaml").write_text(text, encoding="utf-8")
    with (folder / "sources.yaml").open("a") as file:
        file.write("  ministry: {org: The ministry, title: Training, url: null, year: 2026}\n")
    assert sentences(folder) == []
    table = pack_of(folder).timelines
    assert table.total(table.pathways["xx_standard"]) == Months(114, 168)


def test_the_page_names_every_key_and_every_word_that_may_stand_in_its_place() -> None:
    page = PAGE.read_text(encoding="utf-8")
    words = (Group, Choice, PartTime, RuleKind, Nth, Edge, EffectKind, Side)
    missing = {word.value for kind in words for word in kind if word.value not in page}
    parts: list[type[Shape]] = [
        shapes.AnchorShape,
        shapes.StageShape,
        shapes.SpecialtyShape,
        shapes.ModifierShape,
        shapes.EffectShape,
    ]
    parts += [shapes.RuleShape, shapes.WhenShape, shapes.CertificateShape, shapes.PathwayShape, shapes.TimelinesShape]
    missing |= {f"{name}:" for part in parts for name in part.model_fields if not re.search(rf"`{name}|{name}:", page)}
    assert missing == set()
