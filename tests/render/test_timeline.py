"""Cards about plans: what they say, and that Discord takes each of them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.pack import Source
from bot.core.plan import Anchor, Choices, Plan, PlanError, compare, deadlines, plan
from bot.core.plan.alternatives import Alternative, menus
from bot.core.plan.alternatives import Menu as Choosable
from bot.core.plan.state import Field, PlanState
from bot.core.plan.values import Assumption, Warning
from bot.core.settings import Language
from bot.core.timelines.stages import Group
from bot.render.card import Card, Menu, Picture, Text
from bot.render.plans.chart import alt
from bot.render.timeline.comparison import comparison_card
from bot.render.timeline.deadlines import ALL, deadlines_card
from bot.render.timeline.plan import Enclosed, plan_card
from bot.render.timeline.words import fitting
from tests.content.samples import loaded
from tests.core.plan.shipped import AUGUST, CONTENT, TODAY, college, planned, timelines

OPENER = 2**63 - 1
BORN = 2001


def state_of(found: Plan) -> PlanState:
    chosen = found.choices
    return PlanState(
        opener=OPENER,
        stage=found.anchor.stage,
        year=found.anchor.year,
        since=found.anchor.since,
        route=found.pathway.id,
        degree=chosen.degree,
        specialty=chosen.specialty,
        gap_years=chosen.gap_years,
        research_years=chosen.research_years,
        fellowship_years=chosen.fellowship_years,
        born=BORN,
    )


def card_of(found: Plan, *, files: bool = True, language: Language = Language.ENGLISH) -> Card:
    enclosed = Enclosed(b"PNG", alt(found, BORN), b"ICS", "text") if files else None
    choosable = menus(timelines(), found)
    return plan_card(
        found, state_of(found), choosable=choosable, enclosed=enclosed, dropped=tuple(Field), language=language
    )


def text_of(card: Card) -> str:
    return "\n".join(part.content for part in card.parts if isinstance(part, Text)).replace("\\", "")


def every_plan(years: int) -> Iterator[Plan]:
    """All routes with all specialties, degrees and stages of the shipped content."""
    table = timelines()
    for pathway in table.pathways.values():
        for specialty in (None, *pathway.specialties):
            for degree in (None, *pathway.degrees):
                for stage in Group:
                    try:
                        chosen = Choices(specialty=specialty, degree=degree, gap_years=years, research_years=years)
                        yield plan(table, pathway, chosen, Anchor(stage=stage, since=AUGUST), TODAY)
                    except PlanError:
                        continue


@pytest.mark.parametrize("files", [True, False], ids=["with files", "without files"])
@pytest.mark.parametrize("years", [0, 2])
def test_every_plan_there_is_fits_into_a_card(years: int, files: bool) -> None:
    tried = 0
    for found in every_plan(years):
        card = card_of(found, files=files, language=Language.GERMAN)  # whose months are the longest
        assert not card.excesses(), (found.pathway.id, found.choices, found.anchor)
        tried += 1
    assert tried > 50


def long_plan(found: Plan) -> Plan:
    """`found` with the longest words and the most parts that content may have, full of signs to be escaped."""
    title, note = "*." * 40, "_!" * 200
    stages = tuple(
        replace(one, stage=replace(one.stage, title=title)) for _ in range(8) for one in found.stages
    )  # fmt: skip
    return replace(
        found,
        pathway=replace(found.pathway, title=title, country=title),
        specialty=found.specialty and replace(found.specialty, title=title),
        done=tuple(one.stage for one in stages),
        stages=stages,
        possible=replace(found.possible, shortest=note, longest=note),
        milestones=tuple(replace(one, title=title) for one in found.milestones),
        assumptions=tuple(Assumption("a", f"{number} {note}") for number in range(40)),
        warnings=tuple(Warning("w", f"{number} {note}") for number in range(40)),
    )


@pytest.mark.parametrize("files", [True, False], ids=["with files", "without files"])
def test_whatever_content_may_say_fits_and_what_is_left_out_is_counted(files: bool) -> None:
    found = long_plan(college())
    many = tuple(Alternative(f"k{number}", "*." * 40, "*." * 60) for number in range(40))
    choosable = [Choosable(field, many, "k39") for field in Field]
    enclosed = Enclosed(b"PNG", "a" * 1024, b"ICS", "text") if files else None
    card = plan_card(found, state_of(found), choosable=choosable, enclosed=enclosed, dropped=tuple(Field))
    assert not card.excesses()
    text = text_of(card)
    assert text.count("more in plan.txt" if files else "more in the plain text") >= 3
    for line in text.splitlines():
        assert not line.endswith("…")
    shown = [part for part in card.parts if isinstance(part, Menu)]
    assert all(len(menu.options) == 25 and menu.chosen in {one.value for one in menu.options} for menu in shown)


def test_a_plan_says_its_totals_its_end_and_how_well_that_is_supported() -> None:
    text = text_of(card_of(college()))
    assert "**13 academic years**, 12 years 10 months 10 days on the calendar" in text
    assert "**30 Jun 2039** Training complete\n**Sep 2039** Earliest certification: Pain Medicine\n-# official" in text
    whole = "The whole route, from its first stage, with the usual degree and no years added"
    assert f"-# {whole}: 11–17 academic years." in text
    assert "You turn 38 in the year in which it ends." in text
    assert "**Residency** · 4 years\n1 Jul 2034 → 30 Jun 2038" in text


def test_a_range_is_told_end_by_end() -> None:
    text = text_of(card_of(college("us_seed")))
    assert "· 1–2 years\nbegins 1 Jul 2038\nends 30 Jun 2039 to 30 Jun 2040" in text
    assert "12–14" in text, "what the guide says stands beside it"


def test_milestones_that_rest_on_the_same_say_so_once() -> None:
    text = text_of(card_of(college()))
    assert re.search(r"AMCAS passes applications on to schools\n-# these 6: third-party page, check again on", text)
    assert text.count("### What comes next") == 1
    assert "Training complete" not in text.partition("### What comes next")[2]


def test_what_is_over_by_today_is_no_next_thing() -> None:
    found = college()
    later = replace(found, today=date(2029, 12, 1))
    assert "MCAT" in text_of(card_of(found))
    assert "MCAT" not in text_of(card_of(later)).partition("### What comes next")[2]


def test_a_rule_that_nobody_looked_at_in_time_says_so() -> None:
    table = timelines()
    late = plan(table, table.pathways["us_standard"], Choices(), Anchor(stage=Group.FELLOWSHIP), date(2029, 1, 1))
    assert "official source, should have been checked again on 1 Mar 2027: look it up" in text_of(card_of(late))


def test_that_no_certificate_is_known_stands_on_the_card_before_what_is_over() -> None:
    resident = Anchor(stage=Group.RESIDENCY, year=3, since=date(2026, 7, 1))
    found = planned("us_standard", resident, Choices(specialty="internal_medicine"))
    text = text_of(card_of(found))
    assert 0 < text.find("- No certificate in pain medicine is known") < text.find("- All dates known here to apply")


def test_nothing_ahead_is_said() -> None:
    text = text_of(card_of(planned("us_standard", Anchor(stage=Group.PRACTICE))))
    assert "**No stage of this route is ahead of you.**" in text
    assert "### Stages" not in text
    assert "calendar" not in text


def test_a_route_that_is_only_a_certificate_shows_it() -> None:
    text = text_of(card_of(planned("eu_edpm", Anchor(stage=Group.PRACTICE))))
    assert text.startswith("## European Diploma in Pain Medicine")
    assert "Earliest certification" in text
    assert "academic years" not in text


def test_days_are_told_in_the_language_of_the_server() -> None:
    text = text_of(card_of(college(), language=Language.GERMAN))
    assert "1. Juli 2034 → 30. Juni 2038" in text
    assert "**30. Juni 2039** Training complete" in text


def test_the_picture_is_described_and_missing_files_are_explained() -> None:
    found = college()
    [picture] = [part for part in card_of(found).parts if isinstance(part, Picture)]
    assert picture.description == alt(found, BORN)
    without = plan_card(found, state_of(found), choosable=(), enclosed=Enclosed(None, "", b"", ""))
    assert "The chart could not be drawn this time." in text_of(without)
    bare = text_of(card_of(found, files=False))
    assert "I may not attach files in this channel" in bare
    assert "plan.txt" not in bare


def pairs() -> Iterator[tuple[Plan, Plan]]:
    for route in ("us_standard", "us_seed", "us_md_phd"):
        known = timelines().pathways[route].specialties
        for a in known:
            for b in known:
                if a != b:
                    anchor = Anchor(stage=Group.MEDICAL_SCHOOL, since=AUGUST)
                    yield planned(route, anchor, Choices(specialty=a)), planned(route, anchor, Choices(specialty=b))


def test_every_comparison_there_is_fits_into_a_card() -> None:
    for a, b in pairs():
        card = comparison_card(a, b, compare(a, b), stage_named=False, language=Language.GERMAN)
        assert not card.excesses()


def test_a_comparison_of_the_longest_words_fits() -> None:
    a, b = long_plan(college()), long_plan(college(choices=Choices(specialty="pmr", degree="bs_md")))
    assert not comparison_card(a, b, compare(a, b), stage_named=True).excesses()


@pytest.mark.parametrize(
    ("specialty", "said"),
    [
        ("ir_integrated", "Interventional radiology, integrated ends 2 years later."),
        ("family_medicine", "Anesthesiology ends 1 year later."),
        ("pmr", "Both end at the same time."),
        ("emergency_medicine", "Anesthesiology ends up to 1 year later."),
    ],
)
def test_a_comparison_says_who_ends_later(specialty: str, said: str) -> None:
    a, b = college(), college(choices=Choices(specialty=specialty))
    assert f"**{said}**" in text_of(comparison_card(a, b, compare(a, b), stage_named=True))


def test_two_that_never_part_are_told_so() -> None:
    a, b = college(), college(choices=Choices(specialty="pmr"))
    text = text_of(comparison_card(a, b, compare(a, b), stage_named=True))
    assert "**They never part:** every stage has the same days in both." in text


def test_a_stage_that_one_way_lacks_is_named() -> None:
    a, b = college(), college(choices=Choices(degree="bs_md"))
    assert "not on this way" in text_of(comparison_card(a, b, compare(a, b), stage_named=True))


@pytest.mark.parametrize("stage", [None, *Group])
def test_the_deadlines_of_every_month_fit_with_source_and_check_day(stage: Group | None) -> None:
    pack = loaded(CONTENT).pack
    assert pack is not None
    for month in range(12):
        today = TODAY + timedelta(days=30 * month)
        groups = (stage,) if stage else tuple(Group)
        due = [(one, groups) for group in groups for one in deadlines(timelines(), group, today)]
        due.sort(key=lambda pair: pair[0].dates)
        card = deadlines_card(due, stage=stage, as_of=today, sources=pack.sources, language=Language.GERMAN)
        assert not card.excesses()
        text = text_of(card)
        assert len(re.findall(r"checked again on|check again on", text)) == len(re.findall(r"^\*\*", text, re.M))


def test_a_deadline_shows_its_source_as_a_link_that_holds() -> None:
    [one, *_] = deadlines(timelines(), Group.RESIDENCY, TODAY)
    source = Source(one.rule.sources[0], "The [board]", "Dates", "https://board.example/a_(b)", 2026)
    card = deadlines_card([(one, (Group.RESIDENCY,))], stage=Group.RESIDENCY, as_of=TODAY, sources={source.id: source})
    [text, *_] = [part.content for part in card.parts if isinstance(part, Text)]
    assert "[The \\[board\\]](https://board.example/a_%28b%29)" in text
    offline = replace(source, url=None)
    card = deadlines_card([(one, (Group.RESIDENCY,))], stage=None, as_of=TODAY, sources={source.id: offline})
    assert "residency · United States" in text_of(card)
    assert text_of(card).count("The [board]") == 1


def test_no_deadline_at_all_is_said_and_leads_on() -> None:
    card = deadlines_card([], stage=Group.HIGH_SCHOOL, as_of=TODAY, sources={})
    assert "Nothing dated is known here for that time." in text_of(card)
    [menu] = [part for part in card.parts if isinstance(part, Menu)]
    assert (menu.chosen, menu.options[0].value, len(menu.options)) == ("high_school", ALL, 9)


def test_lines_are_left_out_whole_and_counted() -> None:
    lines = ["one", "two", "three"]
    assert fitting(lines, 14, "{} more") == lines
    assert fitting(lines, 13, "{} more") == ["one", "2 more"]
    assert fitting(lines, 7, "{} more") == ["3 more"]
    assert fitting(lines, 6, "{} more") == []
    assert fitting([], 0, "{} more") == []
