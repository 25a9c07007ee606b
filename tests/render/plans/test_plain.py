"""The plan for those who listen to it."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.pack import Source
from bot.render.plans.phrases import NO_ADVICE, course, when
from bot.render.plans.plain import plain, spoken
from tests.core.plan.shipped import Anchor, Choices, Group, college, notes, planned
from tests.core.plan.test_laws import MANY, Request, asked, computed


@given(asked(), st.none() | st.integers(1900, 2026))
@settings(max_examples=150, deadline=None, suppress_health_check=MANY)
def test_any_plan_is_read_out_in_full_and_without_marks(request: Request, born: int | None) -> None:
    plan = computed(request)
    text = plain(plan, born)
    assert text.endswith(f"\n\n{NO_ADVICE}\n")
    assert not re.search(r"[–—…·*_|~`#<>\[\]{}\\^•◆\t]|  ", text)
    lines = text.splitlines()
    assert all(line.endswith((".", ":", "?")) for line in lines if line), lines
    assert sum(line.startswith("Stage ") and " of " in line for line in lines) == len(plan.stages)
    for one in plan.milestones:
        assert any(line.startswith(f"{one.title}: {spoken(when(one))}.") for line in lines), one
    heard = [spoken(note.text) for note in notes(plan)]
    assert set(heard) <= set(lines)
    assert ("You turn" in text) is (born is not None and bool(plan.stages))


def test_the_worked_example_reads_from_top_to_bottom() -> None:
    text = plain(college(), 2004)
    assert text.startswith(
        "Your plan for United States: MD or DO, residency, ACGME pain fellowship.\n"
        "Specialty: Anesthesiology.\n"
        "Degree: Medical school, MD or DO.\n"
        "Computed on 24 Nov 2026.\n"
        "\n"
        "Stage 1 of 4: Bachelor's degree.\n"
        "It begins on 20 Aug 2026.\n"
        "It ends on 15 May 2030.\n"
        "It takes 4 years.\n"
    )
    assert "\nIn all: 13 academic years.\nOn the calendar: 12 years, 10 months and 10 days.\n" in text
    whole = "The whole route, from its first stage, with the usual degree and no years added"
    assert f"\n{whole}: 11 to 17 academic years.\nThe shortest: " in text
    assert "\nYou turn 35 in the year in which it ends.\n" in text
    read = "Read at an official or primary source"
    assert f"\nMatch Day: 17 Mar 2034. {read}. Check again on 1 Feb 2027.\n" in text
    known = {name: Source(name, org, "A page", None, None) for name, org in (("nrmp-2026-pr", "NRMP"), ("x", "X"))}
    sourced = plain(college(), 2004, sources=known)
    assert f"\nMatch Day: 17 Mar 2034. {read}. From NRMP. Check again on 1 Feb 2027.\n" in sourced


def test_ranges_are_said_with_words() -> None:
    text = plain(college("us_seed"), 2004)
    assert "It ends between 30 Jun 2039 and 30 Jun 2040.\nIt takes 1 to 2 years.\n" in text
    assert "In all: 13 to 14 academic years." in text
    assert "at least 12 years, 10 months and 10 days; at most 13 years, 10 months and 10 days." in text
    assert "You turn 35 to 36 in the year" in text


def test_months_halves_and_what_lies_within_are_said() -> None:
    short = planned(
        "us_standard",
        Anchor(stage=Group.FELLOWSHIP, since=date(2026, 7, 1), until=date(2026, 7, 2)),
        today=date(2026, 7, 1),
    )
    assert "It takes 1 month.\n" in plain(short, None)
    assert "In all: 1 month.\nOn the calendar: 1 day.\n" in plain(short, None)
    assert course(short) == "1 Jul 2026 to 2 Jul 2026"
    within = plain(planned("uk_anaesthetics", Anchor(stage=Group.MEDICAL_SCHOOL)), None)
    assert "It lies within another stage and adds nothing to the total." in within
    assert "Earliest certification: FFPMRCA: date not known." in within


def test_what_is_behind_is_named_and_an_empty_road_said_to_be_empty() -> None:
    fellow = plain(planned("us_standard", Anchor(stage=Group.FELLOWSHIP)), None)
    assert "Behind you: Bachelor's degree, Medical school, MD or DO, Residency." in fellow
    over = plain(planned("us_standard", Anchor(stage=Group.PRACTICE)), 1980)
    assert "No stages are ahead." in over
    assert "In all" not in over


def test_a_rule_that_is_out_of_date_is_said_to_be() -> None:
    stale = planned("us_standard", Anchor(stage=Group.UNDERGRADUATE, since=date(2026, 8, 1)), today=date(2027, 3, 1))
    line = next(line for line in plain(stale, None).splitlines() if line.startswith("Match Day: "))
    assert line.endswith("Check again on 1 Feb 2027. This rule should have been looked at again by now.")


def test_a_chosen_degree_is_the_one_that_is_named() -> None:
    assert "Degree: Medical school, MD-PhD." in plain(college("us_standard", Choices(degree="md_phd")), None)


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("13–14 years", "13 to 14 years"),
        ("CT1–ST7", "CT1 to ST7"),
        ("ends – or not", "ends, or not"),
        ("A & B", "A and B"),
        ("**bold** _x_ `y`", "bold x y"),
        ("July → June", "July to June"),
        ("MD-PhD, 20%", "MD-PhD, 20%"),
    ],
)
def test_signs_become_words(written: str, heard: str) -> None:
    assert spoken(written) == heard
