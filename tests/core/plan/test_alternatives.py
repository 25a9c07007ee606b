"""What the menus under a plan offer."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.plan import Anchor, Choices, Plan, PlanError, plan
from bot.core.plan.alternatives import Menu, adapted, menus
from bot.core.plan.state import Field
from bot.core.timelines.stages import Group
from tests.core.plan.shipped import TODAY, planned, timelines


def offered(found: Plan) -> dict[Field, Menu]:
    return {menu.field: menu for menu in menus(timelines(), found)}


def values(menu: Menu) -> list[str]:
    return [one.value for one in menu.alternatives]


def test_at_the_beginning_everything_can_be_chosen() -> None:
    found = offered(planned("us_standard", Anchor(stage=Group.UNDERGRADUATE)))
    assert list(found) == list(Field)
    assert values(found[Field.DEGREE]) == ["md_do", "md_3yr", "md_phd", "bs_md"]
    assert values(found[Field.GAP_YEARS]) == ["0", "1", "2", "3", "4", "5"]
    assert [one.title for one in found[Field.GAP_YEARS].alternatives][:3] == ["none", "1 year", "2 years"]
    assert len(found[Field.SPECIALTY].alternatives) == 14
    assert {field: menu.chosen for field, menu in found.items()} == {
        Field.SPECIALTY: "anesthesiology",
        Field.DEGREE: "md_do",
        Field.GAP_YEARS: "0",
        Field.RESEARCH_YEARS: "0",
        Field.FELLOWSHIP_YEARS: "1",
        Field.ROUTE: "us_standard",
    }


def test_what_is_behind_is_not_offered_any_more() -> None:
    found = offered(planned("us_standard", Anchor(stage=Group.RESIDENCY)))
    assert list(found) == [Field.SPECIALTY, Field.RESEARCH_YEARS, Field.FELLOWSHIP_YEARS, Field.ROUTE]
    assert list(offered(planned("us_standard", Anchor(stage=Group.PRACTICE)))) == [Field.ROUTE]


def test_a_route_without_specialties_offers_none() -> None:
    found = offered(planned("uk_anaesthetics", Anchor(stage=Group.MEDICAL_SCHOOL)))
    assert Field.SPECIALTY not in found
    assert Field.DEGREE not in found
    assert Field.FELLOWSHIP_YEARS not in found


def test_a_fellowship_that_takes_a_range_can_be_left_at_it() -> None:
    menu = offered(planned("us_seed", Anchor(stage=Group.MEDICAL_SCHOOL)))[Field.FELLOWSHIP_YEARS]
    assert [(one.value, one.title) for one in menu.alternatives] == [
        ("0", "1–2 years"),
        ("1", "1 year"),
        ("2", "2 years"),
    ]
    assert menu.chosen == "0"


def test_a_second_year_of_an_accredited_fellowship_is_one_of_its_own() -> None:
    menu = offered(planned("us_standard", Anchor(stage=Group.RESIDENCY)))[Field.FELLOWSHIP_YEARS]
    first, second = menu.alternatives
    assert (first.about, second.about) == ("", "Pain medicine fellowship, ACGME and Second fellowship")


def test_who_is_in_a_gap_year_has_one_already() -> None:
    menu = offered(planned("us_standard", Anchor(stage=Group.GAP)))[Field.GAP_YEARS]
    assert values(menu)[0] == menu.chosen == "1"
    menu = offered(planned("us_standard", Anchor(stage=Group.GAP, year=2)))[Field.GAP_YEARS]
    assert values(menu)[0] == menu.chosen == "2"


def test_a_route_that_does_not_have_where_somebody_stands_is_not_offered() -> None:
    found = offered(planned("us_standard", Anchor(stage=Group.UNDERGRADUATE)))
    assert "uk_anaesthetics" not in values(found[Field.ROUTE])
    assert "ca_standard" in values(found[Field.ROUTE])
    late = offered(planned("us_md_phd", Anchor(stage=Group.MEDICAL_SCHOOL, year=8)))
    assert "us_standard" not in values(late[Field.ROUTE]), "an MD takes no eight years"


def test_choices_are_kept_on_another_route_where_it_knows_them() -> None:
    table, anchor = timelines(), Anchor(stage=Group.UNDERGRADUATE)
    chosen = Choices(specialty="pmr", degree="md_3yr", gap_years=2, research_years=1, fellowship_years=2)
    assert adapted(table, table.pathways["us_seed"], chosen, anchor) == replace(chosen, degree=None)
    assert adapted(table, table.pathways["ca_standard"], chosen, anchor) == Choices(gap_years=2, research_years=1)
    assert adapted(table, table.pathways["eu_edpm"], chosen, anchor) == Choices()


def choices_of(field: Field, value: str, now: Choices) -> Choices:
    if field in (Field.SPECIALTY, Field.DEGREE):
        return replace(now, **{field.value: value})  # type: ignore[arg-type]  # one of several typed fields
    years = int(value) or (None if field is Field.FELLOWSHIP_YEARS else 0)
    return replace(now, **{field.value: years})  # type: ignore[arg-type]  # one of several typed fields


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_a_menu_offers_makes_a_plan_that_has_it_chosen(data: st.DataObject) -> None:
    table = timelines()
    pathway = data.draw(st.sampled_from(list(table.pathways.values())))
    stage, year = data.draw(st.sampled_from(Group)), data.draw(st.integers(1, 3))
    anchor = Anchor(stage=stage, year=year)
    specialty = data.draw(st.sampled_from((None, *pathway.specialties)))
    now = Choices(specialty=specialty, gap_years=data.draw(st.integers(0, 2)))
    try:
        found = plan(table, pathway, now, anchor, TODAY)
    except PlanError:
        return
    for menu in menus(table, found):
        assert len(menu.alternatives) > 1
        assert menu.chosen in values(menu), menu
        chosen = data.draw(st.sampled_from(menu.alternatives))
        if menu.field is Field.ROUTE:
            other = table.pathways[chosen.value]
            changed = plan(table, other, adapted(table, other, now, anchor), anchor, TODAY)
        else:
            changed = plan(table, pathway, choices_of(menu.field, chosen.value, now), anchor, TODAY)
        again = {one.field: one for one in menus(table, changed)}
        if menu.field in again:
            assert again[menu.field].chosen == chosen.value


@pytest.mark.parametrize("stage", Group)
def test_no_menu_has_more_options_than_discord_shows(stage: Group) -> None:
    for pathway in timelines().pathways.values():
        try:
            found = planned(pathway.id, Anchor(stage=stage))
        except PlanError:
            continue
        assert all(len(menu.alternatives) <= 25 for menu in menus(timelines(), found))
