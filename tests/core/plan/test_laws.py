"""What holds for any plan."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from bot.core.plan import Anchor, Choices, PartTime, Plan, PlanError, compare
from bot.core.plan.values import PlannedStage, Precision
from bot.core.timelines.stages import Group
from bot.core.timelines.stages import PartTime as Rule
from tests.core.plan.shipped import planned, timelines

Request = tuple[str, Anchor, Choices, date]

SINCE = st.none() | st.builds(date, st.integers(1990, 2150), st.integers(1, 12), st.just(1))
TODAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31)) | st.sampled_from([date(2028, 2, 29), date(2032, 2, 29)])
MANY = (HealthCheck.filter_too_much,)  # of what is asked for at random, much is refused, and rightly
TWICE = (Group.MEDICAL_SCHOOL, Group.RESIDENCY)


@st.composite
def asked(draw: st.DrawFn) -> Request:
    """A route, a place on it, and a few choices: with everything at once most plans would be refused."""
    table = timelines()
    pathway = draw(st.sampled_from(list(table.pathways.values())))
    groups = [table.stages[step.stage].group for step in pathway.steps] or [Group.PRACTICE]
    groups += [Group.HIGH_SCHOOL, Group.GAP]
    stage, year = draw(st.sampled_from(groups)), draw(st.sampled_from([1, 1, 1, 2, 3, 4]))
    anchor = Anchor(stage=stage, year=1 if stage is Group.HIGH_SCHOOL else year, since=draw(SINCE))
    changes: dict[str, st.SearchStrategy[Any]] = {
        "specialty": st.sampled_from([*pathway.specialties, None]),
        "degree": st.sampled_from([*pathway.degrees, None]),
        "gap_years": st.integers(0, 5),
        "research_years": st.integers(0, 2),
        "fellowship_years": st.sampled_from([None, 1, 2]),
        "repeated": st.sampled_from([(), (Group.RESIDENCY,), TWICE]),
        "leave_days": st.integers(0, 300),
        "part_time": st.builds(PartTime, st.integers(50, 100), st.sampled_from([None, *TWICE, Group.FELLOWSHIP])),
    }
    names = draw(st.lists(st.sampled_from(sorted(changes)), max_size=3, unique=True))
    chosen: dict[str, Any] = {name: draw(changes[name]) for name in names}
    return pathway.id, anchor, replace(Choices(), **chosen), draw(TODAYS)


def computed(request: Request) -> Plan:
    route, anchor, choices, today = request
    try:
        return planned(route, anchor, choices, today=today)
    except PlanError as error:
        event("refused")
        assert str(error).endswith("."), error
        assume(False)
        raise


def certain(plan: Plan) -> bool:
    return all(one.starts.certain and one.ends.certain for one in plan.stages)


def may_meet(before: PlannedStage, after: PlannedStage) -> bool:
    return before.id in [one.stage for one in (after.stage.inside, after.stage.overlaps) if one is not None]


@given(asked())
@settings(max_examples=400, deadline=None, suppress_health_check=MANY)
def test_stages_come_in_order_and_meet_only_where_they_may(request: Request) -> None:
    plan = computed(request)
    for index, after in enumerate(plan.stages):
        assert after.starts.earliest <= after.starts.latest
        assert after.ends.earliest <= after.ends.latest
        assert after.starts.earliest <= after.ends.earliest
        assert after.starts.latest <= after.ends.latest
        assert 0 < after.months.min <= after.months.max
        for before in plan.stages[:index]:
            assert before.starts.earliest <= after.starts.earliest
            if not may_meet(before, after):
                assert before.ends.earliest < after.starts.earliest, (before.id, after.id)
                assert before.ends.latest < after.starts.latest, (before.id, after.id)


@given(asked())
@settings(max_examples=300, deadline=None, suppress_health_check=MANY)
def test_totals_and_milestones_keep_their_order(request: Request) -> None:
    plan = computed(request)
    assert plan.months.min <= plan.months.max
    assert plan.possible.months.min <= plan.possible.months.max
    least, most = plan.elapsed
    assert (least.years, least.months, least.days) <= (most.years, most.months, most.days)
    dated = [one.dates for one in plan.milestones if one.dates is not None]
    assert dated == sorted(dated)
    assert all(one.earliest <= one.latest for one in dated)
    if plan.starts is not None:
        assert all(one.latest >= plan.starts for one in dated)
    for one in plan.milestones:
        assert (one.dates is None) == (one.precision is Precision.UNKNOWN)
        if one.dates is not None and one.precision is Precision.MONTH:
            assert one.dates.earliest.day == 1
            assert one.dates.latest.day >= 28
    assert compare(plan, plan).parts_at is None


@given(asked(), st.sampled_from(["gap_years", "research_years"]))
@settings(max_examples=300, deadline=None, suppress_health_check=MANY)
def test_a_year_more_never_shortens(request: Request, name: str) -> None:
    route, anchor, choices, today = request
    less = computed(request)
    changed: dict[str, Any] = {name: getattr(choices, name) + 1}
    more = computed((route, anchor, replace(choices, **changed), today))
    if less.ends is None or more.ends is None:
        return
    assert more.ends.earliest >= less.ends.earliest
    assert more.ends.latest >= less.ends.latest
    longer = more.months.min - less.months.min
    parted = any(one.stage.overlaps for one in more.stages)  # a year between two stages lets them overlap no longer
    standing = anchor.stage is Group.GAP and name == "gap_years"  # the year one stands in is there without being asked
    assert longer == 12 or (standing and longer == 0) or (parted and longer == 24)


@given(asked())
@settings(max_examples=500, deadline=None, suppress_health_check=MANY)
def test_whoever_starts_again_from_a_stage_ends_on_the_same_day(request: Request) -> None:
    plan = computed(request)
    route, _, choices, today = request
    plain = replace(choices, leave_days=0, part_time=None, repeated=())
    assume(certain(plan) and plain == choices)
    before = dict.fromkeys(Group, 0)
    before[plan.anchor.stage] = 12 * (plan.anchor.year - 1)  # years are counted through all stages of a group
    for index, one in enumerate(plan.stages):
        group, rest = one.group, plan.stages[index:]
        months = before[group]
        before[group] += one.months.max
        # `since` is a month: what begins in the middle of one is only the same again where an opening comes after it.
        told = one.stage.anchor is not None or one.starts.earliest.day == 1
        if index == 0 or not one.adds or months % 12 or not (told or any(later.stage.anchor for later in rest[1:])):
            continue
        left = replace(
            plain,
            gap_years=choices.gap_years if any(later.group is Group.GAP for later in rest) else 0,
            research_years=choices.research_years if any(later.id == "research_year" for later in rest) else 0,
        )
        anchor = Anchor(stage=group, year=1 + months // 12, since=one.starts.earliest.replace(day=1))
        again = planned(route, anchor, left, today=today)
        assert again.ends == plan.ends, (one.id, anchor)
        assert [later.id for later in again.stages] == [later.id for later in rest]
        event(f"split at {group.value}")


@given(asked())
@settings(max_examples=200, deadline=None, suppress_health_check=MANY)
def test_a_plan_is_the_same_each_time(request: Request) -> None:
    assert computed(request) == computed(request)


@given(st.integers(1990, 2150), st.sampled_from(["de_standard", "in_standard", "au_nz"]), st.integers(1, 12))
def test_months_without_an_academic_year_add_up_over_leap_days(year: int, route: str, month: int) -> None:
    plan = planned(route, Anchor(stage=Group.MEDICAL_SCHOOL, since=date(year, month, 1)))
    assert plan.ends is not None
    for end, months in ((plan.ends.earliest, plan.months.min), (plan.ends.latest, plan.months.max)):
        after = date(end.year + (end.month == 12), end.month % 12 + 1, 1)
        assert (after.year - year) * 12 + after.month - month == months
        assert (after - end).days == 1


@given(asked())
@settings(max_examples=200, deadline=None, suppress_health_check=MANY)
def test_a_lower_share_of_full_time_never_ends_earlier(request: Request) -> None:
    route, anchor, choices, today = request
    plan = computed((route, anchor, replace(choices, part_time=None), today))
    partly = [s.group for s in plan.stages if s.stage.part_time in (Rule.ALLOWED, Rule.ARRANGED) and s.adds]
    assume(partly and "part_time" in plan.pathway.modifiers)
    latest = []
    for percent in (100, 80, 50):
        slower = computed((route, anchor, replace(choices, part_time=PartTime(percent, partly[0])), today))
        assert slower.ends is not None
        latest.append(slower.ends.latest)
    assert plan.ends is not None
    assert latest[0] == plan.ends.latest
    assert latest == sorted(latest)
