"""The state of a shown plan in the codes of its menus."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.shapes.base import KEY_PATTERN
from bot.core.codes import LONGEST, MENU, Action, Code, decode, encode
from bot.core.plan.state import FIELDS, FIRST_YEAR, SIZES, STAGES, Field, PlanState, packed, unpacked
from bot.core.plan.values import LAST_YEAR
from bot.core.timelines.stages import Group
from tests.core.plan.shipped import timelines

LONGEST_KEY = "k" * 24
LAST_BIRTH = FIRST_YEAR + SIZES[7] - 2
ADA = PlanState(opener=1457659890896994304, stage=Group.UNDERGRADUATE)

keys = st.none() | st.from_regex(KEY_PATTERN.removesuffix("$") + r"\Z", fullmatch=True)
states = st.builds(
    PlanState,
    opener=st.integers(0, 2**64 - 1),
    stage=st.sampled_from(Group),
    year=st.integers(0, SIZES[2] - 1),
    since=st.none() | st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(lambda day: day.replace(day=1)),
    route=keys,
    degree=keys,
    specialty=keys,
    fellowship_years=st.none() | st.integers(1, SIZES[4] - 1),
    gap_years=st.integers(0, SIZES[5] - 1),
    research_years=st.integers(0, SIZES[6] - 1),
    born=st.none() | st.integers(FIRST_YEAR, LAST_BIRTH),
)


asking = st.builds(
    lambda state, asked: replace(state, since=None, asked=asked),
    states,
    st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
)


def through_discord(state: PlanState, field: Field) -> tuple[PlanState, Field] | None:
    """Into a custom_id and back."""
    custom_id = encode(MENU, Action.PLAN, *packed(state, field))
    assert len(custom_id) <= LONGEST
    code = decode(custom_id)
    assert code is not None
    assert code.action is Action.PLAN
    return unpacked(code.args)


@given(states | asking, st.sampled_from(Field))
def test_any_state_fits_into_a_custom_id_and_comes_back_whole(state: PlanState, field: Field) -> None:
    assert through_discord(state, field) == (state, field)


def test_the_longest_state_that_content_can_lead_to_fits() -> None:
    most = PlanState(
        opener=2**64 - 1,
        stage=STAGES[-1],
        year=SIZES[2] - 1,
        since=date(LAST_YEAR, 12, 1),
        route=LONGEST_KEY,
        degree=LONGEST_KEY,
        specialty=LONGEST_KEY,
        fellowship_years=SIZES[4] - 1,
        gap_years=SIZES[5] - 1,
        research_years=SIZES[6] - 1,
        born=LAST_BIRTH,
    )
    for field in Field:
        assert through_discord(most, field) == (most, field)
    assert len(encode(MENU, Action.PLAN, *packed(most, Field.ROUTE))) == LONGEST - 1
    unnamed = replace(most, since=None, asked=date(LAST_YEAR, 12, 31))
    for field in Field:
        assert through_discord(unnamed, field) == (unnamed, field)
    assert len(encode(MENU, Action.PLAN, *packed(unnamed, Field.ROUTE))) == LONGEST


def shipped() -> Iterator[PlanState]:
    """Every route with every specialty, degree, stage and field."""
    for pathway in timelines().pathways.values():
        for specialty in (None, *pathway.specialties):
            for degree in (None, *pathway.degrees):
                for stage in Group:
                    yield replace(ADA, route=pathway.id, specialty=specialty, degree=degree, stage=stage)


def test_every_combination_of_the_shipped_content_fits_and_comes_back() -> None:
    tried = 0
    for state in shipped():
        for field in Field:
            assert through_discord(state, field) == (state, field)
            tried += 1
    assert tried > 3000


def test_a_code_means_for_ever_what_it_meant_when_it_was_sent() -> None:
    state = PlanState(
        opener=1457659890896994304,
        stage=Group.RESIDENCY,
        year=2,
        since=date(2026, 7, 1),
        route="us_standard",
        degree="md_phd",
        specialty="pmr",
        fellowship_years=2,
        gap_years=1,
        research_years=3,
        born=1999,
    )
    sent = "s1:p:EoS98EZkFDql8qBAAAA:us_standard:md_phd:pmr"
    assert decode(sent) == Code(Action.PLAN, packed(state, Field.FELLOWSHIP_YEARS))
    assert encode(MENU, Action.PLAN, *packed(state, Field.FELLOWSHIP_YEARS)) == sent


def test_a_code_without_a_month_carries_the_day_on_which_it_was_asked_for() -> None:
    state = replace(ADA, asked=date(2026, 11, 24), route="us_standard")
    sent = "s1:p:AxSCvmAAABQ6pfKgQAAA:us_standard::"
    assert decode(sent) == Code(Action.PLAN, packed(state, Field.ROUTE))
    assert encode(MENU, Action.PLAN, *packed(state, Field.ROUTE)) == sent


def test_every_field_and_stage_has_its_place_in_the_numbers() -> None:
    assert (set(FIELDS), set(STAGES)) == (set(Field), set(Group))


@pytest.mark.parametrize("text", ["_" * 19, "-" * 19, "GAAAAAAAAAAAAAAAAAA", "IAAAAAAAAAAAAAAAAAA", "_" * 20, "A" * 20])
def test_numbers_that_nobody_packed_are_not_understood(text: str) -> None:
    """Beyond the largest number there is, or of a field that there is not."""
    assert unpacked((text, "us_standard", "", "")) is None


@given(st.text("ABCxyz019_-", min_size=19, max_size=20))
def test_what_is_understood_is_a_state_that_packs_into_the_same(text: str) -> None:
    read = unpacked((text, "", "", ""))
    if read is not None:
        assert unpacked(packed(*read)) == read


@pytest.mark.parametrize("changes", [{"year": 64}, {"gap_years": 32}, {"research_years": -1}, {"opener": 2**64}])
def test_a_number_beyond_its_size_is_a_mistake_of_the_caller(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        packed(replace(ADA, **changes), Field.ROUTE)  # type: ignore[arg-type]  # one of several typed fields
