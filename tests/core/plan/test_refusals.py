"""Nonsense is refused with a sentence that says what would make sense."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from bot.core.errors import MemberError
from bot.core.plan import Anchor, Choices, PartTime, PlanError
from bot.core.timelines.stages import Group
from tests.core.plan.shipped import AUGUST, JULY, planned


@dataclass(frozen=True)
class Nonsense:
    anchor: Anchor
    said: str
    choices: Choices = field(default_factory=Choices)
    route: str = "us_standard"


def college(year: int = 1, since: date | None = AUGUST, until: date | None = None) -> Anchor:
    return Anchor(stage=Group.UNDERGRADUATE, year=year, since=since, until=until)


def residency(year: int = 1, until: date | None = None) -> Anchor:
    return Anchor(stage=Group.RESIDENCY, year=year, since=JULY, until=until)


FELLOW = Anchor(stage=Group.FELLOWSHIP, since=JULY)
SCHOOL = Anchor(stage=Group.MEDICAL_SCHOOL, since=AUGUST)

CASES = {
    "year 0": Nonsense(college(0), "Years are counted from 1: who has just begun is in year 1."),
    "a year past the end": Nonsense(
        college(6),
        "Bachelor's degree has years 1 to 5, so there is no year 6."
        " Who repeats a year says which year of training it is.",
    ),
    "a year past the end of the guide's college": Nonsense(
        college(5),
        "Bachelor's degree has years 1 to 4, so there is no year 5."
        " Who repeats a year says which year of training it is.",
        route="us_seed",
    ),
    "a second year of what takes one": Nonsense(
        Anchor(stage=Group.FELLOWSHIP, year=2),
        "Pain medicine fellowship, ACGME has only a year 1, so there is no year 2."
        " Who repeats a year says which year of training it is.",
    ),
    "a year past two stages of one group": Nonsense(
        Anchor(stage=Group.RESIDENCY, year=10),
        "Foundation programme and Anaesthetics, CT1 to ST7 has years 1 to 9, so there is no year 10."
        " Who repeats a year says which year of training it is.",
        route="uk_anaesthetics",
    ),
    "a sixth gap year": Nonsense(
        Anchor(stage=Group.GAP, year=6), "6 gap years are more than a plan can hold: choose 5 at most."
    ),
    "a beginning too long ago": Nonsense(
        college(since=date(1899, 8, 1)), "1899 is out of reach: give a year from 1900 to 2200."
    ),
    "a beginning too far away": Nonsense(
        college(since=date(2201, 8, 1)), "2201 is out of reach: give a year from 1900 to 2200."
    ),
    "an end too far away": Nonsense(
        college(since=date(2190, 8, 1)),
        "Residency would end after 2200. Begin earlier, or choose fewer years.",
    ),
    "an end before the beginning": Nonsense(
        college(until=date(2026, 5, 15)),
        "Bachelor's degree cannot end on 15 May 2026: this year of it began on 20 Aug 2026."
        " Give a later end, or an earlier month for its beginning.",
    ),
    "a year of what has no length": Nonsense(
        Anchor(stage=Group.HIGH_SCHOOL, year=3),
        "How long high school takes is not known here, so year 3 of it has no end."
        " Leave the year out, or name the stage after it and the month in which that begins.",
    ),
    "a stage that the route does not have": Nonsense(
        college(),
        "Anaesthetics with a year of pain medicine, as you chose it, has no stage called undergraduate."
        " Say where you stand in its own stages: medical school, residency or fellowship.",
        route="uk_anaesthetics",
    ),
    "a stage that the degree has swallowed": Nonsense(
        SCHOOL,
        "MD or DO, residency, ACGME pain fellowship, as you chose it, has no stage called medical school."
        " Say where you stand in its own stages: undergraduate, residency or fellowship.",
        Choices(degree="bs_md"),
    ),
    "an end of practice": Nonsense(
        Anchor(stage=Group.PRACTICE, until=date(2030, 1, 1)),
        "The end of practice is not planned here. Leave out when it ends.",
    ),
    "a specialty of another route": Nonsense(
        college(),
        "Family medicine is not on the pathway The guide's own pathway."
        " It has Anesthesiology, PM&R (physiatry), Neurology and Psychiatry.",
        Choices(specialty="family_medicine"),
        "us_seed",
    ),
    "an unknown specialty": Nonsense(
        college(),
        '"dentistry" is not on the pathway The guide\'s own pathway.'
        " It has Anesthesiology, PM&R (physiatry), Neurology and Psychiatry.",
        Choices(specialty="dentistry"),
        "us_seed",
    ),
    "a specialty where there is none to choose": Nonsense(
        college(),
        "Anesthesiology and Royal College pain medicine leaves no specialty to choose. Leave it out.",
        Choices(specialty="anesthesiology"),
        "ca_standard",
    ),
    "a degree of another route": Nonsense(
        college(),
        "Medical school, MD-PhD is no degree of the pathway The guide's own pathway."
        " It has Medical school, MD or DO (md_do).",
        Choices(degree="md_phd"),
        "us_seed",
    ),
    "a degree where there is none to choose": Nonsense(
        college(),
        "Anesthesiology and Royal College pain medicine leaves no degree to choose. Leave it out.",
        Choices(degree="md_do"),
        "ca_standard",
    ),
    "fewer than no gap years": Nonsense(
        college(), "There are no fewer than 0 gap years. Leave them out, or choose 1 or more.", Choices(gap_years=-1)
    ),
    "too many gap years": Nonsense(
        college(), "6 gap years are more than a plan can hold: choose 5 at most.", Choices(gap_years=6)
    ),
    "gap years after medical school": Nonsense(
        residency(),
        "There is no place ahead of you for gap years: they come before medical school. Leave them out.",
        Choices(gap_years=1),
    ),
    "gap years within the combined program": Nonsense(
        college(),
        "There is no place ahead of you for gap years: they come before medical school. Leave them out.",
        Choices(gap_years=1, degree="bs_md"),
    ),
    "too many research years": Nonsense(
        college(), "3 research years are more than a plan can hold: choose 2 at most.", Choices(research_years=3)
    ),
    "research years after residency": Nonsense(
        FELLOW,
        "There is no place ahead of you for research years: they come in or after medical school or residency."
        " Leave them out.",
        Choices(research_years=1),
    ),
    "a fellowship of no years": Nonsense(
        college(),
        "A fellowship takes a year at least: choose 1 or more fellowship years.",
        Choices(fellowship_years=0),
    ),
    "a third fellowship": Nonsense(
        college(), "3 fellowship years are more than a plan can hold: choose 2 at most.", Choices(fellowship_years=3)
    ),
    "a fellowship longer than the guide's": Nonsense(
        college(),
        "Pain fellowship as the guide has it takes 1 to 2 years: choose one of them.",
        Choices(fellowship_years=3),
        "us_seed",
    ),
    "a fellowship of the guide that is behind": Nonsense(
        Anchor(stage=Group.PRACTICE),
        "The fellowship is behind you, so its length is settled. Leave the fellowship years out.",
        Choices(fellowship_years=2),
        "us_seed",
    ),
    "a second fellowship from practice": Nonsense(
        Anchor(stage=Group.PRACTICE),
        "There is no place ahead of you for fellowship years: they come in or after fellowship. Leave them out.",
        Choices(fellowship_years=2),
    ),
    "a fellowship whose length is fixed": Nonsense(
        college(),
        "The length of the fellowship cannot be chosen on the pathway"
        " Anesthesiology and Royal College pain medicine. Leave the fellowship years out.",
        Choices(fellowship_years=2),
        "ca_standard",
    ),
    "years for what has no stages": Nonsense(
        college(),
        "European Diploma in Pain Medicine has no stages, so years cannot be added to it. Leave them out.",
        Choices(gap_years=1),
        "eu_edpm",
    ),
    "a repeated year of the past": Nonsense(
        residency(),
        "No stage of medical school is ahead of you on this pathway."
        " Leave the repeated year out, or name a stage that is ahead.",
        Choices(repeated=(Group.MEDICAL_SCHOOL,)),
    ),
    "a repeated gap": Nonsense(
        college(),
        "There is no year of gap to repeat. Name undergraduate, postbacc, medical school, residency or fellowship.",
        Choices(repeated=(Group.GAP,)),
    ),
    "four repeated years": Nonsense(
        college(),
        "4 repeated years are more than a plan can hold: choose 3 at most.",
        Choices(repeated=(Group.RESIDENCY,) * 4),
    ),
    "a repeated year and an end": Nonsense(
        college(until=date(2031, 5, 15)),
        "You said when Bachelor's degree ends, so the repeated year cannot move its end. Give one of the two.",
        Choices(repeated=(Group.UNDERGRADUATE,)),
    ),
    "fewer than no days of leave": Nonsense(
        residency(),
        "There are no fewer than 0 days of leave. Leave them out, or give the working days away.",
        Choices(leave_days=-1),
    ),
    "leave that no rule is known for": Nonsense(
        residency(),
        "What leave costs is known for Anesthesiology and Anesthesiology combined with another specialty,"
        " not for PM&R (physiatry). Leave the days out, and ask its board.",
        Choices(leave_days=10, specialty="pmr"),
    ),
    "leave where no rule is known": Nonsense(
        college(),
        "What leave costs on the pathway Anesthesiology and Royal College pain medicine is not known here."
        " Leave the days out.",
        Choices(leave_days=10),
        "ca_standard",
    ),
    "leave in the past": Nonsense(
        FELLOW,
        "No stage of residency is ahead of you on this pathway. Leave the days of leave out.",
        Choices(leave_days=10),
    ),
    "leave longer than the residency": Nonsense(
        residency(),
        "1041 working days away are more than the whole residency has: 1040 at most.",
        Choices(leave_days=1041),
    ),
    "leave and an end": Nonsense(
        residency(until=date(2030, 6, 30)),
        "You said when Residency ends, so the days of leave cannot move its end. Give one of the two.",
        Choices(leave_days=100),
    ),
    "a share of nothing": Nonsense(
        residency(),
        "0 percent of full time cannot be planned: give a number from 1 to 100.",
        Choices(part_time=PartTime(0)),
    ),
    "more than full time": Nonsense(
        residency(),
        "101 percent of full time cannot be planned: give a number from 1 to 100.",
        Choices(part_time=PartTime(101)),
    ),
    "part-time where nothing is known of it": Nonsense(
        SCHOOL,
        "Whether Medical school can be done part-time is not known here."
        " Name residency or fellowship for it, or leave the percentage out.",
        Choices(part_time=PartTime(60)),
        "uk_anaesthetics",
    ),
    "part-time on a route that is not known for it": Nonsense(
        SCHOOL,
        "Part-time training on Anästhesiologie und Spezielle Schmerztherapie is not known here."
        " Leave the percentage out.",
        Choices(part_time=PartTime(60)),
        "de_standard",
    ),
    "part-time below the least": Nonsense(
        FELLOW,
        "FPM training can be done at 50 percent of full time or more.",
        Choices(part_time=PartTime(40)),
        "au_nz",
    ),
    "part-time in the past": Nonsense(
        FELLOW,
        "No stage of residency is ahead of you on this pathway. Name a stage that is ahead for the part-time share.",
        Choices(part_time=PartTime(60, Group.RESIDENCY)),
        "us_standard",
    ),
    "part-time and an end": Nonsense(
        residency(until=date(2030, 6, 30)),
        "You said when Residency ends, so the part-time share cannot move its end. Give one of the two.",
        Choices(part_time=PartTime(60)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_nonsense_is_refused_with_a_sentence_that_helps(name: str) -> None:
    case = CASES[name]
    with pytest.raises(PlanError) as refused:
        planned(case.route, case.anchor, case.choices)
    assert str(refused.value) == case.said
    assert isinstance(refused.value, MemberError)
