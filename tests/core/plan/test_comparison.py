"""Two plans side by side."""

from bot.core.plan import compare
from tests.core.plan.shipped import JULY, Anchor, Choices, Group, college, planned


def test_two_specialties_part_at_residency_and_end_a_year_apart() -> None:
    found = compare(college(), college(choices=Choices(specialty="family_medicine")))
    assert [(row.group, row.apart, row.differs) for row in found.rows] == [
        (Group.UNDERGRADUATE, (0, 0), False),
        (Group.MEDICAL_SCHOOL, (0, 0), False),
        (Group.RESIDENCY, (-12, -12), True),
        (Group.FELLOWSHIP, (-12, -12), True),
    ]
    assert found.parts_at is found.rows[2]
    assert found.apart == (-12, -12)


def test_a_range_is_compared_end_by_end() -> None:
    found = compare(college(), college(choices=Choices(specialty="emergency_medicine")))
    assert found.apart == (-12, 0)


def test_a_stage_that_one_plan_lacks_is_a_difference_without_a_number() -> None:
    found = compare(college(), college(choices=Choices(degree="bs_md")))
    assert found.parts_at is not None
    assert found.parts_at.group is Group.UNDERGRADUATE
    school = found.rows[1]
    assert (school.group, school.b, school.apart) == (Group.MEDICAL_SCHOOL, None, None)
    assert found.apart == (0, 0)


def test_plans_of_two_countries_are_compared_by_where_in_a_life_their_stages_are() -> None:
    here = Anchor(stage=Group.RESIDENCY, since=JULY)
    found = compare(planned("us_standard", here), planned("uk_anaesthetics", here))
    assert [row.group for row in found.rows] == [Group.RESIDENCY, Group.FELLOWSHIP]
    assert found.rows[0].b is not None
    assert [stage.id for stage in found.rows[0].b.stages] == ["uk_foundation", "uk_ct_st"]


def test_the_same_plan_twice_parts_nowhere() -> None:
    found = compare(college(), college())
    assert (found.parts_at, found.apart) == (None, (0, 0))
    over = planned("us_standard", Anchor(stage=Group.PRACTICE))
    assert compare(over, college()).apart is None
