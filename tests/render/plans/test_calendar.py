"""The calendar file of a plan, read back by a library that did not write it."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import vobject
from hypothesis import given, settings

from bot.core.pack import Source
from bot.core.plan import Plan
from bot.core.plan.values import Precision
from bot.render.plans.calendar import calendar
from bot.render.plans.phrases import NO_ADVICE
from tests.core.plan.shipped import Anchor, Choices, Group, college, planned
from tests.core.plan.test_laws import MANY, Request, asked, computed

MADE = datetime(2026, 11, 24, 13, 5, 7, 99, tzinfo=UTC)


def events(plan: Plan, *, made: datetime = MADE) -> list[Any]:
    """As the other library has them; it raises for what the format forbids."""
    file = vobject.readOne(calendar(plan, made=made).decode())
    file.validate(raiseException=True)
    return list(file.contents.get("vevent", []))


def event(plan: Plan, title: str) -> Any:
    (found,) = [one for one in events(plan) if one.summary.value == title]
    return found


def days(one: Any) -> tuple[date, date]:
    """First and last day, both within the event."""
    return one.dtstart.value, one.dtend.value - timedelta(days=1)


@given(asked())
@settings(max_examples=100, deadline=None, suppress_health_check=MANY)
def test_any_plan_is_a_valid_file_with_an_event_for_all_that_is_dated(request: Request) -> None:
    plan = computed(request)
    written = calendar(plan, made=MADE)
    lines = written.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for one in lines:
        one.decode()  # no letter is torn apart by a fold
    assert b"VALARM" not in written
    dated = [one.dates for one in plan.milestones if one.dates is not None]
    expected = [(one.starts.earliest, one.ends.latest) for one in plan.stages]
    expected += [(one.earliest, one.latest) for one in dated]
    if not expected:
        return
    found = events(plan)
    assert [days(one) for one in found] == expected
    assert max(Counter(one.uid.value for one in found).values()) == 1
    for one in found:
        assert type(one.dtstart.value) is date, "a whole day, never a time that moves with a zone"
        assert one.dtstart.params["VALUE"] == one.dtend.params["VALUE"] == ["DATE"]
        assert one.transp.value == "TRANSPARENT"
        assert one.description.value.endswith(f"\n\n{NO_ADVICE}")
        assert one.dtstamp.value == MADE.replace(microsecond=0)


@given(asked())
@settings(max_examples=50, deadline=None, suppress_health_check=MANY)
def test_the_same_plan_is_the_same_file(request: Request) -> None:
    assert calendar(computed(request), made=MADE) == calendar(computed(request), made=MADE)


def test_an_event_keeps_its_id_when_its_dates_move() -> None:
    def ids(plan: Plan) -> dict[str, str]:
        return {one.summary.value: one.uid.value for one in events(plan, made=MADE + timedelta(days=40))}

    before, later = college(), college("us_standard", Choices(gap_years=2))
    assert days(event(before, "Residency")) != days(event(later, "Residency"))
    known, moved = ids(before), ids(later)
    assert moved.items() >= known.items()
    assert moved.keys() - known.keys() == {"Gap before medical school"}
    again = planned("us_standard", Anchor(stage=Group.UNDERGRADUATE, since=date(2027, 8, 1)))
    assert ids(again) == known


def test_plans_of_another_specialty_or_route_have_ids_of_their_own() -> None:
    plans = [college(), college("us_seed"), college("us_standard", Choices(specialty="pmr"))]
    plans.append(college("us_standard", Choices(degree="md_phd")))
    found = Counter(one.uid.value for plan in plans for one in events(plan))
    assert set(found.values()) == {1}


def test_two_of_a_kind_are_two_events() -> None:
    plan = college()
    twice = replace(plan, stages=(*plan.stages, plan.stages[-1]), milestones=())
    assert len({one.uid.value for one in events(twice)}) == 5


def test_a_stage_lasts_until_its_last_day() -> None:
    assert days(event(college(), "Bachelor's degree")) == (date(2026, 8, 20), date(2030, 5, 15))
    text = event(college(), "Bachelor's degree").description.value
    assert text.startswith("20 Aug 2026 to 15 May 2030.\nTakes 4 years.\nSupport: general knowledge, no source read; ")


def test_a_range_lies_over_all_its_days_and_says_which() -> None:
    one = event(college("us_seed"), "Pain fellowship as the guide has it (earliest to latest)")
    assert days(one) == (date(2038, 7, 1), date(2040, 6, 30))
    assert one.description.value.startswith("Begins on 1 Jul 2038, ends between 30 Jun 2039 and 30 Jun 2040.\n")
    done = event(college("us_seed"), "Training complete")
    assert done.description.value.startswith("Between 30 Jun 2039 and 30 Jun 2040.\n")


def test_a_known_month_is_no_day() -> None:
    one = event(college(), "Pain Medicine certification exam (day not known)")
    assert days(one) == (date(2039, 9, 1), date(2039, 9, 30))
    assert one.description.value.startswith("Only the month is known: Sep 2039.\n")
    several = event(college(), "MCAT (day not known)")
    assert several.description.value.startswith("Only the months are known: Jan 2029 to Sep 2029.\n")


def test_a_day_has_its_rule_support_sources_and_when_to_look_again() -> None:
    one = event(college(), "Match Day")
    assert days(one) == (date(2034, 3, 17), date(2034, 3, 17))
    text = one.description.value
    assert text.startswith("On 17 Mar 2034.\nRule: ")
    assert "Support: read at an official or primary source; checked 24 Nov 2026." in text
    assert "Sources: nrmp-2026-pr; umd-match-2024; nrmp-us-senior; nrmp-school-official." in text
    assert "Check again on 1 Feb 2027." in text
    assert "This day has passed" not in text
    stale = planned("us_standard", college().anchor, today=date(2027, 3, 1))
    assert "This day has passed: look the date up before you use it." in event(stale, "Match Day").description.value


def test_sources_that_are_known_go_by_their_names_and_addresses() -> None:
    sources = {
        "nrmp-2026-pr": Source("nrmp-2026-pr", "NRMP", "A; page", "https://example.org/a,b", 2026),
        "umd-match-2024": Source("umd-match-2024", "A school", "On paper", None, None),
    }
    (one,) = [
        one
        for one in vobject.readOne(calendar(college(), made=MADE, sources=sources).decode()).vevent_list
        if one.summary.value == "Match Day"
    ]
    said = "Sources: NRMP, A; page https://example.org/a,b; A school, On paper; nrmp-us-senior; nrmp-school-official."
    assert said in one.description.value


def test_what_has_no_date_has_no_event() -> None:
    plan = planned("uk_anaesthetics", Anchor(stage=Group.MEDICAL_SCHOOL))
    assert any(one.precision is Precision.UNKNOWN for one in plan.milestones)
    assert not [one for one in events(plan) if "certification" in one.summary.value]


def test_a_plan_with_nothing_ahead_is_a_file_that_can_be_opened() -> None:
    written = calendar(planned("us_standard", Anchor(stage=Group.PRACTICE)), made=MADE)
    assert written.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Preceptor//Timeline//EN\r\n")
    assert b"VEVENT" not in written


def test_the_moment_it_was_made_is_written_in_utc() -> None:
    here = MADE.astimezone(timezone(timedelta(hours=-5)))
    assert calendar(college(), made=here) == calendar(college(), made=MADE)
    assert b"DTSTAMP:20261124T130507Z\r\n" in calendar(college(), made=here)


def test_text_cannot_leave_its_line() -> None:
    plan = college()
    first, *rest = plan.stages
    odd = replace(first.stage, title="A\r\nBEGIN:VALARM; b, c\\n Ä" + "ü" * 90)
    found = events(replace(plan, stages=(replace(first, stage=odd), *rest)))
    assert "BEGIN:VALARM" in found[0].summary.value
    assert "valarm" not in found[0].contents
