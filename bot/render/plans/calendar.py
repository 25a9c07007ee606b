"""A plan as a calendar file, RFC 5545.

Each stage and each milestone with a date is one event that takes whole days. Where there is a range, the event lies
over all of it, from the earliest to the latest day, and its text says which days those are: a calendar that shows less
would promise what nobody knows. A milestone of which only the month is known lies over that month. Without a date there
is no event.

Events show as free time and remind of nothing. An event keeps its id when only its dates change: a newer file of the
same route, specialty and degree moves the events that are there, in programs that go by ids.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from bot.core.pack import Source
from bot.core.plan.days import DateRange
from bot.core.plan.values import Milestone, Plan, PlannedStage, Precision
from bot.core.plan.wording import day, months
from bot.core.timelines.calendar import CalendarRule
from bot.core.timelines.stages import Stage
from bot.render.plans.phrases import LEVELS, NO_ADVICE, edge, route, stage_days, takes

PRODUCT = "-//Preceptor//Timeline//EN"


def calendar(plan: Plan, *, made: datetime, sources: Mapping[str, Source] | None = None) -> bytes:
    """The file. `made` is when, aware. Without `sources`, sources go by their ids.

    Where nothing dated is ahead it has no event: programs open it, but it is of no use, and strict ones complain.
    """
    known = sources or {}
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("name", route(plan))
    file.add("x-wr-calname", route(plan))  # what most programs read instead
    ids = _Ids(plan)
    for stage in plan.stages:
        file.add_component(_stage(stage, ids.next("stage", stage.id), made, known))
    for milestone in plan.milestones:
        if milestone.dates is not None:
            file.add_component(_milestone(milestone, milestone.dates, ids.next("milestone", milestone.id), made, known))
    return bytes(file.to_ical())


class _Ids:
    """Ids of events: by what they are about and which of its kind, never by a date or by who asked."""

    def __init__(self, plan: Plan) -> None:
        chosen = (plan.pathway.id, plan.specialty.id if plan.specialty else "", plan.degree.id if plan.degree else "")
        self._plan = "/".join(chosen)
        self._seen: Counter[tuple[str, str]] = Counter()

    def next(self, kind: str, name: str) -> str:
        self._seen[kind, name] += 1
        return str(uuid5(NAMESPACE_URL, f"preceptor:{self._plan}/{kind}/{name}/{self._seen[kind, name]}"))


def _event(uid: str, title: str, dates: DateRange, made: datetime, text: Iterable[str]) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    event.add("summary", title)
    event.add("dtstart", dates.earliest)
    event.add("dtend", _next(dates.latest))
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join([*text, "", NO_ADVICE]))
    return event


def _next(last: date) -> date:
    """The first day after the event, as the format has it."""
    return last + timedelta(days=1)


def _stage(stage: PlannedStage, uid: str, made: datetime, sources: Mapping[str, Source]) -> Event:
    certain = stage.starts.certain and stage.ends.certain
    title = stage.stage.title if certain else f"{stage.stage.title} (earliest to latest)"
    text = [_sentence(stage_days(stage)), f"Takes {takes(stage)}."]
    whole = DateRange(stage.starts.earliest, stage.ends.latest)
    return _event(uid, title, whole, made, [*text, *_support(stage.stage, sources)])


def _milestone(one: Milestone, dates: DateRange, uid: str, made: datetime, sources: Mapping[str, Source]) -> Event:
    title, text = one.title, [_sentence(edge(dates))]
    if one.precision is Precision.MONTH:
        shown = months(dates)
        several = "months are" if " to " in shown else "month is"
        title, text = f"{one.title} (day not known)", [f"Only the {several} known: {shown}."]
    if one.rule is not None:
        text += [f"Rule: {one.rule.rule}.", *_support(one.rule, sources)]
        text.append(f"Check again on {day(one.rule.recheck)}.")
        if one.stale:
            text.append("This day has passed: look the date up before you use it.")
    return _event(uid, title, dates, made, text)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _support(item: Stage | CalendarRule, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"Support: {LEVELS[item.level]}; checked {day(item.checked)}."
    named = [_named(one, sources) for one in item.sources]
    if named:
        yield f"Sources: {'; '.join(named)}."


def _named(id: str, sources: Mapping[str, Source]) -> str:
    """Without an address the id."""
    found = sources.get(id)
    if found is None:
        return id
    return f"{found.org}, {found.title}" + (f" {found.url}" if found.url else "")
