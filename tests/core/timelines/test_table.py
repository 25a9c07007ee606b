"""What the stages of a pathway add up to."""

from dataclasses import replace
from datetime import date

from bot.core.levels import Level
from bot.core.timelines.routes import Pathway, Specialty, Step
from bot.core.timelines.stages import Group, MonthDay, Months, Overlap, Stage, Within
from bot.core.timelines.table import Timelines

DAY = date(2026, 11, 24)


def stage(name: str, months: Months | None) -> Stage:
    return Stage(
        id=name, title=name, group=Group.RESIDENCY, months=months, level=Level.UNVERIFIED, sources=(), checked=DAY
    )


def specialty(name: str, months: Months) -> Specialty:
    return Specialty(
        id=name,
        title=name,
        months=months,
        split="",
        board="A board",
        certificate=None,
        certificate_note="",
        share="",
        aliases=(),
        level=Level.UNVERIFIED,
        sources=(),
        checked=DAY,
        note="",
    )


def total(*stages: Stage, optional: tuple[str, ...] = (), specialties: tuple[Specialty, ...] = ()) -> Months | None:
    pathway = Pathway(
        id="route",
        country="Utopia",
        title="Route",
        steps=tuple(Step(one.id, one.months, optional=one.id in optional) for one in stages),
        specialties=tuple(one.id for one in specialties),
        degrees=(),
        certificate=None,
        certificate_note="",
        modifiers=(),
        total=None,
        stated=None,
        shortest="",
        longest="",
        default=False,
        level=Level.DERIVED,
        sources=(),
        checked=DAY,
        note="",
    )
    table = Timelines(
        stages={one.id: one for one in stages},
        specialties={one.id: one for one in specialties},
        pathways={"route": pathway},
    )
    return table.total(pathway)


SCHOOL = stage("school", Months(36, 60, 48))
WARD = stage("ward", Months(48, 48, 48))
PAIN = stage("pain", Months(12, 24))


def test_lengths_add_up_and_one_without_a_typical_length_leaves_the_sum_without() -> None:
    assert total(SCHOOL, WARD) == Months(84, 108, 96)
    assert total(SCHOOL, WARD, PAIN) == Months(96, 132)


def test_what_is_optional_does_not_count() -> None:
    assert total(SCHOOL, PAIN, optional=("pain",)) == Months(36, 60, 48)
    assert total(PAIN, optional=("pain",)) is None


def test_what_lies_inside_another_stage_adds_nothing() -> None:
    assert total(WARD, replace(PAIN, inside=Within("ward", 24))) == Months(48, 48, 48)


def test_an_overlap_makes_only_the_low_end_shorter() -> None:
    assert total(WARD, replace(WARD, id="pain", overlaps=Overlap("ward", 12))) == Months(84, 96)


def test_the_specialty_that_is_assumed_decides_where_a_stage_has_no_length() -> None:
    training = stage("training", None)
    first, second = specialty("gas", Months(48, 48, 48)), specialty("skin", Months(36, 36, 36))
    assert total(SCHOOL, training, specialties=(first, second)) == Months(84, 108, 96)
    assert total(SCHOOL, training) is None


def test_a_day_of_every_year_is_found_in_each() -> None:
    assert MonthDay(7, 1).in_year(2034) == date(2034, 7, 1)
